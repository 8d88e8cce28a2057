"""Who may pass which door. Every blueprint is made here with a guard, and a test counts the doors.

A guard lets pass, redirects, or raises a refusal; it changes nothing.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from flask import Blueprint, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect

from formserver.domain.dialog import Dialog
from formserver.domain.refusals import LinkDoesNotWork, NotAllowed
from formserver.storage.accounts import Account
from formserver.usecases.actors import Actor, Visitor, actor_of
from formserver.usecases.dialogs import open_link, read_board
from formserver.usecases.service import accounts
from formserver.web import pages, visits

Guard = Callable[[], ResponseReturnValue | None]
View = TypeVar("View", bound=Callable[..., Any])

OURS = {"same-origin", "none"}  # where a browser says that a request comes from (W3C Fetch Metadata)

csrf = CSRFProtect()


def guarded(name: str, module: str, guard: Guard, *, url_prefix: str | None = None) -> Blueprint:
    """A blueprint that asks `guard` before every one of its views.

    What its prefix names (the dialog, the link) is in `place()` and not handed to the views; addresses of the
    same blueprint take it over by themselves.
    """
    door = Blueprint(name, module, url_prefix=url_prefix)
    if url_prefix and "<" in url_prefix:
        of_prefix = set(re.findall(r"<(?:\w+:)?(\w+)>", url_prefix))
        door.url_value_preprocessor(lambda _, values: _set_place(values, of_prefix))
        door.url_defaults(lambda _, values: values.update({**place(), **values}))
    door.before_request(guard)
    return door


def _set_place(values: dict[str, Any] | None, of_prefix: set[str]) -> None:
    g.place = {name: (values or {}).pop(name) for name in of_prefix}


def place() -> dict[str, Any]:
    """What the prefix of the address names, such as link_id or dialog_id and party_id."""
    found: dict[str, Any] = g.get("place", {})
    return found


def anybody() -> None:
    """Open to all."""


def visitor() -> None:
    """Only for a browser that opened the personal link in the address, while the link works."""
    link_id = place()["link_id"]
    if not visits.is_open(link_id):
        raise LinkDoesNotWork
    g.visitor = open_link.visitor(pages.tools(), link_id)
    pages.know_reader(g.visitor.contact.language, g.visitor.dialog.process)


def signed_in() -> ResponseReturnValue | None:
    """Only for an open account; others are sent to sign in, and then back."""
    account = _account()
    if account is None:
        back = request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} else None
        return redirect(url_for("sign_in.ask", next=back), 303)
    g.account = account
    pages.know_reader(account.language)
    return None


def administrator() -> ResponseReturnValue | None:
    """Only for an administrator."""
    turned_away = signed_in()
    if turned_away is None and not g.account.administrator:
        raise NotAllowed
    return turned_away


def organiser_of_dialog() -> ResponseReturnValue | None:
    """Only for an account that runs the dialog in the address (any account, where there is none)."""
    turned_away = signed_in()
    dialog_id = {**(request.view_args or {}), **place()}.get("dialog_id")
    if turned_away is None and dialog_id is not None:
        g.dialog = read_board.may_run(pages.tools(), g.account, dialog_id)
        pages.speak_as(g.dialog.process)
    return turned_away


def _account() -> Account | None:
    account_id, since = session.get("account"), session.get("since", 0)
    age = pages.tools().clock().timestamp() - since
    if account_id is None or age > timedelta(hours=pages.tools().settings.session_hours).total_seconds():
        return None
    return accounts.get(pages.tools(), account_id)


def the_visitor() -> Visitor:
    """Who came by the link, after the guard."""
    found: Visitor = g.visitor
    return found


def account() -> Account:
    """Who is signed in, after the guard."""
    found: Account = g.account
    return found


def actor() -> Actor:
    """Who is signed in, as the one who acts."""
    return actor_of(account())


def dialog() -> Dialog:
    """The dialog in the address, after the guard."""
    found: Dialog = g.dialog
    return found


def keeps_text(view: View) -> View:
    """Mark a view that shows again what was typed when the page was too old; it must ask `stale`."""
    view.keeps_text = True  # type: ignore[attr-defined]
    return view


def stale() -> bool:
    """Whether this POST came from a page that is too old (or from elsewhere), so nothing may be written."""
    return bool(g.get("stale", False))


def check_page_is_ours() -> None:
    """Before every view: a POST must come from a page that this browser was given (no limit of time)."""
    if request.method in {"GET", "HEAD", "OPTIONS"} or request.endpoint is None:
        return
    try:
        _refuse_others()
        csrf.protect()
    except CSRFError:
        if not hasattr(current_app.view_functions[request.endpoint], "keeps_text"):
            raise
        g.stale = True


def _refuse_others() -> None:
    """A neighbour on the same domain can plant a session with its token, not what the browser says."""
    if request.headers.get("Sec-Fetch-Site", "none") not in OURS:
        raise CSRFError("from another site's page")


def reader() -> Visitor | Account:
    """Who reads: whoever the guard let in."""
    found: Visitor | Account = g.visitor if "visitor" in g else g.account
    return found
