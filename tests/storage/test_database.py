"""Migrations, the look over everything, and copies that can be put back."""

import shutil
import sqlite3
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from formserver.storage import accounts, clock, database, files, migrations, tables
from formserver.storage.engine import connection, copies
from tests.storage import planned
from tests.storage.planned import MINUTE, NOW, Case

SEQUENCE = "CREATE TABLE sqlite_sequence(name,seq)"  # SQLite's own, for numbers that are never given again
SECRET = {"secret.key": b"\x00\xffsecret"}


def test_migrating_takes_each_step_once(tmp_path: Path) -> None:
    database.bind(tmp_path / "new.sqlite3")

    before = database.pending()
    taken = database.migrate()

    assert before == taken == migrations.names() != []
    assert database.pending() == database.migrate() == []


def test_asking_what_is_pending_makes_no_database(tmp_path: Path) -> None:
    database.bind(tmp_path / "new.sqlite3")

    database.pending()

    assert list(tmp_path.iterdir()) == []


def test_only_its_owner_may_read_a_new_database(path: Path, case: Case) -> None:
    with database.writing():
        modes = {stat.S_IMODE(one.stat().st_mode) for one in path.parent.glob("formserver.sqlite3*")}

    assert modes == {0o600}


def test_the_steps_lead_to_the_tables_that_the_program_knows(path: Path, tmp_path: Path) -> None:
    migrated = schema(path)
    database.bind(tmp_path / "made.sqlite3")
    (tmp_path / "made.sqlite3").touch()
    with database.writing():
        connection.bound().create_tables(tables.ALL)

    made = schema(tmp_path / "made.sqlite3")

    bookkeeping = {'CREATE TABLE "migration" ("name" TEXT NOT NULL PRIMARY KEY)', SEQUENCE}
    assert {sql.replace(" AUTOINCREMENT", "") for sql in migrated - bookkeeping} == made


def test_a_step_that_fails_leaves_nothing_behind(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = {"0002_good": "CREATE TABLE good (id {id});\n", "0003_bad": "CREATE TABLE good (id {id});\n"}
    later(tmp_path, monkeypatch, steps)

    with pytest.raises(Exception, match="already exists"):
        database.migrate()

    assert database.pending() == ["0002_good", "0003_bad"]
    with database.reading():
        assert not connection.bound().table_exists("good")


def test_a_step_that_breaks_a_reference_is_undone(
    case: Case, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(tmp_path, monkeypatch, {"0002_bad": "DELETE FROM process;\n"})

    with pytest.raises(Exception, match="dialog 1: points at a row of process"):
        database.migrate()

    assert database.verify() == []


def test_of_several_that_migrate_at_once_one_takes_the_steps(tmp_path: Path) -> None:
    database.bind(tmp_path / "new.sqlite3")
    together = threading.Barrier(4)

    def migrate(_: int) -> list[str]:
        together.wait()
        return database.migrate()

    with ThreadPoolExecutor(4) as threads:
        taken = list(threads.map(migrate, range(4)))

    assert sorted(taken) == [[], [], [], migrations.names()]


def test_a_sound_database_has_no_faults(case: Case) -> None:
    with database.writing():
        files.keep(b"Notat")

    assert database.verify() == []


def test_bytes_that_changed_are_found(path: Path) -> None:
    with database.writing():
        sha256 = files.keep(b"Notat")
    damage(path, "UPDATE file SET content = x'00'")

    assert database.verify() == [f"file {sha256}: holds other bytes than its name says"]


def test_rows_that_point_at_nothing_are_found(case: Case, path: Path) -> None:
    damage(path, "DELETE FROM process")

    assert database.verify() == ["dialog 1: points at a row of process that is not there"]


def test_a_letter_without_its_file_is_found(case: Case, path: Path) -> None:
    with database.writing():
        letter = planned.put("packet", files=(planned.attached(b"Pakke"),))
    damage(path, "DELETE FROM file")

    (fault,) = database.verify()

    assert fault.startswith(f"letter {letter}: its file ")


def test_a_damaged_structure_is_found(case: Case, path: Path) -> None:
    lose_an_index(path)

    faults = database.verify()

    assert faults != []
    assert all(fault.startswith("structure: ") for fault in faults)


def test_a_damaged_page_is_found(case: Case, path: Path) -> None:
    damage(path, "PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[4096:20480] = b"\xee" * 16384
    path.write_bytes(content)

    assert database.verify() != []


def test_a_backup_put_back_is_the_same_database_and_gives_the_extras(
    case: Case, path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "backup.sqlite3"
    database.backup(copy, SECRET)
    before = rows(path)
    write_more()

    extras = database.restore(copy, path)

    assert (extras, rows(path), database.verify()) == (SECRET, before, [])
    assert before != []


def test_a_backup_is_one_file_for_its_owner_alone(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    database.backup(folder / "backup.sqlite3", SECRET)

    assert [one.name for one in folder.iterdir()] == ["backup.sqlite3"]
    assert stat.S_IMODE((folder / "backup.sqlite3").stat().st_mode) == 0o600
    assert (folder / "backup.sqlite3").read_bytes()[
        18:20
    ] == b"\x01\x01"  # no write-ahead log, says the header


def test_a_backup_can_be_put_where_there_is_no_database(case: Case, path: Path, tmp_path: Path) -> None:
    database.backup(tmp_path / "backup.sqlite3", SECRET)

    database.restore(tmp_path / "backup.sqlite3", tmp_path / "other.sqlite3")

    database.bind(tmp_path / "other.sqlite3")
    assert (database.pending(), database.verify()) == ([], [])
    assert rows(tmp_path / "other.sqlite3") == rows(path)


def test_the_secret_is_nowhere_in_the_restored_database(case: Case, path: Path, tmp_path: Path) -> None:
    secret = b"a secret of more than a few bytes"
    database.backup(tmp_path / "backup.sqlite3", {"secret.key": secret})
    other = tmp_path / "other.sqlite3"

    database.restore(tmp_path / "backup.sqlite3", other)

    assert secret in (tmp_path / "backup.sqlite3").read_bytes()
    assert secret not in other.read_bytes()


def test_a_backup_is_made_while_somebody_writes(case: Case, tmp_path: Path) -> None:
    with database.writing():
        clock.move(MINUTE)

        database.backup(tmp_path / "backup.sqlite3", {})

    database.restore(tmp_path / "backup.sqlite3", tmp_path / "other.sqlite3")
    assert ("clock_offset", 0) in rows(tmp_path / "other.sqlite3")


def test_only_a_whole_backup_is_put_back(case: Case, path: Path, tmp_path: Path) -> None:
    database.backup(tmp_path / "whole.sqlite3", SECRET)
    half = tmp_path / "half.sqlite3"
    half.write_bytes((tmp_path / "whole.sqlite3").read_bytes()[:20000])
    (tmp_path / "text.txt").write_text("Not a database at all, but long enough to be read as one." * 100)
    before = rows(path)

    shutil.copy(tmp_path / "whole.sqlite3", tmp_path / "damaged.sqlite3")
    lose_an_index(tmp_path / "damaged.sqlite3")

    for source in (half, tmp_path / "damaged.sqlite3", tmp_path / "text.txt", path):
        with pytest.raises(database.NotABackup):
            database.restore(source, path)

    assert rows(path) == before
    assert not list(tmp_path.glob("*.part*"))


def test_a_backup_that_is_not_there_is_named(path: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        database.restore(tmp_path / "nowhere.sqlite3", path)


def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    database.bind(tmp_path / "none.sqlite3")

    with pytest.raises(FileNotFoundError, match="none"):
        database.backup(tmp_path / "backup.sqlite3", {})

    assert list(tmp_path.iterdir()) == []


def test_nothing_is_put_back_over_a_database_in_use(
    case: Case, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.backup(tmp_path / "backup.sqlite3", SECRET)
    monkeypatch.setattr(copies.connection, "PATIENCE", 0)

    with database.writing(), pytest.raises(database.Busy):
        database.restore(tmp_path / "backup.sqlite3", path)

    assert database.verify() == []


def schema(place: Path) -> set[str]:
    with closing(sqlite3.connect(place)) as found:
        sentences = found.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type != 'trigger'")
        return {" ".join(sql.split()).replace("( ", "(").replace(" )", ")") for (sql,) in sentences}


def rows(place: Path) -> list[tuple[str, int]]:
    """How many rows each table has."""
    with closing(sqlite3.connect(place)) as found:
        names = found.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        return [(name, count(found, name)) for (name,) in names]


def count(found: sqlite3.Connection, table: str) -> int:
    return int(found.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 - our own names


def damage(place: Path, sql: str) -> None:
    with closing(sqlite3.connect(place)) as found:
        found.execute(sql)
        found.commit()


def lose_an_index(place: Path) -> None:
    with closing(sqlite3.connect(place)) as found:
        found.execute("PRAGMA writable_schema = ON")
        found.execute("DELETE FROM sqlite_master WHERE name = 'letter_key'")
        found.commit()


def later(folder: Path, monkeypatch: pytest.MonkeyPatch, steps: dict[str, str]) -> None:
    """Adds steps after the shipped ones."""
    shipped = {name: (migrations.FOLDER / f"{name}.sql").read_text() for name in migrations.names()}
    for name, sql in (shipped | steps).items():
        (folder / f"{name}.sql").write_text(sql)
    monkeypatch.setattr(migrations, "FOLDER", folder)


def write_more() -> None:
    with database.writing():
        planned.put("written after the backup")


def test_a_number_given_out_after_the_backup_is_not_given_again_after_a_restore(tmp_path: Path) -> None:
    path, kept = tmp_path / "live.sqlite3", tmp_path / "kept.sqlite3"
    database.bind(path)
    database.migrate()
    with database.writing():
        accounts.add("kari@example.no", "Kari", "", "nb", administrator=False, now=NOW)
    database.backup(kept, {})
    with database.writing():
        after = accounts.add("nils@example.no", "Nils", "", "nb", administrator=False, now=NOW)

    database.restore(kept, path)

    with database.writing():
        assert accounts.add("odd@example.no", "Odd", "", "nb", administrator=False, now=NOW).id > after.id
