"""What others wrote and we pass on has its licence and version, and asks no other host for anything."""

import re

from tests.architecture import source


def test_every_vendored_folder_has_its_licence() -> None:
    folders = [path for path in source.VENDORED.iterdir() if path.is_dir()]

    assert folders
    assert [folder.name for folder in folders if not (folder / "LICENSE").exists()] == []


def test_every_vendored_file_is_listed_with_its_version() -> None:
    listed = (source.VENDORED / "README.md").read_text("utf-8")
    names = [
        path.relative_to(source.VENDORED).as_posix()
        for path in source.VENDORED.rglob("*.*")
        if path.parent != source.VENDORED and path.suffix != ".woff2"
    ]

    assert names
    assert [name for name in names if not re.search(rf"\| {name}[ ,|].*\| \d+\.\d+\.\d+ \|", listed)] == []


def test_a_style_sheet_fetches_only_files_that_lie_beside_it() -> None:
    strays = [
        f"{sheet.name}: {address}"
        for sheet in (source.PACKAGE / "web/static").rglob("*.css")
        for address in re.findall(r"""url\(\s*["']?([^"')\s]+)""", sheet.read_text("utf-8"))
        if not address.startswith("data:") and not (sheet.parent / address).is_file()
    ]

    assert strays == []
