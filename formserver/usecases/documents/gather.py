"""Gathers what was submitted in a dialog, as the packet and its relatives are made from it. Reads only."""

from formserver.domain import progress
from formserver.domain.dialog import Dialog, Party, Sheet
from formserver.domain.packet import Submitted
from formserver.storage import submissions


def asked(dialog: Dialog) -> Submitted | None:
    """What the hosts submitted and stands, or None."""
    sheet = dialog.asking_sheet
    return standing(dialog, sheet) if sheet else None


def answers(dialog: Dialog) -> list[Submitted]:
    """Every answer that stands."""
    form = dialog.process.answering_form
    found = [standing(dialog, sheet) for sheet in dialog.sheets if sheet.form == form.key]
    return [one for one in found if one and one.party and not one.party.withdrawn_at]


def standing(dialog: Dialog, sheet: Sheet) -> Submitted | None:
    """The latest submission of one form with its content, or None."""
    if sheet.latest is None:
        return None
    party: Party | None = dialog.party(sheet.party_id) if sheet.party_id is not None else None
    late = progress.is_late(dialog, dialog.process.form(sheet.form), sheet.submissions[0])
    return Submitted(party=party, fact=sheet.latest, content=submissions.content(sheet.latest.id), late=late)
