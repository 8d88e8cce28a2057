"""`formserver dialog`: take a case in, look at dialogs, write a preview of the packet, take a case out.

Beside that, what a case file may hold.
"""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from formserver.cli import arguments, files, installation, table
from formserver.cli.failure import CommandFailed

if TYPE_CHECKING:
    from formserver.cases import Case
    from formserver.usecases.tools import Tools

MOST_FAULTS = 5


def add(commands: arguments.Commands) -> None:
    """Describes the command."""
    own = arguments.group(
        commands, "dialog", does="import, see and export dialogs", example="formserver dialog list"
    )
    into = arguments.command(
        own,
        "import",
        does="take a whole case in, answers included; nothing is mailed",
        example="formserver dialog import case.json",
        run=_import,
    )
    into.add_argument("file", metavar="FILE", type=arguments.file, help="JSON, or the zip of an export")
    into.add_argument("--organiser", metavar="EMAIL", help="the account that runs the dialog")
    arguments.command(own, "list", does="every dialog", example="formserver dialog list", run=_list)
    show = arguments.command(
        own, "show", does="one dialog: when, who, how far", example="formserver dialog show 3", run=_show
    )
    show.add_argument("id", metavar="ID", type=arguments.number)
    packet = arguments.command(
        own,
        "packet",
        does="a preview of the packet: everything submitted, unnumbered, frozen and mailed to nobody",
        example="formserver dialog packet 3 -o packet.docx",
        run=_packet,
    )
    out = arguments.command(
        own,
        "export",
        does="everything submitted, made and sent, in one zip that can be imported again",
        example="formserver dialog export 3 -o fossedal.zip",
        run=_export,
    )
    schema = arguments.command(
        own,
        "schema",
        does="what a case file of a process may hold, as JSON Schema, from its questions in use",
        example="formserver dialog schema mulighetsdialog > case.schema.json",
        run=_schema,
    )
    schema.add_argument("process", metavar="PROCESS")
    for one in (packet, out):
        one.add_argument("id", metavar="ID", type=arguments.number)
        one.add_argument("-o", "--output", metavar="FILE", type=arguments.file, required=True)


def _import(given: argparse.Namespace) -> None:
    from formserver.domain.refusals import AlreadyThere
    from formserver.usecases.cases import import_dialog

    content = files.read(given.file)
    tools = installation.tools()
    organiser = installation.account(tools, given.organiser) if given.organiser else None
    with installation.faults_as_sentences():
        case = _case(content, given.file, tools)
    try:
        with installation.faults_as_sentences():
            dialog_id = import_dialog.import_dialog(tools, case, organiser)
    except AlreadyThere as refusal:
        raise CommandFailed(
            f"the case {case.id} was imported before; it is in `formserver dialog list`"
        ) from refusal
    submitted = sum(sheet.submitted_at is not None for sheet in case.sheets)
    drafts = len(case.sheets) - submitted
    print(f"Imported {case.id}: {len(case.parties)} parties, {submitted} submitted forms, {drafts} drafts.")
    print(dialog_id)


def _case(content: bytes, path: Path, tools: "Tools") -> "Case":
    from formserver import cases
    from formserver.usecases.processes import process_in_use

    try:
        return cases.read(content, process_in_use.every(tools), partial(process_in_use.kept, tools))
    except cases.CaseFault as error:
        told = [f"{one.path}: {one.reason}" if one.path else one.reason for one in error.faults]
        more = f"; and {len(told) - MOST_FAULTS} more faults" if len(told) > MOST_FAULTS else ""
        raise CommandFailed(
            f"{path.name} cannot be imported: {'; '.join(told[:MOST_FAULTS])}{more}"
        ) from error


def _list(_: argparse.Namespace) -> None:
    from formserver.domain import progress
    from formserver.storage import database, dialogs

    tools = installation.tools()
    with installation.faults_as_sentences(), database.reading():
        found, waiting = dialogs.many(dialogs.all_ids()), dialogs.waiting()
    rows: list[tuple[object, ...]] = [
        (
            one.id,
            one.meeting.day,
            progress.phase(one, tools.clock()),
            one.imported_id,
            one.title.to(one.language),
        )
        for one in found
    ]
    rows += [(one.id, one.day, "waits: see `formserver check`", "", one.title.to("nb")) for one in waiting]
    if rows:
        table.show(("id", "meeting", "phase", "imported as", "title"), rows)
    else:
        print("There are no dialogs.")


def _show(given: argparse.Namespace) -> None:
    from formserver.cli import dialog_text
    from formserver.domain.refusals import NotFound
    from formserver.usecases.dialogs import read_board

    tools = installation.tools()
    try:
        with installation.faults_as_sentences():
            board = read_board.read_board(tools, given.id)
    except NotFound as refusal:
        raise _no_such(given.id) from refusal
    print(dialog_text.lines(board))


def _packet(given: argparse.Namespace) -> None:
    from formserver.domain.refusals import NotFound
    from formserver.usecases.documents import document_failures, preview_packet
    from formserver.usecases.documents.make_document import DocumentNotMade

    tools = installation.tools()
    print("Filling the packet …", file=sys.stderr)
    try:
        with installation.faults_as_sentences():
            _, content = preview_packet.preview_packet(tools, given.id)
    except NotFound as refusal:
        raise _no_such(given.id) from refusal
    except DocumentNotMade as error:
        raise CommandFailed(
            f"the packet could not be made. {document_failures.told_at_once(error, 'en')}"
        ) from error
    files.write(given.output, content)


def _export(given: argparse.Namespace) -> None:
    from formserver.domain.refusals import NotFound
    from formserver.usecases.cases import export_dialog

    tools = installation.tools()
    print("Gathering the case …", file=sys.stderr)
    try:
        with installation.faults_as_sentences():
            content = export_dialog.export_dialog(tools, given.id)
    except NotFound as refusal:
        raise _no_such(given.id) from refusal
    files.write(given.output, content)


def _schema(given: argparse.Namespace) -> None:
    from formserver import cases
    from formserver.usecases.processes import process_in_use

    with installation.faults_as_sentences():
        known = process_in_use.every(installation.tools())
    if given.process not in known:
        raise CommandFailed(f"there is no process {given.process}; known: {', '.join(known)}")
    print(cases.published(known[given.process].process).decode(), end="")


def _no_such(dialog_id: int) -> CommandFailed:
    return CommandFailed(f"there is no dialog {dialog_id}; see `formserver dialog list`")
