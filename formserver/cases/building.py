"""Makes a Case of a file that was checked: who plays which part, when things are due, what was submitted."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from formserver import municipalities
from formserver.cases import references, sheets, texts
from formserver.cases.case import Case, CaseParty, CasePerson
from formserver.cases.faults import CaseFault, fault
from formserver.definitions import Definition
from formserver.domain import deadlines
from formserver.domain.deadlines import Override
from formserver.domain.dialog import Meeting, ProgrammeLine, Theme
from formserver.domain.process import Process, Role
from formserver.domain.refusals import Refusal
from formserver.domain.words import DOCUMENT_LANGUAGES, Words

Raw = Mapping[str, Any]
_LANGUAGE_OF_DECISION = {"bokmål": "nb", "nynorsk": "nn"}


def build(raw: Raw, definition: Definition, files: Mapping[str, bytes]) -> Case:
    """The case. Raises CaseFault when its deadlines cannot be kept in that order."""
    dialog, process = raw["dialog"], definition.process
    meeting = _meeting(dialog)
    parties = _parties(raw, process)
    return Case(
        id=dialog["id"],
        process=process.key,
        process_sha256=definition.sha256,
        template_sha256s=_templates(dialog, definition),
        title=_words(dialog, "title"),
        language=dialog["document_language"],
        meeting=meeting,
        themes=tuple(_theme(row) for row in raw["themes"] if row.get("in_scope", True)),
        programme=tuple(_programme_line(row) for row in dialog.get("agenda", [])),
        overrides=_overrides(dialog, meeting, process),
        parties=parties,
        sheets=sheets.filled_forms(raw, process, sheets.Around(parties=parties, files=files)),
    )


def _templates(dialog: Raw, definition: Definition) -> dict[str, str]:
    """The Word templates of the case; those in use here go with the questions in use here."""
    said = dialog.get("template_sha256s") if dialog.get("process_sha256") == definition.sha256 else None
    return {place: sha256 for place, sha256 in (said or {}).items() if sha256}


def _meeting(dialog: Raw) -> Meeting:
    return Meeting(
        day=date.fromisoformat(dialog["date"]),
        start=time.fromisoformat(dialog["start"]),
        end=time.fromisoformat(dialog["end"]),
        place=texts.line(dialog.get("place")),
        online=texts.line(dialog.get("online_option")),
        practical=dialog.get("practical") or "",
    )


def _theme(row: Raw) -> Theme:
    return Theme(number=row["no"], title=_words(row, "title"))


def _programme_line(row: Raw) -> ProgrammeLine:
    at = row.get("time")
    return ProgrammeLine(at=time.fromisoformat(at) if at else None, title=_words(row, "title"))


def _words(row: Raw, key: str) -> Words:
    """The text in each language that has one; who reads another gets the nearest."""
    given = {language: texts.line(row.get(f"{key}_{language}")) for language in DOCUMENT_LANGUAGES}
    return Words({language: text for language, text in given.items() if text} or {"nb": ""})


def _overrides(dialog: Raw, meeting: Meeting, process: Process) -> dict[str, Override]:
    """The deadlines that are not where the rule puts them, each rule built on those before it."""
    given = {row["id"]: row for row in dialog.get("deadlines", [])}
    chosen: dict[str, Override] = {}
    for rule in process.deadlines:
        if row := given.get(rule.key):
            clock = time.fromisoformat(row["time"]) if row.get("time") else rule.at
            at = deadlines.local(date.fromisoformat(row["effective"]), clock)
            if at != deadlines.deadlines(process, meeting.day, chosen)[rule.key].at:
                chosen[rule.key] = Override(at=at, reason=row.get("reason") or "")
    _check_order(dialog, meeting, process, chosen)
    return chosen


def _check_order(dialog: Raw, meeting: Meeting, process: Process, chosen: Mapping[str, Override]) -> None:
    try:
        deadlines.check_order(deadlines.deadlines(process, meeting.day, chosen), process, meeting.starts)
    except Refusal as refusal:
        key = refusal.facts["key"]
        place = [row["id"] for row in dialog.get("deadlines", [])]
        number = place.index(key) if key in place else 0
        before = refusal.facts.get("before")
        why = f"must be after the deadline {before}" if before else "must be before the meeting"
        raise CaseFault([fault(("dialog", "deadlines", number, "effective"), why)]) from refusal


def _parties(raw: Raw, process: Process) -> tuple[CaseParty, ...]:
    types = Counter(row["type"] for row in raw["parties"])
    roles = _roles(raw, process)
    language = raw["dialog"]["document_language"]
    return tuple(
        _party(row, roles[row["id"]], language, only=types[row["type"]] == 1) for row in raw["parties"]
    )


def _party(row: Raw, role: Role, language: str, *, only: bool) -> CaseParty:
    own = _LANGUAGE_OF_DECISION.get(row.get("language_decision") or "", language)
    name = _words(row, "name")
    return CaseParty(
        id=row["id"],
        role=role.key,
        type=row["type"],
        name=name,
        short_name=_words(row, "short_name") or _short_name(row["type"], name, only=only),
        number=texts.line(row.get("number")),
        description=_words(row, "role"),
        language=own,
        records_address=row.get("archive_email") or "",
        case_number=texts.line(row.get("case_number")),
        people=tuple(_person(person, own) for person in row.get("people", [])),
    )


def _short_name(kind: str, name: Words, *, only: bool) -> Words:
    """What a party goes by in tables and file names: an authority by its kind, where it is the only one."""
    if kind == municipalities.MUNICIPALITY:
        return municipalities.place_name(name)
    return (municipalities.short_name(kind) if only else None) or name


def _person(row: Raw, language: str) -> CasePerson:
    return CasePerson(
        id=row["person_id"],
        name=texts.line(row["name"]),
        title=texts.line(row.get("role")),
        email=row.get("email") or "",
        phone=texts.line(row.get("phone")),
        language=row.get("language") or language,
        deputy=row.get("deputy", False),
    )


def _roles(raw: Raw, process: Process) -> dict[str, Role]:
    """As the file says; else whoever is asked or answers is expected to, whatever its type."""
    asked = set(references.asks_by_party(raw, process.asking_form))
    asked |= {sheet["party_id"] for sheet in references.sheets(raw, process.answering_form)}
    return {
        row["id"]: _role(row, row["id"] in asked, raw["dialog"]["host_party_ids"], process)
        for row in raw["parties"]
    }


def _role(row: Raw, asked: bool, hosts: list[str], process: Process) -> Role:
    if row["id"] in hosts:
        return process.host_role
    if said := row.get("process_role"):
        return process.role(said)
    if asked:
        return next(role for role in process.roles if role.expected)
    return _role_of_type(row["type"], process)


def _role_of_type(kind: str, process: Process) -> Role:
    """What a party of this type is when nothing else says it; of none, the last role without a duty."""
    others = [role for role in process.roles if not role.hosts]
    of_type = [role for role in others if kind in role.party_types]
    return of_type[0] if of_type else [role for role in others if not role.expected][-1]
