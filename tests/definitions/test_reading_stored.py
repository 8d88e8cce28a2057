"""What is stored is read with what a later program asks more of, and never judged again."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from formserver import definitions
from formserver.definitions import DefinitionFault, FaultKind, required_words
from formserver.domain.process import Process
from tests.support.pinned import replaced

SHIPPED = definitions.load(Path(__file__).parents[2] / "doc_templates" / "mulighetsdialog")
MANY = "".join(
    f'[[themes]]\nnumber = {one}\ntitle = {{ nb = "a", nn = "a", en = "a" }}\n' for one in range(9, 130)
)


def faults(files: Mapping[str, str]) -> set[FaultKind]:
    """What is wrong with files that come anew."""
    with pytest.raises(DefinitionFault) as refused:
        definitions.judge(files)
    return {one.kind for one in refused.value.faults}


def read(old: str, new: str, kind: FaultKind, file: str = "process.toml") -> Process:
    """A stored process that is no longer as new ones must be."""
    files = replaced(old, new, file)(SHIPPED.files)
    assert faults(files) == {kind}
    return definitions.read(files).process


def test_what_is_as_new_ones_must_be_is_read_as_it_was_judged() -> None:
    assert definitions.read(SHIPPED.files).process == definitions.judge(SHIPPED.files).process


def test_a_line_that_nobody_knows_any_more_says_nothing() -> None:
    process = read("joint = true", 'joint = true\ncolour = "blue"', FaultKind.UNKNOWN_KEY)

    assert process == SHIPPED.process


def test_a_word_that_no_page_had_then_is_the_name_of_what_it_tells_of() -> None:
    process = read("planning = {", "x_planning = {", FaultKind.WORDS_MISSING, "words.toml")

    assert process.words["phases.planning"] == process.name
    assert required_words.stand_ins(process).keys() <= process.words.keys()


def test_a_letter_that_no_fact_had_then_is_called_as_the_fact_is() -> None:
    process = read('meeting_moved = "meeting_moved"\n', "", FaultKind.LETTER_MISSING)

    assert process.letters == SHIPPED.process.letters


def test_a_language_that_came_later_falls_back_on_another() -> None:
    process = read('en = "Opportunity dialogue"', "", FaultKind.LANGUAGE_MISSING)

    assert process.name.to("en") == "Mulighetsdialog"


def test_more_than_there_may_be_now_is_all_there() -> None:
    files = {**SHIPPED.files, "process.toml": f"{SHIPPED.files['process.toml']}\n{MANY}"}
    assert faults(files) == {FaultKind.TOO_MANY_ROWS}

    process = definitions.read(files).process

    assert {one.number for one in process.themes} >= set(range(9, 130))


def test_longer_than_may_be_asked_for_now_is_as_long_as_it_was() -> None:
    process = read("max_length = 3000", "max_length = 200000", FaultKind.NOT_IN_RANGE)

    assert process.form("note").fields[0].max_length == 200000


@pytest.mark.parametrize(
    ("old", "new", "file", "kind"),
    [
        ("joint = true", "joint = ja", "process.toml", FaultKind.NOT_TOML),
        ("joint = true", "joint = 1", "process.toml", FaultKind.NOT_FLAG),
        ('kind = "questions"', 'kind = "polls"', "process.toml", FaultKind.NOT_ONE_OF),
        ('role = "host"', 'role = "owner"', "process.toml", FaultKind.NOT_DEFINED),
        ("hosts = true\n", "", "process.toml", FaultKind.NONE_HAS),
        ("format = 1", "format = 2", "process.toml", FaultKind.NEWER_FORMAT),
        ("[first.binding]", "[first.binding", "words.toml", FaultKind.NOT_TOML),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_beside_it(
    old: str, new: str, file: str, kind: FaultKind
) -> None:
    with pytest.raises(DefinitionFault) as refused:
        definitions.read(replaced(old, new, file)(SHIPPED.files))

    assert {one.kind for one in refused.value.faults} - {kind} <= {FaultKind.NOT_DEFINED}
    assert kind in {one.kind for one in refused.value.faults}


def test_a_definition_without_a_number_has_the_first_format() -> None:
    files = replaced("format = 1\n", "")(SHIPPED.files)

    assert definitions.judge(files).process == SHIPPED.process
