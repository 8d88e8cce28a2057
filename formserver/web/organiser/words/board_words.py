"""Phases, next steps, states and timelines in the reader's words; which of them holds, the domain says."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from formserver.domain import plan as plans
from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Dialog, Party
from formserver.domain.plan import PlanLack, PlanShortcoming
from formserver.domain.progress import NextStep, PartyState, Phase, Standing
from formserver.storage.dialogs import WaitingDialog
from formserver.usecases.dialogs import list_dialogs
from formserver.usecases.dialogs.list_dialogs import DialogLine, Listing, ListView
from formserver.usecases.dialogs.read_board import Board, TimelineStep
from formserver.usecases.processes import process_fault_words
from formserver.web import facts, guards, pages

PHASE_COLOURS = {
    Phase.PLANNING: "neutral",
    Phase.CANCELLED: "neutral",
    Phase.HELD: "neutral",
    Phase.CLOSED: "neutral",
}
STANDING_COLOURS = {
    Standing.SUBMITTED: "success",
    Standing.CORRECTED: "success",
    Standing.LATE: "success",
    Standing.REGISTERED: "success",
    Standing.SILENT: "success",
    Standing.ATTENDS: "success",
    Standing.BEGUN: "info",
    Standing.REOPENED: "info",
    Standing.OVERDUE: "warning",
    Standing.DATE_NO: "warning",
    Standing.MAIL_FAILED: "danger",
}
# Where on the plan each lack is mended.
MENDED_AT = {
    PlanLack.MEETING_PAST: "organiser.meeting",
    PlanLack.THEMES: "organiser.themes",
    PlanLack.HOSTS: "organiser.plan",
    PlanLack.RESPONDERS: "organiser.plan",
}


@dataclass(frozen=True, kw_only=True)
class DialogInList:
    """A dialog in the list, in words."""

    dialog: Dialog
    hosts: str
    phase: str
    colour: str
    next_step: str
    deadline: str


@dataclass(frozen=True, kw_only=True)
class Views:
    """A page of the list of dialogs in one of its views.

    `choices` are (words, address, whether it is this one). `finds`: whether there is enough to search in.
    """

    any: bool
    heading: str
    show: str
    choices: list[tuple[str, str, bool]]
    finds: bool
    find: str
    lines: list[DialogInList]
    empty: str
    page: int
    pages: int
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """A step of the timeline in words: `said` is its state, `note` why its day is not that of the rule."""

    name: str
    when: str
    state: str
    said: str
    note: str


def views_of(found: Listing, show: ListView, find: str) -> Views:
    """The list as it is asked for: what runs, what needs attention, or what is over."""
    names = {view: pages.say(f"dialogs.{view}") for view in ListView}
    choices = [
        (f"{name} ({found.counts[view]})", _list_address(view, find), view is show)
        for view, name in names.items()
    ]
    before, after = found.page - 1, found.page + 1
    return Views(
        any=found.total > 0,
        heading=names[show],
        show=str(show),
        choices=choices,
        finds=found.total > list_dialogs.PAGE or bool(find),
        find=find,
        lines=[_line(line) for line in found.lines],
        empty=_none_shown(show, find),
        page=found.page,
        pages=found.pages,
        before=_list_address(show, find, before) if before else None,
        after=_list_address(show, find, after) if after <= found.pages else None,
    )


def waiting(found: Sequence[WaitingDialog]) -> list[tuple[WaitingDialog, str]]:
    """The dialogs that cannot be read, each with every reason in one text."""
    return [(one, process_fault_words.all_told(one.faults, pages.language())) for one in found]


def _list_address(show: ListView, find: str, page: int = 1) -> str:
    return url_for("organiser.dialogs", show=show, find=find or None, page=page if page > 1 else None)


def _none_shown(show: ListView, find: str) -> str:
    if find:
        return pages.say("empty.find", find=find)
    return pages.say("empty.attention" if show is ListView.ATTENTION else "empty.filter")


def _line(line: DialogLine) -> DialogInList:
    dialog = line.dialog
    return DialogInList(
        dialog=dialog,
        hosts=pages.join([pages.words(party.name) for party in dialog.hosts]),
        phase=phase(dialog, line.phase),
        colour=phase_colour(line.phase),
        next_step=next_step(dialog, line.next_step),
        deadline=pages.day_short(line.next_deadline.day) if line.next_deadline else "",
    )


def phase(dialog: Dialog, at: Phase) -> str:
    """The phase in the process's own words."""
    return facts.said(dialog, f"phases.{at}", facts.NamesAsUsed(dialog))


def phase_colour(at: Phase) -> str:
    """The colour of its tag."""
    return PHASE_COLOURS.get(at, "info")


def next_step(dialog: Dialog, step: NextStep) -> str:
    """The next step as one sentence."""
    if step.key == "awaiting" and step.form:
        names = facts.NamesAsUsed(dialog, **{key: str(count) for key, count in step.counts.items()})
        return facts.said(dialog, f"forms.{step.form.key}.progress", names)
    parties = pages.join([pages.words(party.name) for party in step.parties])
    when = pages.moment(step.deadline.at) if step.deadline else ""
    key = "cancelled" if dialog.cancelled_at else step.key
    told = {"parties": parties, "failure_name": parties, "packet_when": when, "deadline_when": when}
    return facts.shared(dialog, f"next.{key}", n=len(step.parties), **told)


def standing(dialog: Dialog, state: PartyState) -> str:
    """Where a party stands, in words."""
    process = dialog.process
    if state.standing is Standing.WAITS:
        return facts.said(dialog, f"forms.{process.asking_form.key}.awaited", {})
    if state.standing is Standing.SILENT:
        return facts.said(dialog, f"forms.{process.answering_form.key}.none_label", {})
    date = pages.day_short(state.day) if state.day else ""
    return pages.say(f"state.{state.standing}", date=date)


def standing_colour(state: PartyState) -> str:
    """The colour of its tag."""
    return STANDING_COLOURS.get(state.standing, "neutral")


def timeline(board: Board) -> list[TimelineEntry]:
    """The steps of the timeline as the macro shows them."""
    return [_step(step) for step in board.timeline]


def _step(step: TimelineStep) -> TimelineEntry:
    own = {"invited": "deadlines.invitations", "meeting": "deadlines.meeting"}
    name = pages.words(step.name) if step.name else pages.say(own[step.key])
    return TimelineEntry(
        name=name,
        when=sentence(pages.moment(step.at)) if step.at else "",
        state=str(step.state),
        said=_said(step),
        note=_note(step),
    )


def _said(step: TimelineStep) -> str:
    if step.state == "done":
        return pages.say("deadlines.state_done")
    now = pages.tools().clock()
    if step.at is None or step.state == "next":
        return pages.say("deadlines.state_next")
    if step.at < now:
        return pages.say("deadlines.state_past")
    days = (step.at.astimezone(OSLO).date() - now.astimezone(OSLO).date()).days
    return pages.in_days(days)


def _note(step: TimelineStep) -> str:
    deadline = step.deadline
    if deadline is None or step.state == "done":
        return ""
    if deadline.override:
        return pages.say("deadlines.overridden_plain")
    if not deadline.day_off:
        return ""
    holiday = pages.say(f"holiday.{deadline.day_off}")
    return pages.say("deadlines.moved", nominal_date=pages.day_short(deadline.nominal), holiday=holiday)


def sentence(text: str) -> str:
    """A text as a sentence begins."""
    return text[:1].upper() + text[1:]


def lacks(dialog: Dialog) -> list[tuple[str, str]]:
    """What the plan lacks before invitations can be sent, each as (words, where it is mended)."""
    return [
        (_lack(dialog, one), _mended_at(dialog, one)) for one in plans.lacks(dialog, pages.tools().clock())
    ]


def _lack(dialog: Dialog, one: PlanShortcoming) -> str:
    if one.lack is PlanLack.PHONE and not _own(dialog):
        responsible = dialog.responsible
        return pages.say("lacks.phone_of", name=responsible.name or responsible.email if responsible else "")
    return pages.say(f"lacks.{one.lack}", party_name=pages.words(one.party.name) if one.party else "")


def _mended_at(dialog: Dialog, one: PlanShortcoming) -> str:
    if one.party:
        return url_for("organiser.new_contact", dialog_id=dialog.id, party_id=one.party.id)
    if one.lack is PlanLack.PHONE:
        return (
            url_for("organiser.profile")
            if _own(dialog)
            else url_for("organiser.organisers", dialog_id=dialog.id)
        )
    parties = "parties" if one.lack in (PlanLack.HOSTS, PlanLack.RESPONDERS) else None
    return url_for(MENDED_AT[one.lack], dialog_id=dialog.id, _anchor=parties)


def _own(dialog: Dialog) -> bool:
    """Whether the reader is the one who signs the letters."""
    return bool(dialog.responsible and dialog.responsible.account_id == guards.account().id)


def people(party: Party) -> str:
    """The names of a party's contacts."""
    return pages.join([contact.name for contact in party.contacts])
