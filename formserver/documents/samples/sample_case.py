"""A made-up dialog of any process, as a packet: what previews show where no real dialog is asked for."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from formserver.documents.samples import sample_answers
from formserver.domain import asking, packet, picture_file
from formserver.domain.dialog import (
    Contact,
    Dialog,
    Document,
    Meeting,
    Party,
    ProgrammeLine,
    Submission,
    Theme,
)
from formserver.domain.look import Arms, Look
from formserver.domain.packet import Edition, Packet, Submitted
from formserver.domain.process import DocumentKind, Process, Role
from formserver.domain.words import same
from formserver.i18n import say

MEETING_DAY = date(2027, 4, 15)
THEMES = 3  # as many of the process's as a preview needs; the last has no items

_ASKED_AT, _ANSWERED_AT, _PACKET_AT, _LATE_AT, _SUPPLEMENT_AT = (
    datetime(2027, *moment, tzinfo=UTC)
    for moment in ((3, 23, 10, 12), (4, 7, 9, 40), (4, 9, 7, 0), (4, 11, 18, 5), (4, 12, 10, 0))
)
_START, _END = time(10), time(14, 30)


def made_up(process: Process, document: str, language: str, *, look: Look | None = None) -> Packet:
    """All that one document over the made-up dialog can say.

    In a packet the last of those asked has not answered; a supplement holds that answer. `look` is that of
    the first host. Raises KeyError for a document that the process has not.
    """
    kind = process.document(document)
    dialog = _dialog(process, language)
    content = sample_answers.asking(dialog, language)
    fact = _fact(1, _ASKED_AT, sample_answers.person(language, 0)[0])
    asked = Submitted(party=None, fact=fact, content=content)
    answers = [_answer(dialog, asked, party, language) for party in sample_answers.asked(dialog)]
    at = _SUPPLEMENT_AT if kind.supplement else _PACKET_AT
    edition = Edition(
        kind=kind, language=language, at=at, number=1, earlier=dialog.packet, looks=_looks(dialog, look)
    )
    whole = packet.compile_packet(dialog, asked, _held(kind, process, answers), edition)
    if not kind.supplement:
        return whole
    return packet.only_new(whole, [sample_answers.asked(dialog)[-1].id], asking_is_new=False)


@cache
def arms() -> Arms:
    """A coat of arms that is nobody's: a shield in grey."""
    content = (Path(__file__).parent / "sample_arms.png").read_bytes()
    size = picture_file.size(content)
    width, height = (size.width, size.height) if size else (1, 1)
    return Arms(content=content, media_type="image/png", width=width, height=height)


def _looks(dialog: Dialog, first: Look | None) -> dict[str, Look]:
    """What the hosts look like: only the first, where its look is given.

    Those made up have no colour, for a preview shows the template's own.
    """
    if first:
        return {dialog.hosts[0].number: first}
    return {host.number: _look(host, dialog.language) for host in dialog.hosts}


def _look(host: Party, language: str) -> Look:
    address = say(language, "template_sample.address", place=host.short_name.to(language))
    return Look(municipality=host.number, address=address, arms=arms())


def _held(kind: DocumentKind, process: Process, answers: list[Submitted]) -> list[Submitted]:
    """The answers that a document of this kind is made from."""
    if kind.supplement:
        return answers
    if kind.compiled:
        return answers[:-1]
    return answers[:1] if kind.form == process.answering_form.key else []


def _dialog(process: Process, language: str) -> Dialog:
    parties = tuple(_parties(process, language))
    titles = [theme.title for theme in process.themes] or [same(one) for one in _words(language, "themes")]
    return Dialog(
        id=1,
        process=process,
        title=same(say(language, "template_sample.title", process=process.name.to(language))),
        language=language,
        meeting=Meeting(
            day=MEETING_DAY,
            start=_START,
            end=_END,
            place=say(language, "template_sample.place"),
            online=say(language, "template_sample.online"),
            practical=say(language, "template_sample.practical"),
        ),
        created_at=_ASKED_AT,
        themes=tuple(
            Theme(number=number, title=title) for number, title in enumerate(titles[:THEMES], start=1)
        ),
        programme=tuple(
            ProgrammeLine(at=time(10 + 2 * place), title=same(title))
            for place, title in enumerate(_words(language, "programme"))
        ),
        parties=parties,
        documents=(_earlier(process, parties, language),),
    )


def _earlier(process: Process, parties: tuple[Party, ...], language: str) -> Document:
    """The packet that a supplement adds to: it holds everything but the answer of the last party asked."""
    return Document(
        id=1,
        kind=process.packet.key,
        number=1,
        file_name="",
        size=0,
        sha256="",
        frozen_at=_PACKET_AT,
        language=language,
        holds=(1, *(_fact_id(party) for party in parties)),
    )


def _parties(process: Process, language: str) -> Iterator[Party]:
    """Two hosts, three parties of each role that is expected to answer, one of each other role."""
    number = 0
    for role in process.roles:
        names, short_names = (_words(language, f"{_family(role)}{kind}") for kind in ("", "_short"))
        for place in range({"hosts": 2, "responders": 3}.get(_family(role), 1)):
            number += 1
            yield Party(
                id=number,
                number=str(number),
                role=role.key,
                type=role.party_types[place % len(role.party_types)] if role.party_types else "",
                name=same(names[place % len(names)]),
                short_name=same(short_names[place % len(short_names)]),
                description=same(""),
                case_number=f"2027/{40 + number}",
                contacts=(_contact(number, language),),
            )


def _family(role: Role) -> str:
    if role.hosts:
        return "hosts"
    return "responders" if role.expected else "guests"


def _contact(number: int, language: str) -> Contact:
    name, title = sample_answers.person(language, number - 1)
    return Contact(
        id=number, name=name, title=title, email="kari@example.no", phone="+47 00 00 00 01", language=language
    )


def _answer(dialog: Dialog, asked: Submitted, party: Party, language: str) -> Submitted:
    late = party == sample_answers.asked(dialog)[-1]
    items = asking.asked_items(asked.content, dialog.process.asking_form, party.id)
    fact = _fact(0 if late else _fact_id(party), _LATE_AT if late else _ANSWERED_AT, party.contacts[0].name)
    content = sample_answers.answering(dialog, items, party, language)
    return Submitted(party=party, fact=fact, content=content, late=late)


def _fact(number: int, at: datetime, by: str) -> Submission:
    return Submission(id=number, number=1, receipt="2027-0001", at=at, by=by)


def _fact_id(party: Party) -> int:
    return 1 + party.id


def _words(language: str, key: str) -> list[str]:
    return sample_answers.words(language, key)
