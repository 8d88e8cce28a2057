"""Freezes a document over the whole dialog and sends it.

To every contact, attached or by link, and to the records.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from formserver.domain.content import Attachment
from formserver.domain.dialog import Dialog, Document, Party
from formserver.domain.packet import Packet
from formserver.storage import documents, journal
from formserver.storage.documents import NewDocument
from formserver.usecases.documents import make_document, records_copies
from formserver.usecases.documents.make_document import DocumentSource
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.letter_names import Names
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class Sending:
    """A frozen document on its way out. Used inside the writing transaction that froze it."""

    tools: Tools
    dialog: Dialog
    document: Document
    attachments: tuple[Attachment, ...]

    @classmethod
    def freeze(
        cls,
        tools: Tools,
        source: DocumentSource,
        filled: Packet,
        word: bytes,
        holds: Sequence[int] | None = None,
    ) -> "Sending":
        """Stores the document. `holds`: the submissions it tells, all that stand when not given."""
        everything = [filled.asking.fact.id] if filled.asking else []
        everything += [one.fact.id for one in filled.answers]
        new = NewDocument(
            kind=filled.kind.key,
            number=filled.number or 1,
            file_name=make_document.file_name(filled),
            content=word,
            language=filled.language,
            party_id=None,
            submission_id=None,
            holds=tuple(holds if holds is not None else everything),
            template_id=source.template_id,
        )
        document = documents.freeze(source.dialog.id, new, tools.clock())
        facts = {
            "document": document.id,
            "kind": document.kind,
            "number": document.number,
            "sha256": document.sha256,
        }
        journal.note(source.dialog.id, "document_sent", "", facts, tools.clock())
        make_document.note_stand_in(source, filled.kind, tools.clock())
        attachments = tuple(one for told in _told(filled, document) for one in told)
        return cls(tools=tools, dialog=source.dialog, document=document, attachments=attachments)

    def to_everybody(self, names: Callable[[str], Names]) -> None:
        """Writes to every contact of every party and to the records.

        `names` gives what the letter says, by language.
        """
        here = [party for party in self.dialog.parties if not party.withdrawn_at]
        for party in here:
            self._to_party(party, names)
        records_copies.send_copies(self.tools, self.dialog, self.document, self.attachments, here)

    def _to_party(self, party: Party, names: Callable[[str], Names]) -> None:
        enclosed = records_copies.enclosures(self.document, self.attachments)
        total = sum(size for _, size in enclosed)
        files = [file for file, _ in enclosed]
        letters = self.dialog.process.document(self.document.kind).letters
        attached = total <= self.tools.settings.attachment_limit_bytes
        for contact in party.reachable:
            document = letter_names.of_document(
                self.dialog, self.document, contact.language, [file.file_name for file in files], total
            )
            told = Post(
                letter=letters["attached" if attached else "linked"],
                fact=str(self.document.number),
                names={"document": document} | names(contact.language),
                files=files if attached else (),
            )
            write_letters.to_contact(self.tools, self.dialog, party, contact, told)


def _told(filled: Packet, document: Document) -> list[tuple[Attachment, ...]]:
    """The attachments of every submission that the document tells."""
    every = ([filled.asking] if filled.asking else []) + list(filled.answers)
    return [one.content.attachments for one in every if one.fact.id in document.holds]
