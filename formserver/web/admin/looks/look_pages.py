"""What municipalities look like on paper: a list, and for each its arms, name, address line and colour."""

import base64
from io import BytesIO

from flask import flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from formserver import municipalities
from formserver.documents.office import page_pictures
from formserver.documents.office.page_pictures import NoPicturesError
from formserver.domain.look import Arms, Look
from formserver.domain.media_types import WORD
from formserver.domain.refusals import NotFound, PictureRefused
from formserver.forms.looks import ACCEPT, LookForm
from formserver.municipalities import Municipality
from formserver.usecases.documents.make_document import DocumentNotMade
from formserver.usecases.templates import looks as use
from formserver.usecases.templates import preview_look
from formserver.web import guards, pages
from formserver.web.admin.door import door
from formserver.web.admin.templates import template_words

FILE = "arms"
UNCHOSEN = "0B5B6E"  # what the field for a colour shows before one is chosen
PAGES = 1  # of a preview: the head of the document stands on the first


@door.get("/looks")
def looks() -> ResponseReturnValue:
    """Show the municipalities that have a look, and find another."""
    find = request.args.get("find", "").strip()
    found = municipalities.by_name(find)
    if len(found) == 1:
        return redirect(url_for("admin.look", municipality=found[0].number), 303)
    kept = [(_municipality(one.municipality), one) for one in use.everyone(pages.tools())]
    return pages.render(
        "admin/looks.html",
        kept=sorted(kept, key=lambda one: one[0].name),
        find=find,
        found=found,
        everyone=municipalities.everyone(),
        picture=picture,
    )


@door.get("/looks/<municipality>")
def look(municipality: str) -> ResponseReturnValue:
    """Show one look and what can be changed."""
    found = use.get(pages.tools(), municipality)
    values = {
        "name": found.name,
        "address": found.address,
        "coloured": found.colour,
        "colour": found.colour or UNCHOSEN,
    }
    return _page(found, LookForm(language=pages.language(), values=values))


@door.post("/looks/<municipality>")
@guards.keeps_text
def change_look(municipality: str) -> ResponseReturnValue:
    """Store a look: the next documents show it."""
    found = use.get(pages.tools(), municipality)
    form = LookForm(request.form, language=pages.language())
    fine = form.validate()
    if guards.stale():
        return _page(found, form, told=pages.say("looks.stale")), 400
    sent = request.files.get(FILE)
    if not fine:
        return _page(found, form, refused=[pages.say("looks.arms_again")] if sent else []), 422
    new = Look(
        municipality=municipality,
        name=form.name.data,
        address=form.address.data,
        colour=form.colour.data if form.coloured.data else "",
    )
    try:
        use.change(
            pages.tools(),
            guards.actor(),
            new,
            arms=sent.read() if sent else None,
            keep_arms=not form.without_arms.data,
        )
    except PictureRefused as refusal:
        return _page(found, form, refused=[_refusal(refusal)]), 422
    flash(pages.say("looks.saved", name=_municipality(municipality).name))
    return redirect(url_for("admin.look", municipality=municipality), 303)


@door.get("/looks/<municipality>/preview")
def preview_look_page(municipality: str) -> ResponseReturnValue:
    """Show the first page of a made-up document with this look."""
    try:
        _, word = preview_look.preview_look(pages.tools(), municipality)
    except DocumentNotMade as fault:
        return _not_made(municipality, fault)
    sheets, told = [], ""
    try:
        sheets = [_data("image/png", page) for page in page_pictures.pages(word, most=PAGES).sheets]
    except NoPicturesError as fault:
        told = pages.say(f"looks.{fault.why}")
    host = _municipality(municipality)
    return pages.render("admin/look_preview.html", municipality=host, sheets=sheets, told=told)


@door.get("/looks/<municipality>/word")
def preview_look_file(municipality: str) -> ResponseReturnValue:
    """Give the made-up document as a Word file."""
    try:
        name, word = preview_look.preview_look(pages.tools(), municipality)
    except DocumentNotMade as fault:
        return _not_made(municipality, fault)
    return send_file(BytesIO(word), WORD, as_attachment=True, download_name=name)


@door.get("/looks/<municipality>/remove")
def ask_remove_look(municipality: str) -> ResponseReturnValue:
    """Ask before a look is taken away."""
    name = _municipality(municipality).name
    return pages.render(
        "base/confirm.html",
        title=pages.say("looks.remove_ask", name=name),
        lines=[pages.say("looks.remove_means")],
        yes=pages.say("looks.remove"),
        no=pages.say("button.cancel"),
        back=url_for("admin.look", municipality=municipality),
        danger=True,
    )


@door.post("/looks/<municipality>/remove")
def remove_look(municipality: str) -> ResponseReturnValue:
    """Take a look away."""
    use.remove(pages.tools(), guards.actor(), municipality)
    flash(pages.say("looks.removed", name=_municipality(municipality).name))
    return redirect(url_for("admin.looks"), 303)


def _not_made(municipality: str, fault: DocumentNotMade) -> ResponseReturnValue:
    flash(template_words.not_made("looks.not_made", fault), "warning")
    return redirect(url_for("admin.look", municipality=municipality), 303)


def picture(arms: Arms) -> str:
    """The arms as an address that holds them."""
    return _data(arms.media_type, arms.content)


def _data(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def _page(found: Look, form: LookForm, **told: object) -> str:
    limits = {"size": pages.size(use.MAX_BYTES), "dots": use.MAX_DOTS}
    return pages.render(
        "admin/look.html",
        look=found,
        municipality=_municipality(found.municipality),
        form=form,
        accept=ACCEPT,
        limits=limits,
        picture=picture,
        **told,
    )


def _refusal(refusal: PictureRefused) -> str:
    limit = int(str(refusal.facts["limit"]))
    return pages.say(f"looks.arms_{refusal.facts['why']}", size=pages.size(limit), dots=limit)


def _municipality(number: str) -> Municipality:
    """The municipality with this number. Raises NotFound."""
    found = municipalities.find(number)
    if found is None:
        raise NotFound(kind="municipality", id=number)
    return found
