"""Worker: makes the Word document of one submission.

With it, in one transaction, come the letters that tell of it.
"""

import dataclasses
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from formserver.domain import changes, media_types, progress
from formserver.domain.dialog import Dialog, Document, Party, Sheet, Submission
from formserver.domain.packet import Packet, Submitted
from formserver.domain.process import Form
from formserver.storage import database, dialogs, documents, journal, submissions
from formserver.storage.attempts import WorkKey
from formserver.storage.documents import NewDocument
from formserver.storage.outbox import AttachedFile
from formserver.usecases.documents import make_document, records_copies
from formserver.usecases.documents.make_document import DocumentSource
from formserver.usecases.due_work import DueWork, WorkKind
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools


def due(dialog: Dialog, now: datetime) -> Iterator[DueWork]:
    """The submissions that have no document, the oldest first.

    None while the dialog is not in use: nothing goes out for an imported case that nobody has read.
    """
    del now
    if not dialog.taken_into_use_at:
        return
    published = {document.submission_id for document in dialog.documents}
    submitted = sorted(submission.id for sheet in dialog.sheets for submission in sheet.submissions)
    for submission_id in submitted:
        if submission_id not in published:
            key = WorkKey(dialog.id, WorkKind.PUBLISH, str(submission_id))
            yield DueWork(key=key, do=partial(_publish, submission_id=submission_id))


def _publish(tools: Tools, submission_id: int) -> None:
    with database.reading():
        submission, sheet_id = submissions.get(submission_id)
        content = submissions.content(submission_id)
        dialog_id = dialogs.id_of_sheet(sheet_id)
        dialog = dialogs.get(dialog_id)
    sheet = next(one for one in dialog.sheets if one.id == sheet_id)
    form = dialog.process.form(sheet.form)
    party = dialog.party(sheet.party_id) if sheet.party_id is not None else None
    late = progress.is_late(dialog, form, sheet.submissions[0])
    told = Submitted(party=party, fact=submission, content=content, late=late)
    source = make_document.read(dialog_id, dialog.process.document(form.document))
    filled = _packet(tools, source, form, told)
    _store(tools, filled, told, *make_document.made(tools, source, filled))


def _packet(tools: Tools, source: DocumentSource, form: Form, told: Submitted) -> Packet:
    """The document shows this very submission, also when a later one stands already."""
    kind = source.dialog.process.document(form.document)
    if form.asks:
        alone = dataclasses.replace(source, asked=told, answers=())
    else:
        alone = dataclasses.replace(source, answers=(told,))
    return make_document.packet(tools, alone, kind, told.fact.number)


def _store(tools: Tools, filled: Packet, told: Submitted, source: DocumentSource, word: bytes) -> None:
    submission = told.fact
    with database.writing():
        dialog = dialogs.get(source.dialog.id)
        if any(document.submission_id == submission.id for document in dialog.documents):
            return  # another worker was first
        new = NewDocument(
            kind=filled.kind.key,
            number=submission.number,
            file_name=make_document.file_name(filled),
            content=word,
            language=filled.language,
            party_id=told.party.id if told.party else None,
            submission_id=submission.id,
            holds=(submission.id,),
            template_id=source.template_id,
        )
        document = documents.freeze(dialog.id, new, tools.clock())
        make_document.note_stand_in(source, filled.kind, tools.clock())
        if dialog.cancelled_at:
            return
        telling = _Telling(tools, dialog, told, document)
        telling.receipts()
        if telling.form.asks:
            telling.to_those_asked()
        else:
            telling.last_answer()
        records_copies.send_copies(
            tools, dialog, document, telling.content.attachments, telling.record_parties()
        )
        facts = {"document": document.id, "form": telling.form.key}
        journal.note(dialog.id, "published", "", facts, tools.clock())


class _Telling:
    """Writes the letters that follow from one submission."""

    def __init__(self, tools: Tools, dialog: Dialog, told: Submitted, document: Document) -> None:
        self.tools, self.dialog, self.document = tools, dialog, document
        self.party, self.submission, self.content = told.party, told.fact, told.content
        self.form = dialog.process.form(dialog.process.document(document.kind).form or "")
        self.fact = str(told.fact.id)
        self.file = AttachedFile(
            sha256=document.sha256, file_name=document.file_name, media_type=media_types.WORD
        )

    @property
    def sheet(self) -> Sheet:
        """The form that was submitted."""
        return next(one for one in self.dialog.sheets if self.submission in one.submissions)

    @property
    def own(self) -> tuple[Party, ...]:
        """The parties whose form it is."""
        return (self.party,) if self.party else self.dialog.parties_of(self.form.role)

    def record_parties(self) -> tuple[Party, ...]:
        """Whose records the document belongs in now.

        Everybody's when all see it as it is sent, else the party's own.
        """
        if self.form.shown == "as_sent":
            return tuple(party for party in self.dialog.parties if not party.withdrawn_at)
        return self.own

    def receipts(self) -> None:
        """The receipt to the party's own contacts, or the word that an answer was registered for them."""
        letters = self.form.letters
        letter = (
            letters["registered"]
            if self.submission.on_behalf and "registered" in letters
            else letters["receipt"]
        )
        for party in self.own:
            for contact in party.reachable:
                names = self._receipt_names(contact.language)
                told = Post(letter=letter, fact=self.fact, names=names, files=(self.file,))
                write_letters.to_contact(self.tools, self.dialog, party, contact, told)

    def to_those_asked(self) -> None:
        """The form and the document to those asked for the first time.

        What changed to those who have it.
        """
        before = self._before()
        for party in self.dialog.askable:
            now_asked = party.id in self.submission.asked
            was_asked = any(party.id in one.asked for one in before)
            was_told = bool(before) and (was_asked or self.dialog.process.role(party.role).expected)
            if now_asked and not was_asked:
                self._tell(party, "asked", with_file=True)
            elif was_told:
                self._tell_changes(party, before[-1])
            elif self.dialog.process.role(party.role).expected:
                self._tell(party, "informed", with_file=True)

    def last_answer(self) -> None:
        """Tells the organisers when nobody is missing any more, while the packet is not frozen."""
        if self.dialog.packet or progress.missing(self.dialog) or not self.party:
            return
        for organiser in self.dialog.organisers:
            language = organiser.language
            names = {
                "party": letter_names.of_party(self.party, language),
                "receipt": letter_names.of_receipt(self.submission, language),
            }
            asking = self.dialog.asking_sheet
            fact = str(asking.latest.id if asking and asking.latest else 0)
            letter = self.dialog.process.letters["last_answer_in"]
            write_letters.to_organiser(
                self.tools, self.dialog, organiser, Post(letter=letter, fact=fact, names=names)
            )

    def _before(self) -> list[Submission]:
        return [one for one in self.sheet.submissions if one.number < self.submission.number]

    def _tell(self, party: Party, fact: str, *, with_file: bool) -> None:
        answering = self.dialog.process.answering_form
        deadline = progress.deadline_of(self.dialog, answering)
        for contact in party.reachable:
            names = {
                "deadline": letter_names.of_deadline(deadline, contact.language, self.tools.clock()),
                "asked": letter_names.counted(self.submission.asked.get(party.id, 0), contact.language),
            }
            files = (self.file,) if with_file else ()
            told = Post(letter=self.form.letters[fact], fact=self.fact, names=names, files=files)
            write_letters.to_contact(self.tools, self.dialog, party, contact, told)

    def _tell_changes(self, party: Party, before: Submission) -> None:
        old = submissions.content(before.id)
        found = changes.between(old, self.content, self.form, party.id)
        if not found:
            return
        answering = self.dialog.process.answering_form
        deadline = progress.deadline_of(self.dialog, answering)
        for contact in party.reachable:
            names = {
                "receipt": letter_names.of_receipt(self.submission, contact.language),
                "changes": letter_names.of_changes(found, self.form, contact.language),
                "deadline": letter_names.of_deadline(deadline, contact.language, self.tools.clock()),
            }
            told = Post(letter=self.form.letters["corrected"], fact=self.fact, names=names)
            write_letters.to_contact(self.tools, self.dialog, party, contact, told)

    def _receipt_names(self, language: str) -> letter_names.Names:
        until = progress.correct_until(self.dialog, self.form, self.sheet, self.tools.clock())
        counted = letter_names.counted(len(self.content.items), language)
        return {
            "receipt": letter_names.of_receipt(self.submission, language),
            "correct_until": letter_names.limit(until, language, self.tools.clock())["when"] if until else "",
            "answer": {"shown": letter_names.shown_when(self.dialog, self.form, language)},
            "answered": counted,
            self.form.key: counted,
        }
