"""`formserver check`: goes through the installation and says what is fine, what not, and how to mend it."""

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from formserver.cli import arguments, files, installation, table
from formserver.cli.failure import CommandFailed

if TYPE_CHECKING:
    from formserver.domain.process import Process
    from formserver.storage.templates import TemplatePlace
    from formserver.usecases.tools import Tools

FINE, FAULT, ABSENT = "fine", "fault", "absent"


@dataclass(frozen=True, kw_only=True)
class CheckLine:
    """One thing that was looked at: its state, and what it is or how to mend it. Absent: not needed."""

    what: str
    state: str
    more: str = ""


def add(commands: arguments.Commands) -> None:
    """Describes the command."""
    arguments.command(
        commands,
        "check",
        does="see whether this installation works: settings, database, templates, letters, mail server",
        example="formserver check",
        run=_check,
    )


def _check(_: argparse.Namespace) -> None:
    settings = installation.settings()
    found = [CheckLine(what="settings", state=FINE, more=f"{settings.instance}, {settings.public_url}")]
    tools = installation.tools(settings)
    for look in (_address, _key, _database, _definitions, _templates, _letters, _mail, _office):
        print(".", end="", file=sys.stderr, flush=True)
        found += look(tools)
    print(file=sys.stderr)
    table.show(("what", "state", ""), [(one.what, one.state, one.more) for one in found])
    faults = [one for one in found if one.state == FAULT]
    if faults:
        raise CommandFailed(
            f"{len(faults)} of {len(found)} is at fault: {', '.join(one.what for one in faults)}"
        )


def _address(tools: "Tools") -> Iterator[CheckLine]:
    if tools.settings.is_https or tools.settings.demo:
        yield CheckLine(what="public_url", state=FINE)
    else:
        more = (
            "people's links go over http: put a proxy with TLS in front, and its https address in public_url"
        )
        yield CheckLine(what="public_url", state=ABSENT, more=more)


def _key(tools: "Tools") -> Iterator[CheckLine]:
    from formserver import config

    path = tools.settings.instance / "secret.key"
    config.secret_key(tools.settings.instance)
    if path.stat().st_mode & 0o077:
        yield CheckLine(what="secret key", state=FAULT, more=f"others may read it: chmod 600 {path}")
    else:
        yield CheckLine(what="secret key", state=FINE)


def _database(tools: "Tools") -> Iterator[CheckLine]:
    from formserver.storage import database

    with installation.faults_as_sentences():
        faults = database.verify()
    size = files.in_bytes(tools.settings.database.stat().st_size)
    for fault in faults:
        yield CheckLine(what="database", state=FAULT, more=f"{fault}: restore a backup")
    if not faults:
        yield CheckLine(what="database", state=FINE, more=f"{tools.settings.database}, {size}")


def _definitions(tools: "Tools") -> Iterator[CheckLine]:
    """Whether what dialogs began with can be read, and what new ones begin with is as it must be now."""
    from formserver.storage import database, dialogs
    from formserver.usecases.processes import process_fault_words, process_in_use

    with database.reading():
        waiting = dialogs.waiting()
    for one in waiting:
        more = f"cannot be read: {process_fault_words.all_told(one.faults, 'en')}"
        yield CheckLine(what=f"dialog {one.id}", state=FAULT, more=more)
    for key in tools.definitions:
        faults = process_in_use.reasons_unread(tools, key)
        more = process_fault_words.all_told(faults, "en")
        yield CheckLine(what=f"process {key}", state=FAULT if faults else FINE, more=more)


def _letters(tools: "Tools") -> Iterator[CheckLine]:
    from formserver.usecases.processes import letters_in_use

    for shelf in letters_in_use.every(tools):
        faults = [f"{fault.file}: {fault.told('en')}" for fault in shelf.letters.check()]
        faults += filter(None, [letters_in_use.index_fault(shelf)])
        for fault in faults:
            yield CheckLine(what=f"letters of {shelf.key}", state=FAULT, more=fault)
        if not faults:
            yield CheckLine(what=f"letters of {shelf.key}", state=FINE)


def _templates(tools: "Tools") -> Iterator[CheckLine]:
    from formserver.documents.check import run_check
    from formserver.storage import database, templates
    from formserver.usecases.processes import keep_shipped, process_in_use

    processes = [definition.process for definition in process_in_use.every(tools).values()]
    with database.reading():
        shelves = [
            (process, place, templates.content(templates.in_use(place).id))
            for process in processes
            for place in keep_shipped.places(process)
        ]
    with ThreadPoolExecutor(run_check.AT_ONCE) as at_once:  # each is read in a child process of its own
        yield from at_once.map(_template, shelves)


def _template(shelf: "tuple[Process, TemplatePlace, bytes]") -> CheckLine:
    from formserver.cli import template

    process, place, content = shelf
    faults = template.sentences(process, place.document, content, place.language)
    what, more = f"template {place.process}/{place.document}.{place.language}", "; ".join(faults[:3])
    return CheckLine(what=what, state=FAULT if faults else FINE, more=more)


def _mail(tools: "Tools") -> Iterator[CheckLine]:
    from formserver.domain.delivery import Refused

    settings = tools.settings
    where = f"{settings.mail_host}:{settings.mail_port} ({settings.mail_security})"
    outcome = tools.transport.try_out()
    if isinstance(outcome, Refused):
        yield CheckLine(
            what="mail server", state=FAULT, more=f"{where}: {outcome.text}: see mail_* in config.toml"
        )
    else:
        yield CheckLine(what="mail server", state=FINE, more=where)


def _office(_: "Tools") -> Iterator[CheckLine]:
    from formserver.documents.office import layout

    if layout.installed():
        yield CheckLine(what="LibreOffice", state=FINE)
    else:
        more = "the contents list of the packet has no page numbers: apt-get install libreoffice-writer"
        yield CheckLine(what="LibreOffice", state=ABSENT, more=more)
