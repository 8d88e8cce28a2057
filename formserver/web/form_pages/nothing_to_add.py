"""«Nothing to add now», in two clicks: to one item, or to everything that is asked, which also submits."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from formserver.domain import content
from formserver.domain.refusals import NotFound
from formserver.usecases.forms import say_nothing
from formserver.usecases.forms.read_form import FormItem, FormPage
from formserver.web import pages
from formserver.web.form_pages import item
from formserver.web.form_pages.doors import OpenForm, desk


def ask_silent(item_id: int) -> str:
    """Ask whether there is nothing to add to one item."""
    here = _desk()
    page = here.read()
    one = page.item(item_id)
    told = [here.said("none_means"), *_lost(here, [one]), *_regret(page)]
    title = here.said("none_ask_one", item_number=one.shown_number)
    return _ask(here, title, told, yes=here.said("none_yes_one"), back=url_for(".item", item_id=item_id))


def be_silent(item_id: int) -> ResponseReturnValue:
    """Note that there is nothing to add to the item, and go on to the next."""
    here = _desk()
    page = here.read()
    one = page.item(item_id)
    say_nothing.to_item(pages.tools(), here.writer, here.form.key, item_id)
    flash(here.said("none_done_one", item_number=one.shown_number))
    after = item.neighbours(page, one)[1]
    return redirect(url_for(".item", item_id=after.id) if after else url_for(".overview"), 303)


def take_back(item_id: int) -> ResponseReturnValue:
    """Open the item for an answer after all."""
    here = _desk()
    say_nothing.take_back(pages.tools(), here.writer, here.form.key, item_id)
    return redirect(url_for(".item", item_id=item_id), 303)


def ask_silent_to_all() -> str:
    """Ask whether there is nothing to add to anything that is asked."""
    here = _desk()
    page = here.read()
    told = [
        here.said("none_means"),
        *_lost(here, [one for one in page.items if one.is_asked]),
        *_regret(page),
    ]
    told.append(here.said("none_people"))
    return _ask(
        here, here.said("none_ask_all"), told, yes=here.said("none_yes_all"), back=url_for(".overview")
    )


def be_silent_to_all() -> ResponseReturnValue:
    """Note that there is nothing to add to anything, and submit."""
    here = _desk()
    say_nothing.to_all(pages.tools(), here.writer, here.form.key)
    flash(here.said("none_done_all"))
    return redirect(url_for(".receipt"), 303)


def _desk() -> OpenForm:
    """The desk of a form that has such an answer. Raises NotFound."""
    here = desk()
    verdict = here.form.verdict_field
    if verdict is None or verdict.silent_choice is None:
        raise NotFound
    return here


def _ask(here: OpenForm, title: str, told: list[str], *, yes: str, back: str) -> str:
    return pages.render(
        "base/confirm.html",
        title=title,
        lines=told,
        yes=yes,
        no=here.said("none_no"),
        back=back,
        over=pages.words(here.dialog.title),
    )


def _lost(here: OpenForm, items: list[FormItem]) -> list[str]:
    """That what is written will not be submitted, where anything is written."""
    verdict = here.form.verdict
    written = any(
        not content.is_empty(saved.value)
        for one in items
        for key, saved in one.fields.items()
        if key != verdict
    )
    return [here.said("none_has_text")] if written else []


def _regret(page: FormPage) -> list[str]:
    if page.until is None:
        return []
    return [pages.say("check.can_correct", correct_until=pages.moment(page.until))]
