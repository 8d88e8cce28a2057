"""The product as a wheel: in an empty environment, in an empty folder, without the project beside it."""

import re
import subprocess
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.setup.conftest import bare, copy_project


@pytest.fixture(scope="session")
def wheel(environment_of, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`pip wheel .` in a fresh clone."""
    clone, made = copy_project(tmp_path_factory.mktemp("clone")), tmp_path_factory.mktemp("wheel")
    environment_of("runtime").pip("wheel", "--no-deps", "--wheel-dir", made, clone)
    (found,) = made.glob("formserver-*.whl")
    return found


def test_it_holds_the_package_and_the_processes_whole(wheel: Path, copy: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        packed = {name for name in opened.namelist() if ".dist-info/" not in name}

    folders = [copy / name for name in ("doc_templates", "docs", "formserver")]
    there = [path for folder in folders for path in folder.rglob("*")]
    assert packed == {path.relative_to(copy).as_posix() for path in there if path.is_file()}


def test_it_runs_the_demo_until_its_first_page(environment_of, wheel: Path, tmp_path: Path) -> None:
    environment = environment_of("runtime")
    environment.pip("install", "--no-deps", "--no-compile", wheel)

    demo = subprocess.Popen(
        [environment.program("formserver"), "demo", "--port", "0"],
        cwd=tmp_path,
        env={**bare(tmp_path), "FORMSERVER_PAGE_NUMBERS": "false"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        page = first_page(demo)
    finally:
        demo.terminate()
        demo.communicate()

    assert "<h1" in page
    assert "Kari Eksempel" in page


def first_page(demo: subprocess.Popen[str]) -> str:
    """The page at the first address that the demo prints, when it has printed the last."""
    assert demo.stdout is not None
    said = ""
    for line in demo.stdout:
        said += line
        if line.startswith("  turn the clock"):
            break
    start = re.search(r"start here: +(http://\S+)", said)
    assert start, said
    with urllib.request.urlopen(start[1]) as response:  # noqa: S310 - an address that the demo printed
        found: str = response.read().decode()
        return found
