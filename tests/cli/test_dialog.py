import json
import shutil
import sqlite3
import zipfile

import pytest
from jsonschema import Draft202012Validator

from formserver.config.settings import DOC_TEMPLATES
from tests.cli.conftest import SAMPLES
from tests.support import word


def rows(database, table="dialog"):
    """How many rows a table has; none where there is no database."""
    if not database.exists():
        return 0
    with sqlite3.connect(database) as connection:
        return connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]  # noqa: S608


def test_a_case_is_imported_into_an_empty_instance_and_its_id_stands_alone_last(formserver):
    said = formserver("dialog", "import", SAMPLES / "fossedal.json")

    assert (said.code, said.out) == (
        0,
        ["Imported fossedal-2027-04: 4 parties, 3 submitted forms, 0 drafts.", "1"],
    )
    assert rows(formserver.database, "letter") == 0


def test_the_same_case_again_is_refused(with_dialog):
    said = with_dialog("dialog", "import", SAMPLES / "fossedal.json")

    assert (said.code, said.out) == (1, [])
    assert said.failure == (
        "formserver: the case fossedal-2027-04 was imported before; it is in `formserver dialog list`"
    )
    assert rows(with_dialog.database) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "case.json cannot be read: No such file or directory"),
        ("{", "case.json cannot be imported: is not JSON: Expecting property name"),
        ("[1, 2]", "case.json cannot be imported: must be an object with a dialog in it"),
        (
            '{"dialog": {"process": "mulighetsdialog"}}',
            "case.json cannot be imported: lacks themes, parties; ",
        ),
    ],
)
def test_a_file_that_is_no_case_is_refused_in_one_sentence_and_nothing_is_changed(
    formserver, tmp_path, content, told
):
    if content is not None:
        (tmp_path / "case.json").write_text(content, encoding="utf-8")

    said = formserver("dialog", "import", tmp_path / "case.json")

    assert (said.code, said.out, len(said.err)) == (1, [], 1)
    assert told in said.failure
    assert rows(formserver.database) == 0


def test_many_faults_are_told_by_path_and_counted(formserver, tmp_path):
    raw = json.loads((SAMPLES / "fossedal.json").read_text(encoding="utf-8"))
    for item in raw["note"]["items"]:
        item["odd"] = 1
    (tmp_path / "case.json").write_text(json.dumps(raw), encoding="utf-8")

    said = formserver("dialog", "import", tmp_path / "case.json")

    assert "note.items[0].odd: unknown key; note.items[1].odd: unknown key; " in said.failure
    assert said.failure.endswith("; and 3 more faults")


def test_a_folder_in_place_of_a_file_is_told(formserver, tmp_path):
    said = formserver("dialog", "import", tmp_path)

    assert (said.code, said.failure) == (1, f"formserver: {tmp_path} cannot be read: Is a directory")


def test_an_import_waits_for_nobody_for_ever(with_dialog):
    with sqlite3.connect(with_dialog.database, isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        said = with_dialog("dialog", "import", SAMPLES / "six-responders.json")
        holder.execute("ROLLBACK")

    assert (said.code, said.out) == (1, [])
    assert said.failure == (
        "formserver: the database is locked by another program; nothing was changed, try again"
    )
    assert rows(with_dialog.database) == 1


def test_a_database_that_is_none_is_told(formserver):
    formserver.instance.mkdir()
    formserver.database.write_bytes(b"no database at all" * 500)

    said = formserver("dialog", "list")

    assert (said.code, said.out) == (1, [])
    assert said.failure.startswith("formserver: the database cannot be used: file is not a database")


def test_the_organiser_of_an_imported_dialog_can_be_named(formserver):
    formserver("account", "add", "kari@example.no")

    said = formserver("dialog", "import", SAMPLES / "fossedal.json", "--organiser", "Kari@example.no")

    assert (said.code, said.out[-1]) == (0, "1")
    assert "organisers: kari@example.no" in formserver("dialog", "show", 1).out


def test_an_organiser_without_an_account_stops_the_import(formserver):
    said = formserver("dialog", "import", SAMPLES / "fossedal.json", "--organiser", "odd@example.no")

    assert (said.code, said.out) == (1, [])
    assert "no open account has the address odd@example.no" in said.failure
    assert rows(formserver.database) == 0


def test_dialogs_are_listed_with_meeting_and_phase(with_dialog):
    assert with_dialog("dialog", "list").out == [
        "id  meeting     phase     imported as       title",
        "1   2027-04-15  planning  fossedal-2027-04  Mulighetsdialog i Fossedal kommune",
    ]


def test_an_empty_instance_has_no_dialogs(formserver):
    assert formserver("dialog", "list").out == ["There are no dialogs."]


def test_one_dialog_is_shown_with_deadlines_and_how_far_each_party_is(with_dialog):
    assert with_dialog("dialog", "show", 1).out == [
        "1: Mulighetsdialog i Fossedal kommune",
        "meeting: 2027-04-15 10:00–14:30, Samfunnshuset i Fossedal, Storgata 1",
        "process: mulighetsdialog, documents in nb, phase planning",
        "organisers: nobody yet",
        "deadlines:",
        "  2027-03-24 12:00  note",
        "  2027-04-08 15:00  response",
        "  2027-04-09 09:00  packet",
        "parties:",
        "  Fossedal kommune (host): submitted 2027-03-23 14:12",
        "  Fjellheim fylkeskommune (responder): submitted 2027-04-07 15:40, asked about 8 items",
        "  Statsforvalteren i Fjellheim (responder): submitted 2027-04-08 13:05, asked about 7 items",
        "  Eksempelbuss (fylkets kollektivselskap) (guest): not invited",
        "letters: 0, documents: 0",
    ]


@pytest.mark.parametrize("words", [("show", "7"), ("packet", "7", "-o", "x"), ("export", "7", "-o", "x")])
def test_a_dialog_that_is_not_there_is_told(with_dialog, words):
    said = with_dialog("dialog", *words)

    assert (said.code, said.out) == (1, [])
    assert said.failure == "formserver: there is no dialog 7; see `formserver dialog list`"


def test_a_preview_of_the_packet_is_written_and_changes_nothing(with_dialog, tmp_path):
    said = with_dialog("dialog", "packet", 1, "-o", tmp_path / "packet.docx", page_numbers="false")

    assert said.code == 0
    assert said.out[0].startswith(f"Wrote {tmp_path / 'packet.docx'} (")
    assert "Spredt boligbygging i grendene" in " ".join(
        word.paragraphs((tmp_path / "packet.docx").read_bytes())
    )
    assert (rows(with_dialog.database, "document"), rows(with_dialog.database, "letter")) == (0, 0)


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing_behind(with_dialog, tmp_path):
    said = with_dialog("dialog", "export", 1, "-o", tmp_path / "missing/case.zip")

    assert (said.code, said.out) == (1, [])
    assert said.failure.endswith("case.zip cannot be written: No such file or directory")


def test_an_export_can_be_imported_into_another_instance(with_dialog, tmp_path):
    assert with_dialog("dialog", "export", 1, "-o", tmp_path / "case.zip").code == 0

    elsewhere = with_dialog("dialog", "import", tmp_path / "case.zip", instance=str(tmp_path / "elsewhere"))

    assert zipfile.ZipFile(tmp_path / "case.zip").testzip() is None
    assert elsewhere.out == ["Imported fossedal-2027-04: 4 parties, 3 submitted forms, 0 drafts.", "1"]


def test_what_a_case_file_may_hold_is_printed_as_a_schema_that_holds_for_an_export(with_dialog, tmp_path):
    said = with_dialog("dialog", "schema", "mulighetsdialog")
    assert with_dialog("dialog", "export", 1, "-o", tmp_path / "case.zip").code == 0

    schema = json.loads("\n".join(said.out))
    case = json.loads(zipfile.ZipFile(tmp_path / "case.zip").read("case.json"))
    assert list(Draft202012Validator(schema).iter_errors(case)) == []
    assert list(Draft202012Validator(schema).iter_errors(case | {"notat": {}})) != []


def test_of_a_process_that_is_not_there_no_schema_is_printed(formserver):
    said = formserver("dialog", "schema", "høring")

    assert (said.code, said.out) == (1, [])
    assert said.failure == (
        "formserver: there is no process høring; known: mulighetsdialog, regionalt_planforum"
    )


def test_a_dialog_whose_process_is_gone_from_the_disk_is_exported(with_dialog, tmp_path):
    shutil.copytree(DOC_TEMPLATES / "regionalt_planforum", tmp_path / "processes" / "regionalt_planforum")

    said = with_dialog(
        "dialog", "export", 1, "-o", tmp_path / "case.zip", doc_templates=str(tmp_path / "processes")
    )

    assert said.code == 0
    assert "process.zip" in zipfile.ZipFile(tmp_path / "case.zip").namelist()
