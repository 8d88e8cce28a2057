"""Worker: claims one letter, puts link or code in, sends it, and records what the mail server said."""

import os
import socket
from datetime import datetime, timedelta
from functools import lru_cache

from formserver.domain.delivery import Outcome, Reason, Refused
from formserver.domain.dialog import Dialog
from formserver.mail import mime, placeholders
from formserver.mail.characters import UnsendableError
from formserver.mail.mime import EncodedFile, Envelope, Person
from formserver.storage import accounts, database, dialogs, files, journal, outbox
from formserver.storage.outbox import AttachedFile, Letter
from formserver.usecases import attempt
from formserver.usecases.attempt import CannotBeDone
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools

LEASE = timedelta(minutes=10)
WORKER = f"{socket.gethostname()}-{os.getpid()}"


class NotTaken(CannotBeDone):
    """A letter that the mail server did not take, or could never take."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.text)
        self.reason = refused.reason
        self.for_good = refused.permanent


def deliver_next(tools: Tools) -> bool:
    """Sends the letter that is due.

    Says whether there was one. The wire is never touched inside a transaction.
    """
    with database.reading():
        is_any_due = outbox.is_any_due(tools.clock())
    letter = _claimed(tools) if is_any_due else None
    if letter is None:
        return False
    attempt.attempt(tools, Delivery(tools, letter))
    return True


def _claimed(tools: Tools) -> Letter | None:
    """The letter whose turn it is, or None when another worker was first."""
    with database.writing():
        return outbox.claim(WORKER, tools.clock(), LEASE)


class Delivery:
    """A letter on its way."""

    def __init__(self, tools: Tools, letter: Letter) -> None:
        self._tools, self._letter = tools, letter
        self._reply = ""

    @property
    def tries(self) -> int:
        """The claim has counted this one."""
        return self._letter.attempts

    def do(self) -> None:
        """Offers the letter to the mail server. Raises NotTaken."""
        outcome = _offer(self._tools, self._letter)
        if isinstance(outcome, Refused):
            raise NotTaken(outcome)
        self._reply = outcome.reply

    def done(self) -> None:
        """The mail server has it."""
        outbox.record_sent(self._letter.id, self._tools.clock(), self._reply)

    def failed(self, fault: Exception, next_try_at: datetime | None) -> None:
        """What the server said is told to people; of a fault of ours only its type, for it may quote one."""
        text = str(fault) if isinstance(fault, NotTaken) else type(fault).__name__
        if next_try_at is None:
            outbox.record_failed(self._letter.id, self._tools.clock(), _reason(fault), text)
        else:
            outbox.record_retry(self._letter.id, next_try_at, _reason(fault), text)

    def tell(self, fault: Exception) -> None:
        """To the organisers of the letter's dialog."""
        if self._letter.dialog_id is None:
            return
        _note(self._tools, self._letter, _reason(fault))
        for dialog in dialogs.many(
            [self._letter.dialog_id]
        ):  # none of one that waits: nothing is written for it
            _tell_organisers(self._tools, dialog, self._letter, _reason(fault))


def _reason(fault: Exception) -> Reason:
    return fault.reason if isinstance(fault, NotTaken) else Reason.OURS


def _offer(tools: Tools, letter: Letter) -> Outcome:
    """What became of the letter; one that no server could take is refused for good."""
    try:
        with database.reading():
            envelope = _envelope(tools, letter)
        return tools.transport.deliver(mime.build(envelope))
    except UnsendableError as fault:
        return Refused(code=None, text=str(fault), permanent=True)


def _envelope(tools: Tools, letter: Letter) -> Envelope:
    link = tools.signer.address(letter.link_id) if letter.link_id is not None else None
    code = _code(tools, letter)
    settings = tools.settings
    return Envelope(
        sender=Person(settings.sender_name, settings.sender_address),
        recipient=Person(letter.recipient_name, letter.recipient_address),
        reply_to=Person(letter.reply_name, letter.reply_address) if letter.reply_address else None,
        subject=letter.subject,
        text=placeholders.fill(letter.text, link=link, code=code),
        html=placeholders.fill_html(letter.html, link=link, code=code),
        language=letter.language,
        message_id=letter.message_id,
        date=tools.clock(),
        attachments=tuple(_attachment(one) for one in letter.files),
        calendar=letter.calendar or None,
        calendar_method=letter.calendar_method or "REQUEST",
    )


@lru_cache(maxsize=4)
def _attachment(one: AttachedFile) -> EncodedFile:
    """A file encoded once for all letters that carry it; what a SHA-256 stands for never changes."""
    return EncodedFile(filename=one.file_name, media_type=one.media_type, content=files.content(one.sha256))


def _code(tools: Tools, letter: Letter) -> str | None:
    if letter.code_id is None:
        return None
    row = accounts.get_code(letter.code_id)
    return tools.signer.code(row.id, row.asked_at)


def _note(tools: Tools, letter: Letter, reason: Reason) -> None:
    facts = {
        "letter": letter.letter,
        "name": letter.recipient_name,
        "party": letter.party_id,
        "reason": reason,
    }
    journal.note(letter.dialog_id, "delivery_failed", "", facts, tools.clock())


def _tell_organisers(tools: Tools, dialog: Dialog, letter: Letter, reason: Reason) -> None:
    key = dialog.process.letters["delivery_failed"]
    if letter.letter == key:
        return
    for organiser in dialog.organisers:
        if organiser.email == letter.recipient_address:
            continue
        names = letter_names.of_failure(dialog, letter, reason, organiser.language)
        told = Post(letter=key, fact=f"{letter.id}-{letter.attempts}", names=names)
        write_letters.to_organiser(tools, dialog, organiser, told)
