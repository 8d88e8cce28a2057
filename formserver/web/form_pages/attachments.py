"""The attachments of a form: files, web addresses, and what is announced to come through another channel."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from formserver.domain.refusals import FileRefused, NotFound
from formserver.forms import uploads
from formserver.forms.attachments import AttachmentForm
from formserver.usecases.forms import attach
from formserver.usecases.forms.read_form import FormPage
from formserver.web import answer_texts, guards, pages
from formserver.web.form_pages.doors import OpenForm, desk

FILES = "files"


def attachments() -> ResponseReturnValue:
    """Show the attachments, and the ways to add one."""
    here = desk()
    page = _with_attachments(here.read())
    if not page.state.open:
        return redirect(url_for(".read"), 303)
    return _show(here, page, AttachmentForm(language=pages.language()))


@guards.keeps_text
def add_attachments() -> ResponseReturnValue:
    """Add everything that came and can be taken; tell what cannot."""
    here = desk()
    page = _with_attachments(here.read())
    form = AttachmentForm(request.form, language=pages.language())
    fine = form.validate()
    if guards.stale():
        return _show(here, page, form, told=pages.say("failed.session")), 400
    if not fine:
        return _show(here, page, form), 422
    refused = [
        words for file in request.files.getlist(FILES) if file.filename and (words := _take(here, form, file))
    ]
    _take_typed(here, form)
    if refused:
        page = _with_attachments(here.read_again())
        return _show(here, page, AttachmentForm(language=pages.language()), refused=refused), 422
    flash(pages.say("attachment.added"))
    return redirect(url_for(".attachments", _anchor="main"), 303)


def remove_attachment(attachment_id: int) -> ResponseReturnValue:
    """Take an attachment off."""
    here = desk()
    attach.remove_attachment(pages.tools(), here.writer, here.form.key, attachment_id)
    flash(pages.say("attachment.removed"))
    return redirect(url_for(".attachments"), 303)


def _take(here: OpenForm, form: AttachmentForm, file: FileStorage) -> str | None:
    """Enclose one file; gives the words when it cannot be taken."""
    content = file.read()
    try:
        name = uploads.checked_name(file.filename or "", content)
        attach.attach_file(pages.tools(), here.writer, here.form.key, name, content, form.file_title.data)
    except FileRefused as refusal:
        return _refusal_words(refusal)
    return None


def _take_typed(here: OpenForm, form: AttachmentForm) -> None:
    if form.address.data:
        title = form.address_title.data
        attach.attach_address(pages.tools(), here.writer, here.form.key, title, form.address.data)
    if form.announced.data:
        attach.announce(pages.tools(), here.writer, here.form.key, form.announced.data)


def _refusal_words(refusal: FileRefused) -> str:
    facts = refusal.facts
    size, limit = int(str(facts.get("size", 0))), int(str(facts.get("limit", 0)))
    return pages.say(
        f"error.file_{facts['why']}",
        file=facts["file"],
        types=pages.say("attachment.types"),
        size=pages.size(size),
        max=limit if facts["why"] == "count" else pages.size(limit),
    )


def _with_attachments(page: FormPage) -> FormPage:
    """The form when it may have any. Raises NotFound."""
    if not page.form.attachments:
        raise NotFound
    return page


def _show(here: OpenForm, page: FormPage, form: AttachmentForm, **told: object) -> str:
    settings = pages.tools().settings
    limits = {"max": pages.size(settings.upload_limit_bytes), "n": settings.upload_count}
    return pages.render(
        "form/attachments.html",
        desk=here,
        page=page,
        form=form,
        accept=uploads.ACCEPT,
        limits=limits,
        describe=answer_texts.attachment,
        **told,
    )
