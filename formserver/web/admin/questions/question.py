"""One question: what is asked and how, in every language, with its answers to choose from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask import flash, request
from flask.typing import ResponseReturnValue

from formserver.domain import questions as rules
from formserver.domain.process import Field, Form, Kind
from formserver.domain.questions import QuestionGroup
from formserver.domain.refusals import DraftChanged, NotFound, QuestionNeeded
from formserver.forms import questions as asking
from formserver.forms.questions import ChoiceRows, QuestionForm
from formserver.usecases.questions import change_questions, read_questions
from formserver.usecases.questions.read_questions import Questions
from formserver.web import guards, pages
from formserver.web.admin.door import door
from formserver.web.admin.questions import question_list as lists
from formserver.web.admin.questions import question_words

ROWS = 3  # empty ones that a new question begins with


@dataclass(frozen=True, kw_only=True)
class QuestionPage:
    """The page of one question: what stands in the draft (`field`, None for a new one), and what is typed."""

    found: Questions
    form: Form
    group: QuestionGroup
    field: Field | None
    asked: QuestionForm
    choices: ChoiceRows

    @property
    def need(self) -> str:
        """Why the question must stay and be of its kind; "" when it need not."""
        return question_words.need(rules.need(self.form, self.group, self.field.key if self.field else ""))

    @property
    def fewest(self) -> int:
        """How many answers to choose from there must be."""
        kind = self.asked.chosen
        return asking.FEWEST.get(kind, 0) if kind else 0

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Every fault as (id of the field, words), in the order of the page."""
        return self.asked.faults + (self.choices.faults if self.asked.has_choices else [])


@door.get("/questions/<process>/form/<form_key>/new/<group>")
def new_question(process: str, form_key: str, group: str) -> ResponseReturnValue:
    """Ask for a new question."""
    return _show(_sheet(process, form_key, group, None, None))


@door.post("/questions/<process>/form/<form_key>/new/<group>")
@guards.keeps_text
def add_question(process: str, form_key: str, group: str) -> ResponseReturnValue:
    """Add a question at the end of its list, or show the page again as its buttons say."""
    return _take(process, form_key, group, None)


@door.get("/questions/<process>/form/<form_key>/<group>/<question>")
def question(process: str, form_key: str, group: str, question: str) -> ResponseReturnValue:
    """Show one question, to be changed."""
    return _show(_sheet(process, form_key, group, question, None))


@door.post("/questions/<process>/form/<form_key>/<group>/<question>")
@guards.keeps_text
def change_question(process: str, form_key: str, group: str, question: str) -> ResponseReturnValue:
    """Save the question, or show the page again as its buttons say."""
    return _take(process, form_key, group, question)


def _sheet(process: str, form_key: str, group: str, key: str | None, typed: object) -> QuestionPage:
    where = lists.place(process, form_key, group)
    found = read_questions.read(pages.tools(), process)
    form = found.form(form_key)
    field = next((one for one in rules.listed(form, where.group) if one.key == key), None)
    if key is not None and field is None and typed is None:
        raise NotFound
    values = asking.values(field) if field else {"kind": Kind.LONG_TEXT, "max_length": Field.max_length}
    kinds = _kinds(form, where.group, field)
    asked = QuestionForm(typed, language=pages.language(), kinds=kinds, values=values)
    empty = ROWS if asked.has_choices else 0
    choices = ChoiceRows(typed, pages.language(), field.choices if field else (), empty)
    return QuestionPage(found=found, form=form, group=where.group, field=field, asked=asked, choices=choices)


def _kinds(form: Form, group: rules.QuestionGroup, field: Field | None) -> tuple[Kind, ...]:
    """What the question may be; one that the product needs stays what it is."""
    if field and rules.need(form, group, field.key):
        return (field.kind,)
    return rules.kinds(group, field)


def _take(process: str, form_key: str, group: str, key: str | None) -> ResponseReturnValue:
    sheet = _sheet(process, form_key, group, key, request.form)
    if guards.stale():
        return _show(sheet, told=pages.say("failed.session")), 400
    if change := _BUTTONS.get(request.form.get("action", "").partition(":")[0]):
        change(sheet.choices, request.form["action"])
        return _show(sheet)
    if not _is_fine(sheet):
        return _show(sheet), 422
    return _save(sheet, lists.place(process, form_key, group), key)


def _is_fine(sheet: QuestionPage) -> bool:
    fine = sheet.asked.validate()
    if not sheet.asked.has_choices:
        return fine
    fine = sheet.choices.validate() and fine
    while len(sheet.choices.rows) < sheet.fewest:
        sheet.choices.add()
    if len(sheet.choices.choices) < sheet.fewest and not sheet.choices.faults:
        told = pages.count("error.choices_few", sheet.fewest)
        first = next(row for row in sheet.choices.rows if row.is_left_out)
        first.nb.errors = [told]
    return fine and not sheet.choices.faults


def _save(sheet: QuestionPage, where: change_questions.Where, key: str | None) -> ResponseReturnValue:
    told = asking.asked(sheet.asked, sheet.choices, sheet.field)
    save: Callable[[], str | None]
    save = partial(change_questions.add_question, pages.tools(), guards.actor(), where, told)
    if key is not None:
        save = partial(change_questions.change_question, pages.tools(), guards.actor(), where, key, told)
    try:
        made = save() or key
    except DraftChanged as refusal:
        return _show(sheet, told=question_words.changed_meanwhile(refusal), meanwhile=True), 409
    except QuestionNeeded as refusal:
        lists.tell(refusal)
        return lists.to_form(where.process, where.form)
    flash(pages.say("questions.saved"))
    return lists.to_form(where.process, where.form, f"{where.group.name.lower()}-{made}")


def _show(sheet: QuestionPage, *, told: str = "", meanwhile: bool = False) -> str:
    seen = sheet.found.mark if meanwhile else request.form.get("mark", sheet.found.mark)
    return pages.render(
        "admin/question.html",
        sheet=sheet,
        mark=seen,
        told=told,
        meanwhile=meanwhile,
        words=question_words,
        group=sheet.group.name.lower(),
    )


def _add(choices: ChoiceRows, action: str) -> None:
    del action
    choices.add()


def _move(choices: ChoiceRows, action: str) -> None:
    choices.move(action)


def _drop(choices: ChoiceRows, action: str) -> None:
    choices.drop(action.partition(":")[2])


def _nothing(choices: ChoiceRows, action: str) -> None:
    """The page as it is typed, with the fields of the kind that is picked."""


_BUTTONS: dict[str, Callable[[ChoiceRows, str], None]] = {
    "add": _add,
    "up": _move,
    "down": _move,
    "drop": _drop,
    "kind": _nothing,
}
