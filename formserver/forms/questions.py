"""A question as administrators write it, in every language, with its answers to choose from as rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from formserver import i18n
from formserver.domain import questions
from formserver.domain.process import Choice, Field, Kind
from formserver.domain.words import LANGUAGES, Words
from formserver.forms import planning_lists
from formserver.forms.faults import FaultError
from formserver.forms.planning_fields import LineField, Paragraph, Pick, PlanForm, Tick, TypedField
from formserver.forms.planning_lists import MovableRows, NumberedRow

LABEL = 300
HELP = 600
MOST_CHARACTERS = 20_000
FEWEST = {Kind.CHOICE: 2, Kind.CHOICES: 2, Kind.PEOPLE: 1}  # answers to choose from
MOST_CHOICES = 50

Offered = tuple[
    str, Sequence[tuple[str, ...]]
]  # what is asked, and (value, words, explanation) of each choice


class Number(TypedField):
    """A whole number of at least 1, with or without spaces between its digits."""

    def meant(self, text: str) -> int:
        """The number."""
        digits = "".join(text.split())
        if not (digits.isascii() and digits.isdigit() and 1 <= int(digits[:9]) <= MOST_CHARACTERS):
            raise FaultError("number_between", least=1, most=MOST_CHARACTERS)
        return int(digits)


class QuestionForm(PlanForm):
    """What is asked and how; the explanation in every language or in none."""

    label_nb = LineField("language.nb", longest=LABEL)
    label_nn = LineField("language.nn", longest=LABEL)
    label_en = LineField("language.en", longest=LABEL)
    help_nb = Paragraph("language.nb", longest=HELP, required=False)
    help_nn = Paragraph("language.nn", longest=HELP, required=False)
    help_en = Paragraph("language.en", longest=HELP, required=False)
    kind = Pick("questions.kind")
    max_length = Number("questions.max_length", required=False)
    needed = Tick("questions.needed")

    def __init__(self, typed: Any = None, *, language: str, kinds: Iterable[Kind], **options: Any) -> None:
        super().__init__(typed, language=language, **options)
        self.kind.choices = [(kind, i18n.say(language, f"questions.kind_{kind}")) for kind in kinds]
        for name in LANGUAGES:
            for part in ("label", "help"):
                what = i18n.say(language, f"questions.{part}")
                self[f"{part}_{name}"].label.text = f"{what}, {self[f'{part}_{name}'].label.text}"
        self.max_length.required = self.has_length

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all of it can be kept."""
        helps: tuple[TypedField, ...] = (self.help_nb, self.help_nn, self.help_en)
        explained = any(one.typed.strip() for one in helps)
        for one in helps:
            one.required = explained
        return super().validate(extra_validators)

    @property
    def chosen(self) -> Kind | None:
        """The kind that is picked, or None when it is none that was offered."""
        offered = {str(value) for value, _ in self.kind.choices}
        return Kind(self.kind.data) if self.kind.data in offered else None

    @property
    def has_length(self) -> bool:
        """Whether what is asked for is a text of some length."""
        return self.chosen in questions.TEXTUAL

    @property
    def has_choices(self) -> bool:
        """Whether there are answers to choose from."""
        return self.chosen in questions.CHOSEN

    def words(self, part: str) -> Words:
        """What was typed in every language, of the label or the help."""
        typed = {language: self[f"{part}_{language}"].data for language in LANGUAGES}
        return Words({language: text for language, text in typed.items() if text})


class NoteForm(PlanForm):
    """What a new version changes, for the list of versions."""

    note = LineField("questions.note", required=False)


class MendsForm(PlanForm):
    """Which version of each Word template comes into use along with a version of the questions."""

    @classmethod
    def of(cls, offers: Mapping[str, Offered], typed: Any = None, *, language: str) -> "MendsForm":
        """A form that asks for one version of each; `offers` are what is asked and the choices, by name."""
        fields = {name: Pick("questions.lost_choose") for name in offers}
        form: MendsForm = type("MendsForm", (cls,), fields)(typed, language=language)
        for field in form:
            field.label.text, field.choices = offers[field.name]  # type: ignore[attr-defined]  # each is a Pick
        return form

    @property
    def chosen(self) -> set[int]:
        """The numbers of the versions; once it is valid."""
        return {int(field.data) for field in self}


class ChoiceRow(NumberedRow):
    """One answer to choose. `was` is the answer as it stands in the draft, or None for a new one."""

    nb = LineField("language.nb", longest=LABEL)
    nn = LineField("language.nn", longest=LABEL)
    en = LineField("language.en", longest=LABEL)

    def __init__(self, number: int, was: Choice | None, **options: Any) -> None:
        self.number = number
        self.was = was
        super().__init__(prefix=f"choice-{number}-", **options)
        self.call(number)

    def call(self, place: int) -> None:
        """Let the row and its fields be called by its place in the list, from 1."""
        row = i18n.say(self.language, "questions.choice", n=place)
        for name in LANGUAGES:
            self[name].label.text = f"{row}, {i18n.say(self.language, f'language.{name}')}"

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it can be kept; a new row may be left empty."""
        for one in self._texts:
            one.required = not self.is_left_out
        return super().validate(extra_validators)

    @property
    def _texts(self) -> tuple[TypedField, ...]:
        return self.nb, self.nn, self.en

    @property
    def is_left_out(self) -> bool:
        """Whether nothing is written in a new row."""
        return self.was is None and not any(one.typed.strip() for one in self._texts)

    @property
    def choice(self) -> Choice:
        """The answer that a valid row tells, without a key when it is new."""
        label = Words({language: self[language].data for language in LANGUAGES})
        key, silent = (self.was.key, self.was.silent) if self.was else ("", False)
        return Choice(key=key, label=label, silent=silent)


class ChoiceRows(MovableRows[ChoiceRow]):
    """The answers of a question, as typed or as they stand; where there are none, this many empty rows."""

    def __init__(self, typed: Any, language: str, choices: Sequence[Choice], empty: int = 0) -> None:
        known = {choice.key: choice for choice in choices}
        numbers = planning_lists.order(typed.getlist("row")) if typed else [*range(1, len(choices) + 1)]
        rows = []
        for number in numbers[:MOST_CHOICES]:
            was = _was(typed, number, choices, known)
            values = {name: was.label.to(name) for name in LANGUAGES} if was else {}
            rows.append(ChoiceRow(number, was, typed=typed, language=language, values=values))
        super().__init__(rows)
        self._language = language
        for _ in range(0 if self.rows else empty):
            self.add()

    def move(self, action: str) -> int | None:
        """Move a row as its button says."""
        place = super().move(action)
        self._call()
        return place

    def _call(self) -> None:
        for place, row in enumerate(self.rows, 1):
            row.call(place)

    def add(self) -> None:
        """One more empty row."""
        number = max((row.number for row in self.rows), default=0) + 1
        self.rows.append(ChoiceRow(number, None, language=self._language))
        self._call()

    def drop(self, number: str) -> None:
        """Take a row out, unless the product cannot do without its answer."""
        self.rows = [
            row
            for row in self.rows
            if str(row.number) != number or (row.was and questions.need_of_choice(row.was))
        ]
        self._call()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The answers that valid rows tell."""
        return tuple(row.choice for row in self.rows if not row.is_left_out)


def _was(typed: Any, number: int, choices: Sequence[Choice], known: Mapping[str, Choice]) -> Choice | None:
    """The answer that a row stands for: named by its key when the page was sent, else by its place."""
    if typed:
        return known.get(typed.get(f"choice-{number}-key", ""))
    return choices[number - 1]


def values(field: Field) -> dict[str, Any]:
    """A question as the values that its form is first shown with."""
    told: dict[str, Any] = {"kind": field.kind, "max_length": field.max_length, "needed": field.required}
    for language in LANGUAGES:
        told[f"label_{language}"] = field.label.by_language.get(language, "")
        told[f"help_{language}"] = field.help.by_language.get(language, "") if field.help else ""
    return told


def asked(form: QuestionForm, choices: ChoiceRows, before: Field | None) -> Field:
    """The question that a valid form tells. What its kind has no use for is left as it was."""
    kind = Kind(form.kind.data)
    length = form.max_length.data or (before.max_length if before else Field.max_length)
    return Field(
        key=before.key if before else "",
        kind=kind,
        label=form.words("label"),
        help=form.words("help") or None,
        max_length=length,
        required=form.needed.data,
        choices=choices.choices if kind in questions.CHOSEN else (),
        known=before.known if before else "",
    )
