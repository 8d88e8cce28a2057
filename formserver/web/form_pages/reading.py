"""What was submitted, as plain text: the version that stands, earlier ones, and everything on paper."""

from io import BytesIO

from flask import redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from formserver.domain import progress
from formserver.usecases.forms import attach, read_form
from formserver.usecases.forms.read_form import FormPage
from formserver.web import answer_texts, guards, pages
from formserver.web.form_pages.doors import desk


def read() -> ResponseReturnValue:
    """Show the submission that stands, and whether it can still be corrected."""
    here = desk()
    page = here.read()
    if page.submission is None or page.submitted is None:
        if page.state.open:
            return redirect(url_for(".overview"), 303)
        return pages.render("form/waiting.html", desk=here, page=page)
    names = {"desk": here, "page": page, "submission": page.submission, "content": page.submitted}
    return pages.render("form/read.html", lines=answer_texts, reopened=reopened_words(page), **names)


def version(number: int) -> str:
    """Show an earlier version."""
    here = desk()
    page, submission, content = read_form.read_version(
        pages.tools(), here.writer, here.form.key, number, here.dialog
    )
    names = {"desk": here, "page": page, "submission": submission, "content": content}
    return pages.render("form/read.html", lines=answer_texts, reopened=reopened_words(page), **names)


def reopened_words(page: FormPage) -> str:
    """Until when and why the form is open again, when it is."""
    again = progress.reopening(page.sheet, pages.tools().clock()) if page.sheet else None
    latest = page.submission
    if again is None or latest is None or again.at < latest.at:
        return ""
    return pages.say("reopen.banner", deadline_when=pages.moment(again.until), reason=again.reason)


def on_paper() -> str:
    """Everything that is written, submitted or not, for the printer."""
    here = desk()
    page = here.read()
    standing = progress.public_standing(page.dialog, here.party)
    names = {"desk": here, "page": page, "content": page.draft.content(), "standing": standing}
    return pages.render("form/print.html", lines=answer_texts, **names)


def attachment(attachment_id: int) -> ResponseReturnValue:
    """Hand out an enclosed file, always to be saved and never shown by the browser as a page of ours."""
    reader = guards.reader()
    found, octets = attach.read_attachment(pages.tools(), reader, attachment_id)
    return send_file(
        BytesIO(octets),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=found.file_name,
    )
