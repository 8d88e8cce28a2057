"""The Word templates: which are in use, the versions of one, and a new one uploaded."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.documents.check import finding_words
from formserver.documents.word.findings import Finding
from formserver.domain.refusals import FileRefused
from formserver.forms.templates import UploadForm
from formserver.storage.templates import TemplatePlace
from formserver.usecases.templates import open_in_word, read_templates, upload_template
from formserver.web import guards, pages
from formserver.web.admin.door import door
from formserver.web.admin.templates import template_words

FILE = "file"


@door.get("/templates")
def templates() -> ResponseReturnValue:
    """Show every document with the version in use of its Word template in each language."""
    shelves = read_templates.shelves(pages.tools())
    processes: dict[str, dict[str, list[read_templates.TemplateOverview]]] = {}
    for shelf in shelves:
        documents = processes.setdefault(shelf.process.key, {})
        documents.setdefault(shelf.place.document, []).append(shelf)
    return pages.render("admin/templates.html", processes=processes, words=template_words)


@door.get("/templates/<process>/<document>/<language>")
def template(process: str, document: str, language: str) -> ResponseReturnValue:
    """Show one Word template: what it is for, its versions, and who makes documents from which."""
    form = UploadForm(language=pages.language())
    return _page(TemplatePlace(process=process, document=document, language=language), form)


@door.post("/templates/<process>/<document>/<language>")
@guards.keeps_text
def upload(process: str, document: str, language: str) -> ResponseReturnValue:
    """Take a new version in and check it; nothing uses it yet."""
    place = TemplatePlace(process=process, document=document, language=language)
    form = UploadForm(request.form, language=pages.language())
    if not form.validate() or guards.stale():
        return _page(place, form), 422
    sent = request.files.get(FILE)
    try:
        content = sent.read() if sent else b""
        version = upload_template.upload_template(
            pages.tools(), guards.actor(), place, content, form.note.data
        )
    except FileRefused as refusal:
        return _page(place, form, refused=[_refusal(refusal)]), 422
    _, shown = read_templates.version(pages.tools(), version.id)
    if (
        shown.state != read_templates.VersionState.FAULTY
    ):  # then the page itself says that it was uploaded, and why not
        flash(pages.say("templates.uploaded", number=version.number))
    return redirect(url_for("admin.template_version", version_id=version.id), 303)


def _page(place: TemplatePlace, form: UploadForm, **told: object) -> str:
    shown = read_templates.page(pages.tools(), place)
    copies = open_in_word.open_copies(pages.tools(), place)
    return pages.render(
        "admin/template.html", page=shown, copies=copies, form=form, words=template_words, **told
    )


def _refusal(refusal: FileRefused) -> str:
    if refusal.facts["why"] == "empty":
        return pages.say("templates.no_file")
    if isinstance(finding := refusal.facts.get("finding"), Finding):
        return finding_words.sentence(finding, pages.language())
    size, limit = (int(str(refusal.facts[name])) for name in ("size", "limit"))
    return pages.say("templates.too_big", size=pages.size(size), max=pages.size(limit))
