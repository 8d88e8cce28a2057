"""Questions are changed in the text of process.toml, and nothing else in it moves."""

import dataclasses
import difflib
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formserver import definitions
from formserver.definitions import editing, passages
from formserver.definitions.editing import NotEditableError, QuestionPlace
from formserver.domain.process import Choice, Field, Kind
from formserver.domain.questions import QuestionGroup
from formserver.domain.words import Words

SHIPPED = Path(__file__).parents[2] / "doc_templates" / "mulighetsdialog"
TOML = (SHIPPED / "process.toml").read_text(encoding="utf-8")
PROCESS = definitions.load(SHIPPED).process
ONCE, ITEM = (
    QuestionPlace(form="note", group=QuestionGroup.ONCE),
    QuestionPlace(form="note", group=QuestionGroup.ITEM),
)
FIELDS = [
    (QuestionPlace(form=form.key, group=group), field)
    for form in PROCESS.forms
    for group, fields in ((QuestionGroup.ONCE, form.fields), (QuestionGroup.ITEM, form.item_fields))
    for field in fields
]

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
WORDS = st.fixed_dictionaries({"nb": TEXTS, "nn": TEXTS, "en": TEXTS}).map(Words)
CHOICES = st.lists(
    st.builds(Choice, key=st.from_regex(r"[a-zæøå]{1,5}", fullmatch=True), label=WORDS), max_size=3
)
ANY_FIELD = st.builds(
    Field,
    key=st.just("helt_ny"),
    kind=st.sampled_from(Kind),
    label=WORDS,
    help=st.none() | WORDS,
    max_length=st.integers(1, 20000),
    required=st.booleans(),
    choices=CHOICES.map(tuple),
)


def words(text: str) -> Words:
    return Words(dict.fromkeys(("nb", "nn", "en"), text))


def changed_lines(after: str, before: str = TOML) -> tuple[list[str], list[str]]:
    """The lines that were taken out, and those that came."""
    told = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return tuple([line[2:] for line in told if line.startswith(sign)] for sign in "-+")  # type: ignore[return-value]


def fields(toml: str, place: QuestionPlace) -> list[str]:
    return [row["key"] for row in tomllib.loads(toml)["forms"][place.form].get(place.group, [])]


def test_a_file_is_the_sum_of_its_passages() -> None:
    found = passages.cut(TOML)

    assert passages.joined(found) == TOML
    assert len([one for one in found if one.path == ITEM.path]) == len(PROCESS.form("note").item_fields)


def test_a_line_in_a_text_or_a_list_is_no_header() -> None:
    toml = 'a = """\n[b]\n"""\nc = [\n  [1],\n]\n# d\n\n# right above\n[d]\ne = 1\n# last\n'

    found = passages.cut(toml)

    assert [(one.path, one.text, one.after) for one in found] == [
        ((), 'a = """\n[b]\n"""\nc = [\n  [1],\n]\n', "# d\n\n"),
        (("d",), "# right above\n[d]\ne = 1\n", "# last\n"),
    ]


@pytest.mark.parametrize(("place", "field"), FIELDS, ids=[f"{p.form}-{f.key}" for p, f in FIELDS])
def test_a_question_that_is_saved_as_it_stood_changes_no_byte(place: QuestionPlace, field: Field) -> None:
    assert editing.change_field(TOML, place, field.key, field) == TOML


@pytest.mark.parametrize(("place", "field"), FIELDS, ids=[f"{p.form}-{f.key}" for p, f in FIELDS])
def test_a_question_that_is_added_and_removed_leaves_every_byte(place: QuestionPlace, field: Field) -> None:
    added = editing.add_field(TOML, place, dataclasses.replace(field, key="helt_ny"))

    assert changed_lines(added)[0] == []
    assert fields(added, place) == [*fields(TOML, place), "helt_ny"]
    assert editing.remove_field(added, place, "helt_ny") == TOML


@given(st.sampled_from(FIELDS), ANY_FIELD)
def test_whatever_a_question_says_it_is_read_back_and_the_rest_stays(found, field: Field) -> None:  # type: ignore[no-untyped-def]
    place, old = found
    at = next(
        n
        for n, one in enumerate(passages.cut(TOML))
        if f'key = "{old.key}"\n' in one.text and one.path == place.path
    )

    after = editing.change_field(TOML, place, old.key, field)

    before, now = passages.cut(TOML), passages.cut(after)
    assert [one for n, one in enumerate(now) if n != at] == [one for n, one in enumerate(before) if n != at]
    row = next(row for row in tomllib.loads(after)["forms"][place.form][place.group] if row["key"] == old.key)
    assert row["label"] == dict(field.label.by_language)
    assert row.get("help", {}) == (dict(field.help.by_language) if field.help else {})
    assert row.get("max_length", 4000) == field.max_length
    assert [choice["key"] for choice in row.get("choices", [])] == [one.key for one in field.choices]


@given(ANY_FIELD)
def test_whatever_a_new_question_says_it_comes_last_and_goes_without_a_trace(field: Field) -> None:
    added = editing.add_field(TOML, ONCE, field)

    assert fields(added, ONCE)[-1] == "helt_ny"
    assert editing.remove_field(added, ONCE, "helt_ny") == TOML


def test_only_the_line_that_says_something_else_is_written_anew() -> None:
    title = PROCESS.form("note").item_field("title")
    assert title

    after = editing.change_field(TOML, ITEM, "title", dataclasses.replace(title, max_length=99))

    assert changed_lines(after) == (["max_length = 120"], ["max_length = 99"])


def test_a_question_moves_and_the_comment_of_the_next_part_stays() -> None:
    after = editing.move_field(TOML, ITEM, "priority", -1)

    assert fields(after, ITEM)[-2:] == ["priority", "outcome"]
    assert after.index("# ---------------------------------------------------------------- the response") > (
        after.index('key = "outcome"')
    )
    assert editing.move_field(after, ITEM, "priority", 1) == TOML


@pytest.mark.parametrize(("key", "by"), [("kind", -1), ("priority", 1)])
def test_at_the_end_of_its_list_a_question_stays(key: str, by: int) -> None:
    assert editing.move_field(TOML, ITEM, key, by) == TOML


def test_the_last_question_of_a_list_can_go_and_come_back() -> None:
    without = TOML
    for key in fields(TOML, ONCE):
        without = editing.remove_field(without, ONCE, key)
    assert fields(without, ONCE) == []

    back = editing.add_field(without, ONCE, PROCESS.form("note").fields[0])

    assert fields(back, ONCE) == ["summary"]
    assert back.index('key = "summary"') < back.index('key = "background"')


def test_the_first_question_of_items_stands_behind_the_form() -> None:
    toml = '[forms.a]\nrole = "b"\n[[forms.a.fields]]\nkey = "c"'

    added = editing.add_field(
        toml,
        QuestionPlace(form="a", group=QuestionGroup.ITEM),
        Field(key="d", kind=Kind.TEXT, label=words("D")),
    )

    assert added == (
        '[forms.a]\nrole = "b"\n[[forms.a.fields]]\nkey = "c"\n\n'
        '[[forms.a.item_fields]]\nkey = "d"\nkind = "text"\nlabel = { nb = "D", nn = "D", en = "D" }\n'
    )


def test_a_question_with_tables_of_its_own_moves_with_them() -> None:
    toml = '[[forms.a.fields]]\nkey = "b"\n[forms.a.fields.label]\nnb = "B"\n\n[[forms.a.fields]]\nkey = "c"'

    moved = editing.move_field(toml, QuestionPlace(form="a", group=QuestionGroup.ONCE), "c", -1)

    assert moved == (
        '[[forms.a.fields]]\nkey = "c"\n\n[[forms.a.fields]]\nkey = "b"\n[forms.a.fields.label]\nnb = "B"\n'
    )


@pytest.mark.parametrize(
    "toml",
    [
        'forms = { a = { fields = [{ key = "b" }] } }',
        '[forms.a]\nfields = [{ key = "b" }]',
        '[forms]\na.fields = [{ key = "b" }]',
    ],
)
def test_questions_written_in_another_way_are_left_to_a_person(toml: str) -> None:
    place, field = (
        QuestionPlace(form="a", group=QuestionGroup.ONCE),
        Field(key="c", kind=Kind.TEXT, label=words("C")),
    )

    with pytest.raises(NotEditableError):
        editing.remove_field(toml, place, "b")
    with pytest.raises(NotEditableError):
        editing.add_field(toml, place, field)


def test_a_question_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        editing.remove_field(TOML, ITEM, "nothing")
