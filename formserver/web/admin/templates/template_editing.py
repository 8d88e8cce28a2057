"""A version of a Word template opened for editing where it lies, in Word or LibreOffice, and closed again."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.forms.templates import UploadForm
from formserver.usecases.templates import open_in_word, read_templates
from formserver.web import guards, pages
from formserver.web.admin.door import door
from formserver.web.admin.templates import template_words

PROGRAMS = {"word": "ms-word:ofe|u|", "libreoffice": "vnd.libreoffice.command:ofe|u|"}  # open for editing


@door.get("/templates/version/<int:version_id>/edit")
def edit_version(version_id: int) -> ResponseReturnValue:
    """Ask what will be changed."""
    return _asked(version_id, UploadForm(language=pages.language()))


@door.post("/templates/version/<int:version_id>/edit")
@guards.keeps_text
def open_version(version_id: int) -> ResponseReturnValue:
    """Open a working copy; its address is shown this once, and kept nowhere."""
    form = UploadForm(request.form, language=pages.language())
    if not form.validate() or guards.stale():
        return _asked(version_id, form), 422
    opened = open_in_word.open_in_word(pages.tools(), guards.actor(), version_id, form.note.data)
    page, _ = read_templates.version(pages.tools(), version_id)
    links = {program: scheme + opened.address for program, scheme in PROGRAMS.items()}
    return pages.render(
        "admin/template_opened.html", page=page, opened=opened, links=links, words=template_words
    )


@door.post("/templates/editing/<int:editing_id>/close")
def close_editing(editing_id: int) -> ResponseReturnValue:
    """Let the address of a working copy open nothing any more."""
    version = open_in_word.close(pages.tools(), guards.actor(), editing_id)
    flash(pages.say("editing.closed"))
    address = url_for(
        "admin.template", process=version.process, document=version.document, language=version.language
    )
    return redirect(address, 303)


def _asked(version_id: int, form: UploadForm) -> str:
    page, version = read_templates.version(pages.tools(), version_id)
    return pages.render(
        "admin/template_edit.html", page=page, version=version.version, form=form, words=template_words
    )
