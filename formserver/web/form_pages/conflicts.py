"""Two texts in one field: both are shown, and the writer says what shall stand."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.content import Value
from formserver.domain.refusals import StaleAnswer
from formserver.forms.answers import AnswerForm, Stored
from formserver.usecases.forms import read_form, save_draft
from formserver.usecases.forms.read_form import TwoTexts
from formserver.usecases.forms.save_draft import TypedValue
from formserver.web import answer_texts, guards, pages
from formserver.web.form_pages import typed
from formserver.web.form_pages.doors import OpenForm, desk

MINE, THEIRS, JOINED = "mine", "theirs", "joined"


def two_texts(conflict_id: int) -> str:
    """Show the two texts, and the one that both began from."""
    here = desk()
    two = read_form.two_texts(pages.tools(), here.writer, here.form.key, conflict_id, here.dialog)
    return _show(here, two, _joined(here, two))


@guards.keeps_text
def settle(conflict_id: int) -> ResponseReturnValue:
    """Store what shall stand; when it was changed again meanwhile, show both once more."""
    here = desk()
    two = read_form.two_texts(pages.tools(), here.writer, here.form.key, conflict_id, here.dialog)
    form = _joined(here, two, request.form)
    fine = form.judge()
    choice = request.form.get("choice", "")
    if guards.stale():
        return _show(here, two, form, choice=choice, told=pages.say("failed.session")), 400
    if choice not in {MINE, THEIRS, JOINED} or (choice == JOINED and not fine):
        return _show(here, two, form, choice=choice, failed=True), 422
    entry = TypedValue(value=_chosen(two, form, choice), version=_version(form))
    try:
        save_draft.settle_conflict(pages.tools(), here.writer, here.form.key, conflict_id, entry)
    except StaleAnswer:
        two = read_form.two_texts(pages.tools(), here.writer, here.form.key, conflict_id)
        again = pages.say("two.again", time=pages.clock(two.theirs.at))
        return _show(here, two, form, choice=choice, told=again), 409
    return redirect(_back(two), 303)


def _show(here: OpenForm, two: TwoTexts, form: AnswerForm, **told: object) -> str:
    form.raise_versions({two.field.key: two.theirs.version})
    texts = {
        "theirs": answer_texts.text(here.dialog, two.field, two.theirs.value),
        "mine": answer_texts.text(here.dialog, two.field, two.conflict.mine),
        "before": answer_texts.text(here.dialog, two.field, two.before),
    }
    return pages.render(
        "form/two_texts.html", desk=here, two=two, form=form, texts=texts, back=_back(two), **told
    )


def _joined(here: OpenForm, two: TwoTexts, came: object = None) -> AnswerForm:
    """The field for a third text, which starts as mine."""
    stored = {two.field.key: Stored(value=two.conflict.mine, version=two.theirs.version)}
    return AnswerForm([two.field], typed.offered(here.dialog), stored, came)


def _chosen(two: TwoTexts, form: AnswerForm, choice: str) -> Value:
    by_choice = {MINE: two.conflict.mine, THEIRS: two.theirs.value}
    return by_choice[choice] if choice in by_choice else form.values[two.field.key].value


def _version(form: AnswerForm) -> int:
    return form.answers[0].version


def _back(two: TwoTexts) -> str:
    if two.item:
        return url_for(".item", item_id=two.item.id)
    return url_for(".overview")
