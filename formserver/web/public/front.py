"""The pages that anybody may open."""

from flask import Response, g, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from formserver import i18n
from formserver.domain.words import Words
from formserver.usecases.service import check_health
from formserver.web import guards, pages

OWNERS = ("service_", "privacy_", "accessibility_")
GUIDES = ("organiser", "answering")

door = guards.guarded("public", __name__, guards.anybody)


@door.get("/")
def front() -> str:
    """What the service is, and where to go."""
    return pages.render("public/front.html")


@door.get("/privacy")
def privacy() -> str:
    """What is stored of whom, why and for how long, as far as the installation has said it."""
    return _plain("privacy")


@door.get("/accessibility")
def accessibility() -> str:
    """How far the pages can be used by everybody, and whom to tell."""
    return _plain("accessibility")


@door.get("/help/<any(organiser, answering):name>")
def guide(name: str) -> str:
    """How to do what one came for, told to those who organise or to those who answer.

    The page is open to all, so its address tells the language of a reader who came from pages of their own.
    """
    g.own_language = request.args.get("reader")
    found = i18n.guides.read(name, pages.language(), _in_the_product)
    html = Markup(found.html)  # noqa: S704 - made from a file of ours, with all HTML in it escaped
    return pages.render("public/guide.html", title=pages.say(f"help.{name}"), guide=found, html=html)


@door.get("/health")
def health() -> ResponseReturnValue:
    """For a supervisor: whether the database answers, and whether every dialog can be read.

    One that cannot is no reason to restart the service or turn people away, so the status says nothing of it.
    How many letters wait stays inside: one more of them would tell that an address is known here.
    """
    found = check_health.check_health(pages.tools())
    return jsonify(database="ok", definitions="unreadable" if found.unreadable_definitions else "ok")


@door.get("/robots.txt")
def robots() -> Response:
    """No page of ours belongs in a search engine."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")


def _in_the_product(address: str) -> str:
    """The address of another guide, which a guide names as the file beside it; any other stays."""
    name = address.partition(".md")[0]
    if name not in GUIDES:
        return address
    return url_for("public.guide", name=name, reader=request.args.get("reader"))


def _plain(name: str) -> str:
    page = i18n.pages.read(name, pages.language(), _told_by_the_owner())
    return pages.render("base/page.html", page=page)


def _told_by_the_owner() -> dict[str, str]:
    """The settings that these pages name."""
    settings = pages.tools().settings
    return {
        name: pages.words(value) if isinstance(value, Words) else str(value)
        for name, value in vars(settings).items()
        if name.startswith(OWNERS)
    }
