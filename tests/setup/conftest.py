"""Empty environments to install into, without network: make keeps the wheels in .venv/wheels."""

import os
import shutil
import subprocess
import venv
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture import source

WHEELS = source.ROOT / ".venv/wheels"
REQUIREMENTS = source.ROOT / "requirements"


@dataclass(frozen=True, kw_only=True)
class Environment:
    """A virtual environment as Debian 12 makes one: nothing in it but pip 23.0."""

    folder: Path

    def make(self) -> None:
        """Makes it; pip is unpacked from its wheel, as Python's own venv does."""
        venv.create(self.folder, symlinks=True)
        (packages,) = self.folder.glob("lib/python3.*/site-packages")
        (wheel,) = WHEELS.glob("pip-23.0-*.whl")
        with zipfile.ZipFile(wheel) as opened:
            opened.extractall(packages)

    def pip(self, *words: object) -> str:
        """What this pip says. It fails for what would need the network."""
        return run(self.program("python"), "-m", "pip", *words, folder=self.folder, home=self.folder)

    def program(self, name: str) -> Path:
        return self.folder / "bin" / name


def locked(name: str) -> list[str]:
    """pip's words for a lock. Compiling is left out: nobody waits for a second start."""
    return ["--no-compile", "--require-hashes", "--requirement", str(REQUIREMENTS / f"{name}.txt")]


def run(*words: object, folder: Path, home: Path) -> str:
    """What a program says to somebody who has neither settings nor network; the test fails when it fails."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env=bare(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def bare(home: Path) -> dict[str, str]:
    """The surroundings of a program in an empty home, where pip and uv know nothing but the kept wheels."""
    return {
        "HOME": str(home),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_FIND_LINKS": str(WHEELS),
        "PIP_NO_INDEX": "1",
        "UV_FIND_LINKS": str(WHEELS),
        "UV_NO_CONFIG": "1",
        "UV_OFFLINE": "1",
    }


def copy_project(folder: Path) -> Path:
    """The project as a clone has it: only what is in git or about to be."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=source.ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in filter(None, listing.stdout.split("\0")):
        if (source.ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source.ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone, for tests that make nothing in it."""
    return copy_project(tmp_path_factory.mktemp("clone"))


@pytest.fixture(scope="session")
def environment_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Environment]:
    """An environment with a lock in it, installed once."""
    made: dict[str, Environment] = {}

    def of_lock(name: str) -> Environment:
        if name not in made:
            made[name] = Environment(folder=tmp_path_factory.mktemp(name) / ".venv")
            made[name].make()
            made[name].pip("install", *locked(name))
        return made[name]

    return of_lock


@pytest.fixture(scope="session", autouse=True)
def wheels() -> None:
    """Everything here needs them."""
    if not (source.ROOT / ".venv/ready-wheels").exists():
        pytest.fail("the wheels of the locks are missing; `make .venv/ready-wheels` keeps them")
