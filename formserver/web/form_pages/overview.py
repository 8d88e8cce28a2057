"""The form as a whole: what is said once, and the list of items under their themes."""

from collections.abc import Callable, Mapping

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from formserver.domain import content
from formserver.forms.answers import PREFIX, AnswerForm
from formserver.usecases.forms import change_items
from formserver.usecases.forms.read_form import FormPage
from formserver.web import answer_texts, deadline_words, guards, pages
from formserver.web.form_pages import missing_answers, reading, saving, typed
from formserver.web.form_pages.doors import OpenForm, desk
from formserver.web.form_pages.saving import NOTHING, PageMessages, Posted

WARN_DAYS = 3


def overview() -> ResponseReturnValue:
    """Show the form, or what was submitted when it can no longer be changed."""
    here = desk()
    page = here.read()
    if not page.state.open:
        return redirect(url_for(".read"), 303)
    form = typed.once(page)
    missing_answers.show_at_fields(here, page, form, None)
    return _show(here, page, form)


@guards.keeps_text
def save_overview() -> ResponseReturnValue:
    """Save the once-fields, then do what the pressed button says."""
    here = desk()
    page = here.read()
    form = typed.once(page, _without_removed_row(request.form))
    posted = Posted(
        desk=here,
        page=page,
        form=form,
        item_id=None,
        show=lambda told: _show(here, page, form, told),
        go=lambda action: _go(here, action),
    )
    return saving.take(posted)


def _show(here: OpenForm, page: FormPage, form: AnswerForm, told: PageMessages = NOTHING) -> str:
    return pages.render(
        "form/overview.html",
        desk=here,
        page=page,
        form=form,
        submission=typed.submission_number(page),
        saved=saving.last_saved(page.draft),
        days_left=deadline_words.days_left(page.deadline),
        overdue=pages.tools().clock() > page.deadline.at,
        moved=deadline_words.moved_because(page.deadline),
        reopened=reading.reopened_words(page),
        lines=answer_texts,
        told=told,
    )


def _go(here: OpenForm, action: str) -> ResponseReturnValue:
    verb, _, what = action.partition(":")
    if verb not in _AFTER_SAVING:
        return redirect(url_for(".overview", _anchor="saved"), 303)
    return redirect(_AFTER_SAVING[verb](here, what), 303)


def _review(here: OpenForm, what: str) -> str:  # noqa: ARG001 - all are called alike
    return url_for(".check")


def _attachments(here: OpenForm, what: str) -> str:  # noqa: ARG001
    return url_for(".attachments")


def _silent_to_all(here: OpenForm, what: str) -> str:  # noqa: ARG001
    return url_for(".ask_silent_to_all")


def _open_item(here: OpenForm, what: str) -> str:  # noqa: ARG001
    return url_for(".item", item_id=_number(what))


def _add_item(here: OpenForm, what: str) -> str:
    made = change_items.add_item(pages.tools(), here.writer, here.form.key, _number(what))
    return url_for(".item", item_id=made)


def _up(here: OpenForm, what: str) -> str:
    return _moved(here, what, -1)


def _down(here: OpenForm, what: str) -> str:
    return _moved(here, what, 1)


def _moved(here: OpenForm, what: str, by: int) -> str:
    change_items.move_item(pages.tools(), here.writer, here.form.key, _number(what), by)
    return url_for(".overview", _anchor=f"item-{_number(what)}")


def _remove_item(here: OpenForm, what: str) -> str:
    item = here.read_again().item(_number(what))
    if any(not content.is_empty(saved.value) for saved in item.fields.values()):
        return url_for(".ask_remove", item_id=item.id)
    change_items.remove_item(pages.tools(), here.writer, here.form.key, item.id)
    return url_for(".overview", _anchor=f"theme-{item.theme}")


def _add_row(here: OpenForm, what: str) -> str:
    people = here.read_again().draft.fields.get(what)
    row = len(people.value or ()) if people else 0
    return url_for(".overview", row=what, _anchor=f"{PREFIX}{what}-{row}-name")


def _remove_row(here: OpenForm, what: str) -> str:  # noqa: ARG001 - the row was left out when the form was read
    return url_for(".overview", _anchor=PREFIX + what.partition(":")[0])


_AFTER_SAVING: Mapping[str, Callable[[OpenForm, str], str]] = {
    "review": _review,
    "attachments": _attachments,
    "silent": _silent_to_all,
    "item": _open_item,
    "add-item": _add_item,
    "up": _up,
    "down": _down,
    "remove": _remove_item,
    "add-row": _add_row,
    "remove-row": _remove_row,
}


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        abort(400)
    return int(text)


def _without_removed_row(form: MultiDict[str, str]) -> MultiDict[str, str]:
    verb, _, what = form.get("action", "").partition(":")
    if verb != "remove-row":
        return form
    key, _, row = what.partition(":")
    gone = f"{PREFIX}{key}-{_number(row)}-"
    return MultiDict([(name, text) for name, text in form.items(multi=True) if not name.startswith(gone)])
