"""The parties on the board, a row each: where they stand and what can be done about it."""

from dataclasses import dataclass

from flask import request, url_for

from formserver.domain.dialog import Dialog, Party
from formserver.domain.progress import Standing, form_of, has_duty
from formserver.storage.journal import JournalEntry
from formserver.usecases.dialogs.read_board import Board, PartyOnBoard
from formserver.web import facts, pages
from formserver.web.organiser.words import board_words, journal_words

NO_BREAK = "\u00a0"
DONE = frozenset(
    {
        Standing.SUBMITTED,
        Standing.CORRECTED,
        Standing.LATE,
        Standing.REGISTERED,
        Standing.SILENT,
        Standing.REOPENED,
    }
)


@dataclass(frozen=True, kw_only=True)
class PartyLine:
    """One party in words. `action` is (words, address) or None."""

    party: Party
    below: str
    people: str
    state: str
    colour: str
    deadline: str
    last: str
    last_when: str
    action: tuple[str, str] | None


@dataclass(frozen=True, kw_only=True)
class ShownParties:
    """The rows that are shown, and the choices of the filter."""

    rows: list[PartyLine]
    choices: list[tuple[str, str, bool]]
    empty: str


def view(board: Board) -> ShownParties:
    """The parties that the filter in the address asks for."""
    kinds = {
        "all": list(board.rows),
        "missing": [row for row in board.rows if _is_missing(board.dialog, row)],
        "done": [row for row in board.rows if row.state.standing in DONE],
    }
    shown = request.args.get("show", "all")
    shown = shown if shown in kinds else "all"
    choices = [
        (
            pages.say(f"board.filter_{kind}", n=len(found)),
            url_for("organiser.board", dialog_id=board.dialog.id, show=kind, _anchor="parties"),
            kind == shown,
        )
        for kind, found in kinds.items()
    ]
    empty = pages.say("empty.missing" if shown == "missing" else "board.none_done")
    return ShownParties(rows=[_row(board, row) for row in kinds[shown]], choices=choices, empty=empty)


def _is_missing(dialog: Dialog, row: PartyOnBoard) -> bool:
    gone = row.party.withdrawn_at is not None
    return not gone and has_duty(dialog, row.party) and not (row.sheet and row.sheet.latest)


def _row(board: Board, row: PartyOnBoard) -> PartyLine:
    dialog, last = board.dialog, _last(board, row)
    return PartyLine(
        party=row.party,
        below=_below(dialog, row),
        people=board_words.people(row.party),
        state=board_words.standing(dialog, row.state),
        colour=board_words.standing_colour(row.state),
        deadline=pages.day_short(row.deadline.day).replace(" ", NO_BREAK) if row.deadline else "",
        last=journal_words.said(dialog, last) if last else "",
        last_when=pages.moment_short(last.at) if last else "",
        action=_action(dialog, row),
    )


def _last(board: Board, row: PartyOnBoard) -> JournalEntry | None:
    """The newest entry about the party, or about the form that it fills in together with others."""
    form = form_of(board.dialog, row.party)
    joint = (entry for entry in board.journal if form.joint and entry.facts.get("form") == form.key)
    found = [entry for entry in (row.last, next(joint, None)) if entry]
    return max(found, key=lambda entry: entry.id, default=None)


def _below(dialog: Dialog, row: PartyOnBoard) -> str:
    role = dialog.process.role(row.party.role)
    if not row.asked:
        return pages.words(role.name)
    return pages.say("parties.asked", asked_count=pages.count("items", row.asked))


def _action(dialog: Dialog, row: PartyOnBoard) -> tuple[str, str] | None:
    """The one thing that an organiser most likely wants to do about this party now."""
    if dialog.cancelled_at or row.party.withdrawn_at:
        return None
    if row.failed:
        return pages.say("button.fix_address"), url_for("organiser.letter", letter_id=row.failed[0].id)
    if row.sheet and row.sheet.latest:
        return pages.say("button.reopen"), url_for(
            "organiser.reopen", dialog_id=dialog.id, sheet_id=row.sheet.id
        )
    return form_action(dialog, row.party)


def form_action(dialog: Dialog, party: Party) -> tuple[str, str] | None:
    """The way into a form that is not submitted: the hosts' own, or an answer that came by e-mail."""
    form = form_of(dialog, party)
    joint = form.joint
    if not joint and not (dialog.asking_sheet and dialog.asking_sheet.latest):
        return None
    if not has_duty(dialog, party):
        return None
    address = url_for("organiser_form.overview", dialog_id=dialog.id, party_id=party.id)
    if not joint:
        return pages.say("board.register"), address
    sheet = dialog.sheet(form, party.id)
    begun = "begun" if sheet and sheet.saved_at else "new"
    return facts.said(dialog, f"forms.{form.key}.button_{begun}", facts.of_dialog(dialog)), address
