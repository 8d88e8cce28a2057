"""Questions as administrators change them: what must stay, names of new ones, what a version changes."""

import dataclasses
from collections.abc import Callable

import pytest

from formserver.domain import questions
from formserver.domain.process import Choice, Field, Form, Kind, Process
from formserver.domain.questions import Aspect, Need, QuestionChange, QuestionGroup
from formserver.domain.words import same
from tests.domain import dialogs

PROCESS = dialogs.process()


def field(key: str, kind: Kind = Kind.TEXT, **more: object) -> Field:
    return Field(**({"key": key, "kind": kind, "label": same(key)} | more))  # type: ignore[arg-type]


def form(**more: object) -> Form:
    plain = {"key": "a", "role": "host", "deadline": "d", "document": "a", "name": same("A"), "fields": ()}
    return Form(**(plain | more))  # type: ignore[arg-type]


def process(*forms: Form) -> Process:
    return dataclasses.replace(PROCESS, forms=forms)


NEEDED = form(
    fields=(field("verdict"),),
    item_fields=(
        field("name"),
        field("verdict", Kind.CHOICE),
        field("asks", Kind.QUESTIONS),
        field("other"),
    ),
    item_title="name",
    verdict="verdict",
)


@pytest.mark.parametrize(
    ("group", "key", "why"),
    [
        (QuestionGroup.ITEM, "name", Need.ITEM_NAME),
        (QuestionGroup.ITEM, "verdict", Need.VERDICT),
        (QuestionGroup.ITEM, "asks", Need.ASKS),
        (QuestionGroup.ITEM, "other", None),
        (QuestionGroup.ITEM, "unknown", None),
        (QuestionGroup.ONCE, "verdict", None),
    ],
)
def test_what_the_product_stands_on_cannot_go(group: QuestionGroup, key: str, why: Need | None) -> None:
    assert questions.need(NEEDED, group, key) is why


def test_the_answer_that_says_nothing_to_add_cannot_go() -> None:
    choices = Choice(key="a", label=same("A")), Choice(key="b", label=same("B"), silent=True)

    assert [questions.need_of_choice(one) for one in choices] == [None, Need.SILENT]


def test_people_are_asked_for_once_and_hosts_of_an_item() -> None:
    assert Kind.PEOPLE in questions.kinds(QuestionGroup.ONCE)
    assert Kind.HOSTS in questions.kinds(QuestionGroup.ITEM)
    assert Kind.QUESTIONS not in questions.kinds(QuestionGroup.ITEM)


def test_a_question_can_stay_of_the_kind_that_it_is() -> None:
    assert questions.kinds(QuestionGroup.ITEM, field("asks", Kind.QUESTIONS))[-1] is Kind.QUESTIONS
    assert questions.kinds(QuestionGroup.ITEM, field("name")) == questions.kinds(QuestionGroup.ITEM)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Hva er målet?", "hva_er_målet"),
        ("  Økonomi – og årsak ", "økonomi_og_årsak"),
        ("Café", "cafe"),
        ("3 viktigste tiltak", "viktigste_tiltak"),
        ("Ærlig talt", "ærlig_talt"),
        ("?!", ""),
        ("42", ""),
        ("ord " * 30, "ord_ord_ord_ord_ord_ord_ord_ord_ord_ord"),
        ("x" * 50, "x" * 40),
    ],
)
def test_a_key_is_made_from_what_the_question_is_called(text: str, key: str) -> None:
    assert questions.free_key(text, ()) == key


def test_a_key_is_never_one_that_is_taken() -> None:
    assert questions.free_key("Mål", {"mål", "mål_2", "annet"}) == "mål_3"


@pytest.mark.parametrize(
    ("change", "aspect"),
    [
        ({"label": same("B")}, Aspect.LABEL),
        ({"help": same("Hjelp")}, Aspect.HELP),
        ({"kind": Kind.LONG_TEXT}, Aspect.KIND),
        ({"max_length": 1}, Aspect.LENGTH),
        ({"required": True}, Aspect.REQUIRED),
        ({"choices": (Choice(key="c", label=same("C")),)}, Aspect.CHOICES),
    ],
)
def test_every_aspect_of_a_changed_question_is_told(change: dict[str, object], aspect: Aspect) -> None:
    before = process(form(fields=(field("a"), field("b"))))
    after = process(form(fields=(field("a", **change), field("b"))))

    found = questions.differences(before, after)

    assert [(one.change, one.field.key, one.aspects) for one in found] == [
        (QuestionChange.CHANGED, "a", (aspect,))
    ]


def test_gained_and_lost_questions_are_told_with_their_form_and_list() -> None:
    before = process(form(fields=(field("a"),)), form(key="gone", fields=(field("g"),)))
    after = process(form(item_fields=(field("b"),)), form(key="new", fields=(field("n"),)))

    found = questions.differences(before, after)

    assert [(one.change, one.form.key, one.group, one.field.key) for one in found] == [
        (QuestionChange.LOST, "a", QuestionGroup.ONCE, "a"),
        (QuestionChange.GAINED, "a", QuestionGroup.ITEM, "b"),
        (QuestionChange.LOST, "gone", QuestionGroup.ONCE, "g"),
        (QuestionChange.GAINED, "new", QuestionGroup.ONCE, "n"),
    ]


@pytest.mark.parametrize(
    ("keys", "is_told"), [("abc", False), ("acb", True), ("ac", False), ("xabc", False), ("xcab", True)]
)
def test_another_order_is_told_only_of_questions_that_stay(keys: str, is_told: bool) -> None:
    def of(order: str, make: Callable[[str], Field] = field) -> Process:
        return process(form(fields=tuple(make(key) for key in order)))

    before, after = of("abc"), of(keys)

    assert questions.reordered(before, after) == (after.forms if is_told else ())


def test_the_same_questions_are_no_difference() -> None:
    assert questions.differences(PROCESS, PROCESS) == ()
    assert questions.reordered(PROCESS, PROCESS) == ()
