"""A case between file and database: the domain's values, under the file's own ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import datetime

from formserver.domain.content import AttachmentKind, Value
from formserver.domain.deadlines import Override
from formserver.domain.dialog import Meeting, ProgrammeLine, Theme
from formserver.domain.words import Words


@dataclass(frozen=True, kw_only=True)
class CasePerson:
    """A contact or specialist of a party. `language` is the one they get mail in."""

    id: str
    name: str
    title: str = ""
    email: str = ""
    phone: str = ""
    language: str = "nb"
    deputy: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseParty:
    """A party. `role` is a role of the process, found from the hosts and from who is asked."""

    id: str
    role: str
    type: str
    name: Words
    short_name: Words
    number: str = ""
    description: Words
    language: str
    records_address: str = ""
    case_number: str = ""
    people: tuple[CasePerson, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Attached:
    """An attachment, `size` in bytes.

    `content` holds the bytes of a file that came along, else None; `path` where they lie in the zip.
    """

    kind: AttachmentKind
    title: str
    file_name: str = ""
    size: int = 0
    address: str = ""
    path: str = ""
    content: bytes | None = made_by(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class CaseItem:
    """An item, or the answer to the item with this id. Parties in its values go by the file's ids."""

    id: str
    theme: int
    values: Mapping[str, Value]


@dataclass(frozen=True, kw_only=True)
class CaseSheet:
    """One copy of a form: whose (None for the joint one), what it holds, when and by whom it was submitted.

    `submitted_at` is aware, None for a draft.
    """

    form: str
    party: str | None
    values: Mapping[str, Value]
    items: tuple[CaseItem, ...] = ()
    attachments: tuple[Attached, ...] = ()
    submitted_at: datetime | None = None
    submitted_by: CasePerson | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """The whole case. Its sheets stand in the order of storing: what is asked before the answers.

    `process_sha256` is the version of the process whose questions it answers; `template_sha256s` the Word
    templates of its documents, by document and language ("packet.nb"), as far as the file names them.
    """

    id: str
    process: str
    process_sha256: str
    template_sha256s: Mapping[str, str] = made_by(default_factory=dict)
    title: Words
    language: str
    meeting: Meeting
    themes: tuple[Theme, ...]
    programme: tuple[ProgrammeLine, ...]
    overrides: Mapping[str, Override]
    parties: tuple[CaseParty, ...]
    sheets: tuple[CaseSheet, ...]
