"""Gathers what was submitted in a dialog, as the packet and its relatives are made from it. Reads only."""

from formserver.domain import progress
from formserver.domain.content import Content
from formserver.domain.dialog import Dialog, Party, Sheet
from formserver.domain.packet import Submitted
from formserver.storage import submissions


def submitted(dialog: Dialog) -> tuple[Submitted | None, list[Submitted]]:
    """What the hosts submitted and stands, or None; and every answer that stands."""
    asking, form = dialog.asking_sheet, dialog.process.answering_form
    answering = [sheet for sheet in dialog.sheets if sheet.form == form.key]
    latest = [sheet.latest for sheet in (asking, *answering) if sheet and sheet.latest]
    contents = submissions.contents([one.id for one in latest])
    found = [_standing(dialog, sheet, contents) for sheet in answering]
    answers = [one for one in found if one and one.party and not one.party.withdrawn_at]
    return (_standing(dialog, asking, contents) if asking else None), answers


def _standing(dialog: Dialog, sheet: Sheet, contents: dict[int, Content]) -> Submitted | None:
    """The latest submission of one form with its content, or None."""
    if sheet.latest is None:
        return None
    party: Party | None = dialog.party(sheet.party_id) if sheet.party_id is not None else None
    late = progress.is_late(dialog, dialog.process.form(sheet.form), sheet.submissions[0])
    return Submitted(party=party, fact=sheet.latest, content=contents[sheet.latest.id], late=late)
