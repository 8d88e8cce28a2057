"""From the tables of process.toml to the domain's values; what fits together is checked in `agreement`."""

import re

from formserver.definitions.faults import FaultKind
from formserver.definitions.table import KEY, TomlTable
from formserver.domain.process import (
    Choice,
    DeadlineRule,
    DocumentKind,
    Field,
    Form,
    Kind,
    Process,
    ProposedTheme,
    Role,
)
from formserver.domain.words import DOCUMENT_LANGUAGES, LANGUAGES, Words

MOST_WORKING_DAYS = 250  # a year
LONGEST_ANSWER = 100_000  # characters; Word opens a document of some such answers in seconds, not minutes
_CHOICE = re.compile(r"[a-z0-9æøå][a-z0-9æøå_]*")
_SHOWN = ("as_sent", "in_packet")
_PREFILLED = "contact"
_DOTTED = re.compile(r"[a-z]\w*(\[\])?(\.[a-z]\w*(\[\])?)*")  # as documents name their values


def process(top: TomlTable, words: dict[str, Words]) -> Process:
    """The process in a whole process.toml. Faults go to the table's collector."""
    top.number("format", 1)
    read = Process(
        key=top.text("key"),
        version=top.number("version"),
        name=top.words("name"),
        phase_statement=top.words("phase_statement"),
        packet_deadline=top.text("packet_deadline"),
        roles=tuple(_role(key, table) for key, table in top.named("roles")),
        deadlines=tuple(_deadline(key, table) for key, table in top.named("deadlines")),
        forms=tuple(_form(key, table) for key, table in top.named("forms")),
        documents=tuple(_document(key, table) for key, table in top.named("documents")),
        themes=tuple(_theme(table) for table in top.rows("themes")),
        letters=top.mapping("letters"),
        words=words,
    )
    top.close()
    return read


def _role(key: str, table: TomlTable) -> Role:
    role = Role(
        key=key,
        name=table.words("name"),
        plural=table.words("plural"),
        invitation=table.text("invitation"),
        hosts=table.flag("hosts"),
        may_be_asked=table.flag("may_be_asked"),
        expected=table.flag("expected"),
        proposed=table.texts("proposed"),
        party_types=table.texts("party_types"),
    )
    table.close()
    return role


def _deadline(key: str, table: TomlTable) -> DeadlineRule:
    rule = DeadlineRule(
        key=key,
        name=table.words("name"),
        at=table.clock("at"),
        before_meeting=table.span("before_meeting"),
        after=table.text("after", "") or None,
        working_days=table.number("working_days", 0, largest=MOST_WORKING_DAYS),
        reminders=table.spans("reminders"),
        overdue=table.spans("overdue"),
    )
    if (rule.before_meeting is None) == (rule.after is None):
        table.faults.add(table.place, FaultKind.BEFORE_OR_AFTER)
    if rule.after and rule.working_days < 1:
        table.faults.add(table.at("working_days"), FaultKind.WORKING_DAYS_MISSING)
    table.close()
    return rule


def _form(key: str, table: TomlTable) -> Form:
    form = Form(
        key=key,
        role=table.text("role"),
        deadline=table.text("deadline"),
        document=table.text("document"),
        name=table.words("name"),
        joint=table.flag("joint"),
        answers=table.text("answers", "") or None,
        attachments=table.flag("attachments"),
        item_title=table.text("item_title", "") or None,
        verdict=table.text("verdict", "") or None,
        corrected_until=table.text("corrected_until", "") or None,
        shown=table.text("shown", "in_packet"),
        letters=table.mapping("letters"),
        fields=tuple(_field(row) for row in table.rows("fields")),
        item_fields=tuple(_field(row) for row in table.rows("item_fields")),
    )
    table.one_of("shown", form.shown, _SHOWN)
    table.close()
    return form


def _field(table: TomlTable) -> Field:
    kind = table.text("kind")
    if not table.one_of("kind", kind, tuple(Kind)):
        kind = Kind.TEXT
    field = Field(
        key=table.text("key"),
        kind=Kind(kind),
        label=table.words("label"),
        help=table.words("help", needed=False) or None,
        max_length=table.number("max_length", 4000),
        required=table.flag("required"),
        choices=tuple(_choice(row) for row in table.rows("choices")),
        known=table.text("known", ""),
    )
    if field.known not in ("", _PREFILLED):
        table.faults.add(table.at("known"), FaultKind.NOT_PREFILLED, name=field.known, known=_PREFILLED)
    if not KEY.fullmatch(field.key):
        table.faults.add(table.at("key"), FaultKind.NOT_A_KEY, name=field.key)
    if not 1 <= field.max_length <= LONGEST_ANSWER:
        table.faults.add(table.at("max_length"), FaultKind.NOT_IN_RANGE, least=1, limit=LONGEST_ANSWER)
    if not field.choices and field.kind in (Kind.CHOICE, Kind.CHOICES, Kind.PEOPLE):
        table.faults.add(table.at("choices"), FaultKind.CHOICES_MISSING)
    table.close()
    return field


def _choice(table: TomlTable) -> Choice:
    label = Words({language: table.text(language) for language in LANGUAGES})
    choice = Choice(key=table.text("key"), label=label, silent=table.flag("silent"))
    if not _CHOICE.fullmatch(choice.key):
        table.faults.add(table.at("key"), FaultKind.NOT_A_CHOICE_KEY, name=choice.key)
    table.close()
    return choice


def _document(key: str, table: TomlTable) -> DocumentKind:
    document = DocumentKind(
        key=key,
        name=table.words("name"),
        file_name=table.words("file_name", languages=DOCUMENT_LANGUAGES),
        templates=table.mapping("templates"),
        form=table.text("form", "") or None,
        compiled=table.flag("compiled"),
        supplement=table.flag("supplement"),
        letters=table.mapping("letters"),
        requires=table.texts("requires"),
    )
    for name in document.requires:
        if not _DOTTED.fullmatch(name):
            table.faults.add(table.at("requires"), FaultKind.NOT_A_DOCUMENT_NAME, name=name)
    for language in DOCUMENT_LANGUAGES:
        if language not in document.templates:
            table.faults.add(table.at(f"templates.{language}"), FaultKind.TEMPLATE_MISSING, language=language)
    table.close()
    return document


def _theme(table: TomlTable) -> ProposedTheme:
    theme = ProposedTheme(number=table.number("number"), title=table.words("title"))
    table.close()
    return theme
