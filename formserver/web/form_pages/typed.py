"""From a form as it stands to the fields on its pages, and from what was typed to what is saved."""

from collections.abc import Mapping
from typing import Any

from flask import request

from formserver.domain.dialog import Dialog
from formserver.forms import answers
from formserver.forms.answers import AnswerForm, Stored
from formserver.forms.build import Offer
from formserver.storage.answers import Saved
from formserver.usecases.forms.read_form import FormItem, FormPage
from formserver.usecases.forms.save_draft import TypedValue
from formserver.web import pages

SUBMISSION = "submission"  # hidden: the number of the submission that stood when the page was made


def once(page: FormPage, typed: Any = None) -> AnswerForm:
    """The once-fields of the form, as typed or as saved; ?row names people that shall have one more row."""
    offer = offered(page.dialog)
    known = {key: Stored(value=text) for key, text in page.known.items()}
    drafted = known | stored(page.draft.fields)
    return AnswerForm(page.form.fields, offer, drafted, typed, empty_row=request.args.get("row"))


def of_item(page: FormPage, item: FormItem, typed: Any = None) -> AnswerForm:
    """The fields of one item, as typed or as saved."""
    return AnswerForm(page.form.item_fields, offered(page.dialog), stored(item.fields), typed)


def offered(dialog: Dialog) -> Offer:
    """What can be chosen in this dialog."""
    return answers.offer(
        pages.language(),
        hosts={party.id: pages.words(party.name) for party in dialog.hosts},
        askable={party.id: pages.words(party.name) for party in dialog.askable},
        themes={theme.number: pages.words(theme.title) for theme in dialog.themes},
    )


def stored(fields: Mapping[str, Saved]) -> dict[str, Stored]:
    """A part of the draft as the fields want it."""
    return {key: Stored(value=one.value, version=one.version) for key, one in fields.items()}


def entries(page: FormPage, form: AnswerForm) -> dict[str, TypedValue]:
    """What can be saved of what was typed.

    What the page itself began with, and somebody else has filled in meanwhile, nobody typed.
    """
    typed = {key: one for key, one in form.values.items() if not _began_with(page, key, one)}
    return {key: TypedValue(value=one.value, version=one.version) for key, one in typed.items()}


def _began_with(page: FormPage, key: str, one: Stored) -> bool:
    return one == Stored(value=page.known.get(key)) and key in page.draft.fields


def submitted_meanwhile(page: FormPage) -> bool:
    """Whether somebody submitted the form after the page that was posted was made."""
    told = request.form.get(SUBMISSION)
    return told is not None and told != submission_number(page)


def submission_number(page: FormPage) -> str:
    """What the page notes of the submission that stands."""
    return str(page.submission.number) if page.submission else "0"
