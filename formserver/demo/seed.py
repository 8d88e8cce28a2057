"""Makes the sample dialogs: their people act at the times they would have, and the worker works in between.

No state is written; everything goes through the use cases, with the clock set back and let run up to now.
"""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from formserver import cases
from formserver.cases import Case
from formserver.demo import events, sample_people, stages
from formserver.demo.sample_people import Play
from formserver.domain import deadlines, progress, workdays
from formserver.domain.deadlines import OSLO, Deadline
from formserver.domain.dialog import Dialog
from formserver.storage import database, dialogs
from formserver.storage.accounts import Account
from formserver.usecases.actors import Actor, actor_of
from formserver.usecases.cases import import_dialog
from formserver.usecases.dialogs import invite
from formserver.usecases.documents import send_packet
from formserver.usecases.processes import process_in_use
from formserver.usecases.service import accounts
from formserver.usecases.service.accounts import NewAccount
from formserver.usecases.tools import Tools
from formserver.worker import loop

FOLDER = Path(__file__).parent
MEETING_DAY = {
    "planned": stages.while_planned,
    "answering": stages.while_answering,
    "answered": stages.after_answers,
}
INVITED_BEFORE = timedelta(days=24)  # the first deadline
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class SeedClock:
    """A clock that stands until it is turned ahead."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        """The time, aware."""
        return self.now

    def turn_to(self, moment: datetime) -> None:
        """Turns it ahead, never back."""
        self.now = max(self.now, moment)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Something that people do at a moment (aware)."""

    at: datetime
    act: Callable[[], None]


def sow(tools: Tools, clock: SeedClock, until: datetime, tell: Callable[[str], None]) -> None:
    """Makes everything in an empty instance, from long ago `until` now. `tools.clock` must be `clock`."""
    plan = tomllib.loads((FOLDER / "demo.toml").read_text(encoding="utf-8"))
    clock.now = until - timedelta(days=120)
    organisers = [_account(tools, row) for row in plan["accounts"]]
    scenes: list[Scene] = []
    for row in plan["dialogs"]:
        scenes += _scenes(tools, row, organisers[0], until)
    scenes.sort(key=lambda scene: scene.at)
    for number, scene in enumerate(scenes, 1):
        tell(f"{number} of {len(scenes)} events")
        _let_pass(tools, clock, scene.at)
        scene.act()
        loop.once(tools)
    _let_pass(tools, clock, until)


def _let_pass(tools: Tools, clock: SeedClock, until: datetime) -> None:
    """Turns the clock from event to event, the worker doing at each what is due."""
    while (event := events.next_event(tools)) and event < until:
        clock.turn_to(event + events.A_MOMENT_AFTER)
        loop.once(tools)
    clock.turn_to(until)


def _account(tools: Tools, row: Mapping[str, Any]) -> Account:
    return accounts.add_account(tools, Actor(name=tools.settings.service_name), NewAccount(**row))


def _scenes(tools: Tools, row: Mapping[str, str], organiser: Account, until: datetime) -> list[Scene]:
    case = _case(tools, row, until)
    dialog_id = import_dialog.import_dialog(tools, replace(case, sheets=()), organiser)
    with database.reading():
        dialog = dialogs.get(dialog_id)
    if row["stage"] == "planned":
        return []
    acted = sample_people.begin(tools, case, dialog_id)
    asked, answered = _until_asked(acted, dialog, organiser), _answers(acted, dialog, until)
    return [*asked, *answered, *_packet(acted, dialog, organiser, until)]


def _case(tools: Tools, row: Mapping[str, str], until: datetime) -> Case:
    raw = json.loads((FOLDER / "cases" / row["case"]).read_text(encoding="utf-8"))
    in_use = process_in_use.every(tools)
    process = in_use[raw["dialog"]["process"]].process
    raw["dialog"]["date"] = MEETING_DAY[row["stage"]](process, until).isoformat()
    raw["dialog"].pop("deadlines", None)
    return cases.read(json.dumps(raw).encode(), in_use)


def _until_asked(acted: Play, dialog: Dialog, organiser: Account) -> Iterator[Scene]:
    """Invited, answered with yes, written and submitted the day before it is due."""
    asked = _asked_at(progress.deadline_of(dialog, dialog.process.asking_form))
    invited = _at_work(asked - INVITED_BEFORE)
    sheet = acted.case.sheets[0]
    yield Scene(at=invited, act=partial(invite.invite, acted.tools, actor_of(organiser), dialog.id))
    yield Scene(at=invited + DAY, act=acted.attend)
    yield Scene(at=asked - HOUR, act=partial(acted.write, sheet))
    yield Scene(at=asked, act=partial(acted.submit, sheet))


def _answers(acted: Play, dialog: Dialog, until: datetime) -> Iterator[Scene]:
    """Spread over the time they have, as far as it has passed; a draft in the case stays one."""
    due = progress.deadlines(dialog)
    begun = _asked_at(due[dialog.process.asking_form.deadline])
    end = min(until, due[dialog.process.answering_form.deadline].at)
    sheets = acted.case.sheets[1:]
    for number, sheet in enumerate(sheets, 1):
        moment = begun + (end - begun) * number / (len(sheets) + 1)
        at = _at_work(moment) if begun + 2 * HOUR < _at_work(moment) < end else moment
        yield Scene(at=max(begun, at - HOUR), act=partial(acted.write, sheet))
        if sheet.submitted_at:
            yield Scene(at=at, act=partial(acted.submit, sheet))


def _packet(acted: Play, dialog: Dialog, organiser: Account, until: datetime) -> Iterator[Scene]:
    """By hand, where answers are due and the packet's own time has not come (around Easter)."""
    due = progress.deadlines(dialog)
    answered, packet = due[dialog.process.answering_form.deadline], due[dialog.process.packet_deadline]
    if answered.at < until <= packet.at:
        send = partial(send_packet.send_packet, acted.tools, actor_of(organiser), dialog.id)
        yield Scene(at=answered.at + (until - answered.at) / 2, act=send)


def _asked_at(deadline: Deadline) -> datetime:
    return _at_work(deadline.at - DAY)


def _at_work(moment: datetime) -> datetime:
    """Early in the afternoon of the same day, or of the last working day before it."""
    local = moment.astimezone(OSLO)
    return deadlines.local(workdays.last_working_day(local.date()), local.time().replace(hour=14))
