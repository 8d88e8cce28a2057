"""Each floor knows only the ones below it, and each outside library has one door."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache

import pytest

from tests.architecture import source

# The library, and the floors that may import it. What is not named here may be used where it is needed.
DOORS = {
    "aiosmtpd": {"demo"},
    "authlib": {"web"},
    "babel": {"i18n"},
    "defusedxml": {"dav"},
    "docx": {"documents"},
    "docxtpl": {"documents"},
    "email_validator": {"forms"},
    "flask": {"app", "cli", "demo", "web"},
    "flask_mail": {"mail"},
    "flask_wtf": {"web"},
    "gunicorn": {"cli"},
    "icalendar": {"mail"},
    "joserfc": {"web"},
    "jsonschema": {"cases"},
    "lxml": {"documents"},
    "peewee": {"storage"},
    "playhouse": {"storage"},
    "pypdf": {"documents"},
    "requests": {"web"},
    "smtplib": {"mail"},
    "sqlite3": {"storage"},
    "tomlkit": {"definitions"},
    "werkzeug": {"app", "demo", "web"},
    "wsgidav": {"dav"},
    "wtforms": {"forms"},
}


@cache
def imports() -> list[tuple[str, str, str]]:
    """Path, floor and imported module of every import in the package."""
    return list(_imports())


def _imports() -> Iterator[tuple[str, str, str]]:
    for path, tree in source.modules().items():
        floor = path.split("/")[1].removesuffix(".py")
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((path, floor, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield path, floor, node.module or ""


def test_a_module_imports_only_from_the_floors_below_its_own() -> None:
    # In a process of its own: the linter's cache and its reading of the modules leave nothing behind here.
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"

    result = subprocess.run(
        [sys.executable, "-c", linter, "--no-cache"],
        check=False,
        cwd=source.ROOT,
        capture_output=True,
        text=True,
    )

    assert result.returncode == 0, result.stdout


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    foreign = [
        f"{path} imports {module}"
        for path, floor, module in imports()
        if floor == "domain"
        and not module.startswith("formserver.domain")
        and module.split(".")[0] not in sys.stdlib_module_names
    ]

    assert foreign == []


def test_the_domain_has_no_clock_dice_or_files() -> None:
    worldly = {"io", "os", "pathlib", "random", "secrets", "socket", "sqlite3", "subprocess", "time", "uuid"}
    used = [
        f"{path} imports {module}"
        for path, floor, module in imports()
        if floor == "domain" and module in worldly
    ]
    clocks = [
        f"{path}:{node.lineno}"
        for path, tree in source.modules().items()
        if path.startswith("formserver/domain/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
        if isinstance(node.value, ast.Name) and node.value.id in {"date", "datetime"}
    ]

    assert (used, clocks) == ([], [])


@pytest.mark.parametrize("library", sorted(DOORS))
def test_a_library_is_met_only_behind_its_door(library: str) -> None:
    strays = [
        f"{path} imports {module}"
        for path, floor, module in imports()
        if module.split(".")[0] == library and floor not in DOORS[library]
    ]

    assert strays == []
