"""Packets to fill templates with: the example case of Fossedal, and variations of it with more responders."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from formserver import definitions
from formserver.domain import packet as packets
from formserver.domain.content import Attachment, AttachmentKind, Content, Item
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
from formserver.domain.packet import Edition, Packet, Submitted
from formserver.domain.words import Words, same

FOLDER = Path(__file__).parents[2] / "doc_templates" / "mulighetsdialog"
CASE = json.loads((Path(__file__).parent / "example_case.json").read_text(encoding="utf-8"))
DEFINITION = definitions.load(FOLDER)
PROCESS = DEFINITION.process
EARLIER = Document(
    id=1,
    kind="packet",
    number=1,
    file_name="",
    size=0,
    sha256="",
    frozen_at=datetime.fromisoformat("2027-04-09T07:00Z"),
    language="nb",
    holds=(1, 2),
)

_ROLES = {"kommune": "host", "invitert": "guest"}
_MORE = (
    ("Vegetaten, region Fjell", "Vegetaten", "Sigrun Dummi", "sjefingeniør, trafikksikkerhet"),
    (
        "Vassdragsdirektoratet",
        "Vassdrags\u00addirektoratet",
        "Bård Plassholm",
        "senioringeniør, flom og skred",
    ),
    ("Boligbanken", "Boligbanken", "Mona Fiktiv", "seniorrådgiver, distrikt"),
    ("Fjellheim helseforetak", "Helseforetaket", "Arne Stubbe", "leder, pasientreiser"),
    ("Fjellheim reinbeitedistrikt – Fjelldeh sïjte", "Fjelldeh sïjte", "Ánne Máhtte", "leder"),
    ("Nasjonalparkstyret for Storfjella", "Nasjonalpark­styret", "Lars Utkant", "forvalter"),
)


def template(document: str, language: str) -> bytes:
    """A shipped template."""
    return DEFINITION.template(document, language)


def packet(
    document: str = "packet", language: str = "nb", *, responders: int = 2, hosts: int = 1, silent: int = 0,
    changes: Mapping[str, Any] | None = None,
) -> Packet:  # fmt: skip
    """A packet of the example case.

    More than two `responders` are asked of every other item; the last `silent` ones have not answered.
    `changes` puts other values into every item of the note.
    """
    dialog = _dialog(language, responders, hosts)
    fact = _fact(1, CASE["note"]["submitted_at"], "Kari Eksempel")
    asking = Submitted(party=None, fact=fact, content=_note(dialog, changes))
    answering = [party for party in dialog.askable if party.role == "responder"]
    answers = [_response(dialog, party) for party in answering[: len(answering) - silent]]
    number = 1 if document in ("packet", "supplement") else None
    earlier = EARLIER if document == "supplement" else None
    at = datetime.fromisoformat("2027-04-12T10:00Z" if earlier else "2027-04-09T07:00Z")
    edition = Edition(
        kind=PROCESS.document(document), language=language, at=at, number=number, earlier=earlier
    )
    return packets.compile_packet(dialog, asking, answers, edition)


def _dialog(language: str, responders: int, hosts: int) -> Dialog:
    case = CASE["dialog"]
    return Dialog(
        id=1,
        process=PROCESS,
        title=Words({"nb": case["title_nb"], "nn": case["title_nn"]}),
        language=language,
        meeting=Meeting(
            day=date.fromisoformat(case["date"]),
            start=time.fromisoformat(case["start"]),
            end=time.fromisoformat(case["end"]),
            place=case["place"],
            online=case["online_option"],
        ),
        created_at=datetime.fromisoformat("2027-01-04T10:00Z"),
        themes=tuple(
            Theme(number=one["no"], title=Words({"nb": one["title_nb"], "nn": one["title_nn"]}))
            for one in CASE["themes"]
            if one["in_scope"] or one["no"] == 7
        ),
        programme=tuple(
            ProgrammeLine(
                at=time.fromisoformat(one["time"]),
                title=Words({"nb": one["title_nb"], "nn": one["title_nn"]}),
            )
            for one in case["agenda"]
        ),
        parties=_parties(responders, hosts),
        documents=(EARLIER,),
    )


def _parties(responders: int, hosts: int) -> tuple[Party, ...]:
    found = [_party(number, one) for number, one in enumerate(CASE["parties"], start=1)]
    municipality, guest = found[0], found[-1]
    agencies = found[1:3][:responders]
    agencies += [_agency(number, *one) for number, one in enumerate(_MORE[: max(responders - 2, 0)], start=5)]
    second = _agency(
        20, "Elvdal kommune", "Elvdal", "Liv Mønster", "kommunedirektør", role="host", type_="kommune"
    )
    return (municipality, *([second] if hosts > 1 else []), *agencies, guest)


def _party(number: int, one: Mapping[str, Any]) -> Party:
    return Party(
        id=number,
        role=_ROLES.get(one["type"], "responder"),
        type=one["type"],
        name=Words({"nb": one["name_nb"], "nn": one["name_nn"]}),
        short_name=same(
            {"fylkeskommune": "Fylkeskommunen", "statsforvalter": "Statsforvalteren"}.get(one["type"], "")
        ),
        description=same(one["role_nb"]),
        case_number=one["case_number"] or "",
        contacts=tuple(_contact(person) for person in one["people"][:1]),
    )


def _agency(
    number: int,
    name: str,
    short: str,
    person: str,
    title: str,
    *,
    role: str = "responder",
    type_: str = "annen_myndighet",
) -> Party:
    contact = _contact({"name": person, "role": title, "email": "a@example.no", "phone": ""})
    return Party(
        id=number, role=role, type=type_, name=same(name), short_name=same(short), contacts=(contact,)
    )


def _contact(person: Mapping[str, str]) -> Contact:
    return Contact(
        id=1,
        name=person["name"],
        title=person["role"],
        email=person["email"],
        phone=person["phone"],
        language="nb",
    )


def _fact(number: int, at: str, by: str, version: int = 1) -> Submission:
    return Submission(id=number, number=version, receipt="2027-0001", at=datetime.fromisoformat(at), by=by)


def _note(dialog: Dialog, changes: Mapping[str, Any] | None) -> Content:
    case = CASE["note"]
    values = {
        "summary": case["summary"],
        "contact": "Kari Eksempel, +47 00 00 00 01",
        "approved_by": "Ola Prøvesen",
    }
    items = [_item(dialog, place, one, changes or {}) for place, one in enumerate(case["items"])]
    attachments = [
        Attachment(
            id=number,
            kind=AttachmentKind.FILE,
            title=one["title"],
            file_name=one["filename"],
            size=one["size_bytes"],
        )
        for number, one in enumerate(case["attachments"], start=1)
    ]
    other = Attachment(id=9, kind=AttachmentKind.OTHER_CHANNEL, title="Skredrapport om enkelteiendommer")
    address = Attachment(
        id=10,
        kind=AttachmentKind.ADDRESS,
        title="Planstrategien",
        address="https://fossedal.example.no/planstrategi",
    )
    return Content(values=values, items=tuple(items), attachments=(*attachments, other, address))


def _item(dialog: Dialog, place: int, one: Mapping[str, Any], changes: Mapping[str, Any]) -> Item:
    asks = {str(party.id): one["asks"].get(party.type, "") for party in dialog.askable}
    for party in dialog.askable:
        if party.type == "annen_myndighet" and (place + party.id) % 2:
            asks[str(party.id)] = f"Hvordan ser {party.short_name.to('nb')} på dette punktet?"
    values = {key: one[key] for key in ("kind", "title", "background", "tried", "outcome")}
    values |= {"priority": str(one["priority"]), "asks": asks, "host_party_ids": []} | changes
    return Item(id=place + 1, number=one["id"], theme=one["theme"], values=values)


def _response(dialog: Dialog, party: Party) -> Submitted:
    summary = next((one for one in CASE["response_summaries"] if one["party_id"] == party.type), None)
    at, by = (
        (summary["submitted_at"], party.contacts[0].name)
        if summary
        else ("2027-04-08T10:00Z", party.contacts[0].name)
    )
    people = next((one["people"] for one in CASE["parties"] if one["type"] == party.type), [])
    values = {
        "general_remark": summary["general_remark"] if summary else "",
        "contact": f"{by}, +47 00 00 00 11",
        "approved_by": "",
        "specialists": [
            {"name": one["name"], "title": one["role"], "themes": [1, 4], "attendance": "room"}
            for one in people
        ],
    }
    items = [_answer(place, one, party) for place, one in enumerate(CASE["note"]["items"])]
    return Submitted(
        party=party,
        fact=_fact(party.id, at, by),
        content=Content(values=values, items=tuple(filter(None, items))),
    )


def _answer(place: int, one: Mapping[str, Any], party: Party) -> Item | None:
    given = [a for a in CASE["responses"] if a["item_id"] == one["id"] and a["party_id"] == party.type]
    if not given and party.type == "annen_myndighet" and (place + party.id) % 2:
        given = [a for a in CASE["responses"] if a["item_id"] == one["id"]][place % 2 :]
    if not given:
        return None
    keys = ("status", "assessment", "formal_process", "needs_from_municipality", "next_step")
    values = {key: given[0][key] for key in keys} | {
        "experts": ", ".join(contact.name for contact in party.contacts)
    }
    return Item(id=place + 1, number=one["id"], theme=one["theme"], values=values)
