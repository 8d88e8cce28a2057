"""The pages that anybody may open."""

from flask import Response, jsonify
from flask.typing import ResponseReturnValue

from formserver import i18n
from formserver.domain.words import Words
from formserver.usecases.service import check_health
from formserver.web import guards, pages

OWNERS = ("service_", "privacy_", "accessibility_")

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


@door.get("/health")
def health() -> ResponseReturnValue:
    """For a supervisor: whether the database answers.

    How many letters wait stays inside: one more of them would tell that an address is known here.
    """
    check_health.check_health(pages.tools())
    return jsonify(database="ok")


@door.get("/robots.txt")
def robots() -> Response:
    """No page of ours belongs in a search engine."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")


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
