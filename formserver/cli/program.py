"""Finds the command that was asked for and runs it; what goes wrong becomes a sentence and an exit code."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import TracebackType

from formserver import __version__
from formserver.cli.failure import CommandFailed

# The module of each command, in the order of the help: only what is asked for is loaded.
COMMANDS = {
    "demo": "demo",
    "serve": "serve",
    "web": "serve",
    "worker": "serve",
    "check": "check",
    "account": "account",
    "dialog": "dialog",
    "template": "template",
    "outbox": "outbox",
    "database": "database",
}

EXAMPLE = """example:
  formserver demo                  try everything with sample dialogs
  formserver check                 see whether this installation works
  formserver dialog --help         what can be done with dialogs

Settings come from instance/config.toml (see config.example.toml there) and FORMSERVER_*;
FORMSERVER_INSTANCE names another instance folder."""
INTERRUPTED = 130


def run(words: Sequence[str]) -> int:
    """Runs the command, gives its exit code: 0 done, 1 failed, 130 interrupted. Wrong usage exits with 2."""
    sys.excepthook = _tell_fault
    arguments = _parser(words).parse_args(words)
    try:
        arguments.run(arguments)
    except CommandFailed as failure:
        print(f"formserver: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="formserver",
        description="Structured dialogs between municipalities and agencies: forms, Word documents and mail.",
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"formserver {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, title="commands")
    for name in _modules(words):
        import_module(f"formserver.cli.{name}").add(commands)
    return parser


def _modules(words: Sequence[str]) -> list[str]:
    """The module of the command that comes first; all where none does, for the help names every one."""
    wanted = COMMANDS.get(words[0]) if words else None
    return [wanted] if wanted else list(dict.fromkeys(COMMANDS.values()))


def _tell_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """A fault of ours also ends in one sentence; the place in it is what a report needs."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"
    said = " ".join(str(fault).split())
    print(f"formserver: a fault in the program itself, at {place}: {kind.__name__}: {said}", file=sys.stderr)
