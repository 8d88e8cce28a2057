"""A dialog for the domain tests: Kari hosts, Berit and Bjarne answer, Gunn is a guest; changed as needed."""

import dataclasses
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from formserver import definitions
from formserver.domain.content import Content, Item
from formserver.domain.dialog import (
    Contact,
    Dialog,
    Meeting,
    Organiser,
    Party,
    Reply,
    Sheet,
    Submission,
    Theme,
)
from formserver.domain.process import Process
from formserver.domain.words import same

FOLDER = Path(__file__).parents[2] / "doc_templates" / "mulighetsdialog"
HOST, COUNTY, GOVERNOR, GUEST = 1, 2, 3, 4
JANUARY = datetime(2027, 1, 4, 9, tzinfo=UTC)
MEETING = Meeting(day=date(2027, 4, 15), start=time(10), end=time(14, 30), place="Samfunnshuset")


@cache
def process() -> Process:
    """The shipped process."""
    return definitions.load(FOLDER).process


def party(party_id: int, role: str, name: str, **more: Any) -> Party:
    """A party with one invited contact."""
    contact = Contact(
        id=party_id * 10,
        name=f"{name} Eksempel",
        title="",
        email=f"{name.casefold()}@example.no",
        phone="",
        language="nb",
        invited_at=JANUARY,
    )
    whole = Party(
        id=party_id, role=role, type="", name=same(name), short_name=same(name), contacts=(contact,)
    )
    return dataclasses.replace(whole, **more)


PARTIES = (
    party(HOST, "host", "Fossedal"),
    party(COUNTY, "responder", "Fylket"),
    party(GOVERNOR, "responder", "Statsforvalteren"),
    party(GUEST, "guest", "Bussen"),
)
KARI = Organiser(
    account_id=1,
    name="Kari",
    email="kari@example.no",
    phone="+47 00 00 00 01",
    language="nb",
    responsible=True,
)


def a_dialog(**changes: Any) -> Dialog:
    """A dialog that was taken into use in January and meets on 15 April 2027."""
    whole = Dialog(
        id=1,
        process=process(),
        title=same("Mulighetsdialog"),
        language="nb",
        meeting=MEETING,
        created_at=JANUARY,
        taken_into_use_at=JANUARY,
        themes=(Theme(number=1, title=same("Bolig")), Theme(number=4, title=same("Mobilitet"))),
        parties=PARTIES,
        organisers=(KARI,),
    )
    return dataclasses.replace(whole, **changes)


def submission(number: int, at: datetime, **more: Any) -> Submission:
    """The fact that somebody submitted something."""
    return Submission(id=number * 100, number=number, receipt=f"2027-{number:04d}", at=at, by="Kari", **more)


def note(at: datetime, **asked: int) -> Sheet:
    """The hosts' form, submitted once; `asked` holds counts by "p" and party id."""
    counts = {int(name[1:]): count for name, count in asked.items()}
    return Sheet(
        id=1, form="note", party_id=None, saved_at=at, submissions=(submission(1, at, asked=counts),)
    )


def response(party_id: int, at: datetime, **more: Any) -> Sheet:
    """A party's answer, submitted once."""
    facts = (submission(1, at, **more),)
    return Sheet(id=party_id, form="response", party_id=party_id, saved_at=at, submissions=facts)


def item(item_id: int, number: str, asks: dict[int, str], **values: Any) -> Item:
    """An item of the hosts' form with its questions."""
    questions = {str(party_id): text for party_id, text in asks.items()}
    return Item(
        id=item_id,
        number=number,
        theme=int(number[0]),
        values={"title": "Boliger", "asks": questions} | values,
    )


def full_item(
    item_id: int = 11, number: str = "1.1", asks: dict[int, str] | None = None, **values: Any
) -> Item:
    """An item with everything that is required."""
    filled = {"kind": "ønske", "title": "Boliger", "background": "Få", "outcome": "Flere"}
    return item(item_id, number, {COUNTY: "Kan dere?"} if asks is None else asks, **(filled | values))


def content(*items: Item, **values: Any) -> Content:
    """What a form holds."""
    return Content(values=values, items=items)


def answer(item_id: int, status: str, assessment: str = "Ja") -> Item:
    """A party's answer to an item."""
    return Item(id=item_id, number="1.1", theme=1, values={"status": status, "assessment": assessment})


def declined(by: Party) -> Party:
    """The party that cannot come on the day."""
    return dataclasses.replace(by, reply=Reply(attends=False, proposal="22. april", by="Berit", at=JANUARY))
