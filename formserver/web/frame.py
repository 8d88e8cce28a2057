"""What stands around every page: the service's name, the languages, the menu and who is signed in."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import current_app, g, request, url_for

from formserver import __version__, i18n
from formserver.web import pages

MENU = (
    ("nav.dialogs", "organiser.dialogs"),
    ("nav.outbox", "organiser.outbox"),
    ("nav.letters", "admin.letters"),
    ("nav.templates", "admin.templates"),
    ("nav.questions", "admin.questions"),
    ("nav.looks", "admin.looks"),
    ("nav.users", "admin.users"),
)
ADMINISTRATORS_ONLY = "admin."


@dataclass(frozen=True, kw_only=True)
class Service:
    """The installation as its pages name it."""

    name: str
    owner: str
    email: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class PageFrame:
    """The ways out of a page, and the program's version.

    `menu` is (words, address, whether we are there) for those who are signed in.
    `demo` has inbox_url, clock_url and now where the service is a demonstration.
    """

    front_url: str
    help_url: str
    privacy_url: str
    accessibility_url: str
    languages: tuple[tuple[str, str, str], ...]
    menu: tuple[tuple[str, str, bool], ...]
    account: str | None
    account_url: str | None
    sign_out_url: str | None
    demo: object | None = None
    version: str = __version__


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


def _frame() -> PageFrame:
    account = g.get("account")
    demo = current_app.extensions.get("formserver_demo")
    return PageFrame(
        front_url=url_for("public.front"),
        help_url=_help_url(),
        privacy_url=url_for("public.privacy"),
        accessibility_url=url_for("public.accessibility"),
        languages=_languages(),
        menu=_menu(administrator=account.administrator) if account else (),
        account=(account.name or account.email) if account else None,
        account_url=url_for("organiser.profile") if account else None,
        sign_out_url=url_for("sign_in.sign_out") if account else None,
        demo=demo() if demo else None,
    )


def _help_url() -> str:
    """The guide for whoever reads, in their own language where they have not chosen another."""
    name = "organiser" if "account" in g else "answering"
    return url_for("public.guide", name=name, reader=g.get("own_language"))


def _languages() -> tuple[tuple[str, str, str], ...]:
    """Each language with its name and this page in it, or the front page where a GET cannot open it again."""
    here, others = url_for("public.front"), list[tuple[str, str]]()
    if _can_be_opened():
        here = request.script_root + request.path
        others = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return tuple(
        (code, i18n.say(code, "language.name"), f"{here}?{urlencode([*others, ('lang', code)])}")
        for code in i18n.languages()
    )


def _can_be_opened() -> bool:
    """Whether a GET opens this page again."""
    if request.method == "GET" and request.url_rule is not None:
        return True
    return current_app.url_map.bind("").test(request.path, "GET")


def _menu(*, administrator: bool) -> tuple[tuple[str, str, bool], ...]:
    shown = [
        (key, url_for(endpoint))
        for key, endpoint in MENU
        if endpoint in current_app.view_functions
        and (administrator or not endpoint.startswith(ADMINISTRATORS_ONLY))
    ]
    return tuple((pages.say(key), url, _are_under(url)) for key, url in shown)


def _are_under(url: str) -> bool:
    """Whether this page belongs to an entry of the menu."""
    here = request.script_root + request.path
    return here == url or here.startswith(f"{url}/")
