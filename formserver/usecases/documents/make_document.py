"""Fills the Word template of a document from what was gathered, and names the file.

Outside every transaction.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from formserver.documents.fill import render
from formserver.documents.fill.printing import NotTextError, TooLargeError
from formserver.documents.fill.reading_back import LostTextError
from formserver.documents.office import layout
from formserver.documents.packet import packet_names
from formserver.documents.word.findings import FaultyTemplateError, Finding
from formserver.domain import file_names
from formserver.domain.dialog import Dialog
from formserver.domain.look import Look
from formserver.domain.packet import Edition, Packet, Submitted, compile_packet
from formserver.domain.process import DocumentKind
from formserver.i18n import dates
from formserver.storage import database, dialogs, journal, looks, templates
from formserver.usecases import attempt
from formserver.usecases.attempt import CannotBeDone
from formserver.usecases.documents import gather
from formserver.usecases.tools import Tools


class NotMadeReason(StrEnum):
    """Why a template could not be filled."""

    TEMPLATE = "template"  # the findings say what is wrong with it
    TEXT_LOST = "text_lost"
    TOO_LARGE = "too_large"


class DocumentNotMade(CannotBeDone):
    """A template could not be filled: the text says why for a log, the rest for people."""

    def __init__(
        self, told: str, why: NotMadeReason = NotMadeReason.TEMPLATE, findings: Sequence[Finding] = ()
    ) -> None:
        super().__init__(told)
        self.why = why
        self.findings = tuple(findings)


@dataclass(frozen=True, kw_only=True)
class DocumentSource:
    """All that one document is made from, read in one go.

    `stands_in` is the number of the template version where it is not the dialog's own, but one in its place.
    """

    dialog: Dialog
    asked: Submitted | None
    answers: tuple[Submitted, ...]
    template: bytes
    template_id: int
    stands_in: int | None = None
    looks: Mapping[str, Look] = dataclasses.field(default_factory=dict)


def read(dialog_id: int, kind: DocumentKind) -> DocumentSource:
    """What stands now, with the template version that the dialog is tied to."""
    with database.reading():
        dialog = dialogs.get(dialog_id)
        version, template = templates.of_dialog(dialog_id, kind.key, dialog.language)
        asked, answers = gather.submitted(dialog)
        found = looks.by_municipality(party.number for party in dialog.parties)
    return DocumentSource(
        dialog=dialog,
        asked=asked,
        answers=tuple(answers),
        template=template,
        template_id=version.id,
        looks=found,
    )


def packet(tools: Tools, source: DocumentSource, kind: DocumentKind, number: int | None) -> Packet:
    """The packet over everything submitted, as of now."""
    made = dataclasses.replace(edition(tools, source.dialog, kind, number), looks=source.looks)
    return compile_packet(source.dialog, source.asked, source.answers, made)


def edition(tools: Tools, dialog: Dialog, kind: DocumentKind, number: int | None) -> Edition:
    """Which document is being made, now."""
    return Edition(
        kind=kind, language=dialog.language, at=tools.clock(), number=number, earlier=dialog.packet
    )


def made(tools: Tools, source: DocumentSource, filled: Packet) -> tuple[DocumentSource, bytes]:
    """The Word document, and the source with the template version that it was made from.

    An earlier version stands in for one that cannot be filled: people need their document in time, and the
    check, which tries a template with samples, cannot foresee every answer. Raises DocumentNotMade when none
    can be filled.
    """
    try:
        return source, word_file(tools, source, filled)
    except DocumentNotMade:
        with database.reading():
            others = [(one, templates.content(one.id)) for one in templates.stand_ins(source.template_id)]
        for version, template in others:
            other = dataclasses.replace(
                source, template=template, template_id=version.id, stands_in=version.number
            )
            with suppress(DocumentNotMade):
                return other, word_file(tools, other, filled)
        raise


def note_stand_in(source: DocumentSource, kind: DocumentKind, now: datetime) -> None:
    """Tell in the journal that another template version was used. Called inside the writing transaction."""
    if source.stands_in is not None:
        facts = {"document": kind.key, "number": source.stands_in}
        journal.note(source.dialog.id, "template_stood_in", "", facts, now)


def word_file(tools: Tools, source: DocumentSource, filled: Packet) -> bytes:
    """The Word document. Raises DocumentNotMade when the template cannot be filled."""
    return filled_in(tools, source.template, packet_names.in_template(filled))


def filled_in(tools: Tools, template: bytes, names: Mapping[str, object]) -> bytes:
    """The Word document from the names of its template. Raises DocumentNotMade."""
    try:
        lay_out = _pages if tools.settings.page_numbers else None
        return render.render(template, names, lay_out=lay_out)
    except (FaultyTemplateError, NotTextError, LostTextError, TooLargeError) as fault:
        found = fault.findings if isinstance(fault, FaultyTemplateError) else ()
        why = _WHY.get(type(fault), NotMadeReason.TEMPLATE)
        raise DocumentNotMade(f"{type(fault).__name__}: {fault}", why, found) from fault


def _pages(document: bytes) -> Mapping[str, int]:
    """A document without page numbers is better than one that does not come."""
    return attempt.if_possible(lambda: layout.pages(document), {})


_WHY: Mapping[type[Exception], NotMadeReason] = {
    LostTextError: NotMadeReason.TEXT_LOST,
    TooLargeError: NotMadeReason.TOO_LARGE,
}


def file_name(filled: Packet) -> str:
    """What the Word document is called: meeting day, hosts, what it is."""
    dialog, language = filled.dialog, filled.language
    whose = next((one.party for one in filled.answers), None) if filled.kind.form else None
    what = filled.kind.file_name.to(language).format(
        number=filled.number or "", party=whose.short_name.to(language) if whose else ""
    )
    hosts = dates.join([host.short_name.to(language) for host in dialog.hosts], language)
    return file_names.document_name(dialog.meeting.day, hosts, " ".join(what.split()))
