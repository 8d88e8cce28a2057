"""`formserver account`: who may sign in. The first administrator comes from here."""

import argparse
import re

from formserver.cli import arguments, installation, table
from formserver.cli.failure import CommandFailed
from formserver.domain.words import LANGUAGES

_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


def add(commands: arguments.Commands) -> None:
    """Describes the command."""
    own = arguments.group(
        commands,
        "account",
        does="who may sign in",
        example="formserver account add ada@dialog.example.no --administrator",
    )
    new = arguments.command(
        own,
        "add",
        does="let somebody sign in; a letter tells them",
        example="formserver account add kari@fossedal.example.no --name 'Kari Eksempel'",
        run=_add,
    )
    new.add_argument("email", metavar="EMAIL", type=_address)
    new.add_argument("--administrator", action="store_true", help="may also manage accounts and templates")
    new.add_argument("--name", default="", help="as letters should say it")
    new.add_argument("--phone", default="", help="stands in invitations")
    new.add_argument("--language", choices=LANGUAGES, default="nb", help="of letters and pages (nb)")
    arguments.command(own, "list", does="every account", example="formserver account list", run=_list)
    close = arguments.command(
        own,
        "close",
        does="end somebody's access at once",
        example="formserver account close kari@fossedal.example.no",
        run=_close,
    )
    close.add_argument("email", metavar="EMAIL")
    code = arguments.command(
        own,
        "code",
        does="a sign-in code at the terminal, for when mail is down",
        example="formserver account code ada@dialog.example.no",
        run=_code,
    )
    code.add_argument("email", metavar="EMAIL")


def _address(text: str) -> str:
    if _ADDRESS.fullmatch(text):
        return text
    raise argparse.ArgumentTypeError(f"«{text}» is no e-mail address")


def _add(given: argparse.Namespace) -> None:
    from formserver.domain.refusals import AlreadyThere
    from formserver.usecases.service import accounts
    from formserver.usecases.service.accounts import NewAccount

    tools = installation.tools()
    new = NewAccount(
        email=given.email,
        name=given.name,
        phone=given.phone,
        language=given.language,
        administrator=given.administrator,
    )
    try:
        with installation.faults_as_sentences():
            account = accounts.add_account(tools, installation.terminal(), new)
    except AlreadyThere as refusal:
        raise CommandFailed(
            f"{given.email} has an account already; see `formserver account list`"
        ) from refusal
    what = "administrator" if account.administrator else "organiser"
    print(f"Added {account.email} as {what}; sign in at {tools.signer.page('/sign-in')}")


def _list(_: argparse.Namespace) -> None:
    from formserver.usecases.service import accounts

    tools = installation.tools()
    with installation.faults_as_sentences():
        everyone = accounts.everyone(tools)
    head = ("address", "name", "may", "state")
    rows = [
        (
            one.email,
            one.name,
            "administrator" if one.administrator else "organiser",
            f"closed {one.closed_at:%Y-%m-%d}" if one.closed_at else "open",
        )
        for one in everyone
    ]
    table.show(head, rows) if rows else print("There are no accounts; see `formserver account add --help`")


def _close(given: argparse.Namespace) -> None:
    from formserver.domain.refusals import LastAdministrator
    from formserver.usecases.service import accounts

    tools = installation.tools()
    account = installation.account(tools, given.email)
    try:
        with installation.faults_as_sentences():
            accounts.close_account(tools, installation.terminal(), account.id)
    except LastAdministrator as refusal:
        raise CommandFailed("the last administrator cannot be closed; add another one first") from refusal
    print(f"Closed {account.email}")


def _code(given: argparse.Namespace) -> None:
    from formserver.usecases.service import sign_in

    tools = installation.tools()
    account = installation.account(tools, given.email)
    with installation.faults_as_sentences():
        code = sign_in.give_code(tools, account.email)
    print(f"Works once, for {tools.settings.code_minutes} minutes, at {tools.signer.page('/sign-in')}")
    print(code)
