"""One version of a Word template: what is wrong with it, how it looks, what it changes, and who uses it."""

import base64
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.documents.office import page_pictures
from formserver.documents.office.page_pictures import NoPicturesError
from formserver.domain.refusals import FailsOnDialogs, NotFound, TemplateFaulty
from formserver.storage.templates import TemplateVersion
from formserver.usecases.documents.make_document import DocumentNotMade
from formserver.usecases.templates import (
    check_template,
    compare_template,
    preview_template,
    read_templates,
    use_template,
)
from formserver.usecases.templates.preview_template import answered, can_show
from formserver.usecases.templates.read_templates import Follower, TemplatePage, Version
from formserver.web import guards, pages
from formserver.web.admin.door import door
from formserver.web.admin.templates import template_words
from formserver.web.admin.templates.template_words import Whose


@door.get("/templates/version/<int:version_id>")
def template_version(version_id: int) -> ResponseReturnValue:
    """Show a version, and what it changes against another one."""
    against = request.args.get("against", type=int)
    page, version = read_templates.version(pages.tools(), version_id)
    return pages.render(
        "admin/template_version.html",
        page=page,
        version=version,
        compared=compare_template.compare_template(pages.tools(), version_id, against),
        dialogs=_showable(page),
        words=template_words,
    )


@door.post("/templates/version/<int:version_id>/check")
def check_version(version_id: int) -> ResponseReturnValue:
    """Check a version that was not checked, or not against the questions in use."""
    check_template.check_template(pages.tools(), version_id)
    return _to_version(version_id)


@door.post("/templates/version/<int:version_id>/use")
def use_version(version_id: int) -> ResponseReturnValue:
    """Let new dialogs make their documents from this version."""
    anyway = "anyway" in request.form
    try:
        version = use_template.use_template(pages.tools(), guards.actor(), version_id, anyway=anyway)
    except FailsOnDialogs as refusal:
        return _ask_anyway(version_id, refusal), 422
    except TemplateFaulty:
        flash(pages.say("templates.faulty"), "warning")
        return _to_version(version_id)
    flash(pages.say("templates.used", number=version.number))
    address = url_for(
        "admin.template", process=version.process, document=version.document, language=version.language
    )
    return redirect(address, 303)


def _ask_anyway(version_id: int, refusal: FailsOnDialogs) -> str:
    """Tell on which dialogs a version fails; whoever knows better may use it all the same."""
    _, version = read_templates.version(pages.tools(), version_id)
    failures: Any = refusal.facts["failures"]
    return pages.render(
        "base/confirm.html",
        title=pages.say("templates.fails_title", number=version.version.number),
        lines=[*map(template_words.failure, failures), pages.say("templates.fails_means")],
        yes=pages.say("templates.use_anyway"),
        no=pages.say("button.cancel"),
        back=url_for("admin.template_version", version_id=version_id),
        fields=[("anyway", "1")],
        danger=True,
    )


@door.get("/templates/version/<int:version_id>/preview")
def preview_version(version_id: int) -> ResponseReturnValue:
    """Show the pages of a document made from this version, beside one made from the version in use."""
    whose = template_words.whose(request.args.get("dialog", ""))
    page, version = read_templates.version(pages.tools(), version_id)
    in_use = page.shelf.in_use
    beside = [] if in_use == version.version else [(in_use, pages.say("templates.column_in_use"))]
    return _preview_page(page, version, beside, whose, told="")


@door.get("/templates/version/<int:version_id>/dialog/<int:dialog_id>")
def move_preview(version_id: int, dialog_id: int) -> ResponseReturnValue:
    """Show one dialog's document made from this version, beside that of its own; ask to move the dialog."""
    page, version = read_templates.version(pages.tools(), version_id)
    running = next((one for one in page.running if one.dialog.id == dialog_id), None)
    if running is None:
        raise NotFound
    shows = can_show(running.dialog, page.shelf.document)
    told = "" if shows else pages.say("templates.nothing_to_show")
    beside = [(running.version, pages.say("templates.column_of_dialog"))]
    whose = (dialog_id, request.args.get("party", type=int)) if shows else (None, None)
    return _preview_page(page, version, beside, whose, told=told, move=running)


@door.post("/templates/version/<int:version_id>/dialog/<int:dialog_id>")
def move_dialog(version_id: int, dialog_id: int) -> ResponseReturnValue:
    """Let one dialog that runs make its documents from this version."""
    try:
        version = use_template.move_dialog(pages.tools(), guards.actor(), version_id, dialog_id)
    except TemplateFaulty:
        flash(pages.say("templates.faulty_for_dialog"), "warning")
        return redirect(url_for("admin.move_preview", version_id=version_id, dialog_id=dialog_id), 303)
    flash(pages.say("templates.moved", number=version.number))
    return _to_version(version_id)


def _preview_page(
    page: TemplatePage,
    version: Version,
    beside: Sequence[tuple[TemplateVersion, str]],
    whose: Whose,
    *,
    told: str,
    move: Follower | None = None,
) -> str:
    columns = [_column(one, label, whose) for one, label in [(version.version, ""), *beside]]
    return pages.render(
        "admin/template_preview.html",
        page=page,
        version=version,
        whose=whose,
        parties=answered(move.dialog, page.shelf.document) if move else (),
        dialogs=_showable(page),
        columns=columns,
        told=told,
        move=move,
        words=template_words,
    )


class _Column(NamedTuple):
    """The pages of one version; `sheets` are pictures, else `why` says why there are none.

    `more` says whether the document has other pages than these, `fails` whether it could not be made.
    """

    version: TemplateVersion
    label: str
    sheets: Sequence[str] = ()
    more: bool = False
    why: str = ""
    fails: bool = False


def _column(version: TemplateVersion, label: str, whose: Whose) -> _Column:
    try:
        _, word = preview_template.preview_template(pages.tools(), version.id, *whose)
        drawn = page_pictures.pages(word)
    except DocumentNotMade as fault:
        return _Column(version, label, why=template_words.not_made("templates.not_made", fault), fails=True)
    except NoPicturesError as fault:
        return _Column(version, label, why=pages.say(f"templates.{fault.why}"))
    return _Column(version, label, [_address(one) for one in drawn.sheets], drawn.more)


def _address(picture: bytes) -> str:
    """An address that holds the picture itself."""
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def _showable(page: TemplatePage) -> list[tuple[str, str]]:
    """The dialogs, and parties in them, that have what the document shows; those that are over last."""
    kind = page.shelf.document
    return [
        choice
        for one in (*page.running, *page.over)
        if can_show(one.dialog, kind)
        for choice in template_words.choices(one, answered(one.dialog, kind))
    ]


def _to_version(version_id: int) -> ResponseReturnValue:
    return redirect(url_for("admin.template_version", version_id=version_id), 303)
