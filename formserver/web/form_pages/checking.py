"""Before and after submitting: check what is written, submit it, and the receipt."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.refusals import NotFound
from formserver.usecases.forms import discard_correction, submit_form
from formserver.usecases.forms.submit_form import Check
from formserver.usecases.mail import letter_names
from formserver.web import answer_texts, pages
from formserver.web.form_pages import item, missing_answers
from formserver.web.form_pages.doors import OpenForm, desk


def check() -> ResponseReturnValue:
    """Show everything that others will read, what it lacks, and what submitting does."""
    here = desk()
    checked = submit_form.check(pages.tools(), here.writer, here.form.key, here.dialog)
    if not checked.page.state.open:
        return redirect(url_for(".read"), 303)
    return pages.render(
        "form/check.html",
        desk=here,
        check=checked,
        page=checked.page,
        lacks=missing_answers.in_words(here, checked),
        changes=_changes(here, checked),
        items=item.in_order(checked.page),
        answered=sum(one.is_asked and one.done for one in checked.page.items),
        lines=answer_texts,
    )


def submit() -> ResponseReturnValue:
    """Submit; what is lacking leads back to the page that tells it."""
    here = desk()
    checked = submit_form.check(pages.tools(), here.writer, here.form.key, here.dialog)
    if checked.lacks or not checked.changed:
        return redirect(url_for(".check"), 303)
    submit_form.submit_form(pages.tools(), here.writer, here.form.key)
    return redirect(url_for(".receipt"), 303)


def receipt() -> str:
    """What was submitted when and by whom, and what happens next. The address keeps working."""
    here = desk()
    page = here.read()
    if page.submission is None:
        raise NotFound
    return pages.render("form/receipt.html", desk=here, page=page, submission=page.submission)


def ask_discard() -> str:
    """Ask before a correction is thrown away."""
    here = desk()
    return pages.render(
        "base/confirm.html",
        title=pages.say("correct.discard_ask"),
        lines=[pages.say("correct.discard_means")],
        yes=pages.say("correct.discard"),
        no=pages.say("button.cancel"),
        back=url_for(".overview"),
        over=pages.words(here.dialog.title),
        danger=True,
    )


def discard() -> ResponseReturnValue:
    """Take the draft back to what was submitted."""
    here = desk()
    discard_correction.discard_correction(pages.tools(), here.writer, here.form.key)
    return redirect(url_for(".read"), 303)


def _changes(here: OpenForm, checked: Check) -> list[str]:
    return letter_names.of_changes(checked.changes, here.form, pages.language())
