import dataclasses
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from formserver import cases
from formserver.cases import Case
from formserver.domain.dialog import Dialog, Sheet
from formserver.domain.refusals import AlreadyThere, NotFound
from formserver.storage import answers, database, dialogs, journal, outbox, submissions
from formserver.usecases.cases.export_dialog import export_dialog
from formserver.usecases.cases.import_dialog import import_dialog
from formserver.usecases.dialogs import change_parties
from formserver.usecases.documents import preview_packet
from formserver.usecases.forms import attach, submit_form
from tests.support import planforum, word
from tests.usecases import house as houses
from tests.usecases.house import NOTE, House

SAMPLES = Path(__file__).parents[2] / "cases"


@pytest.fixture
def raw() -> dict[str, Any]:
    """The fictional case of Fossedal, to be changed at will."""
    found: dict[str, Any] = json.loads((SAMPLES / "fossedal.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def imported(house: House) -> Callable[[Any], Dialog]:
    """Takes a case in as it would come in a file, and gives the dialog."""

    def take_in(raw: Any) -> Dialog:
        house.dialog_id = import_dialog(house.tools, read(house, raw))
        return house.dialog

    return take_in


def read(house: House, raw: Any) -> Case:
    return cases.read(raw if isinstance(raw, bytes) else json.dumps(raw).encode(), house.tools.definitions)


def sheet_of(dialog: Dialog, form: str, party: str | None = None) -> Sheet:
    """The copy of a form that the party with this name fills in (None: the joint one)."""
    wanted = next((one.id for one in dialog.parties if one.name.to("nb") == party), None)
    return next(sheet for sheet in dialog.sheets if (sheet.form, sheet.party_id) == (form, wanted))


def members(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_case_stands_as_it_was_submitted_and_is_not_in_use(raw, imported):
    dialog = imported(raw)

    note = sheet_of(dialog, "note")
    assert (dialog.imported_id, dialog.taken_into_use_at, dialog.organisers) == ("fossedal-2027-04", None, ())
    assert [(one.by, one.at, one.number) for one in note.submissions] == [
        ("Kari Eksempel", datetime(2027, 3, 23, 13, 12, tzinfo=UTC), 1)
    ]
    with database.reading():
        content = submissions.content(note.submissions[0].id)
    assert [item.number for item in content.items] == ["1.1", "1.2", "1.3", "4.1", "4.2", "5.1", "5.2", "5.3"]
    assert set(note.submissions[0].asked.values()) == {8, 7}


def test_nothing_is_mailed_and_nothing_made_for_an_imported_case(house, raw, imported):
    dialog = imported(raw)

    house.work()

    assert (house.letters(), house.dialog.documents) == ([], ())
    assert len([sheet for sheet in dialog.sheets if sheet.latest]) == 3


def test_questions_and_hosts_point_at_the_parties_here(house, raw, imported):
    house.plan()  # so that no id of a party is what it would be in an empty database
    dialog = imported(raw)

    with database.reading():
        first = submissions.content(sheet_of(dialog, "note").submissions[0].id).items[0]
    county = next(party for party in dialog.parties if party.number == "99")
    assert first.values["host_party_ids"] == [dialog.hosts[0].id]
    assert first.values["asks"][str(county.id)].startswith("Kan vi avsette")


def test_a_party_without_a_summary_has_only_a_draft(raw, imported):
    del raw["response_summaries"][1]

    sheet = sheet_of(imported(raw), "response", "Statsforvalteren i Fjellheim")

    with database.reading():
        draft = answers.draft(sheet.id)
    assert (sheet.latest, len(draft.items), sheet.saved_by) == (None, 7, "Statsforvalteren i Fjellheim")


def test_who_has_nothing_to_add_to_anything_is_kept_as_that(raw, imported):
    for row in raw["responses"]:
        if row["party_id"] == "statsforvalter":
            row["status"] = "ingen_innspill"

    sheet = sheet_of(imported(raw), "response", "Statsforvalteren i Fjellheim")

    assert sheet.submissions[0].silent


def test_where_nobody_is_named_the_party_itself_submitted(raw, imported):
    raw["note"]["submitted_by"] = None
    del raw["response_summaries"][0]["submitted_by"]

    dialog = imported(raw)

    assert sheet_of(dialog, "note").submissions[0].by == "Fossedal kommune"
    assert (
        sheet_of(dialog, "response", "Fjellheim fylkeskommune").submissions[0].by == "Fjellheim fylkeskommune"
    )


def test_an_item_whose_id_is_no_number_of_its_theme_gets_one(raw, imported):
    raw["note"]["items"][0]["id"] = "A"
    raw["note"]["items"][1]["id"] = "4.9"
    raw["responses"] = []
    raw["response_summaries"] = []

    dialog = imported(raw)

    with database.reading():
        content = submissions.content(sheet_of(dialog, "note").submissions[0].id)
    assert [item.number for item in content.items] == ["1.4", "1.5", "1.3", "4.1", "4.2", "5.1", "5.2", "5.3"]


def test_a_note_without_a_time_is_a_draft_that_can_be_gone_on_with(house, raw, imported):
    raw["note"]["submitted_at"] = None
    raw["response_summaries"] = []
    raw["responses"] = raw["responses"][:1]

    dialog = imported(raw)

    with database.reading():
        draft = answers.draft(sheet_of(dialog, "note").id)
    assert [sheet.latest for sheet in dialog.sheets] == [None, None]
    assert len(draft.items) == 8


def test_deadlines_set_by_hand_and_the_programme_come_along(house, imported):
    dialog = imported((SAMPLES / "straumdal-hard.json").read_bytes())

    assert dialog.overrides["note"].reason == "Kommunestyret møtest 29. april."
    assert (len(dialog.programme), len(dialog.hosts), dialog.language) == (5, 2, "nn")


def test_the_same_case_is_taken_in_once(house, raw, imported):
    imported(raw)

    with pytest.raises(AlreadyThere):
        imported(raw)

    with database.reading():
        assert len(dialogs.all_ids()) == 1


def test_a_case_that_fails_half_way_leaves_nothing(house, raw, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(submissions, "freeze", fail)

    with pytest.raises(OSError, match="disk full"):
        import_dialog(house.tools, read(house, raw))

    with database.reading():
        assert dialogs.all_ids() == []


def test_the_organiser_who_is_named_runs_the_dialog(house, raw):
    house.dialog_id = import_dialog(house.tools, read(house, raw), house.ada)

    assert [(one.name, one.responsible) for one in house.dialog.organisers] == [("Ada", True)]
    with database.reading():
        assert [(entry.event, entry.by) for entry in journal.of_dialog(house.dialog_id)] == [
            ("dialog_imported", "Ada")
        ]


@pytest.mark.parametrize(
    "sample", [*sorted(SAMPLES.glob("*.json")), planforum.CASE], ids=lambda path: path.stem
)
def test_an_export_imported_elsewhere_gives_the_same_packet(house, tmp_path, sample):
    house.dialog_id = import_dialog(house.tools, read(house, sample.read_bytes()))
    packed = export_dialog(house.tools, house.dialog_id)
    _, packet = preview_packet.preview_packet(house.tools, house.dialog_id)

    elsewhere = houses.build(tmp_path / "elsewhere")
    elsewhere.dialog_id = import_dialog(elsewhere.tools, read(elsewhere, packed))
    _, again = preview_packet.preview_packet(elsewhere.tools, elsewhere.dialog_id)

    assert len(word.paragraphs(packet)) > 100
    assert word.paragraphs(again) == word.paragraphs(packet)


def test_an_export_holds_what_was_submitted_made_and_sent(house):
    house.asked()
    house.answer(house.county)
    house.work()

    found = members(export_dialog(house.tools, house.dialog_id))

    assert {name.split("/")[0] for name in found} == {
        "case.json",
        "case.schema.json",
        "process.zip",
        "documents",
        "submissions",
        "letters",
        "journal.json",
        "metadata.json",
    }
    metadata = json.loads(found["metadata.json"])
    assert set(metadata["sha256"]) == set(found) - {"metadata.json"}
    assert json.loads(found["journal.json"])[0]["event"] == "dialog_opened"


def test_an_export_opens_nothing(house):
    house.asked()
    links = {house.tools.signer.address(house.visitor(party).link_id) for party in house.dialog.parties}

    found = members(export_dialog(house.tools, house.dialog_id))

    letters = b"".join(content for name, content in found.items() if name.startswith("letters/"))
    assert "…" in letters.decode()
    assert len(links) == 3
    assert not [link for link in links for content in found.values() if link.encode() in content]


def test_drafts_stay_with_their_party(house):
    house.asked()
    house.write(house.writer(house.county), "response", None, general_remark="Ikke ferdig tenkt")

    found = members(export_dialog(house.tools, house.dialog_id))

    assert not [name for name, content in found.items() if b"ferdig tenkt" in content]
    assert list(json.loads(found["case.json"])["sheets"]) == ["note"]


def test_a_dialog_without_any_submission_is_exported_as_a_plan(house):
    house.plan()

    found = members(export_dialog(house.tools, house.dialog_id))

    assert json.loads(found["case.json"])["sheets"] == {}


def test_an_enclosed_file_comes_along_and_back(house, tmp_path):
    house.invited()
    house.write_note({str(house.county.id): "Kan dere?"})
    attach.attach_file(house.tools, house.kari, NOTE, "kart.pdf", b"%PDF-1.7 kart", "Kart")
    attach.attach_address(house.tools, house.kari, NOTE, "Tall", "https://example.no/tall")
    attach.announce(house.tools, house.kari, NOTE, "Vurdering")
    submit_form.submit_form(house.tools, house.kari, NOTE)

    packed = export_dialog(house.tools, house.dialog_id)
    elsewhere = houses.build(tmp_path / "elsewhere")
    elsewhere.dialog_id = import_dialog(elsewhere.tools, read(elsewhere, packed))

    sheet = sheet_of(elsewhere.dialog, "note")
    with database.reading():
        kept = [dataclasses.replace(one, id=0) for one in answers.draft(sheet.id).attachments]
    assert [(one.kind, one.title, one.size) for one in kept] == [
        ("file", "Kart", 13),
        ("address", "Tall", 0),
        ("other_channel", "Vurdering", 0),
    ]


def test_parties_that_left_and_items_that_were_taken_out_are_not_in_the_case(house):
    house.asked()
    house.answer(house.county)
    house.work()
    house.clock.advance(timedelta(hours=1))
    change_parties.remove_party(house.tools, house.actor, house.dialog_id, house.governor.id)

    case = json.loads(members(export_dialog(house.tools, house.dialog_id))["case.json"])

    assert len(case["parties"]) == 2
    assert list(case["sheets"]["note"][0]["items"][0]["answers"]["asks"]) == [case["parties"][1]["id"]]


def test_there_is_nothing_to_export_of_a_dialog_that_is_not_there(house):
    with pytest.raises(NotFound):
        export_dialog(house.tools, 7)


def test_a_dialog_whose_process_is_gone_from_the_disk_is_exported_whole(house):
    house.asked()
    whole = members(export_dialog(house.tools, house.dialog_id))

    found = members(export_dialog(dataclasses.replace(house.tools, definitions={}), house.dialog_id))

    assert len(members(found["process.zip"])) > 10
    assert found == whole


def test_letters_of_an_exported_dialog_are_all_there(house):
    house.asked()

    found = members(export_dialog(house.tools, house.dialog_id))

    with database.reading():
        count = len(outbox.of_dialog(house.dialog_id))
    assert sum(name.startswith("letters/") for name in found) == count > 5
