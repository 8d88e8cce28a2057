"""How the commands are described on the command line."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[[argparse.Namespace], None]
Commands = Any  # argparse keeps the name of its own type to itself


def command(commands: Commands, name: str, *, does: str, example: str, run: Run) -> argparse.ArgumentParser:
    """A command that runs something. `does` is one line; `example` is shown by --help."""
    parser = _parser(commands, name, does, example)
    parser.set_defaults(run=run)
    return parser


def group(commands: Commands, name: str, *, does: str, example: str) -> Commands:
    """A command that has commands of its own, one of which must be given."""
    parser = _parser(commands, name, does, example)
    return parser.add_subparsers(metavar="COMMAND", required=True, title="commands")


def file(text: str) -> Path:
    """A path as it was typed, with ~ for the home folder."""
    return Path(text).expanduser()


def number(text: str) -> int:
    """A whole number from 1."""
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"«{text}» is not a number from 1 up")


def port(text: str) -> int:
    """A port of this machine; 0 lets the machine choose."""
    if text.isascii() and text.isdigit() and int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"«{text}» is not a port between 0 and 65535")


def _parser(commands: Commands, name: str, does: str, example: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=does,
        description=does,
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return parser
