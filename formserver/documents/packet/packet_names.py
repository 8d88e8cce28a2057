"""A packet of the domain as the names that its Word template may use (`names` says which there are)."""

import dataclasses
from datetime import datetime
from pathlib import PurePath

from formserver.documents.packet import answer_values, item_names, matrix, people_names
from formserver.documents.packet.answer_values import Names
from formserver.domain.content import Attachment, AttachmentKind
from formserver.domain.dialog import ProgrammeLine
from formserver.domain.packet import CellState, Packet, PacketItem, Submitted
from formserver.domain.process import Form
from formserver.i18n import dates


def in_template(packet: Packet) -> Names:
    """All names for one document of the dialog.

    A document of the answering form is about the one answer that the packet holds, and about nobody else's.
    """
    process = packet.dialog.process
    own = packet.kind.form == process.answering_form.key
    packet = only_of_party(packet) if own else packet
    responses = [_response(packet, one) for one in packet.answers]
    names = {
        "dialog": _dialog(packet),
        "look": people_names.look(packet, next(iter(packet.dialog.hosts), None)),
        **_editions(packet),
        **people_names.in_template(packet),
        "agenda": [_line(line, packet.language) for line in packet.dialog.programme],
        "themes": item_names.themes(packet),
        "matrix": matrix.matrix_tables(packet),
        process.asking_form.key: _asking(packet),
        "responses": responses,
        "attachments": _attachments(packet),
        "basis": _basis(packet),
        "missing": _missing(packet),
        "counts": _counts(packet),
    }
    return names | {process.answering_form.key: responses[0]} if own and responses else names


def only_of_party(packet: Packet) -> Packet:
    """The packet cut down to the party whose answer it holds: what it was asked about or has answered."""
    party_ids = {one.party.id for one in packet.answers if one.party}
    themes = tuple(
        dataclasses.replace(theme, items=tuple(_own(item, party_ids) for item in theme.items))
        for theme in packet.themes
    )
    return dataclasses.replace(
        packet,
        columns=tuple(party for party in packet.columns if party.id in party_ids),
        themes=tuple(
            dataclasses.replace(theme, items=tuple(item for item in theme.items if _concerns(item)))
            for theme in themes
        ),
    )


def _own(item: PacketItem, party_ids: set[int]) -> PacketItem:
    return dataclasses.replace(item, cells=tuple(cell for cell in item.cells if cell.party.id in party_ids))


def _concerns(item: PacketItem) -> bool:
    return any(cell.state is not CellState.NOT_ASKED for cell in item.cells)


def _dialog(packet: Packet) -> Names:
    dialog, language = packet.dialog, packet.language
    meeting = dialog.meeting
    empty = [
        f"{theme.theme.number} {theme.theme.title.to(language)}" for theme in packet.themes if not theme.items
    ]
    return {
        "title": dialog.title.to(language),
        "when": dates.period(meeting.day, meeting.start, meeting.end, language),
        "date": dates.day_month_year(meeting.day, language),
        "place": meeting.place,
        "online": meeting.online,
        "practical": meeting.practical,
        "phase_statement": dialog.process.phase_statement.to(language),
        "hosts": item_names.names(dialog.hosts, language),
        "responders": item_names.names(packet.columns, language),
        "themes_without_items": dates.join(empty, language),
    }


def _editions(packet: Packet) -> Names:
    """`packet` with number and day; for a supplement that one, and `packet` for what it adds to."""
    this = _edition(packet.number, packet.at, packet.language)
    if not packet.kind.supplement:
        return {"packet": this}
    earlier = packet.earlier
    added_to = _edition(earlier.number, earlier.frozen_at, packet.language) if earlier else this
    return {"packet": added_to, "supplement": this}


def _edition(number: int | None, at: datetime, language: str) -> Names:
    return {
        "number": "" if number is None else str(number),
        "day": dates.day(at, language),
        "date": dates.day_month_year(at, language),
    }


def _line(line: ProgrammeLine, language: str) -> Names:
    return {"time": dates.clock(line.at, language) if line.at else "", "title": line.title.to(language)}


def _asking(packet: Packet) -> Names:
    """What the hosts submitted together, or the same names empty before they have."""
    process, language = packet.dialog.process, packet.language
    hosts = packet.dialog.hosts
    cases = [party.case_number for party in hosts if party.case_number]
    fields = _values(process.asking_form, packet.asking, packet)
    return (
        fields
        | _fact(packet, packet.asking)
        | {
            "party": item_names.names(hosts, language),
            "case_number": dates.join(cases, language),
        }
    )


def _response(packet: Packet, one: Submitted) -> Names:
    party = one.party
    fields = _values(packet.dialog.process.answering_form, one, packet)
    return (
        fields
        | _fact(packet, one)
        | {
            "party": party.name.to(packet.language) if party else "",
            "short_name": item_names.short_name(party, packet.language) if party else "",
            "case_number": party.case_number if party else "",
            "silent": one.fact.silent,
        }
    )


def _values(form: Form, one: Submitted | None, packet: Packet) -> Names:
    stored = one.content.values if one else {}
    return answer_values.values(form.fields, stored, packet.dialog, packet.language)


def _fact(packet: Packet, one: Submitted | None) -> Names:
    """When and by whom it was submitted; `version` counts from 1; `new`: no packet before this holds it."""
    if one is None:
        return dict.fromkeys(("submitted_when", "submitted_date", "submitted_by"), "") | {
            "version": 0,
            "on_behalf": False,
            "late": False,
            "corrected": False,
            "new": False,
        }
    return {
        "submitted_when": dates.moment(one.fact.at, packet.language),
        "submitted_date": dates.day_month_year(one.fact.at, packet.language),
        "submitted_by": one.fact.by,
        "version": one.fact.number,
        "on_behalf": one.fact.on_behalf,
        "late": one.late,
        "corrected": one.fact.number > 1,
        "new": one.fact.id not in _told_before(packet),
    }


def _told_before(packet: Packet) -> set[int]:
    """The submissions that packet and supplements before this one hold; a packet itself holds everything."""
    if not packet.kind.supplement:
        return set()
    compiled = {kind.key for kind in packet.dialog.process.documents if kind.compiled}
    before = [document for document in packet.dialog.documents if document.kind in compiled]
    return {held for document in before for held in document.holds}


def _papers(packet: Packet) -> list[tuple[Form, str, Submitted]]:
    """What the document is made from, with form and sender; a supplement holds only what is new."""
    process, language = packet.dialog.process, packet.language
    asking = packet.asking
    papers = []
    if asking and asking.fact.id not in _told_before(packet):
        papers.append((process.asking_form, item_names.names(packet.dialog.hosts, language), asking))
    answers = ((one.party.name.to(language) if one.party else "", one) for one in packet.answers)
    return [*papers, *((process.answering_form, sender, one) for sender, one in answers)]


def _basis(packet: Packet) -> list[Names]:
    return [
        {"document": form.name.to(packet.language), "party": sender, **_fact(packet, one)}
        for form, sender, one in _papers(packet)
    ]


def _missing(packet: Packet) -> list[Names]:
    form = packet.dialog.process.answering_form
    return [
        {
            "document": form.name.to(packet.language),
            "party": party.name.to(packet.language),
            "count": packet.missing[party.id],
        }
        for party in packet.columns
        if party.id in packet.missing
    ]


def _attachments(packet: Packet) -> list[Names]:
    """The attachments of all that the document is made from; that of an answering form, only its own."""
    own = packet.kind.form == packet.dialog.process.answering_form.key
    found = [
        (sender, attachment)
        for form, sender, one in _papers(packet)
        if not own or form.key == packet.kind.form
        for attachment in one.content.attachments
    ]
    return [_attachment(number, *one, packet.language) for number, one in enumerate(found, start=1)]


def _attachment(number: int, sender: str, attachment: Attachment, language: str) -> Names:
    enclosed = attachment.kind is AttachmentKind.FILE
    return {
        "number": number,
        "title": attachment.title,
        "party": sender,
        "file": attachment.file_name,
        "format": PurePath(attachment.file_name).suffix.removeprefix(".").upper(),
        "size": dates.size(attachment.size, language) if attachment.size else "",
        "address": attachment.address,
        "enclosed": enclosed,
        "other_channel": attachment.kind is AttachmentKind.OTHER_CHANNEL,
    }


def _counts(packet: Packet) -> Names:
    """How many questions were asked, and what became of them; how many items there are."""
    items = [item for theme in packet.themes for item in theme.items]
    asked = [cell for item in items for cell in item.cells if cell.question]
    unanswered = sum(cell.state is CellState.MISSING for cell in asked)
    return {
        "items": len(items),
        "asked": len(asked),
        "answered": len(asked) - unanswered,
        "missing": unanswered,
        "silent": sum(cell.state is CellState.SILENT for cell in asked),
    }
