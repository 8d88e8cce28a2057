"""The project's own files, as the architecture tests read them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "formserver"
VENDORED = PACKAGE / "web/static/vendor"


@cache
def files() -> list[Path]:
    """Every file that is in git or about to be, but what others wrote."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and VENDORED not in path.parents]


@cache
def texts() -> dict[str, str]:
    """The text files among them, by path from the project's root."""
    return {relative(path): text for path in files() if (text := _text(path)) is not None}


@cache
def modules() -> dict[str, ast.Module]:
    """The package's modules, parsed, by path from the project's root."""
    return {relative(path): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return None
