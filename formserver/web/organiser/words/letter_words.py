"""Letters as organisers see them: their state in words, and words where the personal link stands."""

from collections.abc import Iterable
from dataclasses import dataclass

import flask
from flask import Response

from formserver.domain import delivery
from formserver.domain.delivery import Reason, State
from formserver.domain.dialog import Dialog
from formserver.domain.words import Words
from formserver.mail import placeholders
from formserver.storage.outbox import LetterInOutbox
from formserver.usecases.dialogs import read_board
from formserver.web import headers, pages

# A letter carries its own styles and must not run, load or send anything (CSP level 3).
LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
COLOURS = {
    State.WAITING: "neutral",
    State.SENDING: "info",
    State.ACCEPTED: "success",
    State.HELD: "warning",
    State.RETRYING: "warning",
    State.STOPPED: "neutral",
}
FAILED = frozenset({State.NO_ADDRESS, State.MAILBOX_FULL, State.REFUSED, State.OURS, State.GIVEN_UP})
PENDING = frozenset({State.WAITING, State.HELD, State.RETRYING})


@dataclass(frozen=True, kw_only=True)
class LetterInWords:
    """A letter with its state in words: a short text for a tag, and what it means or what to do.

    `subject` leaves out the dialog's title, which stands beside it on every page of ours.
    """

    row: LetterInOutbox
    subject: str
    state: State
    text: str
    more: str
    colour: str

    @property
    def failed(self) -> bool:
        """Whether it did not arrive and will not be tried again."""
        return self.state in FAILED

    @property
    def arrived(self) -> bool:
        """Whether the mail server took it: nothing for anybody to do."""
        return self.state is State.ACCEPTED

    @property
    def pending(self) -> bool:
        """Whether it can still be held, stopped or sent at once."""
        return self.state in PENDING


def in_words(row: LetterInOutbox, title: Words | None = None) -> LetterInWords:
    """A letter, of a dialog with this title if it has one, with its state in the reader's words as of now."""
    state = delivery.state(row, pages.tools().clock())
    facts = {
        "when": pages.moment_short(row.sent_at or max(row.next_try_at, row.due_at)),
        "n": row.attempts,
        "total": delivery.ATTEMPTS,
        "by_name": row.held_by,
        "sender": pages.tools().settings.sender_address,
        "service_email": pages.tools().settings.service_email,
        "why": _why(row),
    }
    return LetterInWords(
        row=row,
        subject=_subject(row, title),
        state=state,
        text=pages.say(f"letter_state.{state}", **facts),
        more=pages.say(f"letter_state.{_meaning(row, state)}_more", **facts),
        colour=COLOURS.get(state, "danger"),
    )


def of_dialog(dialog: Dialog, rows: Iterable[LetterInOutbox], most: int | None = None) -> list[LetterInWords]:
    """The same for (at `most` so many) letters of one dialog: those that did not arrive, then the newest."""
    found = sorted(rows, key=lambda row: (not read_board.is_failed(row), -row.id))
    return [in_words(row, dialog.title) for row in found[:most]]


def readable(text: str) -> str:
    """A letter's text with words where the personal link or the code comes."""
    return placeholders.shown(text, _shown())


def framed(html: str) -> Response:
    """A letter's own HTML, fit to stand in a frame of a page of ours and to do nothing there."""
    response = flask.make_response(placeholders.shown_html(html, _shown()))
    response.headers["Content-Security-Policy"] = LETTER_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def with_frame(page: str) -> Response:
    """A page that shows a frame of our own."""
    response = flask.make_response(page)
    response.headers["Content-Security-Policy"] = f"{headers.POLICY}; frame-src 'self'"
    return response


def _meaning(row: LetterInOutbox, state: State) -> str:
    """Whose fault it is that a letter is tried again makes a difference to what is to be done."""
    return "retrying_ours" if state is State.RETRYING and row.failure == Reason.OURS else state


def _subject(row: LetterInOutbox, title: Words | None) -> str:
    for words in title.by_language.values() if title else ():
        if row.subject.endswith(f" – {words}"):
            return row.subject.removesuffix(f" – {words}")
    return row.subject


def _shown() -> dict[str, str]:
    return {"link": pages.say("letters.link_here"), "code": pages.say("letters.code_here")}


def _why(row: LetterInOutbox) -> str:
    """Why a stopped letter is not needed: a key, or "by:" and who stopped it."""
    name = row.stopped_why.removeprefix("by:")
    if name != row.stopped_why:
        return pages.say("letter_state.why_stopped", by_name=name)
    return pages.say(f"letter_state.why_{row.stopped_why}") if row.stopped_why else ""
