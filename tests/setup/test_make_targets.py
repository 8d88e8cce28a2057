"""Every target of the Makefile works in a fresh clone: it sets up what it runs before it runs it."""

import os
import re
import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from tests.architecture import source
from tests.setup.conftest import REQUIREMENTS, copy_project, run

MAKEFILE = (source.ROOT / "Makefile").read_text("utf-8")
TARGETS = sorted(set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE)))
SETS_UP = {
    ".ci/environment.sh runtime": "runtime",
    ".ci/environment.sh test": "test",
    ".ci/environment.sh uv": "uv",
    ".ci/node.sh": "node",
}
PROGRAM = re.compile(r"\.venv/bin/([\w-]+)(?: -m ([\w.]+))?")


def planned(clone: Path, target: str) -> list[str]:
    """The commands that make would run, in their order."""
    said = run("make", "--dry-run", "--no-print-directory", target, folder=clone, home=clone)
    return [line.removeprefix("@").strip() for line in said.splitlines()]


def runs_unprepared(commands: list[str]) -> Iterator[str]:
    """Commands that run something which nothing before them has set up."""
    ready: set[str] = set()
    for command in commands:
        if command in SETS_UP:
            ready.add(SETS_UP[command])
            continue
        for program, module in PROGRAM.findall(_with_script(command)):
            if _brought_by(program, module) not in ready:
                yield f"{command}: {program} {module}".strip()


def _with_script(command: str) -> str:
    """A command, and what stands in the script that it runs."""
    script = re.match(r"\.ci/[\w.]+", command)
    return command + (source.ROOT / script[0]).read_text("utf-8") if script else command


def _brought_by(program: str, module: str) -> str:
    """Which part of the set-up puts a program there. The tests' own modules may need all that tests need."""
    if program in {"node", "npm"}:
        return "node"
    if program == "uv":
        return "uv"
    if module.startswith("tests"):
        return "test"
    if program in {"python", "formserver"}:
        return "runtime"
    runtime = (REQUIREMENTS / "runtime.txt").read_text("utf-8")
    return "runtime" if re.search(rf"^{_package_of(program)}(\[|==)", runtime, re.MULTILINE) else "test"


def _package_of(program: str) -> str:
    owners = [
        package.name
        for package in metadata.distributions()
        if any(file.parent.name == "bin" and file.name == program for file in package.files or [])
    ]
    assert owners, f"nothing locked brings {program}"
    return owners[0]


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_sets_up_what_it_runs(copy: Path, target: str) -> None:
    assert list(runs_unprepared(planned(copy, target))) == []


def test_a_target_without_its_set_up_is_found() -> None:
    commands = [
        ".ci/environment.sh runtime",
        ".venv/bin/python -m tests.benchmarks",
        ".venv/bin/formserver demo",
    ]

    assert list(runs_unprepared(commands)) == [
        ".venv/bin/python -m tests.benchmarks: python tests.benchmarks"
    ]


def test_what_is_quick_really_runs_in_a_fresh_clone(environment_of, tmp_path: Path) -> None:
    clone = copy_project(tmp_path)
    # Links cost nothing, and what `make clean` takes away here is still there for others.
    shutil.copytree(environment_of("test").folder, clone / ".venv", symlinks=True, copy_function=os.link)

    said = [run("make", target, folder=clone, home=clone) for target in ("help", "measure", "clean")]

    assert "make test" in said[0]
    assert "lines of Python in the package" in said[1]
    assert not (clone / ".venv").exists()
