"""Those who may sign in, and the one-time codes they asked for (never the codes themselves)."""

from dataclasses import dataclass
from datetime import datetime

from formserver.domain.refusals import AlreadyThere, NotFound
from formserver.storage import tables
from formserver.storage.engine import rows


@dataclass(frozen=True, kw_only=True)
class Account:
    """Somebody who may sign in, until `closed_at`."""

    id: int
    email: str
    name: str
    phone: str
    language: str
    administrator: bool
    added_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class SignInCode:
    """A code that was asked for: how long it works, how often it was tried, and when it was used."""

    id: int
    account_id: int
    asked_at: datetime
    until: datetime
    used_at: datetime | None
    tries: int


def add(email: str, name: str, phone: str, language: str, administrator: bool, now: datetime) -> Account:
    """Add an account. Raises AlreadyThere when the address has one, open or closed."""
    if find(email) is not None:
        raise AlreadyThere(value=email)
    account_id = rows.add(
        tables.AccountRow,
        email=email,
        address_key=rows.address_key(email),
        name=name,
        phone=phone,
        language=language,
        administrator=administrator,
        added_at=now,
    )
    return get(account_id)


def find(email: str) -> Account | None:
    """The account with this address, in small or capital letters, or None."""
    row = tables.AccountRow.get_or_none(tables.AccountRow.address_key == rows.address_key(email))
    return rows.value(Account, row) if row else None


def seek(account_id: int) -> Account | None:
    """The account, or None where there is none of this number."""
    row = rows.find(tables.AccountRow, account_id)
    return rows.value(Account, row) if row else None


def get(account_id: int) -> Account:
    """The account. Raises NotFound."""
    return rows.value(Account, rows.found(tables.AccountRow, account_id))


def all() -> list[Account]:  # noqa: A001 - read as accounts.all()
    """Every account, closed ones too, by name."""
    table = tables.AccountRow
    return [rows.value(Account, row) for row in table.select().order_by(table.name, table.id)]


def close(account_id: int, now: datetime) -> None:
    """Let nobody sign in with it any more."""
    rows.change(tables.AccountRow, account_id, closed_at=now)


def reopen(account_id: int) -> None:
    """Let its owner sign in again."""
    rows.change(tables.AccountRow, account_id, closed_at=None)


def change(account_id: int, name: str, phone: str, language: str) -> None:
    """Change what people see of it; the address stays."""
    rows.change(tables.AccountRow, account_id, name=name, phone=phone, language=language)


def set_administrator(account_id: int, administrator: bool) -> None:
    """Make it an administrator's, or no longer."""
    rows.change(tables.AccountRow, account_id, administrator=administrator)


def ask_code(account_id: int, now: datetime, until: datetime) -> int:
    """Note that a code was asked for, and give its number."""
    return rows.add(tables.SignInCodeRow, account=account_id, asked_at=now, until=until)


def code(account_id: int) -> SignInCode | None:
    """The code that was asked for last, used or not, or None."""
    table = tables.SignInCodeRow
    row = table.select().where(table.account == account_id).order_by(table.id.desc()).get_or_none()
    return rows.value(SignInCode, row) if row else None


def get_code(code_id: int) -> SignInCode:
    """The code with this number. Raises NotFound."""
    return rows.value(SignInCode, rows.found(tables.SignInCodeRow, code_id))


def count_try(code_id: int) -> int:
    """Count a try, and give how many there were with this one."""
    table = tables.SignInCodeRow
    rows.change(table, code_id, tries=table.tries + 1)
    return rows.found(table, code_id).tries


def use_code(code_id: int, now: datetime) -> bool:
    """Use the code up: True for the first who does, and False ever after. Raises NotFound."""
    table = tables.SignInCodeRow
    used = table.update(used_at=now).where((table.id == code_id) & table.used_at.is_null()).execute()
    if not used and table.get_or_none(table.id == code_id) is None:
        raise NotFound(kind="sign_in_code", id=code_id)
    return bool(used)
