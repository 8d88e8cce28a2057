"""What lies in the project can be read, built and passed on by anybody, anywhere."""

import json
import re
from pathlib import Path

import pytest

from tests.architecture import source

# Written in pieces, or this file would find itself.
LEFT_OPEN = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
MACHINE_PATH = re.compile(r"(?<![\w./:<-])/(?:home|root|work|farm|tmp|Users)/[\w.+-]+")
REGISTRY = re.compile(
    r"https?://[\w.-]*(?:" + "|".join(["py" + "pi", "python" + "hosted", "npm" + "js"]) + r")\.\w+"
)
PYTHON_LOCKS = sorted(path.name for path in (source.ROOT / "requirements").glob("*.txt"))
NPM_LOCKS = ["tests/ooxml/package-lock.json", ".ci/vendor/package-lock.json"]


def places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in source.texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_nothing_was_left_for_later() -> None:
    assert places(LEFT_OPEN) == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert places(MACHINE_PATH) == []


def test_no_file_names_a_registry() -> None:
    assert places(REGISTRY) == []


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_locked_package_has_hashes_and_no_address(name: str) -> None:
    lock = (source.ROOT / "requirements" / name).read_text("utf-8")

    packages = re.findall(r"^\S+==\S+", lock, re.MULTILINE)
    hashed = re.findall(r"^\S+==.*\\\n    --hash=sha256:", lock, re.MULTILINE)
    assert packages
    assert len(hashed) == len(packages)
    assert "://" not in lock


@pytest.mark.parametrize("name", NPM_LOCKS)
def test_every_locked_npm_package_has_a_checksum_and_no_address(name: str) -> None:
    lock = json.loads((source.ROOT / name).read_text("utf-8"))

    packages = [package for path, package in lock["packages"].items() if path]
    assert packages
    assert [package for package in packages if "integrity" not in package or "resolved" in package] == []


def test_everything_needed_at_run_time_is_locked_for_the_tests_too() -> None:
    runtime, test = (pinned(source.ROOT / "requirements" / name) for name in ("runtime.txt", "test.txt"))

    assert runtime
    assert runtime <= test


def pinned(lock: Path) -> set[str]:
    return set(re.findall(r"^\S+==[^\s;\\]+", lock.read_text("utf-8"), re.MULTILINE))
