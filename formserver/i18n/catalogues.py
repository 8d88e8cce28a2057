"""Keep the catalogues whole while words are added: all languages at once, sorted, safe for several writers.

`python -m formserver.i18n.catalogues --help` tells how; nothing here runs in the product itself.
"""

import argparse
import fcntl
import os
import string
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog

from formserver.i18n import words

PLURAL = " || "
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
EXAMPLES = """examples (KEY, nb, nn, en):
  python -m formserver.i18n.catalogues add saved.now "Lagret {time}." "Lagra {time}." "Saved {time}."
  python -m formserver.i18n.catalogues add days "1 dag || {n} dager" "1 dag || {n} dagar" "1 day || {n} days"
  python -m formserver.i18n.catalogues take words.tsv
  python -m formserver.i18n.catalogues remove saved.now

Two texts with " || " between them are singular and plural; \\n in a text is a line break. A file to take has
a line for each key, with tabs between.
"""

Forms = tuple[str, ...]


class FaultyWordsError(ValueError):
    """Words that cannot be taken in; the text says which and why."""


def read(language: str, folder: Path = words.FOLDER) -> dict[str, Forms]:
    """Give every key of a language with its forms: one text, or singular and plural."""
    with _path(language, folder).open("rb") as file:
        catalogue = pofile.read_po(file)
    return {_key(entry.id): _forms(entry.string) for entry in catalogue if entry.id}


def write(language: str, entries: Mapping[str, Forms], folder: Path = words.FOLDER) -> None:
    """Write a language's catalogue whole, sorted by key, replacing the file in one go."""
    catalogue = Catalog(locale=language)
    for key, forms in entries.items():
        if len(forms) == 1:
            catalogue.add(key, forms[0])
        else:
            catalogue.add((key, key), forms)
    written = BytesIO()
    pofile.write_po(written, catalogue, width=0, omit_header=True, sort_output=True)
    header = HEADER.format(language=language).encode()
    target = _path(language, folder)
    beside = target.with_suffix(".new")
    beside.write_bytes(header + b"\n" + written.getvalue().rstrip() + b"\n")
    beside.replace(target)


def add(rows: list[list[str]], folder: Path = words.FOLDER) -> None:
    """Take in rows of key, nb, nn, en; a key that is there already gets the new words.

    Raises FaultyWordsError, and changes nothing, if a row lacks a language or the placeholders differ.
    """
    for row in rows:
        _refuse_faulty(row)
    with _locked(folder):
        for place, language in enumerate(words.FIRST, start=1):
            fresh = {row[0]: tuple(row[place].replace("\\n", "\n").split(PLURAL)) for row in rows}
            write(language, read(language, folder) | fresh, folder)


def remove(keys: list[str], folder: Path = words.FOLDER) -> None:
    """Take keys out of every language; raises FaultyWordsError if one of them is not there."""
    with _locked(folder):
        for language in words.FIRST:
            entries = read(language, folder)
            if unknown := [key for key in keys if key not in entries]:
                raise FaultyWordsError(f"{language} has no key {', '.join(unknown)}")
            write(language, {key: forms for key, forms in entries.items() if key not in keys}, folder)


def placeholders(forms: Forms) -> frozenset[str]:
    """Give the names that stand in braces in any of the forms, `n` of a plural left out."""
    names = {name for text in forms for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return frozenset(names - {"n"} if len(forms) > 1 else names)


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; gives the exit code, 1 with one sentence on stderr if the words are refused."""
    options = _options().parse_args(arguments)
    try:
        _run(options)
    except (FaultyWordsError, OSError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    if options.command == "add":
        add([options.words])
    elif options.command == "take":
        lines = [line for file in options.files for line in file.read_text(encoding="utf-8").splitlines()]
        add([line.split("\t") for line in lines if line.strip() and not line.startswith("#")])
    else:
        remove(options.keys)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m formserver.i18n.catalogues",
        description="Add words for people in bokmål, nynorsk and English.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("add", help="one key").add_argument(
        "words", nargs=4, metavar=("KEY", "NB", "NN", "EN")
    )
    commands.add_parser("take", help="all keys of a file").add_argument("files", nargs="+", type=Path)
    commands.add_parser("remove", help="keys that nobody uses").add_argument("keys", nargs="+")
    return parser


def _refuse_faulty(row: list[str]) -> None:
    if len(row) != 1 + len(words.FIRST) or not all(text.strip() for text in row):
        raise FaultyWordsError(f"{row[0]}: give the key and the words in {', '.join(words.FIRST)}")
    forms = [tuple(text.split(PLURAL)) for text in row[1:]]
    if len({len(each) for each in forms}) > 1:
        raise FaultyWordsError(f"{row[0]}: plural forms in some languages only")
    if len({placeholders(each) for each in forms}) > 1:
        raise FaultyWordsError(f"{row[0]}: the placeholders differ between the languages")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder alone: several people add words at the same time."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _path(language: str, folder: Path) -> Path:
    return folder / language / "LC_MESSAGES" / "messages.po"


def _key(msgid: str | list[str] | tuple[str, ...]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def _forms(msgstr: str | list[str] | tuple[str, ...] | None) -> Forms:
    return (msgstr,) if isinstance(msgstr, str) else tuple(msgstr or ())


if __name__ == "__main__":
    raise SystemExit(main())
