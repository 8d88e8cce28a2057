"""Signing in with a one-time code by mail, or by the word of an OpenID provider.

The same answer for known and unknown addresses, few tries, a short life.
"""

from datetime import datetime, timedelta

from formserver import i18n
from formserver.domain.refusals import TooOften, WrongCode
from formserver.storage import accounts, database, journal, limits
from formserver.storage.accounts import Account, SignInCode
from formserver.usecases.mail import write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools

CODES_AN_HOUR = 6
CODES_AN_HOUR_FROM_ONE_DOOR = 60
TRIES_PER_CODE = 5
TRIES_AN_HOUR_FROM_ONE_DOOR = 100
HOUR = timedelta(hours=1)


def ask_code(tools: Tools, email: str, door: str) -> None:
    """Mails a code when an open account has the address; `door` is the IP address that asks.

    Raises TooOften. Says nothing about whether the address is known.
    """
    _count(tools, "sign-in/door", door, CODES_AN_HOUR_FROM_ONE_DOOR)  # first: it shuts no address for others
    _count(tools, "sign-in/address", email.casefold(), CODES_AN_HOUR)
    with database.writing():
        account = accounts.find(email)
        if account and not account.closed_at:
            _mail_code(tools, account)


def give_code(tools: Tools, email: str) -> str | None:
    """A code for the terminal, for when mail is down; None when no open account has the address."""
    with database.writing():
        account = accounts.find(email)
        if account is None or account.closed_at:
            return None
        row = _new_code(tools, account)
        return tools.signer.code(row.id, row.asked_at)


def sign_in(tools: Tools, email: str, code: str, door: str) -> Account:
    """The account that the code opens. Raises WrongCode and TooOften. A code works once."""
    _count(tools, "sign-in/try", door, TRIES_AN_HOUR_FROM_ONE_DOOR)
    now = tools.clock()
    with database.writing():
        account = accounts.find(email)
        row = accounts.code(account.id) if account and not account.closed_at else None
        right = bool(row and _opens(tools, row, code) and accounts.use_code(row.id, now))
        if right and account:
            _note(account, now)
    if not right or account is None:
        raise WrongCode
    return account


def sign_in_by_provider(tools: Tools, email: str) -> Account:
    """The open account with an address that the OpenID provider vouches for. Raises WrongCode without one."""
    with database.writing():
        account = accounts.find(email)
        if account is None or account.closed_at:
            raise WrongCode
        _note(account, tools.clock())
    return account


def _note(account: Account, now: datetime) -> None:
    journal.note(None, "signed_in", account.name or account.email, {"account": account.id}, now)


def _opens(tools: Tools, row: SignInCode, code: str) -> bool:
    if row.used_at or row.until <= tools.clock() or accounts.count_try(row.id) > TRIES_PER_CODE:
        return False
    digits = "".join(one for one in code if one.isdigit())
    return tools.signer.same(digits, tools.signer.code(row.id, row.asked_at))


def _new_code(tools: Tools, account: Account) -> SignInCode:
    now = tools.clock()
    until = now + timedelta(minutes=tools.settings.code_minutes)
    return accounts.get_code(accounts.ask_code(account.id, now, until))


def _mail_code(tools: Tools, account: Account) -> None:
    row = _new_code(tools, account)
    lifetime = i18n.count(account.language, "minutes", tools.settings.code_minutes)
    names = {"code": write_letters.CODE, "code_lifetime": lifetime}
    told = Post(letter="sign_in_code", fact=str(row.id), names=names, urgent=True)
    write_letters.to_account(tools, account, told, code_id=row.id)


def _count(tools: Tools, door: str, who: str, limit: int) -> None:
    now = tools.clock()
    if limits.hit(door, who, now, HOUR) > limit:
        raise TooOften(until=now + HOUR)
