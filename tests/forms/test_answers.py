import pytest
from werkzeug.datastructures import MultiDict

from formserver.domain.process import Choice, Field, Kind
from formserver.domain.words import Words
from formserver.forms import answers
from formserver.forms.answers import AnswerForm, Stored

OFFER = answers.offer(
    "nb", hosts={1: "Rindal", 2: "Holtålen"}, askable={7: "Fylket", 8: "Staten"}, themes={1: "Bolig"}
)
ROOM = Choice(key="room", label=Words({"nb": "I rommet"}))
ONLINE = Choice(key="online", label=Words({"nb": "På nett"}))


def field(kind: Kind, **more: object) -> Field:
    return Field(key="x", kind=kind, label=Words({"nb": "Feltet"}), **more)  # type: ignore[arg-type]


def typed(**inputs: object) -> MultiDict[str, object]:
    """What a page with the field `x` sends, made from version 3."""
    came = MultiDict({"version-f-x": "3"})
    for name, value in inputs.items():
        came.setlist(
            name.replace("__", "-").replace("f_", "f-"), value if isinstance(value, list) else [value]
        )
    return came


def judged(one: Field, came: MultiDict[str, object], **options: object) -> AnswerForm:
    form = AnswerForm([one], OFFER, {}, came, **options)  # type: ignore[arg-type]
    form.judge()
    return form


@pytest.mark.parametrize(
    ("kind", "came", "stored"),
    [
        (Kind.TEXT, typed(f_x="  to\r\nord "), "to ord"),
        (Kind.LONG_TEXT, typed(f_x="en\r\nto\rtre\x0bfire\n"), "en\nto\ntre\nfire"),
        (
            Kind.LONG_TEXT,
            typed(f_x="{{ 7 * 7 }} <b>&amp;</b> č đ ŋ š ŧ ž ï 🎉"),
            "{{ 7 * 7 }} <b>&amp;</b> č đ ŋ š ŧ ž ï 🎉",
        ),
        (Kind.TEXT, typed(f_x=""), ""),
        (Kind.EMAIL, typed(f_x="Kari@Kommune.NO"), "Kari@kommune.no"),
        (Kind.CHOICE, typed(f_x="room"), "room"),
        (Kind.CHOICE, typed(), ""),
        (Kind.CHOICES, typed(f_x=["online", "room"]), ["room", "online"]),
        (Kind.CHOICES, typed(), []),
        (Kind.YES_NO, typed(f_x="yes"), True),
        (Kind.YES_NO, typed(f_x="no"), False),
        (Kind.YES_NO, typed(), None),
        (Kind.HOSTS, typed(f_x=["2"]), [2]),
        (Kind.QUESTIONS, typed(f_x__7="Hva nå?", f_x__8=" "), {"7": "Hva nå?"}),
    ],
)
def test_what_is_typed_becomes_the_value_of_its_kind(
    kind: Kind, came: MultiDict[str, object], stored: object
) -> None:
    form = judged(field(kind, choices=(ROOM, ONLINE)), came)

    assert (form.faults, form.values) == ([], {"x": Stored(value=stored, version=3)})


def test_people_are_read_row_by_row_and_empty_rows_are_dropped() -> None:
    came = typed(
        f_x__0__name="",
        f_x__2__name="Tuva",
        f_x__2__title="Jurist",
        f_x__2__themes=["1"],
        f_x__2__attendance="online",
    )

    form = judged(field(Kind.PEOPLE, choices=(ROOM, ONLINE)), came)

    tuva = {"name": "Tuva", "title": "Jurist", "themes": [1], "attendance": "online"}
    assert form.values == {"x": Stored(value=[tuva], version=3)}


def test_a_page_with_endless_rows_is_read_to_its_end_and_no_further() -> None:
    came = typed(**{f"f_x__{row}__name": "Tuva" for row in range(200)})

    form = judged(field(Kind.PEOPLE), came)

    assert len(form.values["x"].value) == 60


def test_a_further_row_is_shown_on_wish() -> None:
    stored = {"x": Stored(value=[{"name": "Tuva", "title": "", "themes": [], "attendance": ""}], version=1)}

    form = AnswerForm([field(Kind.PEOPLE)], OFFER, stored, empty_row="x")

    assert [row[0].typed for row in form.answers[0].rows] == ["Tuva", ""]


@pytest.mark.parametrize(
    ("kind", "came", "told"),
    [
        (Kind.TEXT, typed(f_x="a" * 12), "Kort ned «Feltet» med 2 tegn. Grensen er 10 tegn."),
        (Kind.LONG_TEXT, typed(f_x="a\x07b"), "«Feltet» har tegn som ikke kan lagres."),
        (Kind.LONG_TEXT, typed(f_x="a\ud800b"), "«Feltet» har tegn som ikke kan lagres."),
        (Kind.EMAIL, typed(f_x="kari@"), "Skriv e-postadressen slik: navn@kommune.no"),
        (Kind.CHOICE, typed(f_x="annet"), "Velg ett svar på «Feltet»"),
        (Kind.CHOICES, typed(f_x=["room", "annet"]), "Velg minst ett alternativ under «Feltet»"),
        (Kind.HOSTS, typed(f_x=["99"]), "Velg minst ett alternativ under «Feltet»"),
    ],
)
def test_what_cannot_be_stored_is_told_at_the_field(
    kind: Kind, came: MultiDict[str, object], told: str
) -> None:
    form = judged(field(kind, max_length=10, choices=(ROOM, ONLINE)), came)

    assert [words[: len(told)] for _, words in form.faults] == [told]
    assert form.values == {}


def test_a_hundred_thousand_characters_are_counted_and_kept_on_the_page() -> None:
    form = judged(field(Kind.LONG_TEXT, max_length=4000), typed(f_x="ø" * 100_000))

    assert form.answers[0].one.typed == "ø" * 100_000
    assert form.faults[0][1].startswith("Kort ned «Feltet» med 96")


def test_a_line_break_counts_as_one_character() -> None:
    form = judged(field(Kind.LONG_TEXT, max_length=3), typed(f_x="a\r\nb"))

    assert form.faults == []


def test_the_fault_of_a_question_names_the_party_and_leads_to_its_input() -> None:
    form = judged(field(Kind.QUESTIONS, max_length=3), typed(f_x__8="for langt"))

    assert form.faults == [("f-x-8", "Kort ned «Staten» med 6 tegn. Grensen er 3 tegn.")]


def test_the_fault_of_a_group_leads_to_its_first_choice() -> None:
    form = judged(field(Kind.CHOICE, choices=(ROOM,)), typed(f_x="annet"))

    assert form.faults[0][0] == "f-x-1"


def test_a_field_that_was_not_on_the_page_shows_the_draft_and_is_not_saved() -> None:
    stored = {"x": Stored(value="fra før", version=2)}

    form = AnswerForm([field(Kind.TEXT)], OFFER, stored, MultiDict({"f-x": "ny"}))
    form.judge()

    assert (form.answers[0].one.typed, form.values) == ("fra før", {})


@pytest.mark.parametrize("version", ["", "-1", "3.5", "tre", "9" * 40])
def test_a_version_that_is_none_counts_as_never_seen(version: str) -> None:
    form = judged(field(Kind.TEXT), MultiDict({"version-f-x": version, "f-x": "ny"}))

    assert form.values == {"x": Stored(value="ny", version=0)}


def test_with_one_host_nobody_is_asked_which_host_it_concerns() -> None:
    alone = answers.offer("nb", hosts={1: "Rindal"}, askable={}, themes={})

    form = AnswerForm([field(Kind.HOSTS)], alone, {})

    assert form.answers == ()


def test_versions_are_raised_after_saving() -> None:
    form = judged(field(Kind.TEXT), typed(f_x="ny"))

    form.raise_versions({"x": 4})

    assert form.answers[0].version == 4
