"""One dialog as it stands: the facts that are stored, and nothing that can be derived from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date, datetime, time

from formserver.domain.deadlines import OSLO, Override
from formserver.domain.process import Form, Process
from formserver.domain.words import Words


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a party said to the invitation. `at` is aware (UTC)."""

    attends: bool
    proposal: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A person who gets a party's letters. `invited_at`: when the invitation was written, if it was."""

    id: int
    name: str
    title: str
    email: str
    phone: str
    language: str
    deputy: bool = False
    invited_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Party:
    """A party of the dialog.

    `type` says what kind of authority it is, `language` (nb, nn) what it wants in writing.
    """

    id: int
    role: str
    type: str
    name: Words
    short_name: Words
    number: str = ""
    description: Words = made_by(default_factory=lambda: Words({}))
    language: str = "nb"
    records_address: str = ""
    case_number: str = ""
    contacts: tuple[Contact, ...] = ()
    reply: Reply | None = None
    withdrawn_at: datetime | None = None

    @property
    def reachable(self) -> tuple[Contact, ...]:
        """The contacts that letters can go to; an imported one may have no address."""
        return tuple(contact for contact in self.contacts if contact.email)


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A theme of this dialog. Its number is kept when others are left out."""

    number: int
    title: Words


@dataclass(frozen=True, kw_only=True)
class ProgrammeLine:
    """One line of the programme. `at` is local time, or None for a line without one."""

    at: time | None
    title: Words


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """When and where.

    Times are local (Europe/Oslo); `online` is a link or a sentence about joining from afar.
    """

    day: date
    start: time
    end: time
    place: str = ""
    online: str = ""
    practical: str = ""

    @property
    def starts(self) -> datetime:
        """The moment it starts, aware."""
        return datetime.combine(self.day, self.start, OSLO)

    @property
    def ends(self) -> datetime:
        """The moment it ends, aware."""
        return datetime.combine(self.day, self.end, OSLO)


@dataclass(frozen=True, kw_only=True)
class Organiser:
    """An account that runs this dialog. Exactly one is responsible and signs the letters."""

    account_id: int
    name: str
    email: str
    phone: str
    language: str
    responsible: bool


@dataclass(frozen=True, kw_only=True)
class Submission:
    """The fact that a form was submitted; its content is stored beside it.

    `number` counts the submissions of the form from 1; `receipt` is what people quote. `asked` says how many
    questions it puts to each party (by party id), `silent` that the party has nothing to add to anything
    asked.
    """

    id: int
    number: int
    receipt: str
    at: datetime
    by: str
    on_behalf: bool = False
    silent: bool = False
    asked: Mapping[int, int] = made_by(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Reopening:
    """The organiser opened a submitted form again until `until`."""

    at: datetime
    by: str
    reason: str
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One copy of a form: a party's own, or (party_id None) the one that the hosts fill in together.

    `on_behalf`: the organiser's copy, in which an answer that came another way is registered. It only holds
    a draft: what is submitted of it becomes the party's, and the party's own draft stays unseen.
    """

    id: int
    form: str
    party_id: int | None
    on_behalf: bool = False
    saved_at: datetime | None = None
    saved_by: str = ""
    submissions: tuple[Submission, ...] = ()
    reopenings: tuple[Reopening, ...] = ()

    @property
    def latest(self) -> Submission | None:
        """The submission that stands."""
        return self.submissions[-1] if self.submissions else None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A Word document that was made and frozen. `size` in bytes, `sha256` in hex, `frozen_at` aware (UTC).

    `holds` lists the ids of the submissions whose content is in it.
    """

    id: int
    kind: str
    number: int
    file_name: str
    size: int
    sha256: str
    frozen_at: datetime
    language: str
    party_id: int | None = None
    submission_id: int | None = None
    holds: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dialog:
    """The whole dialog. `sequence` counts the versions of its calendar entry (RFC 5545)."""

    id: int
    process: Process
    title: Words
    language: str
    meeting: Meeting
    created_at: datetime
    imported_id: str = ""
    themes: tuple[Theme, ...] = ()
    programme: tuple[ProgrammeLine, ...] = ()
    parties: tuple[Party, ...] = ()
    organisers: tuple[Organiser, ...] = ()
    overrides: Mapping[str, Override] = made_by(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()
    registrations: tuple[Sheet, ...] = ()
    documents: tuple[Document, ...] = ()
    sequence: int = 0
    taken_into_use_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancel_reason: str = ""
    packet_asked_at: datetime | None = None

    def party(self, party_id: int) -> Party:
        """The party with this id. Raises KeyError."""
        for party in self.parties:
            if party.id == party_id:
                return party
        raise KeyError(party_id)

    def parties_of(self, role: str) -> tuple[Party, ...]:
        """The parties of a role that have not left, in their order."""
        return tuple(party for party in self.parties if party.role == role and not party.withdrawn_at)

    @property
    def hosts(self) -> tuple[Party, ...]:
        """The host parties."""
        return self.parties_of(self.process.host_role.key)

    @property
    def askable(self) -> tuple[Party, ...]:
        """The parties that questions may be put to, those expected to answer first."""
        roles = [role for role in self.process.roles if role.may_be_asked]
        roles.sort(key=lambda role: not role.expected)
        return tuple(party for role in roles for party in self.parties_of(role.key))

    @property
    def responsible(self) -> Organiser | None:
        """The organiser who signs the letters."""
        return next((organiser for organiser in self.organisers if organiser.responsible), None)

    def sheet(self, form: Form, party_id: int | None) -> Sheet | None:
        """The copy of `form` that this party fills in.

        For a joint form: whichever host party asks, or None.
        """
        wanted = None if form.joint else party_id
        return next(
            (sheet for sheet in self.sheets if sheet.form == form.key and sheet.party_id == wanted), None
        )

    def registration(self, form: Form, party_id: int | None) -> Sheet | None:
        """The organiser's copy of `form` for a party, or None."""
        wanted = (form.key, party_id)
        return next((sheet for sheet in self.registrations if (sheet.form, sheet.party_id) == wanted), None)

    @property
    def asking_sheet(self) -> Sheet | None:
        """The sheet of the form that asks, when anybody has begun it."""
        return self.sheet(self.process.asking_form, None)

    @property
    def packet(self) -> Document | None:
        """The packet that was frozen, or None before."""
        kind = self.process.packet.key
        return next((document for document in self.documents if document.kind == kind), None)
