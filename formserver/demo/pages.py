"""The demo's own pages. Nothing here exists in a service that people use."""

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Lock

from flask import abort, flash, make_response, redirect, request, send_file, session, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from formserver.demo import events, links, mailbox
from formserver.demo.mailbox import Mail
from formserver.domain.refusals import NotFound
from formserver.storage.accounts import Account
from formserver.usecases.dialogs import read_board
from formserver.usecases.service import accounts
from formserver.usecases.tools import Tools
from formserver.web import guards, headers, pages
from formserver.web.sign_in import by_code

door = guards.guarded("demo", __name__, guards.anybody, url_prefix="/demo")
door.template_folder = "html"

TURNING = Lock()  # one turn at a time: each does the worker's work, over one connection to the mail server
SPANS = {"day": timedelta(days=1), "week": timedelta(days=7)}
LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
LETTER_HEAD = '<head><base target="_top">'


@door.get("/")
def front() -> str:
    """What there is to try, and as whom."""
    everyone = [one for one in accounts.everyone(pages.tools()) if not one.closed_at]
    return pages.render("demo/front.html", accounts=everyone, persons=links.persons(pages.tools()))


@door.get("/enter/<int:account_id>")
def enter(account_id: int) -> ResponseReturnValue:
    """Sign in without a code, as a personal link does, and go to the board."""
    account = accounts.get(pages.tools(), account_id)
    if account is None:
        abort(404)
    by_code.begin_session(account)
    wanted = request.args.get("dialog", type=int)
    if wanted is None or not _runs(account, wanted):
        return redirect(url_for("organiser.dialogs"), 303)
    return redirect(url_for("organiser.board", dialog_id=wanted), 303)


@door.get("/inbox")
def inbox() -> str:
    """All mail that was sent, the newest first."""
    return pages.render("demo/inbox.html", mails=mailbox.everything(_folder()))


@door.get("/inbox/<int:number>")
def mail(number: int) -> ResponseReturnValue:
    """One message with its text, its files and how it looks."""
    found = _mail(number)
    answer = make_response(pages.render("demo/mail.html", mail=found, text=_with_links(found.text)))
    answer.headers["Content-Security-Policy"] = f"{headers.POLICY}; frame-src 'self'"
    return answer


@door.get("/inbox/<int:number>/letter")
def letter(number: int) -> ResponseReturnValue:
    """The HTML of a message as a mail program shows it: in a frame, without scripts."""
    html = _mail(number).html.replace("<head>", LETTER_HEAD, 1)
    answer = make_response(html)
    answer.headers["Content-Security-Policy"] = LETTER_POLICY
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


@door.get("/inbox/<int:number>/file/<int:place>")
def file(number: int, place: int) -> ResponseReturnValue:
    """A file that came with a message; `place` counts from 1."""
    files = _mail(number).files
    if not 1 <= place <= len(files):
        abort(404)
    found = files[place - 1]
    return send_file(
        BytesIO(found.content), mimetype=found.media_type, as_attachment=True, download_name=found.name
    )


@door.get("/clock")
def clock() -> str:
    """What the time is, and where it can be turned to."""
    return pages.render("demo/clock.html", upcoming=events.next_event(pages.tools()))


@door.post("/clock")
def turn() -> ResponseReturnValue:
    """Turn the clock ahead: to the next event, by a day or by a week. Who is signed in stays so."""
    tools = pages.tools()
    with TURNING:
        if (moment := _wanted(tools, request.form.get("to", ""))) is not None:
            events.turn_to(tools, moment)
    if "since" in session:
        session["since"] = tools.clock().timestamp()
    flash(pages.say("demo.clock_done", when=pages.moment(tools.clock())))
    return redirect(url_for("demo.clock"), 303)


def _wanted(tools: Tools, to: str) -> datetime | None:
    if to in SPANS:
        return tools.clock() + SPANS[to]
    upcoming = events.next_event(tools)
    return upcoming and upcoming + events.A_MOMENT_AFTER


def _runs(account: Account, dialog_id: int) -> bool:
    try:
        read_board.may_run(pages.tools(), account, dialog_id)
    except NotFound:
        return False
    return True


def _folder() -> Path:
    return pages.tools().settings.instance / mailbox.FOLDER


def _mail(number: int) -> Mail:
    try:
        return mailbox.read(_folder(), number)
    except FileNotFoundError:
        abort(404)


def _with_links(text: str) -> Markup:
    return links.clickable(text)
