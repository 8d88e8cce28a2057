"""What a form lacks before it can be submitted: the words, and the input where each is mended."""

from dataclasses import dataclass

from flask import request, url_for

from formserver.domain.completeness import Lack, Shortcoming
from formserver.domain.content import Content
from formserver.domain.process import Field, Kind
from formserver.forms.answers import PREFIX, AnswerForm
from formserver.usecases.forms import submit_form
from formserver.usecases.forms.read_form import FormPage
from formserver.usecases.forms.submit_form import Check
from formserver.web import pages
from formserver.web.form_pages.doors import OpenForm

_CHOSEN = (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.HOSTS)


@dataclass(frozen=True, kw_only=True)
class MissingAnswer:
    """One shortcoming: its words, the same in the summary and at the input, and where it is mended."""

    url: str
    line: str
    words: str
    item_id: int | None
    field: Field | None
    input_name: str


def in_words(here: OpenForm, check: Check) -> list[MissingAnswer]:
    """Every shortcoming as the error summary tells it."""
    return [_told(here, check.page, check.content, one) for one in check.lacks]


def show_at_fields(here: OpenForm, page: FormPage, form: AnswerForm, item_id: int | None) -> None:
    """Put what is lacking at the fields of this page, when the reader came from the list of it (?lacks)."""
    if "lacks" not in request.args:
        return
    for one in in_words(here, submit_form.check_page(pages.tools(), page)):
        if one.field and one.item_id == item_id:
            form.refuse(one.field.key, one.input_name, one.words)


def _told(here: OpenForm, page: FormPage, filled: Content, lack: Shortcoming) -> MissingAnswer:
    words = _words(here, lack)
    name = _input_name(page, filled, lack, lack.field) if lack.field else ""
    anchor = name + "-1" if lack.field and _is_group(lack) else name
    line, url = words, url_for(".overview", lacks=1, _anchor=anchor or "items")
    if lack.item_id is not None:
        line = pages.say("errors.item", item_number=page.item(lack.item_id).shown_number, error=words)
        url = url_for(".item", item_id=lack.item_id, lacks=1, _anchor=anchor)
    return MissingAnswer(
        url=url, line=line, words=words, item_id=lack.item_id, field=lack.field, input_name=name
    )


def _words(here: OpenForm, lack: Shortcoming) -> str:
    if lack.lack is Lack.VERDICT:
        return here.said("verdict_missing")
    label = pages.words(lack.field.label) if lack.field else ""
    return pages.say(f"error.{lack.lack}", field=label, name=lack.name)


def _input_name(page: FormPage, filled: Content, lack: Shortcoming, field: Field) -> str:
    name = PREFIX + field.key
    if field.kind is Kind.QUESTIONS:
        return f"{name}-{page.dialog.askable[0].id}" if page.dialog.askable else name
    if field.kind is Kind.PEOPLE:
        people = filled.values.get(field.key) or [{"name": lack.name}]
        row = next((row for row, one in enumerate(people) if one.get("name") == lack.name), 0)
        return f"{name}-{row}-{'attendance' if lack.lack is Lack.ATTENDANCE else 'name'}"
    return name


def _is_group(lack: Shortcoming) -> bool:
    return lack.lack is Lack.ATTENDANCE or bool(lack.field and lack.field.kind in _CHOSEN)
