"""From a draft to the questions in use, and back to those of an earlier version; each is reviewed first."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.refusals import DraftChanged, NotFound, NotPublishable
from formserver.forms.questions import MendsForm, NoteForm
from formserver.storage.process_versions import ProcessVersion
from formserver.usecases.questions import (
    change_questions,
    publish_questions,
    read_questions,
    review_questions,
)
from formserver.usecases.questions.review_questions import Review
from formserver.web import guards, pages
from formserver.web.admin.door import door
from formserver.web.admin.questions import question_words


@door.get("/questions/<process>/publish")
def review_draft(process: str) -> ResponseReturnValue:
    """Show what the draft changes, and what hinders that it is used."""
    if read_questions.read(pages.tools(), process).draft is None:
        return _to_list()
    review = review_questions.draft(pages.tools(), process)
    return _show(review, _mends(review), NoteForm(language=pages.language()))


@door.post("/questions/<process>/publish")
@guards.keeps_text
def publish_draft(process: str) -> ResponseReturnValue:
    """Take the draft into use for new dialogs."""
    form = NoteForm(request.form, language=pages.language())
    if read_questions.read(pages.tools(), process).draft is None:
        return _to_list()
    review = review_questions.draft(pages.tools(), process)
    mends = _mends(review, typed=True)
    if guards.stale():
        flash(pages.say("failed.session"), "warning")
    elif all((mends.validate(), form.validate())) and (version := _published(process, form, mends)):
        flash(pages.say("questions.used", number=version.number))
        return _to_list()
    return _show(review, mends, form), 422


def _mends(review: Review, *, typed: bool = False) -> MendsForm:
    """What is asked about Word templates that would ask in vain."""
    offers = question_words.offers(review)
    return MendsForm.of(offers, request.form if typed else None, language=pages.language())


def _published(process: str, form: NoteForm, mends: MendsForm) -> ProcessVersion | None:
    """The version that was made; None where something hinders it, which the page then tells."""
    mark = request.form.get("mark", "")
    try:
        return publish_questions.publish_draft(
            pages.tools(), guards.actor(), process, mark, form.note.data, mends.chosen
        )
    except DraftChanged as refusal:
        flash(question_words.changed_look(refusal), "warning")
    except NotPublishable:
        flash(pages.say("questions.not_used"), "warning")
    return None


@door.get("/questions/<process>/discard")
def ask_discard_draft(process: str) -> ResponseReturnValue:
    """Ask before a draft is forgotten."""
    found = read_questions.read(pages.tools(), process)
    return pages.render(
        "base/confirm.html",
        title=pages.say("questions.discard_ask"),
        lines=[question_words.draft(found), pages.say("questions.discard_means")],
        yes=pages.say("questions.discard"),
        no=pages.say("button.cancel"),
        back=url_for("admin.questions"),
        fields=[("mark", found.mark)],
        over=pages.words(found.used.name),
        danger=True,
    )


@door.post("/questions/<process>/discard")
def discard_draft(process: str) -> ResponseReturnValue:
    """Forget the draft."""
    try:
        change_questions.discard_draft(pages.tools(), process, request.form.get("mark", ""))
        flash(pages.say("questions.discarded"))
    except DraftChanged as refusal:
        flash(question_words.changed_look(refusal), "warning")
    return _to_list()


@door.get("/questions/<process>/versions")
def question_versions(process: str) -> ResponseReturnValue:
    """Show every version, the last one first."""
    return pages.render(
        "admin/question_versions.html",
        found=read_questions.read(pages.tools(), process),
        steps=review_questions.history(pages.tools(), process),
        words=question_words,
    )


@door.get("/questions/<process>/version/<int:number>")
def review_version(process: str, number: int) -> ResponseReturnValue:
    """Show what would change if the questions of an earlier version were used again."""
    version = _version(process, number)
    review = review_questions.earlier(pages.tools(), version.id)
    return _show(review, _mends(review), None, version)


@door.post("/questions/<process>/version/<int:number>")
def use_questions(process: str, number: int) -> ResponseReturnValue:
    """Use the questions of an earlier version for new dialogs again."""
    version = _version(process, number)
    review = review_questions.earlier(pages.tools(), version.id)
    mends = _mends(review, typed=True)
    if not mends.validate():
        return _show(review, mends, None, version), 422
    note, mark = pages.say("questions.back_to", number=version.number), request.form.get("mark", "")
    try:
        publish_questions.use_earlier(pages.tools(), guards.actor(), version.id, mark, note, mends.chosen)
    except (DraftChanged, NotPublishable) as refusal:
        key = "questions.not_seen" if isinstance(refusal, DraftChanged) else "questions.not_used"
        flash(pages.say(key), "warning")
        return redirect(url_for("admin.review_version", process=process, number=number), 303)
    flash(pages.say("questions.back_note", number=version.number))
    return redirect(url_for("admin.question_versions", process=process), 303)


def _version(process: str, number: int) -> ProcessVersion:
    """The version, which is one of this process. Raises NotFound."""
    for step in review_questions.history(pages.tools(), process):
        if step.version.number == number:
            return step.version
    raise NotFound


def _show(
    review: Review, mends: MendsForm, form: NoteForm | None, version: ProcessVersion | None = None
) -> str:
    return pages.render(
        "admin/review_questions.html",
        review=review,
        mends=mends,
        form=form,
        version=version,
        words=question_words,
    )


def _to_list() -> ResponseReturnValue:
    return redirect(url_for("admin.questions"), 303)
