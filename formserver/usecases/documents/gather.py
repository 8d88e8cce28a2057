"""Gathers what was submitted in a dialog, as the packet and its relatives are made from it. Reads only."""

from collections.abc import Iterable

from formserver.domain import progress
from formserver.domain.content import Content
from formserver.domain.dialog import Dialog, Party, Sheet
from formserver.domain.packet import Submitted
from formserver.storage import submissions


def submitted(dialog: Dialog) -> tuple[Submitted | None, list[Submitted]]:
    """What the hosts submitted and stands, or None; and every answer that stands."""
    asking, form = dialog.asking_sheet, dialog.process.answering_form
    answering = [sheet for sheet in dialog.sheets if sheet.form == form.key]
    contents = _contents([asking, *answering] if asking else answering)
    asked = _standing(dialog, asking, contents) if asking else None
    return asked, [one for sheet in answering if (one := _answer(dialog, sheet, contents))]


def _contents(sheets: Iterable[Sheet]) -> dict[int, Content]:
    """What stands of several forms, by the number of its submission."""
    return submissions.contents([sheet.latest.id for sheet in sheets if sheet.latest])


def _answer(dialog: Dialog, sheet: Sheet, contents: dict[int, Content]) -> Submitted | None:
    """What a party answered, or None of one that has left."""
    answer = _standing(dialog, sheet, contents)
    if answer is None or answer.party is None or answer.party.withdrawn_at:
        return None
    return answer


def _standing(dialog: Dialog, sheet: Sheet, contents: dict[int, Content]) -> Submitted | None:
    """The latest submission of one form with its content, or None."""
    if sheet.latest is None:
        return None
    party: Party | None = dialog.party(sheet.party_id) if sheet.party_id is not None else None
    late = progress.is_late(dialog, dialog.process.form(sheet.form), sheet.submissions[0])
    return Submitted(party=party, fact=sheet.latest, content=contents[sheet.latest.id], late=late)
