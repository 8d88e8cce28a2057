"""What became of a letter on its way, when it is tried again, and what its state is called.

Facts and rules only: nothing here sends, waits or has words for people.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
ATTEMPTS = 1 + len(RETRY_AFTER)

# RFC 5321, 4.2.1: 4yz may go well later. The others (RFC 4954, 6) say that we are not signed in as we should
# be: a fault of this installation's settings, which somebody mends while the letters wait.
WORTH_RETRYING = frozenset({*range(400, 500), 530, 534, 535, 538})


# What comes after the class in an enhanced status code: 5.1.1 and the like.
_ENHANCED = re.compile(r"\b[45]\.(\d{1,3}\.\d{1,3})\b")
_NO_ADDRESS = frozenset({"1.1", "1.2", "1.3", "1.6", "1.10", "2.1"})
_FULL = frozenset({"2.2"})
_FULL_CODES = frozenset({452, 552})

# What servers say. Exchange Online's words for an unknown recipient: "5.4.1 Recipient address rejected".
_FULL_IN_WORDS = re.compile(
    r"(?i)mailbox (is )?full|over ?quota|quota (is )?(full|exceeded)|exceeded .{0,20}quota"
)
_OTHER_LIMIT_IN_WORDS = re.compile(r"(?i)size|system|too many")
_NO_ADDRESS_IN_WORDS = re.compile(
    r"(?i)no such (user|recipient|mailbox|address|person)|(unknown|invalid) (user|recipient|mailbox)"
    r"|(user|recipient|mailbox|account)\b[^:;]{0,60}"
    r"(\b(unknown|unavailable|disabled|not (found|exist))|n't exist)"
    r"|5\.4\.1 recipient address rejected"
)


class Reason(StrEnum):
    """Why a letter was not taken, as far as a person can do something about it."""

    NO_ADDRESS = "no_address"
    MAILBOX_FULL = "mailbox_full"
    REFUSED = "refused"
    TEMPORARY = "temporary"
    OURS = "ours"  # it never came so far: a fault in this service


class State(StrEnum):
    """Where a letter is. Every reason but a temporary one is a state too: the letter is not tried again."""

    WAITING = "waiting"
    HELD = "held"
    SENDING = "sending"
    RETRYING = "retrying"
    ACCEPTED = "accepted"
    NO_ADDRESS = "no_address"
    MAILBOX_FULL = "mailbox_full"
    REFUSED = "refused"
    OURS = "ours"
    GIVEN_UP = "given_up"
    STOPPED = "stopped"


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A mail server has taken the letter: `server` as "host:port", `reply` in its own words."""

    server: str
    reply: str


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A letter was not taken. `code` is SMTP's, or None where no server answered; `text` is the server's own.

    `reached` is False when the letter itself was never offered: no conversation with our server came about.
    """

    code: int | None
    text: str
    permanent: bool
    reached: bool = True

    @property
    def reason(self) -> Reason:
        """Why, as a key for words."""
        found = reason(self.code, self.text) if self.reached else Reason.TEMPORARY
        return Reason.REFUSED if self.permanent and found is Reason.TEMPORARY else found


Outcome = Accepted | Refused


class Trail(Protocol):
    """The facts of a letter in the outbox, as the outbox keeps them. Every time is aware."""

    @property
    def attempts(self) -> int:
        """How often a worker has taken it to send it."""

    @property
    def claimed_until(self) -> datetime | None:
        """How long a worker has it for itself."""

    @property
    def held_at(self) -> datetime | None:
        """When somebody held it back."""

    @property
    def stopped_at(self) -> datetime | None:
        """When it was no longer needed."""

    @property
    def sent_at(self) -> datetime | None:
        """When the mail server took it."""

    @property
    def failed_at(self) -> datetime | None:
        """When it was refused for good or given up."""

    @property
    def failure(self) -> str:
        """The last Reason, or ""."""


def worth_retrying(code: int | None) -> bool:
    """Tell whether a letter that met an SMTP code, or no answer at all, may be taken later."""
    return code is None or code in WORTH_RETRYING


def next_try(attempts: int, now: datetime) -> datetime | None:
    """Give the time of the next try after so many attempts (1 or more), or None when it is given up."""
    return now + RETRY_AFTER[attempts - 1] if attempts < ATTEMPTS else None


def state(trail: Trail, now: datetime) -> State:
    """Derive where a letter is."""
    if trail.sent_at:
        return State.ACCEPTED
    if trail.stopped_at:
        return State.STOPPED
    if trail.failed_at:
        return State.GIVEN_UP if trail.failure in {"", Reason.TEMPORARY} else State(trail.failure)
    return _under_way(trail, now)


def reason(code: int | None, text: str) -> Reason:
    """Classify a refusal by its enhanced status code (RFC 3463), else by SMTP code (RFC 5321) and words."""
    enhanced = _ENHANCED.search(text)
    detail = enhanced[1] if enhanced else ""
    if detail in _FULL or _FULL_IN_WORDS.search(text):
        return Reason.MAILBOX_FULL
    if not detail and code in _FULL_CODES and not _OTHER_LIMIT_IN_WORDS.search(text):
        return Reason.MAILBOX_FULL
    if worth_retrying(code):
        return Reason.TEMPORARY
    nobody = detail in _NO_ADDRESS or _NO_ADDRESS_IN_WORDS.search(text)
    return Reason.NO_ADDRESS if nobody else Reason.REFUSED


def _under_way(trail: Trail, now: datetime) -> State:
    if trail.held_at:
        return State.HELD
    if trail.claimed_until and trail.claimed_until > now:
        return State.SENDING
    return State.RETRYING if trail.attempts else State.WAITING
