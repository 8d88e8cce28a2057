"""The files of Word templates: a version as it is, with its faults as comments, filled in; and the names."""

import re
from io import BytesIO
from itertools import groupby

from flask import flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from formserver.documents.name_list.name_rows import NameRow
from formserver.domain.media_types import WORD
from formserver.storage.templates import TemplatePlace
from formserver.usecases.documents.make_document import DocumentNotMade
from formserver.usecases.templates import annotate_template, list_names, preview_template, read_templates
from formserver.usecases.templates.annotate_template import NotAnnotated
from formserver.web import pages
from formserver.web.admin.door import door
from formserver.web.admin.templates import template_words


@door.get("/templates/version/<int:version_id>/file")
def template_file(version_id: int) -> ResponseReturnValue:
    """Give a version as it was uploaded."""
    return _word(*annotate_template.template_file(pages.tools(), version_id))


@door.get("/templates/version/<int:version_id>/annotated")
def annotated_file(version_id: int) -> ResponseReturnValue:
    """Give a version with a Word comment at each fault."""
    try:
        found = annotate_template.annotate_template(pages.tools(), version_id, pages.language())
    except NotAnnotated:
        flash(pages.say("templates.not_annotated"), "warning")
        return redirect(url_for("admin.template_version", version_id=version_id), 303)
    return _word(*found)


@door.get("/templates/version/<int:version_id>/word")
def preview_file(version_id: int) -> ResponseReturnValue:
    """Give a document made from this version, with sample answers or those of a dialog."""
    whose = template_words.whose(request.args.get("dialog", ""))
    try:
        name, word = preview_template.preview_template(pages.tools(), version_id, *whose)
    except DocumentNotMade as fault:
        flash(template_words.not_made("templates.not_made", fault), "warning")
        return redirect(url_for("admin.template_version", version_id=version_id), 303)
    return _word(name, word)


@door.get("/templates/<process>/<document>/<language>/names")
def template_names(process: str, document: str, language: str) -> ResponseReturnValue:
    """Show the names that a template may use."""
    place = TemplatePlace(process=process, document=document, language=language)
    page = read_templates.page(pages.tools(), place)
    rows = list_names.list_names(pages.tools(), place, pages.language())
    groups = [(group[0].group, group) for _, found in groupby(rows, key=_begins) if (group := list(found))]
    return pages.render("admin/template_names.html", page=page, groups=groups, words=template_words)


@door.get("/templates/<process>/<document>/<language>/names/word")
def template_names_file(process: str, document: str, language: str) -> ResponseReturnValue:
    """Give the names as a Word file to copy from."""
    place = TemplatePlace(process=process, document=document, language=language)
    return _word(*list_names.word_file(pages.tools(), place))


def _begins(row: NameRow) -> str:
    """What all names of one group begin with."""
    return re.split(r"[.\[]", row.name, maxsplit=1)[0]


def _word(name: str, content: bytes) -> ResponseReturnValue:
    return send_file(BytesIO(content), WORD, as_attachment=True, download_name=name)
