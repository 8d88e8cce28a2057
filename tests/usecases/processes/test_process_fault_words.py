"""Every fault of a process's files is told in every language, with its place and every fact."""

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from formserver import definitions
from formserver.config.settings import DOC_TEMPLATES
from formserver.definitions import DefinitionFault, FaultKind, ProcessFault, fault
from formserver.i18n import catalogues, languages
from formserver.usecases.processes import process_fault_words

SHIPPED = DOC_TEMPLATES / "mulighetsdialog"
PROCESS, WORDS = "process.toml", "words.toml"
K = FaultKind

# What makes each fault: a file of the shipped process, and what is replaced in it.
CHANGES: Mapping[FaultKind, tuple[str, str, str]] = {
    K.NOT_TOML: (PROCESS, "joint = true", "joint = ja"),
    K.TOML_TWICE: (PROCESS, "joint = true", "joint = true\njoint = true"),
    K.TOML_ENDS_EARLY: (PROCESS, "version = 1", "version = '''1"),
    K.TOML_TOO_DEEP: (PROCESS, "version = 1", f"version = {'[' * 9000}"),
    K.TOML_NUMBER: (PROCESS, "version = 1", f"version = {'9' * 5000}"),
    K.MISSING_TEXT: (PROCESS, 'role = "host"', ""),
    K.MISSING_NUMBER: (PROCESS, "version = 1", ""),
    K.MISSING_TIME: (PROCESS, "at = 12:00:00", ""),
    K.MISSING_TABLE: (PROCESS, "[deadlines.", "[frister."),
    K.NOT_TEXT: (PROCESS, 'role = "host"', "role = 1"),
    K.NOT_NUMBER: (PROCESS, "version = 1", 'version = "1"'),
    K.NOT_FLAG: (PROCESS, "joint = true", 'joint = "ja"'),
    K.NOT_TIME: (PROCESS, "at = 12:00:00", 'at = "12"'),
    K.NOT_TEXTS: (PROCESS, 'reminders = ["P1W", "P2D"]', "reminders = [1]"),
    K.NOT_NAMED_TEXTS: (PROCESS, "letters = { attached", "letters = 1\nx = { attached"),
    K.NOT_ROWS: (PROCESS, "choices = [", "choices = 1\nx = ["),
    K.NOT_TABLE: (PROCESS, "choices = [", "choices = [1,"),
    K.NOT_IN_LANGUAGES: (WORDS, "[first.binding]", "[first.other]\nextra = 1\n[first.binding]"),
    K.NEGATIVE: (PROCESS, "version = 1", "version = -1"),
    K.TOO_LARGE: (PROCESS, "version = 1", "version = 1000001"),
    K.NOT_IN_RANGE: (PROCESS, "max_length = 3000", "max_length = 0"),
    K.TOO_MANY_ROWS: (PROCESS, "choices = [", f"choices = [{'1,' * 101}"),
    K.NOT_A_SPAN: (PROCESS, 'before_meeting = "P3W"', 'before_meeting = "3 uker"'),
    K.NOT_A_KEY: (PROCESS, "[roles.guest]", "[roles.Guest]"),
    K.NOT_A_CHOICE_KEY: (PROCESS, 'key = "ønske"', 'key = "Ønske"'),
    K.NOT_ONE_OF: (PROCESS, 'shown = "as_sent"', 'shown = "later"'),
    K.NOT_PREFILLED: (PROCESS, 'known = "contact"', 'known = "kontakt"'),
    K.NOT_A_DOCUMENT_NAME: (PROCESS, '"dialog.title"', '"{{ dialog }}"'),
    K.BRACE_ALONE: (WORDS, "{host_name} inviterer", "{host_name inviterer"),
    K.NOT_FILLED_IN: (WORDS, "{host_name} inviterer", "{host} inviterer"),
    K.NONE_FILLED_IN: (WORDS, 'not_asked = { nb = "', 'not_asked = { nb = "{host_name} '),
    K.ODD_NAME: (WORDS, "{host_name} inviterer", "{host_name!r} inviterer"),
    K.NEWER_FORMAT: (PROCESS, "format = 1", "format = 2"),
    K.UNKNOWN_KEY: (PROCESS, "version = 1", "version = 1\nverson = 2"),
    K.UNKNOWN_LANGUAGE: (PROCESS, 'en = "Opportunity dialogue"', 'en = "O"\nde = "D"'),
    K.LANGUAGE_MISSING: (PROCESS, 'en = "Opportunity dialogue"', ""),
    K.WORDS_MISSING: (WORDS, "[first.binding]", "[first.other]"),
    K.TEMPLATE_MISSING: (PROCESS, 'nb = "note.nb.docx"', 'en = "note.nb.docx"'),
    K.CHOICES_MISSING: (PROCESS, 'kind = "long_text"', 'kind = "choice"'),
    K.BEFORE_OR_AFTER: (PROCESS, 'before_meeting = "P3W"', ""),
    K.WORKING_DAYS_MISSING: (PROCESS, "working_days = 1", ""),
    K.NONE_HAS: (PROCESS, "hosts = true\n", ""),
    K.SEVERAL_HAVE: (PROCESS, "[roles.guest]", "[roles.guest]\nhosts = true"),
    K.NO_PACKET: (PROCESS, "[documents.packet]\ncompiled = true", "[documents.packet]\ncompiled = false"),
    K.SEVERAL_PACKETS: (PROCESS, "supplement = true\n", ""),
    K.NOT_DEFINED: (PROCESS, 'role = "host"', 'role = "eier"'),
    K.NONE_DEFINED: (PROCESS, 'kind = "questions"', 'kind = "long_text"'),
    K.NAME_TAKEN: (PROCESS, "forms.note", "forms.dialog"),
    K.STANDS_TWICE: (PROCESS, "number = 2", "number = 1"),
    K.ITEM_TITLE_MISSING: (PROCESS, 'item_title = "title"\n', ""),
    K.VERDICT_MISSING: (PROCESS, 'verdict = "status"\n', ""),
    K.FORM_OR_COMPILED: (PROCESS, '[documents.note]\nform = "note"', "[documents.note]"),
    K.ATTACHED_AND_LINKED: (PROCESS, 'attached = "packet_attached", linked', "linked"),
    K.UNKNOWN_OCCASION: (PROCESS, 'receipt = "note_receipt"', 'kvittering = "note_receipt"'),
    K.LETTER_MISSING: (PROCESS, 'meeting_moved = "meeting_moved"\n', ""),
    K.NO_SUCH_LETTER: (PROCESS, 'receipt = "note_receipt"', 'receipt = "note_reciept"'),
    K.NO_WORD_FILE: (PROCESS, '"note.nb.docx"', '"notat.docx"'),
}  # fmt: skip

# Those of a file as a whole, of a zip, and of a folder that is taken in, as their finders tell them.
OTHERS = (
    fault("", K.NOT_A_ZIP),
    fault("", K.TOO_MUCH, files=1000, packed=40, unpacked=80),
    fault("a.docx", K.TWICE_IN_ZIP),
    fault("a.docx", K.PASSWORD),
    fault("a.py", K.FOREIGN_FILE),
    fault(WORDS, K.TEXT_TOO_BIG, limit=300),
    fault(WORDS, K.TOO_MANY_DOTS, limit=300),
    fault(WORDS, K.NOT_UTF8),
    fault(WORDS, K.FILE_MISSING),
    fault(WORDS, K.UNREADABLE, why="Is a directory"),
    fault(PROCESS, K.NO_PROCESS),
    fault(PROCESS, K.NOT_A_WORD_NAME, "documents.note.templates.nn", name="../a"),
    fault(PROCESS, K.TEMPLATE_OF_ANOTHER, "documents.note.templates.nn", name="note.nb.docx"),
    fault("a.docx", K.TEMPLATE_OF_NONE),
    fault(PROCESS, K.OTHER_PROCESS, "key", wanted="mulighetsdialog", found="another"),
    fault(PROCESS, K.ANSWER_HIDDEN, "forms.note.fields.party"),
    fault("letters/letters.toml", K.NEEDS_LINK, "letters.a.address"),
    fault("letters/letters.toml", K.NAME_NOT_GIVEN, "letters.a.names", name="b", known="c, d"),
    fault("letters/letters.toml", K.LETTERS_LACK, "letters.a", name="to"),
    fault("letters/letters.toml", K.LETTERS_UNLIKE),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped process."""
    return Path(shutil.copytree(SHIPPED, tmp_path_factory.mktemp("process") / SHIPPED.name))


def made(folder: Path, kind: FaultKind) -> ProcessFault:
    """The fault that comes of a change, which is taken back."""
    name, old, new = CHANGES[kind]
    whole = (SHIPPED / name).read_text(encoding="utf-8")
    assert old in whole
    try:
        (folder / name).write_text(whole.replace(old, new), encoding="utf-8")
        with pytest.raises(DefinitionFault) as refused:
            definitions.load(folder)
    finally:
        (folder / name).write_text(whole, encoding="utf-8")
    return next(one for one in refused.value.faults if one.kind is kind)


@cache
def words(language: str) -> Mapping[str, tuple[str, ...]]:
    return catalogues.read(language)


def is_told_whole(one: ProcessFault) -> bool:
    """Whether file, place and every fact stand in the line of every language."""
    lines = [process_fault_words.with_place(one, language) for language in languages()]
    return all(
        line.startswith(one.file)
        and process_fault_words.place(one, language) in line
        and all(fact in line for fact in one.facts.values())
        and catalogues.placeholders(words(language)[f"process_fault.{one.kind}"]) == one.facts.keys()
        for line, language in zip(lines, languages(), strict=True)
    )


@pytest.mark.parametrize("kind", CHANGES)
def test_a_fault_in_a_file_is_told_whole_in_every_language(folder: Path, kind: FaultKind) -> None:
    assert is_told_whole(made(folder, kind))


@pytest.mark.parametrize("one", OTHERS, ids=lambda one: str(one.kind))
def test_a_fault_of_a_whole_file_is_told_in_every_language(one: ProcessFault) -> None:
    assert is_told_whole(one)


def test_every_kind_of_fault_has_a_case_and_words_and_there_are_no_words_beside() -> None:
    cases = {*CHANGES, *(one.kind for one in OTHERS)}
    told = {key for key in words("nb") if key.startswith("process_fault.")}

    assert cases == set(FaultKind)
    assert told == {f"process_fault.{kind}" for kind in FaultKind}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "nb",
            (
                "process.toml, forms → note → fields → nr. 2 → key: «A b» kan ikke være et navn her. "
                "Bruk bare små bokstaver, tall og understrek, med en bokstav først."
            ),
        ),
        (
            "nn",
            (
                "process.toml, forms → note → fields → nr. 2 → key: «A b» kan ikkje vere eit namn her. "
                "Bruk berre små bokstavar, tal og understrek, med ein bokstav først."
            ),
        ),
        (
            "en",
            (
                "process.toml, forms → note → fields → no. 2 → key: “A b” cannot be a name here. "
                "Use only small letters, digits and underscores, with a letter first."
            ),
        ),
    ],
)
def test_file_and_way_come_first_and_the_mend_last(language: str, told: str) -> None:
    one = fault(PROCESS, K.NOT_A_KEY, "forms.note.fields[2].key", name="A b")

    assert process_fault_words.with_place(one, language) == told


def test_several_faults_stand_in_one_line() -> None:
    faults = [fault(PROCESS, K.FILE_MISSING), fault("", K.NOT_A_ZIP)]

    assert process_fault_words.all_told(faults, "en") == (
        "process.toml: The file is missing. Put it into the folder. "
        "The file is not a whole zip file. Make the zip file again."
    )
