import sqlite3
import stat

import pytest

from formserver.storage import migrations
from tests.cli.conftest import SAMPLES


def test_a_database_is_made_once(formserver):
    first = formserver("database", "migrate")

    assert first.out == [f"{formserver.database}: {', '.join(migrations.names())}"]
    assert formserver("database", "migrate").out == [f"{formserver.database}: up to date already"]


def test_a_backup_brings_back_what_was_there_and_the_key_that_links_were_signed_with(with_dialog, tmp_path):
    key = (with_dialog.instance / "secret.key").read_bytes()
    assert with_dialog("database", "backup", tmp_path / "kept").code == 0
    with_dialog("dialog", "import", SAMPLES / "six-responders.json")
    (with_dialog.instance / "secret.key").unlink()

    said = with_dialog("database", "restore", tmp_path / "kept")

    assert said.out == [f"Restored {with_dialog.database} and its secret key from {tmp_path / 'kept'}"]
    assert len(with_dialog("dialog", "list").out) == 2
    assert (with_dialog.instance / "secret.key").read_bytes() == key
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o600


def test_a_backup_is_restored_into_an_empty_instance(with_dialog, tmp_path):
    with_dialog("database", "backup", tmp_path / "kept")

    elsewhere = {"instance": str(tmp_path / "elsewhere")}
    assert with_dialog("database", "restore", tmp_path / "kept", **elsewhere).code == 0

    assert with_dialog("dialog", "list", **elsewhere).out == with_dialog("dialog", "list").out


@pytest.mark.parametrize("content", [None, b"", b"no database" * 1000])
def test_a_file_that_is_no_backup_changes_nothing(with_dialog, tmp_path, content):
    if content is not None:
        (tmp_path / "kept").write_bytes(content)
    before = with_dialog.database.read_bytes()

    said = with_dialog("database", "restore", tmp_path / "kept")

    assert (said.code, said.out) == (1, [])
    assert str(tmp_path / "kept") in said.failure
    assert with_dialog.database.read_bytes() == before


def test_there_is_nothing_to_copy_or_verify_in_an_empty_instance(formserver, tmp_path):
    for words in (("backup", tmp_path / "kept"), ("verify",)):
        said = formserver("database", *words)

        assert (said.code, said.out) == (1, [])
        assert said.failure.startswith(f"formserver: there is no database {formserver.database}")
    assert not (tmp_path / "kept").exists()


def test_a_backup_that_cannot_be_written_is_told(with_dialog, tmp_path):
    said = with_dialog("database", "backup", tmp_path / "missing/kept")

    assert (said.code, said.out) == (1, [])
    assert said.failure.endswith("missing/kept cannot be written: No such file or directory")


def test_a_whole_database_is_said_to_be_whole(with_dialog):
    assert with_dialog("database", "verify").out == [f"{with_dialog.database} is whole"]


def test_a_changed_file_is_found_by_its_sum(with_dialog):
    with sqlite3.connect(with_dialog.database) as connection:
        connection.execute("UPDATE file SET content = X'00' WHERE sha256 = (SELECT MIN(sha256) FROM file)")

    said = with_dialog("database", "verify")

    assert said.code == 1
    assert said.out[0].endswith("holds other bytes than its name says")
    assert said.failure == f"formserver: 1 faults in {with_dialog.database}; restore a backup"
