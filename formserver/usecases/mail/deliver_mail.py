"""Worker: claims one letter, puts link or code in, sends it, and records what the mail server said."""

import contextlib
import os
import socket
from datetime import timedelta
from functools import lru_cache

from formserver.domain import delivery
from formserver.domain.delivery import Accepted, Outcome, Reason, Refused
from formserver.domain.dialog import Dialog
from formserver.mail import mime, placeholders
from formserver.mail.characters import UnsendableError
from formserver.mail.mime import EncodedFile, Envelope, Person
from formserver.storage import accounts, database, dialogs, files, journal, outbox
from formserver.storage.outbox import AttachedFile, Letter
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.write_letters import LetterNotWritten, Post
from formserver.usecases.tools import Tools

LEASE = timedelta(minutes=10)
WORKER = f"{socket.gethostname()}-{os.getpid()}"


def deliver_next(tools: Tools) -> bool:
    """Sends the letter that is due.

    Says whether there was one. The wire is never touched inside a transaction.
    """
    with database.writing():
        letter = outbox.claim(WORKER, tools.clock(), LEASE)
    if letter is None:
        return False
    outcome = _offer(tools, letter)
    with database.writing():
        _record(tools, letter, outcome)
    return True


def _offer(tools: Tools, letter: Letter) -> Outcome:
    """What became of the letter.

    One that cannot be built is refused for good, so that it cannot come back for ever.
    """
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


def _record(tools: Tools, letter: Letter, outcome: Outcome) -> None:
    now = tools.clock()
    if isinstance(outcome, Accepted):
        outbox.record_sent(letter.id, now, outcome.reply)
        return
    next_try = None if outcome.permanent else delivery.next_try(letter.attempts, now)
    if next_try:
        outbox.record_retry(letter.id, next_try, outcome.reason, outcome.text)
        return
    outbox.record_failed(letter.id, now, outcome.reason, outcome.text)
    if letter.dialog_id is not None:
        _tell_organisers(tools, dialogs.get(letter.dialog_id), letter, outcome.reason)


def _tell_organisers(tools: Tools, dialog: Dialog, letter: Letter, reason: Reason) -> None:
    key = dialog.process.letters["delivery_failed"]
    facts = {
        "letter": letter.letter,
        "name": letter.recipient_name,
        "party": letter.party_id,
        "reason": reason,
    }
    journal.note(dialog.id, "delivery_failed", "", facts, tools.clock())
    if letter.letter == key:
        return
    for organiser in dialog.organisers:
        if organiser.email == letter.recipient_address:
            continue
        names = letter_names.of_failure(dialog, letter, reason, organiser.language)
        told = Post(letter=key, fact=f"{letter.id}-{letter.attempts}", names=names)
        with contextlib.suppress(LetterNotWritten):  # what became of the letter is recorded all the same
            write_letters.to_organiser(tools, dialog, organiser, told)
