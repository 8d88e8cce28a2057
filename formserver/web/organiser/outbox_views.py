"""Which letters the outbox shows: all, those that wait, those that did not arrive; a page at a time."""

from dataclasses import dataclass

from flask import request, url_for

from formserver.storage.accounts import Account
from formserver.usecases.mail import manage_outbox
from formserver.web import pages
from formserver.web.organiser.words import letter_words
from formserver.web.organiser.words.letter_words import LetterInWords

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class OutboxPage:
    """A page of letters. `dialogs` are the titles by id, `older` the address of the next page or None."""

    letters: list[LetterInWords]
    dialogs: dict[int, str]
    choices: list[tuple[str, str, bool]]
    empty: str
    older: str | None
    newest: str | None


def view(account: Account) -> OutboxPage:
    """The page of letters that the address asks for."""
    kind = request.args.get("show", "all")
    kind = kind if kind in ("waiting", "failed") else "all"
    before = request.args.get("before", type=int)
    found = manage_outbox.letters(pages.tools(), account, kind, before, PAGE)
    last = found.letters[-1].id if found.older else None
    return OutboxPage(
        letters=[letter_words.in_words(row, found.titles.get(row.dialog_id or 0)) for row in found.letters],
        dialogs={number: pages.words(title) for number, title in found.titles.items()},
        choices=[
            (pages.say(f"outbox.{one}"), url_for("organiser.outbox", show=one), one == kind)
            for one in ("all", "waiting", "failed")
        ],
        empty=pages.say("empty.outbox" if kind == "all" else "empty.filter"),
        older=url_for("organiser.outbox", show=kind, before=last) if last else None,
        newest=url_for("organiser.outbox", show=kind) if before else None,
    )
