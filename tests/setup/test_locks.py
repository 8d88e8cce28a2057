"""A lock installs today and in a year, with every pip from 23.0 on."""

import json
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.setup.conftest import REQUIREMENTS

LOCKS = sorted(REQUIREMENTS.glob("*.txt"))
PROJECT = tomllib.loads((REQUIREMENTS.parent / "pyproject.toml").read_text("utf-8"))


def pins(lock: str) -> list[Requirement]:
    """The pinned lines of a lock that count on this machine."""
    lines = re.findall(r"^(\S+==[^\\\n]+)", lock, re.MULTILINE)
    found = [Requirement(line) for line in lines]
    return [pin for pin in found if pin.marker is None or pin.marker.evaluate()]


def asked_for(pin: Requirement) -> Iterator[Requirement]:
    """What the locked package asks for itself, by what its installed files say."""
    for text in requires(pin):
        asked, extras = Requirement(text), ("", *pin.extras)
        if asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in extras):
            yield asked


def requires(pin: Requirement) -> list[str]:
    try:
        return metadata.requires(pin.name) or []
    except metadata.PackageNotFoundError:  # a program of the set-up that nobody asked for yet
        return []


def extras_without_a_line(lock: str) -> set[str]:
    """Requirements with an extra that the lock does not pin with that extra.

    pip before 23.3 holds `name[extra]` only to a line `name[extra]==…`; where that is missing it takes the
    newest release, and stops for its hash.
    """
    pinned = {(canonicalize_name(pin.name), extra) for pin in pins(lock) for extra in pin.extras}
    wanted = [asked for pin in pins(lock) for asked in asked_for(pin)]
    return {
        f"{asked.name}[{extra}]"
        for asked in wanted
        for extra in asked.extras
        if (canonicalize_name(asked.name), extra) not in pinned
    }


def test_every_group_of_the_project_has_a_lock() -> None:
    programs = set(PROJECT["dependency-groups"]) - {"build", "test"}

    assert {lock.stem for lock in LOCKS} == {"runtime", "test", *programs}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_what_is_asked_for_with_an_extra_has_a_pinned_line_of_its_own(lock: Path) -> None:
    assert extras_without_a_line(lock.read_text("utf-8")) == set()


def test_a_lock_whose_extras_were_stripped_is_found() -> None:
    lock = (REQUIREMENTS / "test.txt").read_text("utf-8")
    stripped = re.sub(r"^(\S+?)\[\S+\]==", r"\1==", lock, flags=re.MULTILINE)

    assert "coverage[toml]" in extras_without_a_line(stripped)


@pytest.mark.parametrize("name", ["runtime", "test"])
def test_the_oldest_pip_installs_a_lock_in_an_empty_environment(environment_of, name: str) -> None:
    environment = environment_of(name)

    listed = json.loads(environment.pip("list", "--format", "json"))
    installed = {f"{canonicalize_name(one['name'])}=={one['version']}" for one in listed}
    wanted = pins((REQUIREMENTS / f"{name}.txt").read_text("utf-8"))
    assert wanted
    assert {f"{canonicalize_name(pin.name)}{pin.specifier}" for pin in wanted} <= installed
