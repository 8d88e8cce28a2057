"""One POST of a page of the form: what can be saved is saved, what cannot is told, and nothing typed is lost.

With scripts the page posts by itself and is answered in JSON; the words are the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import jsonify, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.deadlines import OSLO
from formserver.domain.refusals import FormLocked
from formserver.forms.answers import PREFIX, AnswerForm
from formserver.storage.answers import Conflict, Draft
from formserver.usecases.forms import read_form, save_draft
from formserver.usecases.forms.read_form import FormPage
from formserver.usecases.forms.save_draft import SaveOutcome
from formserver.web import errors, guards, pages
from formserver.web.form_pages import doors, typed
from formserver.web.form_pages.doors import OpenForm

TOO_OLD = 400
TAKEN = 409
FAULTY = 422


@dataclass(frozen=True, kw_only=True)
class PageMessages:
    """What a page says after a POST: over its errors, and where it says that it is saved, or not."""

    title: str = ""
    saved: str = ""
    failed: bool = False


NOTHING = PageMessages()


@dataclass(frozen=True, kw_only=True)
class Posted:
    """What came: the form as it stands, the fields as typed, for which item (None: the once-fields).

    `show` renders the page again; `go` says where to, once all is saved.
    """

    desk: OpenForm
    page: FormPage
    form: AnswerForm
    item_id: int | None
    show: Callable[[PageMessages], str]
    go: Callable[[str], ResponseReturnValue]


def take(posted: Posted) -> ResponseReturnValue:
    """Save what came and answer. Raises as `save_draft.save_draft`."""
    posted.form.judge()
    if guards.stale():
        return _refused(posted, "session", pages.say("failed.session"), TOO_OLD)
    if typed.submitted_meanwhile(posted.page):
        return _refused(posted, "submitted", submitted_words(posted.page), TAKEN)
    outcome = save_draft.save_draft(
        pages.tools(),
        posted.desk.writer,
        posted.desk.form.key,
        posted.item_id,
        typed.entries(posted.page, posted.form),
    )
    if errors.by_script():
        return jsonify(_as_json(posted, outcome))
    posted.form.raise_versions(outcome.versions)
    if posted.form.faulty:
        title = pages.count("errors.save", posted.form.faulty)
        return make_response(posted.show(PageMessages(title=title, saved=saved_words(outcome))), FAULTY)
    if outcome.conflicts:
        return redirect(url_for(".two_texts", conflict_id=outcome.conflicts[0].id), 303)
    return posted.go(request.form.get("action", "save"))


def saved_words(outcome: SaveOutcome) -> str:
    """When it was saved just now."""
    return pages.say("saved.by", time=pages.clock(outcome.at), name=outcome.by)


def last_saved(draft: Draft) -> str:
    """When and by whom the draft was last saved, with the day when it was not today."""
    if draft.saved_at is None:
        return pages.say("saved.never")
    names = {"time": pages.clock(draft.saved_at), "name": draft.saved_by}
    saved_on, today = (one.astimezone(OSLO).date() for one in (draft.saved_at, pages.tools().clock()))
    if saved_on == today:
        return pages.say("saved.by", **names)
    return pages.say("saved.earlier", date=pages.day_short(saved_on), **names)


def submitted_words(page: FormPage) -> str:
    """That somebody else submitted meanwhile."""
    latest = page.submission
    return pages.say("failed.submitted", name=latest.by, time=pages.clock(latest.at)) if latest else ""


def _refused(posted: Posted, state: str, words: str, status: int) -> ResponseReturnValue:
    if errors.by_script():
        return jsonify(state=state, message=words), status
    if state == "submitted":
        return locked_page(posted.desk, posted.page, words), status
    return make_response(posted.show(PageMessages(saved=words, failed=True)), status)


def locked_page(desk: OpenForm, page: FormPage, words: str) -> str:
    """The page of a form that was submitted or closed meanwhile, with what was typed below it."""
    return pages.render("form/locked.html", desk=desk, page=page, told=words, typed=errors.typed_text())


def locked(_: FormLocked) -> ResponseReturnValue:
    """A form that was submitted or closed between opening the page and saving it."""
    here = doors.desk()
    page = here.read_again()
    words = submitted_words(page) or pages.say("failed.link")
    if errors.by_script():
        return jsonify(state="submitted", message=words), TAKEN
    return locked_page(here, page, words), TAKEN


def _as_json(posted: Posted, outcome: SaveOutcome) -> dict[str, object]:
    form, collided = posted.form, {conflict.field for conflict in outcome.conflicts}
    state, words = "saved", saved_words(outcome)
    if form.faulty:
        state, words = "invalid", pages.count("errors.save", form.faulty)
    elif outcome.conflicts:
        state, words = "conflict", _conflict_words(posted, outcome.conflicts[0])
    return {
        "state": state,
        "message": words,
        # The page keeps the version it began from where two texts met, so that neither is overwritten later.
        "versions": {PREFIX + key: number for key, number in outcome.versions.items() if key not in collided},
        "errors": {
            one.name: str(text) for answer in form.answers for one in answer.inputs for text in one.errors
        },
    }


def _conflict_words(posted: Posted, conflict: Conflict) -> str:
    two = read_form.two_texts(pages.tools(), posted.desk.writer, posted.desk.form.key, conflict.id)
    return pages.say("failed.field", name=two.theirs.by)
