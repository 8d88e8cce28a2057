"""Who may sign in: accounts added, changed and closed by an administrator."""

from dataclasses import dataclass

from formserver.domain.refusals import AlreadyThere, LastAdministrator, NotAllowed
from formserver.storage import accounts, database, journal
from formserver.storage.accounts import Account
from formserver.usecases.actors import Actor
from formserver.usecases.mail import write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class NewAccount:
    """An account to be added. The name may be empty until its owner writes it."""

    email: str
    name: str = ""
    phone: str = ""
    language: str = "nb"
    administrator: bool = False


def get(tools: Tools, account_id: int) -> Account | None:
    """The account when it is open, else None. Asked at every request, so that closing works at once."""
    del tools
    with database.reading():
        account = accounts.seek(account_id)
    return account if account and not account.closed_at else None


def everyone(tools: Tools) -> list[Account]:
    """Every account, closed ones too."""
    del tools
    with database.reading():
        return accounts.all()


def add_account(tools: Tools, actor: Actor, new: NewAccount) -> Account:
    """Adds an account and writes to its owner. Raises AlreadyThere when the address has one."""
    now = tools.clock()
    with database.writing():
        if accounts.find(new.email):
            raise AlreadyThere(value=new.email)
        account = accounts.add(new.email, new.name, new.phone, new.language, new.administrator, now)
        names = {"by": {"name": actor.name}}
        write_letters.to_account(tools, account, Post(letter="account_added", fact="added", names=names))
        journal.note(None, "account_added", actor.name, {"account": account.id, "email": account.email}, now)
    return account


def close_account(tools: Tools, actor: Actor, account_id: int) -> None:
    """Closes an account: it can no longer sign in, and open sessions end. Raises LastAdministrator."""
    with database.writing():
        _keep_an_administrator(account_id)
        accounts.close(account_id, tools.clock())
        journal.note(None, "account_closed", actor.name, {"account": account_id}, tools.clock())


def reopen_account(tools: Tools, actor: Actor, account_id: int) -> None:
    """Opens a closed account again."""
    with database.writing():
        accounts.reopen(account_id)
        journal.note(None, "account_reopened", actor.name, {"account": account_id}, tools.clock())


def set_administrator(tools: Tools, actor: Actor, account_id: int, administrator: bool) -> None:
    """Makes an account an administrator, or no longer one. Raises LastAdministrator."""
    with database.writing():
        if not administrator:
            _keep_an_administrator(account_id)
        accounts.set_administrator(account_id, administrator)
        facts = {"account": account_id, "administrator": administrator}
        journal.note(None, "account_changed", actor.name, facts, tools.clock())


def change_account(
    tools: Tools, actor: Actor, account_id: int, *, name: str, phone: str, language: str
) -> None:
    """Changes what letters say of the account's owner: by the owner, or by an administrator.

    Raises NotAllowed.
    """
    with database.writing():
        by = accounts.get(actor.account_id) if actor.account_id else None
        if by is None or (by.id != account_id and not by.administrator):
            raise NotAllowed
        accounts.change(account_id, name, phone, language)
        journal.note(None, "account_changed", actor.name, {"account": account_id}, tools.clock())


def _keep_an_administrator(account_id: int) -> None:
    others = [
        one for one in accounts.all() if one.administrator and not one.closed_at and one.id != account_id
    ]
    if not others:
        raise LastAdministrator
