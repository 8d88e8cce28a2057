"""The forms of every process with their questions, in the order they are asked: moved, and taken out."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain import questions as rules
from formserver.domain.questions import QuestionGroup
from formserver.domain.refusals import DraftChanged, NotFound, QuestionNeeded
from formserver.usecases.questions import change_questions, question_uses, read_questions
from formserver.usecases.questions.change_questions import Where
from formserver.web import guards, pages
from formserver.web.admin.door import door
from formserver.web.admin.questions import question_words

GROUPS = {group.name.lower(): group for group in QuestionGroup}
STEPS = {"up": -1, "down": 1}


@door.get("/questions")
def questions() -> ResponseReturnValue:
    """Show every form of every process, and the drafts."""
    found = read_questions.every(pages.tools())
    return pages.render("admin/questions.html", processes=found, words=question_words)


@door.get("/questions/<process>/form/<form_key>")
def form_questions(process: str, form_key: str) -> ResponseReturnValue:
    """Show the questions of one form as they are drafted."""
    found = read_questions.read(pages.tools(), process)
    form = found.form(form_key)
    groups = [
        (group, listed)
        for group in QuestionGroup
        if (listed := rules.listed(form, group)) or (group is QuestionGroup.ONCE and not form.item_fields)
    ]
    return pages.render(
        "admin/form_questions.html",
        found=found,
        form=form,
        groups=groups,
        words=question_words,
        rules=rules,
    )


@door.post("/questions/<process>/form/<form_key>/<group>/<question>/move")
def move_question(process: str, form_key: str, group: str, question: str) -> ResponseReturnValue:
    """Move a question up or down in its list."""
    by = STEPS.get(request.form.get("action", ""), 0)
    where = place(process, form_key, group)
    try:
        change_questions.move_question(pages.tools(), guards.actor(), where, question, by)
    except DraftChanged as refusal:
        tell(refusal)
    return to_form(process, form_key, f"{group}-{question}")


@door.get("/questions/<process>/form/<form_key>/<group>/<question>/remove")
def ask_remove_question(process: str, form_key: str, group: str, question: str) -> ResponseReturnValue:
    """Ask before a question is taken out, and name the Word templates that use it."""
    where = place(process, form_key, group)
    found = read_questions.read(pages.tools(), process)
    form = found.form(form_key)
    field = next((one for one in rules.listed(form, where.group) if one.key == question), None)
    if field is None:
        raise NotFound
    if why := rules.need(form, where.group, question):
        flash(question_words.need(why), "warning")
        return to_form(process, form_key)
    uses = question_uses.templates_asking(pages.tools(), where, question)
    return pages.render(
        "admin/remove_question.html",
        found=found,
        form=form,
        field=field,
        uses=uses,
        words=question_words,
        back=url_for("admin.form_questions", process=process, form_key=form_key),
    )


@door.post("/questions/<process>/form/<form_key>/<group>/<question>/remove")
def remove_question(process: str, form_key: str, group: str, question: str) -> ResponseReturnValue:
    """Take a question out of the draft."""
    where = place(process, form_key, group)
    try:
        change_questions.remove_question(pages.tools(), guards.actor(), where, question)
        flash(pages.say("questions.removed"))
    except (DraftChanged, QuestionNeeded) as refusal:
        tell(refusal)
    return to_form(process, form_key)


@door.post("/questions/<process>/form/<form_key>/<group>/<question>/back")
def put_back_question(process: str, form_key: str, group: str, question: str) -> ResponseReturnValue:
    """Put a question that was taken out back into the draft."""
    where = place(process, form_key, group)
    try:
        change_questions.put_back_question(pages.tools(), guards.actor(), where, question)
        flash(pages.say("questions.put_back_done"))
    except DraftChanged as refusal:
        tell(refusal)
    return redirect(url_for("admin.review_draft", process=process), 303)


def place(process: str, form_key: str, group: str) -> Where:
    """The list of questions that an address names, as the page that was sent saw it. Raises NotFound."""
    if group not in GROUPS:
        raise NotFound
    return Where(process=process, form=form_key, group=GROUPS[group], mark=request.form.get("mark", ""))


def to_form(process: str, form_key: str, anchor: str | None = None) -> ResponseReturnValue:
    """Back to the list of questions."""
    address = url_for("admin.form_questions", process=process, form_key=form_key, _anchor=anchor)
    return redirect(address, 303)


def tell(refusal: DraftChanged | QuestionNeeded) -> None:
    """Say on the next page why nothing was done."""
    if isinstance(refusal, DraftChanged):
        flash(question_words.changed_look(refusal), "warning")
    else:
        flash(question_words.need(rules.Need(str(refusal.facts["need"]))), "warning")
