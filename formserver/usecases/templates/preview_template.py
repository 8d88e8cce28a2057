"""Fills a version of a Word template with sample answers or with a dialog's own.

It freezes nothing and mails nothing.
"""

import dataclasses
from collections.abc import Mapping

from formserver.documents.packet import packet_names
from formserver.documents.samples import sample_names
from formserver.domain import file_names
from formserver.domain.dialog import Dialog, Party
from formserver.domain.process import DocumentKind
from formserver.domain.refusals import NotFound
from formserver.storage import database, dialogs, templates
from formserver.storage.templates import TemplateVersion
from formserver.usecases.documents import make_document
from formserver.usecases.documents.make_document import DocumentNotMade, DocumentSource
from formserver.usecases.processes import process_in_use
from formserver.usecases.templates import check_template
from formserver.usecases.tools import Tools


def preview_template(
    tools: Tools, version_id: int, dialog_id: int | None = None, party_id: int | None = None
) -> tuple[str, bytes]:
    """File name and Word document; with sample answers where no dialog is named.

    Where each party has a document of its own, it is that of the party, or of the first one. Raises NotFound,
    also for a dialog or a party of which nothing stands that the document shows, and
    compiled.DocumentNotMade when the template cannot be filled.
    """
    with database.reading():
        version, template = templates.get(version_id), templates.content(version_id)
        if not check_template.may_be_opened(version):
            raise DocumentNotMade("not checked, or too heavy")
    name, names = (
        _of_sample(tools, version)
        if dialog_id is None
        else _of_dialog(tools, version, template, dialog_id, party_id)
    )
    return name, make_document.filled_in(tools, template, names)


def can_show(dialog: Dialog, kind: DocumentKind) -> bool:
    """Whether the dialog has what a document of this kind shows."""
    if _is_of_one(dialog, kind):
        return bool(answered(dialog, kind))
    forms = [sheet.form for sheet in dialog.sheets if sheet.latest]
    return kind.form in forms if kind.form else bool(forms)


def answered(dialog: Dialog, kind: DocumentKind) -> tuple[Party, ...]:
    """The parties that have a document of this kind each; none where it is about all of them."""
    if not _is_of_one(dialog, kind):
        return ()
    parties = [
        dialog.party(one.party_id)
        for one in dialog.sheets
        if one.form == kind.form and one.latest and one.party_id is not None
    ]
    return tuple(party for party in parties if not party.withdrawn_at)


def each_document(source: DocumentSource, kind: DocumentKind) -> list[DocumentSource]:
    """What each document of this kind is made from: one about everything, or one for every answer."""
    if not _is_of_one(source.dialog, kind):
        return [source]
    return [dataclasses.replace(source, answers=(one,)) for one in source.answers]


def _of_sample(tools: Tools, version: TemplateVersion) -> tuple[str, Mapping[str, object]]:
    process = process_in_use.definition(tools, version.process).process
    name = process.name_of(version.document).to(version.language)
    file = file_names.safe_name(f"{name} v{version.number}.docx")
    return file, sample_names.shown(process, version.document, version.language)


def _of_dialog(
    tools: Tools, version: TemplateVersion, template: bytes, dialog_id: int, party_id: int | None
) -> tuple[str, Mapping[str, object]]:
    with database.reading():
        dialog = dialogs.get(dialog_id)
    if dialog.process.key != version.process:
        raise NotFound(kind="dialog", id=dialog_id)
    kind = dialog.process.document(version.document)
    if not can_show(dialog, kind):
        raise NotFound(kind="dialog", id=dialog_id)
    source = dataclasses.replace(
        make_document.read(dialog_id, kind), template=template, template_id=version.id
    )
    filled = make_document.packet(tools, _shown(source, kind, party_id), kind, None)
    return make_document.file_name(filled), packet_names.in_template(filled)


def _shown(source: DocumentSource, kind: DocumentKind, party_id: int | None) -> DocumentSource:
    """What the document shows: everything, or the answer of a party (the first one's where none is named)."""
    found = each_document(source, kind)
    if party_id is None:
        return found[0]
    for one in found:
        if [answer.party.id for answer in one.answers if answer.party] == [party_id]:
            return one
    raise NotFound(kind="party", id=party_id)


def _is_of_one(dialog: Dialog, kind: DocumentKind) -> bool:
    """Whether each party that answered has a document of its own."""
    return kind.form == dialog.process.answering_form.key
