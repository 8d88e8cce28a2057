"""Takes a whole case in as a new dialog, answers included: all of it or nothing, and nothing is mailed."""

from formserver.cases import Case, CaseParty
from formserver.domain.refusals import AlreadyThere
from formserver.storage import database, dialogs, journal, organisers, parties, processes
from formserver.storage.accounts import Account
from formserver.storage.dialogs import NewDialog
from formserver.storage.parties import NewContact, NewParty
from formserver.usecases.cases.import_sheets import Numbers, add_sheet
from formserver.usecases.dialogs.open_dialog import pin_templates
from formserver.usecases.processes import process_in_use
from formserver.usecases.tools import Tools


def import_dialog(tools: Tools, case: Case, organiser: Account | None = None) -> int:
    """The id of the new dialog, run by `organiser` when there is one.

    What was submitted stands as submitted at its own time; the dialog is not taken into use. It gets the
    version of the process that the case was read by, and the Word templates that the case names, where kept.
    Raises AlreadyThere for a case that was taken in before.
    """
    now = tools.clock()
    read_by = process_in_use.kept(tools, case.process, case.process_sha256)
    definition = read_by or process_in_use.definition(tools, case.process)
    with database.writing():
        if dialogs.id_of_import(case.id) is not None:
            raise AlreadyThere(value=case.id)
        dialog_id = dialogs.create(_new_dialog(case, processes.pin(definition, now)), now)
        pin_templates(dialog_id, definition.process, case.template_sha256s)
        _describe(dialog_id, case)
        if organiser:
            organisers.add(dialog_id, organiser.id, True, now)
        numbers = _add_parties(dialog_id, case)
        for sheet in case.sheets:
            add_sheet(dialog_id, sheet, numbers, now)
        by = (organiser.name or organiser.email) if organiser else tools.settings.service_name
        journal.note(dialog_id, "dialog_imported", by, {"case": case.id}, now)
    return dialog_id


def _new_dialog(case: Case, process_id: int) -> NewDialog:
    return NewDialog(
        process_id=process_id,
        title=case.title,
        language=case.language,
        meeting=case.meeting,
        imported_id=case.id,
    )


def _describe(dialog_id: int, case: Case) -> None:
    dialogs.set_themes(dialog_id, case.themes)
    dialogs.set_programme(dialog_id, case.programme)
    for key, override in case.overrides.items():
        dialogs.set_override(dialog_id, key, override)


def _add_parties(dialog_id: int, case: Case) -> Numbers:
    numbers = {party.id: parties.add(dialog_id, _new_party(party)) for party in case.parties}
    contacts = {
        person.id: parties.add_contact(
            numbers[party.id],
            NewContact(
                name=person.name,
                title=person.title,
                email=person.email,
                phone=person.phone,
                language=person.language,
                deputy=person.deputy,
            ),
        )
        for party in case.parties
        for person in party.people
    }
    return Numbers(parties=numbers, contacts=contacts, items={})


def _new_party(party: CaseParty) -> NewParty:
    return NewParty(
        role=party.role,
        type=party.type,
        name=party.name,
        short_name=party.short_name,
        number=party.number,
        description=party.description,
        language=party.language,
        records_address=party.records_address,
        case_number=party.case_number,
    )
