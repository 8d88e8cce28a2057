"""What can be wrong in a process's files, as typed values without wording, and the list that collects it.

The words stand in the catalogues under `process_fault.<kind>`; every fact is a `{name}` in them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """What can be wrong; each has its words in the catalogues."""

    # in a zip, or a folder
    NOT_A_ZIP = "not_a_zip"
    TWICE_IN_ZIP = "twice_in_zip"
    PASSWORD = "password"  # noqa: S105 - a kind of fault, no secret
    TOO_MUCH = "too_much"
    FOREIGN_FILE = "foreign_file"
    TEXT_TOO_BIG = "text_too_big"
    NOT_UTF8 = "not_utf8"
    FILE_MISSING = "file_missing"
    UNREADABLE = "unreadable"
    NEWER_FORMAT = "newer_format"
    NO_PROCESS = "no_process"
    NO_WORD_FILE = "no_word_file"
    NOT_A_WORD_NAME = "not_a_word_name"
    TEMPLATE_OF_ANOTHER = "template_of_another"
    TEMPLATE_OF_NONE = "template_of_none"
    OTHER_PROCESS = "other_process"
    # in the text of a file
    NOT_TOML = "not_toml"
    TOML_TWICE = "toml_twice"
    TOML_ENDS_EARLY = "toml_ends_early"
    TOML_TOO_DEEP = "toml_too_deep"
    TOML_NUMBER = "toml_number"
    TOO_MANY_DOTS = "too_many_dots"
    # in a line
    MISSING_TEXT = "missing_text"
    MISSING_NUMBER = "missing_number"
    MISSING_TIME = "missing_time"
    MISSING_TABLE = "missing_table"
    NOT_TEXT = "not_text"
    NOT_NUMBER = "not_number"
    NOT_FLAG = "not_flag"
    NOT_TIME = "not_time"
    NOT_TEXTS = "not_texts"
    NOT_NAMED_TEXTS = "not_named_texts"
    NOT_ROWS = "not_rows"
    NOT_TABLE = "not_table"
    NOT_IN_LANGUAGES = "not_in_languages"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    NOT_IN_RANGE = "not_in_range"
    TOO_MANY_ROWS = "too_many_rows"
    NOT_A_SPAN = "not_a_span"
    NOT_A_KEY = "not_a_key"
    NOT_A_CHOICE_KEY = "not_a_choice_key"
    NOT_ONE_OF = "not_one_of"
    NOT_PREFILLED = "not_prefilled"
    NOT_A_DOCUMENT_NAME = "not_a_document_name"
    BRACE_ALONE = "brace_alone"
    NOT_FILLED_IN = "not_filled_in"
    NONE_FILLED_IN = "none_filled_in"
    ODD_NAME = "odd_name"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_LANGUAGE = "unknown_language"
    LANGUAGE_MISSING = "language_missing"
    WORDS_MISSING = "words_missing"
    TEMPLATE_MISSING = "template_missing"
    CHOICES_MISSING = "choices_missing"
    # in how the parts fit together
    BEFORE_OR_AFTER = "before_or_after"
    WORKING_DAYS_MISSING = "working_days_missing"
    NONE_HAS = "none_has"
    SEVERAL_HAVE = "several_have"
    NO_PACKET = "no_packet"
    SEVERAL_PACKETS = "several_packets"
    NOT_DEFINED = "not_defined"
    NONE_DEFINED = "none_defined"
    NAME_TAKEN = "name_taken"
    ANSWER_HIDDEN = "answer_hidden"
    STANDS_TWICE = "stands_twice"
    ITEM_TITLE_MISSING = "item_title_missing"
    VERDICT_MISSING = "verdict_missing"
    FORM_OR_COMPILED = "form_or_compiled"
    ATTACHED_AND_LINKED = "attached_and_linked"
    UNKNOWN_OCCASION = "unknown_occasion"
    LETTER_MISSING = "letter_missing"
    NO_SUCH_LETTER = "no_such_letter"
    LETTERS_LACK = "letters_lack"
    LETTERS_UNLIKE = "letters_unlike"
    NEEDS_LINK = "needs_link"
    NAME_NOT_GIVEN = "name_not_given"


# What no definition may have when it is judged. A stored one is read all the same: a later program may ask
# for more than the one that took it in did.
ONLY_JUDGED = frozenset(
    {
        FaultKind.LANGUAGE_MISSING,
        FaultKind.LETTER_MISSING,
        FaultKind.NAME_TAKEN,
        FaultKind.NOT_A_CHOICE_KEY,
        FaultKind.NOT_A_DOCUMENT_NAME,
        FaultKind.NOT_A_KEY,
        FaultKind.NOT_IN_LANGUAGES,
        FaultKind.NOT_IN_RANGE,
        FaultKind.NOT_PREFILLED,
        FaultKind.NO_SUCH_LETTER,
        FaultKind.SEVERAL_HAVE,
        FaultKind.SEVERAL_PACKETS,
        FaultKind.STANDS_TWICE,
        FaultKind.TEMPLATE_MISSING,
        FaultKind.TOO_LARGE,
        FaultKind.TOO_MANY_ROWS,
        FaultKind.UNKNOWN_KEY,
        FaultKind.UNKNOWN_LANGUAGE,
        FaultKind.UNKNOWN_OCCASION,
    }
)


@dataclass(frozen=True, kw_only=True)
class ProcessFault:
    """One fault: the file ("" for the zip as a whole), the dotted key in it, and what its sentence tells."""

    file: str
    key: str = ""
    kind: FaultKind
    facts: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={fact}" for name, fact in self.facts.items())
        place = ": ".join(filter(None, (self.file, self.key)))
        return f"{place}: {self.kind}({facts})"


class DefinitionFault(Exception):
    """The process cannot be used. `faults` holds every one that was found."""

    def __init__(self, faults: list[ProcessFault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


@dataclass
class ProcessFaults:
    """Collects the faults of one file while it is read."""

    file: str
    found: list[ProcessFault] = field(default_factory=list)

    def add(self, key: str, kind: FaultKind, **facts: object) -> None:
        """Notes one fault."""
        self.found.append(fault(self.file, kind, key, **facts))


def fault(file: str, kind: FaultKind, key: str = "", **facts: object) -> ProcessFault:
    """One fault, its facts as text."""
    return ProcessFault(
        file=file, key=key, kind=kind, facts={name: str(fact) for name, fact in facts.items()}
    )
