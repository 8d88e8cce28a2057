"""What stands around every page: the service's name, the languages, the menu and who is signed in."""

from dataclasses import dataclass

from flask import current_app, g, request, url_for

from formserver import i18n
from formserver.web import pages

MENU = (
    ("nav.dialogs", "organiser.dialogs"),
    ("nav.outbox", "organiser.outbox"),
    ("nav.users", "admin.users"),
)
HOME = "organiser.dialogs"
ADMINISTRATORS_ONLY = "admin."


@dataclass(frozen=True, kw_only=True)
class Service:
    """The installation as its pages name it."""

    name: str
    owner: str
    email: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The ways out of a page. `menu` is (words, address, whether we are there) for those who are signed in.

    `demo` has inbox_url, clock_url and now where the service is a demonstration.
    """

    front_url: str
    privacy_url: str
    accessibility_url: str
    languages: tuple[tuple[str, str, str], ...]
    menu: tuple[tuple[str, str, bool], ...]
    account: str | None
    sign_out_url: str | None
    demo: object | None = None


def names() -> dict[str, object]:
    """The names that the layout needs, for every page."""
    settings = pages.tools().settings
    service = Service(
        name=settings.service_name,
        owner=settings.service_owner,
        email=settings.service_email,
        phone=settings.service_phone,
    )
    return {"language": pages.language(), "service": service, "frame": _frame(), "now": pages.tools().clock()}


def _frame() -> Frame:
    account = g.get("account")
    demo = current_app.extensions.get("formserver_demo")
    return Frame(
        front_url=url_for("public.front"),
        privacy_url=url_for("public.privacy"),
        accessibility_url=url_for("public.accessibility"),
        languages=tuple((code, i18n.say(code, "language.name"), _here_in(code)) for code in i18n.languages()),
        menu=_menu(administrator=account.administrator) if account else (),
        account=(account.name or account.email) if account else None,
        sign_out_url=url_for("sign_in.sign_out") if account else None,
        demo=demo() if demo else None,
    )


def _here_in(code: str) -> str:
    """This page in another language; only what a GET can open again is asked for again."""
    kept = {**request.args.to_dict(flat=False), "lang": [code]}
    if request.endpoint is None or request.url_rule is None or "GET" not in (request.url_rule.methods or ()):
        return url_for("public.front", lang=code)
    return url_for(request.endpoint, **{**kept, **(request.view_args or {})})


def _menu(*, administrator: bool) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (pages.say(key), url_for(endpoint), _are_under(endpoint))
        for key, endpoint in MENU
        if endpoint in current_app.view_functions
        and (administrator or not endpoint.startswith(ADMINISTRATORS_ONLY))
    )


def _are_under(endpoint: str) -> bool:
    """Whether the page belongs to an entry of the menu; the dialogs hold all without one of its own."""
    here = request.endpoint or ""
    entries = {entry for _, entry in MENU}
    if endpoint == HOME and here.startswith(("organiser.", "organiser_form.")):
        return here not in entries - {HOME}
    return here == endpoint
