"""Questions are changed in process.toml, and nothing else that it says changes."""

import copy
import dataclasses
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formserver import definitions
from formserver.definitions import editing, toml_text
from formserver.definitions.editing import QuestionPlace
from formserver.domain.process import Choice, Field, Kind
from formserver.domain.questions import QuestionGroup
from formserver.domain.words import Words

FOLDERS = Path(__file__).parents[2] / "doc_templates"
SHIPPED = FOLDERS / "mulighetsdialog"
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


def small() -> str:
    """The same process with two questions a list, so that a hundred of it are written quickly."""
    raw = tomllib.loads(TOML)
    for form in raw["forms"].values():
        form |= {group: form[group][:2] for group in QuestionGroup if group in form}
    return toml_text.write({"key": raw["key"], "forms": raw["forms"]})


SMALL = small()
ASKED = [(place, field) for place, field in FIELDS if f'key = "{field.key}"\n' in SMALL]

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
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.times() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


def words(text: str) -> Words:
    return Words(dict.fromkeys(("nb", "nn", "en"), text))


def fields(toml: str, place: QuestionPlace) -> list[str]:
    return [row["key"] for row in tomllib.loads(toml)["forms"][place.form].get(place.group, [])]


def without_question(toml: str, place: QuestionPlace, key: str) -> dict[str, Any]:
    """All that a file says but for one question."""
    raw = copy.deepcopy(tomllib.loads(toml))
    form = raw["forms"][place.form]
    form[place.group] = [row for row in form[place.group] if row["key"] != key]
    return raw


@pytest.mark.parametrize("name", ["mulighetsdialog", "regionalt_planforum"])
def test_a_shipped_process_that_is_written_anew_says_the_same(name: str) -> None:
    raw = tomllib.loads((FOLDERS / name / "process.toml").read_text(encoding="utf-8"))

    written = toml_text.write(raw)

    assert tomllib.loads(written) == raw
    assert written.count("[[forms.") > 20


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_whatever_a_file_says_it_is_written_so_that_it_is_read_back(raw: dict[str, Any]) -> None:
    assert tomllib.loads(toml_text.write(raw)) == raw


@pytest.mark.parametrize(("place", "field"), FIELDS, ids=[f"{p.form}-{f.key}" for p, f in FIELDS])
def test_a_question_that_is_saved_as_it_stood_changes_no_byte(place: QuestionPlace, field: Field) -> None:
    assert editing.change_field(TOML, place, field.key, field) == TOML


@pytest.mark.parametrize(("place", "field"), FIELDS, ids=[f"{p.form}-{f.key}" for p, f in FIELDS])
def test_a_question_that_is_added_and_removed_leaves_nothing(place: QuestionPlace, field: Field) -> None:
    added = editing.add_field(TOML, place, dataclasses.replace(field, key="helt_ny"))

    assert fields(added, place) == [*fields(TOML, place), "helt_ny"]
    assert without_question(added, place, "helt_ny") == tomllib.loads(TOML)
    assert tomllib.loads(editing.remove_field(added, place, "helt_ny")) == tomllib.loads(TOML)


@given(st.sampled_from(ASKED), ANY_FIELD)
def test_whatever_a_question_says_it_is_read_back_and_the_rest_stays(found, field: Field) -> None:  # type: ignore[no-untyped-def]
    place, old = found

    after = editing.change_field(SMALL, place, old.key, field)

    assert fields(after, place) == fields(SMALL, place)
    assert without_question(after, place, old.key) == without_question(SMALL, place, old.key)
    row = next(row for row in tomllib.loads(after)["forms"][place.form][place.group] if row["key"] == old.key)
    assert row["label"] == dict(field.label.by_language)
    assert row.get("help", {}) == (dict(field.help.by_language) if field.help else {})
    assert row.get("max_length", 4000) == field.max_length
    assert [choice["key"] for choice in row.get("choices", [])] == [one.key for one in field.choices]


@given(ANY_FIELD)
def test_whatever_a_new_question_says_it_comes_last_and_goes_without_a_trace(field: Field) -> None:
    added = editing.add_field(SMALL, ONCE, field)

    assert fields(added, ONCE)[-1] == "helt_ny"
    assert tomllib.loads(editing.remove_field(added, ONCE, "helt_ny")) == tomllib.loads(SMALL)


def test_a_question_moves_up_and_down() -> None:
    after = editing.move_field(TOML, ITEM, "priority", -1)

    assert fields(after, ITEM)[-2:] == ["priority", "outcome"]
    assert without_question(after, ITEM, "priority") == without_question(TOML, ITEM, "priority")
    assert tomllib.loads(editing.move_field(after, ITEM, "priority", 1)) == tomllib.loads(TOML)


@pytest.mark.parametrize(("key", "by"), [("kind", -1), ("priority", 1)])
def test_at_the_end_of_its_list_a_question_stays(key: str, by: int) -> None:
    assert editing.move_field(TOML, ITEM, key, by) == TOML


def test_the_last_question_of_a_list_can_go_and_come_back() -> None:
    without = TOML
    for key in fields(TOML, ONCE):
        without = editing.remove_field(without, ONCE, key)
    assert "fields" not in tomllib.loads(without)["forms"]["note"]

    back = editing.add_field(without, ONCE, PROCESS.form("note").fields[0])

    assert fields(back, ONCE) == ["summary"]


def test_what_a_question_says_that_no_page_shows_stays() -> None:
    toml = '[[forms.a.fields]]\nkey = "b"\nkind = "text"\nodd = 1\nlabel = { nb = "B", nn = "B", en = "B" }\n'

    after = editing.change_field(
        toml,
        QuestionPlace(form="a", group=QuestionGroup.ONCE),
        "b",
        Field(key="b", kind=Kind.EMAIL, label=words("C")),
    )

    (row,) = tomllib.loads(after)["forms"]["a"]["fields"]
    assert row == {"key": "b", "kind": "email", "odd": 1, "label": {"nb": "C", "nn": "C", "en": "C"}}


@pytest.mark.parametrize(
    "toml",
    [
        'forms = { a = { fields = [{ key = "b" }] } }',
        '[forms.a]\nfields = [{ key = "b" }]',
        '[forms]\na.fields = [{ key = "b" }]',
    ],
)
def test_questions_may_be_written_in_any_way_that_toml_knows(toml: str) -> None:
    place, field = (
        QuestionPlace(form="a", group=QuestionGroup.ONCE),
        Field(key="c", kind=Kind.TEXT, label=words("C")),
    )

    added = editing.add_field(toml, place, field)

    assert fields(added, place) == ["b", "c"]
    assert fields(editing.remove_field(added, place, "b"), place) == ["c"]


def test_a_question_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        editing.remove_field(TOML, ITEM, "nothing")
