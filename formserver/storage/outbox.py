"""The mail that is to go out: each letter once by its key, in one worker's hands at a time, until it is sent.

Nothing here touches the wire. A letter waits while it is neither sent, failed, held nor stopped.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

import peewee

from formserver.domain.refusals import NotWaiting
from formserver.storage import letter_rows, tables
from formserver.storage.engine import connection
from formserver.storage.engine import rows as steps
from formserver.storage.letter_rows import AttachedFile, Letter, LetterInOutbox, NewLetter

__all__ = [
    "AttachedFile",
    "Letter",
    "LetterInOutbox",
    "NewLetter",
    "claim",
    "due_now",
    "failed",
    "failed_parties",
    "failed_to_contact",
    "get",
    "has",
    "have",
    "hold",
    "is_any_due",
    "next_due",
    "of_dialog",
    "pending",
    "put",
    "record_failed",
    "record_retry",
    "record_sent",
    "redirect",
    "release",
    "rows",
    "send_again",
    "stop",
    "stop_waiting",
    "waiting_count",
]


def put(new: NewLetter, now: datetime) -> int | None:
    """Put a letter into the outbox, and give its number; None when one with this key is there already."""
    if has(new.key):
        return None
    return steps.add(tables.LetterRow, written_at=now, next_try_at=new.due_at, **letter_rows.columns(new))


def has(key: str) -> bool:
    """Whether a letter with this key was ever written."""
    return bool(tables.LetterRow.select().where(tables.LetterRow.key == key).exists())


def have(keys: Collection[str]) -> bool:
    """Whether a letter with each of these keys was ever written."""
    found = tables.LetterRow.select().where(tables.LetterRow.key.in_(list(keys)))
    return not keys or int(found.count()) == len(set(keys))


def get(letter_id: int) -> Letter:
    """The whole letter. Raises NotFound."""
    return letter_rows.whole(steps.found(tables.LetterRow, letter_id))


def of_dialog(dialog_id: int) -> list[LetterInOutbox]:
    """The letters of a dialog without their long texts, in the order they were written."""
    found = letter_rows.light().where(tables.LetterRow.dialog == dialog_id).order_by(tables.LetterRow.id)
    return [letter_rows.without_texts(row) for row in found]


def rows(
    before_id: int | None = None,
    limit: int = 50,
    organiser: int | None = None,
    which: peewee.Expression | None = None,
) -> list[LetterInOutbox]:
    """The last letters of all, or of the dialogs that an account runs, newest first, without texts.

    Only those before `before_id` and for which `which` holds, where they are given.
    """
    table, runs = tables.LetterRow, tables.OrganiserRow
    found = letter_rows.light().order_by(table.id.desc()).limit(limit)
    if organiser is not None:
        found = found.where(table.dialog.in_(runs.select(runs.dialog).where(runs.account == organiser)))
    if before_id is not None:
        found = found.where(table.id < min(before_id, steps.LARGEST))
    if which is not None:
        found = found.where(which)
    return [letter_rows.without_texts(row) for row in found]


def pending(now: datetime) -> peewee.Expression:
    """What makes a letter one that can still be held, stopped or sent at once; see `delivery.state`."""
    table = tables.LetterRow
    open_ = table.sent_at.is_null() & table.failed_at.is_null() & table.stopped_at.is_null()
    return open_ & (table.held_at.is_null(False) | _free(now))


def failed() -> peewee.Expression:
    """What makes a letter one that did not arrive and will not be tried again; see `delivery.state`."""
    table = tables.LetterRow
    return table.failed_at.is_null(False) & table.sent_at.is_null() & table.stopped_at.is_null()


def failed_to_contact(contact_id: int) -> list[int]:
    """The letters to a contact that failed for good."""
    table = tables.LetterRow
    found = table.select(table.id).where((table.contact == contact_id) & table.failed_at.is_null(False))
    return [row.id for row in found.order_by(table.id)]


def failed_parties(dialog_ids: Collection[int]) -> dict[int, set[int]]:
    """The parties that a letter could not reach, by dialog; dialogs without any are left out."""
    table, failed = tables.LetterRow, dict[int, set[int]]()
    found = table.select(table.dialog, table.party).where(
        table.dialog.in_(list(dialog_ids)) & table.failed_at.is_null(False)
    )
    for row in found:
        if row.dialog_id is not None and row.party_id is not None:
            failed.setdefault(row.dialog_id, set()).add(row.party_id)
    return failed


def is_any_due(now: datetime) -> bool:
    """Whether `claim` would give a letter."""
    return _first_due(now) is not None


def claim(worker: str, now: datetime, lease: timedelta) -> Letter | None:
    """The letter whose turn it is, for this worker alone until the lease runs out, or None.

    First those that somebody waits for at a screen. Of these and of the others, those that were never tried
    come before those that failed before, and what has been due longest comes first. The attempt counts from
    here on, so that it counts for a worker that is killed by it too.
    """
    letter_id = _first_due(now)
    if letter_id is None:
        return None
    table = tables.LetterRow
    claimed = (
        table.update(claimed_by=worker, claimed_until=now + lease, attempts=table.attempts + 1)
        .where(table.id == letter_id)
        .returning(table)
        .execute()
    )
    return next((letter_rows.whole(row) for row in claimed), None)


def record_sent(letter_id: int, at: datetime, reply: str) -> None:
    """Note that the mail server took the letter, and what it answered."""
    steps.change(
        tables.LetterRow,
        letter_id,
        sent_at=at,
        server_reply=reply,
        claimed_until=None,
        failure="",
        failure_text="",
    )


def record_failed(letter_id: int, at: datetime, failure: str, text: str) -> None:
    """Note that the letter will not arrive: why, by key, and in the server's words."""
    steps.change(
        tables.LetterRow, letter_id, failed_at=at, failure=failure, failure_text=text, claimed_until=None
    )


def record_retry(letter_id: int, next_try_at: datetime, failure: str, text: str) -> None:
    """Note that the letter could not be handed over now, and when to try again."""
    steps.change(
        tables.LetterRow,
        letter_id,
        next_try_at=next_try_at,
        failure=failure,
        failure_text=text,
        claimed_until=None,
    )


def hold(letter_id: int, by: str, now: datetime) -> None:
    """Keep a waiting letter back until it is released. Raises NotWaiting."""
    _change_waiting(letter_id, now, held_at=now, held_by=by)


def release(letter_id: int, now: datetime) -> None:
    """Let a letter that was held back go out when it is due. Raises NotWaiting when it was not held."""
    letter = steps.found(tables.LetterRow, letter_id)
    if letter.held_at is None:
        raise NotWaiting(id=letter_id)
    steps.change(tables.LetterRow, letter_id, held_at=None, held_by="", next_try_at=max(letter.due_at, now))


def stop(letter_id: int, why: str, now: datetime) -> None:
    """Let a letter that waits or is held back never go out. Raises NotWaiting."""
    table = tables.LetterRow
    stopped = _stop((table.id == letter_id) & _free(now), why, now)
    if not stopped:
        raise NotWaiting(id=letter_id)


def stop_waiting(
    dialog_id: int,
    letters: Collection[str] | None,
    party_id: int | None,
    why: str,
    now: datetime,
    *,
    contact_id: int | None = None,
) -> int:
    """Stop the letters of a dialog, of these kinds, to this party or contact (None: any), and say how many.

    Those that wait or are held back; one that a worker has in hand may be on the wire already.
    """
    table = tables.LetterRow
    which = (table.dialog == dialog_id) & _free(now)
    if letters is not None:
        which &= table.letter.in_(list(letters))
    if party_id is not None:
        which &= table.party == party_id
    if contact_id is not None:
        which &= table.contact == contact_id
    return _stop(which, why, now)


def redirect(contact_id: int, address: str, link_id: int, now: datetime) -> None:
    """Let every letter to a contact carry this link from now on, and those not sent go to this address.

    What was sent can be sent again, and then carries it too. A letter in a worker's hands goes as it is.
    """
    table = tables.LetterRow
    to_contact = (table.contact == contact_id) & _free(now)
    table.update(link=link_id).where(to_contact & table.link.is_null(False)).execute()
    open_ = table.sent_at.is_null() & table.failed_at.is_null() & table.stopped_at.is_null()
    table.update(recipient_address=address).where(to_contact & open_).execute()


def send_again(letter_id: int, address: str | None, now: datetime, message_id: str | None = None) -> None:
    """Let a letter wait as if never tried, for another address and with another Message-ID if given.

    Raises NotFound.
    """
    table = tables.LetterRow
    changed = {"recipient_address": address, "message_id": message_id}
    steps.change(
        table,
        letter_id,
        **{name: value for name, value in changed.items() if value is not None},
        **dict.fromkeys(("sent_at", "failed_at", "held_at", "stopped_at", "claimed_until")),
        **dict.fromkeys(("server_reply", "failure", "failure_text", "held_by", "stopped_why"), ""),
        attempts=0,
        due_at=now,
        next_try_at=now,
    )


def due_now(letter_id: int, now: datetime) -> None:
    """Let a waiting letter go out at once. Raises NotWaiting."""
    _change_waiting(letter_id, now, due_at=now, next_try_at=now)


def waiting_count() -> int:
    """How many letters wait, due or not."""
    return int(tables.LetterRow.select().where(tables.waiting()).count())


def next_due(now: datetime) -> datetime | None:
    """When the next waiting letter is to be tried: `now` when one is due already, None when none waits."""
    table = tables.LetterRow
    first = table.select(peewee.fn.MIN(table.next_try_at)).where(tables.waiting()).scalar()
    return max(first, now) if first else None


def _first_of(urgent: int, tried: int) -> str:
    """The first letter of a turn; written so that its index gives it without looking at another."""
    return f"""(
        SELECT "id" FROM "letter"
        WHERE "sent_at" IS NULL AND "failed_at" IS NULL AND "held_at" IS NULL AND "stopped_at" IS NULL
        AND "urgent" = {urgent} AND ("attempts" > 0) = {tried} AND "next_try_at" <= ?1
        AND ("claimed_until" IS NULL OR "claimed_until" <= ?1)
        ORDER BY "next_try_at", "id" LIMIT 1)"""  # noqa: S608 - numbers of ours


_TURNS = ", ".join(_first_of(urgent, tried) for urgent in (1, 0) for tried in (0, 1))


def _first_due(now: datetime) -> int | None:
    ((found,),) = connection.execute(
        f"SELECT COALESCE({_TURNS})",
        tables.LetterRow.next_try_at.db_value(now),
    )
    return int(found) if found is not None else None


def _change_waiting(letter_id: int, now: datetime, **values: object) -> None:
    table = tables.LetterRow
    which = (table.id == letter_id) & tables.waiting() & _free(now)
    if not table.update(**values).where(which).execute():
        raise NotWaiting(id=letter_id)


def _free(now: datetime) -> peewee.Expression:
    table = tables.LetterRow
    return table.claimed_until.is_null() | (table.claimed_until <= now)


def _stop(which: peewee.Expression, why: str, now: datetime) -> int:
    table = tables.LetterRow
    open_ = table.sent_at.is_null() & table.failed_at.is_null() & table.stopped_at.is_null()
    return int(table.update(stopped_at=now, stopped_why=why).where(which & open_).execute())
