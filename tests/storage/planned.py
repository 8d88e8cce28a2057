"""What the tests of this floor begin with: a dialog that Kari hosts, with Berit's agency, and letters."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from formserver.domain.dialog import Meeting
from formserver.domain.words import same
from formserver.storage import accounts, dialogs, files, organisers, outbox, parties, sheets
from formserver.storage.dialogs import NewDialog
from formserver.storage.documents import NewDocument
from formserver.storage.outbox import AttachedFile, NewLetter
from formserver.storage.parties import NewContact, NewParty

NOW = datetime(2027, 3, 1, 11, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MEETING = Meeting(day=date(2027, 4, 15), start=time(10), end=time(14, 30), place="Kommunehuset")


@dataclass(frozen=True)
class Case:
    """The numbers of a dialog that Kari hosts, with Berit's agency and the sheets of both."""

    dialog: int
    kari: int
    host: int
    agency: int
    berit: int
    note: int
    response: int


def plan(process: int, number: int = 1) -> Case:
    """Plans a dialog; `number` makes its accounts another's."""
    dialog = dialogs.create(new_dialog(process), NOW)
    kari = accounts.add(f"kari{number}@fossedal.example", "Kari", "", "nb", True, NOW).id
    organisers.add(dialog, kari, True, NOW)
    host = parties.add(dialog, new_party("host", "Fossedal"))
    agency = parties.add(dialog, new_party("responder", "Fylket"))
    berit = parties.add_contact(agency, new_contact("Berit"))
    note, response = sheets.ensure(dialog, "note", None), sheets.ensure(dialog, "response", agency)
    return Case(dialog, kari, host, agency, berit, note, response)


def new_dialog(process: int, day: date = MEETING.day, imported_id: str = "") -> NewDialog:
    meeting = Meeting(day=day, start=MEETING.start, end=MEETING.end, place=MEETING.place)
    return NewDialog(
        process_id=process,
        title=same("Dialog i Fossedal"),
        language="nb",
        meeting=meeting,
        imported_id=imported_id,
    )


def new_party(role: str, name: str) -> NewParty:
    return NewParty(role=role, type="kommune", name=same(name), short_name=same(name))


def new_contact(name: str, email: str = "") -> NewContact:
    address = email or f"{name.lower()}@example.no"
    return NewContact(name=name, title="rådgiver", email=address, phone="", language="nn")


def new_letter(key: str, due_at: datetime = NOW, letter: str = "invitation", **others: Any) -> NewLetter:
    return NewLetter(
        key=key,
        letter=letter,
        language="nb",
        recipient_name="Berit",
        recipient_address="berit@example.no",
        subject="Invitasjon",
        text="Hei, Berit",
        html="<p>Hei, Berit</p>",
        message_id=f"<{key}@example.no>",
        due_at=due_at,
        **others,
    )


def put(key: str, due_at: datetime = NOW, letter: str = "invitation", **others: Any) -> int:
    """Puts a letter into the outbox, where none with this key is yet."""
    letter_id = outbox.put(new_letter(key, due_at, letter, **others), NOW)
    assert letter_id is not None
    return letter_id


def attached(content: bytes) -> AttachedFile:
    return AttachedFile(sha256=files.keep(content), file_name="Pakke.docx", media_type="application/msword")


def new_document(kind: str, number: int = 1, content: bytes = b"Word", **others: Any) -> NewDocument:
    return NewDocument(
        kind=kind, number=number, file_name=f"{kind}.docx", content=content, language="nb", **others
    )
