"""Versions of a definition: made by administrators, chosen for new dialogs, kept by those that run."""

import pytest

from formserver.definitions import DefinitionFault
from formserver.domain.refusals import NotFound
from formserver.storage import database, journal, process_versions
from formserver.usecases.processes import change_process, keep_shipped, process_in_use
from tests.usecases.house import House

KEY = "mulighetsdialog"


def renamed(house: House, name: str) -> dict[str, str]:
    """The files of the version in use, with another name for the process in bokmål."""
    files = dict(process_in_use.definition(house.tools, KEY).files)
    old = process_in_use.definition(house.tools, KEY).process.name.to("nb")
    return files | {"process.toml": files["process.toml"].replace(f'nb = "{old}"', f'nb = "{name}"', 1)}


def test_a_new_dialog_begins_with_the_new_version_and_a_running_one_keeps_its_own(house: House) -> None:
    house.plan()
    running = house.dialog.process

    version = change_process.new_version(house.tools, house.actor, KEY, renamed(house, "Romdialog"), "navn")

    assert (version.number, version.by, version.note) == (2, house.ada.name, "navn")
    assert house.dialog.process == running
    house.plan()
    assert house.dialog.process.name.to("nb") == "Romdialog"


def test_files_that_did_not_change_make_no_new_version(house: House) -> None:
    files = process_in_use.definition(house.tools, KEY).files

    version = change_process.new_version(house.tools, house.actor, KEY, files, "")

    assert version.number == 1


def test_files_that_make_no_process_are_refused_and_nothing_changes(house: House) -> None:
    with pytest.raises(DefinitionFault):
        change_process.new_version(house.tools, house.actor, KEY, {"process.toml": "key = 1"}, "")

    with database.reading():
        assert len(process_versions.versions(KEY)) == 1


def test_an_earlier_version_is_taken_into_use_again_and_the_journal_tells(house: House) -> None:
    with database.reading():
        shipped = process_versions.in_use(KEY)
    change_process.new_version(house.tools, house.actor, KEY, renamed(house, "Romdialog"), "")

    for _ in range(2):
        change_process.use_version(house.tools, house.actor, shipped.id)

    assert process_in_use.definition(house.tools, KEY).process.name.to("nb") == "Mulighetsdialog"
    with database.reading():
        told = [entry.event for entry in journal.of_house()]
    assert told.count("process_used") == 1
    with pytest.raises(NotFound):
        change_process.use_version(house.tools, house.actor, 99)


def test_what_is_shipped_is_kept_once_however_often_the_program_starts(house: House) -> None:
    for _ in range(2):
        keep_shipped.keep_shipped(house.tools)

    with database.reading():
        assert [one.number for one in process_versions.versions(KEY)] == [1]


def test_a_process_that_the_program_no_longer_ships_can_still_be_read(house: House) -> None:
    with database.reading():
        version = process_versions.in_use(KEY)

        found = process_in_use.stored(house.tools, "another", version.process_id)

    assert (found.process.key, found.folder) == (KEY, None)
