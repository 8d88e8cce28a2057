"""One item of the form on a page of its own: written, answered, moved on from, taken out."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain import asking, progress
from formserver.domain.content import Value
from formserver.domain.process import Field, Kind
from formserver.domain.refusals import NotFound
from formserver.forms.answers import AnswerForm
from formserver.usecases.forms import change_items
from formserver.usecases.forms.read_form import FormItem, FormPage
from formserver.web import answer_texts, guards, pages
from formserver.web.form_pages import missing_answers, saving, typed
from formserver.web.form_pages.doors import OpenForm, desk
from formserver.web.form_pages.saving import NOTHING, PageMessages, Posted


def item(item_id: int) -> ResponseReturnValue:
    """Show an item with its fields."""
    here = desk()
    page = here.read()
    one = page.item(item_id)
    if not page.state.open:
        return redirect(url_for(".read", _anchor=f"item-{item_id}"), 303)
    form = typed.of_item(page, one)
    missing_answers.show_at_fields(here, page, form, item_id)
    return _show(here, page, one, form)


@guards.keeps_text
def save_item(item_id: int) -> ResponseReturnValue:
    """Save the fields of an item, then go where the pressed button says."""
    here = desk()
    page = here.read()
    one = page.item(item_id)
    form = typed.of_item(page, one, request.form)
    posted = Posted(
        desk=here,
        page=page,
        form=form,
        item_id=item_id,
        show=lambda told: _show(here, page, one, form, told),
        go=lambda action: _go(page, one, action),
    )
    return saving.take(posted)


def ask_remove(item_id: int) -> str:
    """Ask before an item with text is taken out."""
    here = desk()
    page = here.read()
    one = _own(page, item_id)
    number = one.shown_number
    told = [one.title] if one.title else []
    if _has_answers(page, item_id):
        told.append(pages.say("correct.remove_answered", item_number=number))
    return pages.render(
        "base/confirm.html",
        title=pages.say("item.remove_ask", item_number=number),
        lines=told,
        yes=pages.say("button.yes_remove"),
        no=pages.say("button.cancel"),
        back=url_for(".overview", _anchor=f"item-{item_id}"),
        over=pages.words(page.dialog.title),
        danger=True,
    )


def remove(item_id: int) -> ResponseReturnValue:
    """Take the item out."""
    here = desk()
    theme = _own(here.read(), item_id).theme
    change_items.remove_item(pages.tools(), here.writer, here.form.key, item_id)
    return redirect(url_for(".overview", _anchor=f"theme-{theme}"), 303)


def _show(
    here: OpenForm, page: FormPage, one: FormItem, form: AnswerForm, told: PageMessages = NOTHING
) -> str:
    before, after = neighbours(page, one)
    return pages.render(
        "form/item.html",
        desk=here,
        page=page,
        item=one,
        form=form,
        before=before,
        after=after,
        asked=_asked(page, one),
        changes=_changes(page, one),
        theme=next((theme for theme in page.dialog.themes if theme.number == one.theme), None),
        submission=typed.submission_number(page),
        saved=saving.last_saved(page.draft),
        told=told,
    )


def _go(page: FormPage, one: FormItem, action: str) -> ResponseReturnValue:
    after = neighbours(page, one)[1]
    if action == "next" and after:
        return redirect(url_for(".item", item_id=after.id), 303)
    if action in {"next", "overview"}:
        return redirect(url_for(".overview", _anchor=f"item-{one.id}"), 303)
    if action == "silent":
        return redirect(url_for(".ask_silent", item_id=one.id), 303)
    return redirect(url_for(".item", item_id=one.id, _anchor="saved"), 303)


def neighbours(page: FormPage, one: FormItem) -> tuple[FormItem | None, FormItem | None]:
    """The items before and after, in the order of the overview: of an answering form those asked first."""
    ordered = in_order(page)
    place = next(index for index, other in enumerate(ordered) if other.id == one.id)
    return (ordered[place - 1] if place else None), (ordered[place + 1] if place + 1 < len(ordered) else None)


def in_order(page: FormPage) -> list[FormItem]:
    """The items as the overview lists them."""
    if page.form.answers:
        return sorted(page.items, key=lambda one: (one.removed, not one.is_asked))
    themes = [theme.number for theme in page.dialog.themes]
    return sorted(page.items, key=lambda one: themes.index(one.theme) if one.theme in themes else len(themes))


def _asked(page: FormPage, one: FormItem) -> list[answer_texts.Row]:
    """What is asked, without its title and without what is asked of others; of fields that are filled in."""
    if one.asked is None or page.asked is None:
        return []
    form = page.asked.form
    fields = [
        field
        for field in form.item_fields
        if field.kind is not Kind.QUESTIONS and field.key != form.item_title
    ]
    return answer_texts.filled(answer_texts.rows(page.dialog, fields, one.asked))


def _changes(page: FormPage, one: FormItem) -> list[tuple[str, str, str]]:
    """What was corrected, as label, text before and text now."""
    return [
        (
            pages.words(change.field.label),
            _text(page, change.field, change.old),
            _text(page, change.field, change.new),
        )
        for change in one.changes
    ]


def _text(page: FormPage, field: Field, value: Value) -> str:
    if field.kind is Kind.QUESTIONS:
        return str(value)  # the party's own question, already picked out
    return answer_texts.text(page.dialog, field, value)


def _own(page: FormPage, item_id: int) -> FormItem:
    if page.form.answers:
        raise NotFound
    return page.item(item_id)


def _has_answers(page: FormPage, item_id: int) -> bool:
    """Whether a party that this item asks has submitted an answer."""
    was = page.submitted.item(item_id) if page.submitted else None
    if was is None:
        return False
    return any(
        asking.question(was, page.form, party.id) and progress.answer_of(page.dialog, party.id)
        for party in page.dialog.askable
    )
