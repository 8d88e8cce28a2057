"""`formserver outbox`: outgoing mail as rows, and one more try for a letter."""

import argparse
from typing import TYPE_CHECKING

from formserver.cli import arguments, installation, table
from formserver.cli.failure import CommandFailed
from formserver.domain.deadlines import OSLO

if TYPE_CHECKING:
    from formserver.usecases.tools import Tools


def add(commands: arguments.Commands) -> None:
    """Describes the command."""
    own = arguments.group(commands, "outbox", does="outgoing mail as rows", example="formserver outbox list")
    rows = arguments.command(
        own, "list", does="the newest letters first", example="formserver outbox list --limit 20", run=_list
    )
    rows.add_argument("--limit", metavar="N", type=arguments.number, default=50, help="how many (50)")
    retry = arguments.command(
        own, "retry", does="send a letter now, or once more", example="formserver outbox retry 12", run=_retry
    )
    retry.add_argument("id", metavar="ID", type=arguments.number)


def _list(given: argparse.Namespace) -> None:
    from formserver.domain import delivery
    from formserver.storage import database, outbox

    tools = installation.tools()
    with installation.faults_as_sentences(), database.reading():
        found = outbox.rows(None, given.limit)
    now = tools.clock()
    rows = [
        (
            one.id,
            f"{one.due_at.astimezone(OSLO):%Y-%m-%d %H:%M}",
            delivery.state(one, now).replace("_", " "),
            one.letter,
            one.recipient_address,
            one.failure_text,
        )
        for one in found
    ]
    if rows:
        table.show(("id", "due", "state", "letter", "to", "what the mail server said"), rows)
    else:
        print("The outbox is empty.")


def _retry(given: argparse.Namespace) -> None:
    from formserver.domain.refusals import NotFound
    from formserver.storage import database, outbox
    from formserver.usecases.mail import manage_outbox

    tools = installation.tools()
    try:
        with installation.faults_as_sentences(), database.reading():
            row = outbox.get(given.id)
    except NotFound as refusal:
        raise CommandFailed(f"there is no letter {given.id}; see `formserver outbox list`") from refusal
    _reach_server(tools)
    waiting = not (row.sent_at or row.failed_at or row.stopped_at)
    with installation.faults_as_sentences():
        (manage_outbox.send_now if waiting else manage_outbox.send_again)(
            tools, installation.terminal(), given.id
        )
    print(f"Letter {given.id} to {row.recipient_address} is sent again by the worker, within a minute.")


def _reach_server(tools: "Tools") -> None:
    from formserver.domain.delivery import Refused

    outcome = tools.transport.try_out()
    if isinstance(outcome, Refused):
        where = f"{tools.settings.mail_host}:{tools.settings.mail_port}"
        raise CommandFailed(f"the mail server {where} cannot be used: {outcome.text}; nothing was changed")
