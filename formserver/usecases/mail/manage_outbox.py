"""The organiser's hand on the outbox: see, hold, release, stop, send now, and send again."""

from collections.abc import Mapping
from dataclasses import dataclass

from formserver.domain.refusals import NotFound, NotWaiting
from formserver.domain.words import Words
from formserver.storage import database, dialogs, journal, outbox
from formserver.storage.accounts import Account
from formserver.storage.outbox import Letter, LetterInOutbox
from formserver.usecases.actors import Actor
from formserver.usecases.mail import write_letters
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class OutboxLetters:
    """A page of letters, the newest first, and the titles of their dialogs; `older`: there are more."""

    letters: tuple[LetterInOutbox, ...]
    titles: Mapping[int, Words]
    older: bool


def letters(
    tools: Tools, account: Account, kind: str = "all", before_id: int | None = None, limit: int = 50
) -> OutboxLetters:
    """The newest letters of the account's dialogs (an administrator's: of all), with an id below `before_id`.

    `kind` is "all", "waiting" (those that can still be held) or "failed".
    """
    which = {"waiting": outbox.pending(tools.clock()), "failed": outbox.failed()}.get(kind)
    with database.reading():
        own = None if account.administrator else account.id
        found = outbox.rows(before_id, limit + 1, own, which)
        shown = tuple(found[:limit])
        titles = dialogs.titles({row.dialog_id for row in shown if row.dialog_id is not None})
    return OutboxLetters(letters=shown, titles=titles, older=len(found) > limit)


def letter(tools: Tools, account: Account, letter_id: int) -> Letter:
    """One letter with its texts. Raises NotFound when it is not of a dialog that the account runs."""
    del tools
    with database.reading():
        found = outbox.get(letter_id)
        if not account.administrator and found.dialog_id not in dialogs.ids_of_account(account.id):
            raise NotFound
        return found


def hold(tools: Tools, actor: Actor, letter_id: int) -> None:
    """Keeps a waiting letter back until it is released. Raises NotWaiting."""
    with database.writing():
        row = _waiting(letter_id)
        outbox.hold(letter_id, actor.name, tools.clock())
        _note(tools, actor, row, "letter_held")


def release(tools: Tools, actor: Actor, letter_id: int) -> None:
    """Lets a held letter go, now. Raises NotWaiting."""
    with database.writing():
        row = _waiting(letter_id)
        outbox.release(letter_id, tools.clock())
        _note(tools, actor, row, "letter_released")


def send_now(tools: Tools, actor: Actor, letter_id: int) -> None:
    """Tries a waiting letter at once, whatever its turn. Raises NotWaiting."""
    with database.writing():
        row = _waiting(letter_id)
        outbox.due_now(letter_id, tools.clock())
        _note(tools, actor, row, "letter_sent_now")


def stop(tools: Tools, actor: Actor, letter_id: int) -> None:
    """Stops a waiting letter for good; it stays on the list as not sent. Raises NotWaiting."""
    with database.writing():
        row = _waiting(letter_id)
        outbox.stop(letter_id, f"by:{actor.name}", tools.clock())
        _note(tools, actor, row, "letter_stopped")


def send_again(tools: Tools, actor: Actor, letter_id: int) -> None:
    """Sends a letter once more, to the same address, as a new message."""
    with database.writing():
        row = outbox.get(letter_id)
        outbox.send_again(letter_id, None, tools.clock(), message_id=write_letters.message_id(tools))
        _note(tools, actor, row, "letter_sent_again")


def _waiting(letter_id: int) -> Letter:
    found = outbox.get(letter_id)
    if found.sent_at or found.failed_at or found.stopped_at:
        raise NotWaiting
    return found


def _note(tools: Tools, actor: Actor, row: Letter, event: str) -> None:
    facts = {"letter": row.letter, "name": row.recipient_name, "party": row.party_id}
    journal.note(row.dialog_id, event, actor.name, facts, tools.clock())
