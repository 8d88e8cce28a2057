"""What a list of dialogs is sorted by: facts that phase and next step follow from, counted by the database.

No dialog is read whole: a house may have hundreds, of which a page shows some.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import Any

from formserver.domain.deadlines import Override
from formserver.domain.dialog import Meeting
from formserver.domain.process import Process
from formserver.domain.progress import Outline
from formserver.storage import processes, tables
from formserver.storage.engine import connection, rows
from formserver.storage.engine.prepared import among, ask

_EVERY = """
    SELECT id, process_id, day, start, "end", taken_into_use_at, cancelled_at FROM dialog
    WHERE ?1 IS NULL OR id IN (SELECT dialog_id FROM organiser WHERE account_id = ?1) ORDER BY id
"""

# The keys of a process (what asks, what answers, …) are read beside the dialogs that follow it. The standing
# submission of what asks says by JSON, from party to count, who is asked.
_FACTS = """
    WITH process(id, asking, answering, joint, packet, hosts, askable) AS (
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value -> 6
        FROM json_each(?1)
    ), begun AS (
        SELECT dialog.id, process.answering, process.joint, process.packet, process.hosts, process.askable, (
            SELECT submission.asked FROM sheet JOIN submission ON submission.sheet_id = sheet.id
            WHERE sheet.dialog_id = dialog.id AND sheet.form = process.asking AND sheet.party_id IS NULL
            AND NOT sheet.on_behalf ORDER BY submission.number DESC LIMIT 1
        ) AS asked
        FROM dialog JOIN process ON process.id = dialog.process_id
        WHERE dialog.id IN (SELECT value FROM json_each(?2))
    )
    SELECT
        id,
        EXISTS (SELECT 1 FROM document WHERE dialog_id = begun.id AND kind = begun.packet),
        asked IS NOT NULL,
        CASE WHEN asked IS NULL THEN EXISTS (
            SELECT 1 FROM party
            WHERE dialog_id = begun.id AND role = begun.hosts AND withdrawn_at IS NULL
        ) ELSE EXISTS (
            SELECT 1 FROM json_each(begun.asked) AS one JOIN party ON party.id = CAST(one.key AS INTEGER)
            WHERE party.dialog_id = begun.id AND party.withdrawn_at IS NULL
            AND party.role IN (SELECT value FROM json_each(begun.askable))
            AND NOT EXISTS (
                SELECT 1 FROM sheet JOIN submission ON submission.sheet_id = sheet.id
                WHERE sheet.dialog_id = begun.id AND sheet.form = begun.answering AND NOT sheet.on_behalf
                AND sheet.party_id IS CASE WHEN begun.joint THEN NULL ELSE party.id END
            )
        ) END,
        EXISTS (
            SELECT 1 FROM party WHERE dialog_id = begun.id
            AND reply_at IS NOT NULL AND NOT reply_attends AND withdrawn_at IS NULL
        ),
        EXISTS (
            SELECT 1 FROM letter JOIN party ON party.id = letter.party_id AND party.dialog_id = begun.id
            WHERE letter.dialog_id = begun.id AND letter.failed_at IS NOT NULL
        )
    FROM begun
"""


def of_account(account_id: int | None, since: date) -> dict[int, Outline]:
    """The dialogs that an account runs (None: all of them) by number, the oldest first.

    What is counted is that of dialogs that meet on the day `since` or later; for others it says nothing.
    """
    every = connection.execute(_EVERY, account_id)
    known = processes.some({process_id for _, process_id, *_ in every})
    every = [one for one in every if one[1] in known]  # the others wait until they can be read
    under_way = [
        one for one, _, day, _, _, begun, ended in every if begun and not ended and day >= str(since)
    ]
    facts = _facts(known, under_way)
    overrides = _overrides(under_way)
    return {
        one: Outline(
            process=known[process_id],
            meeting=_meeting(*at),
            overrides=overrides.get(one, {}),
            taken_into_use_at=_moment(begun),
            cancelled_at=_moment(ended),
            **facts.get(one, {}),
        )
        for one, process_id, *at, begun, ended in every
    }


def _facts(known: Mapping[int, Process], ids: Collection[int]) -> dict[int, dict[str, bool]]:
    keys = [_keys(process_id, process) for process_id, process in known.items()]
    names = ("packet", "asked", "awaited", "unsuited", "unreachable")
    found = connection.execute(_FACTS, json.dumps(keys), json.dumps(list(ids))) if ids else []
    return {one: dict(zip(names, map(bool, counted), strict=True)) for one, *counted in found}


def _keys(process_id: int, process: Process) -> list[Any]:
    return [
        process_id,
        process.asking_form.key,
        process.answering_form.key,
        process.answering_form.joint,
        process.packet.key,
        process.host_role.key,
        [role.key for role in process.roles if role.may_be_asked],
    ]


def _overrides(ids: Collection[int]) -> dict[int, dict[str, Override]]:
    found: dict[int, dict[str, Override]] = defaultdict(dict)
    for row in ask(_overrides_of, ids):
        found[row.dialog_id][row.key] = rows.value(Override, row)
    return found


def _overrides_of() -> Any:
    return tables.OverrideRow.select().where(among(tables.OverrideRow.dialog))


def _meeting(day: str, start: str, end: str) -> Meeting:
    return Meeting(day=date.fromisoformat(day), start=time.fromisoformat(start), end=time.fromisoformat(end))


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
