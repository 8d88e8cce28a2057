"""One file at one address: who comes in, what a lock keeps out, and what a save leaves behind."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest

from formserver.dav.locks import MOST
from formserver.documents.word.package import MAX_FILE
from formserver.storage import accounts, database, templates
from formserver.storage.engine import connection
from formserver.storage.templates import TemplateVersion
from formserver.usecases.actors import actor_of
from formserver.usecases.templates import check_template, open_in_word
from tests.dav.conftest import FOLDER, NOTE, open_for, template
from tests.dav.program import LOCK_INFO, Program, seconds_left
from tests.web.house import House

UNKNOWN = "/dav/00112233445566778899aabbccddeeff/note.nb.docx"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]>'
    '<D:propfind xmlns:D="DAV:">&c;</D:propfind>'
)


def versions() -> list[TemplateVersion]:
    with database.reading():
        return templates.versions(NOTE)


def test_the_address_gives_the_version_that_was_opened(word: Program) -> None:
    answer = word.read()

    assert answer.data == (FOLDER / "note.nb.docx").read_bytes()
    assert answer.headers["Content-Type"].endswith("wordprocessingml.document")


def test_it_ends_as_word_files_do_and_has_no_query(word: Program) -> None:
    assert word.address.endswith("/note.nb.docx")
    assert "?" not in word.address


def test_all_the_way_up_the_server_says_that_it_speaks_webdav_with_locks(word: Program) -> None:
    way = (word.path, word.folder, word.folder.rstrip("/"), "/dav/", "/dav", "/")

    answers = [word.ask("OPTIONS", place) for place in way]

    said = [(one.status_code, one.headers["DAV"], one.headers["MS-Author-Via"]) for one in answers]
    assert said == [(200, "1,2", "DAV")] * len(way)


def test_the_folder_holds_the_file_and_nothing_else(word: Program) -> None:
    told = word.properties(word.folder, depth="1")

    assert told.count("<D:href>") == 2
    assert f"<D:href>{word.path}</D:href>" in told


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_folder_is_there_and_tells_nothing(word: Program, method: str) -> None:
    answer = word.ask(method, word.folder)

    assert (answer.status_code, answer.data) == (200, b"")


def test_a_save_becomes_a_checked_version_with_its_author_and_note(house: House, word: Program) -> None:
    word.lock()

    status = word.save(template("Egen tekst"))

    latest = versions()[0]
    assert (status, latest.number, latest.by, latest.note) == (204, 2, "Ada", "Ny innledning")
    with database.reading():
        assert check_template.kept(latest) == ()
        assert templates.in_use(NOTE).number == 1


def test_the_faults_of_a_save_are_kept_with_its_version(house: House, word: Program) -> None:
    word.save(template("Dato: {{ dialog.titel }}"))

    with database.reading():
        found = check_template.kept(versions()[0])
    assert [one.kind for one in found or ()] == ["unknown_name_near"]


def test_what_was_saved_is_what_is_read_and_every_save_is_kept(word: Program) -> None:
    first, second = template("Første"), template("Andre")

    statuses = [word.save(first), word.save(second)]

    assert statuses == [204, 204]
    assert word.read().data == second
    with database.reading():
        assert [templates.content(one.id) for one in versions()[:2]] == [second, first]


def test_saving_the_same_again_makes_no_version(word: Program) -> None:
    unchanged = word.read().data
    content = template()

    statuses = [word.save(unchanged), word.save(content), word.save(content)]

    assert statuses == [204, 204, 204]
    assert [one.number for one in versions()] == [2, 1]


def test_the_mark_of_the_content_changes_with_a_save(word: Program) -> None:
    before = word.read().headers["ETag"]

    word.save(template())

    after = word.read().headers["ETag"]
    assert before != after
    assert f"<D:getetag>{after}</D:getetag>" in word.properties()


def test_a_locked_file_is_saved_only_with_its_token(word: Program) -> None:
    locked = word.lock()

    statuses = [word.save(template(), token) for token in ("", "<opaquelocktoken:of-another>", word.token)]

    assert locked.status_code == 200
    assert word.token.startswith("<opaquelocktoken:")
    assert locked.mimetype == "application/xml"
    assert statuses == [423, 412, 204]


def test_a_second_program_gets_no_lock_and_cannot_save(house: House, word: Program) -> None:
    second = Program(house.app.test_client(), word.address)
    word.lock()

    refused = second.lock()

    assert (refused.status_code, second.save(template()), len(versions())) == (423, 423, 1)


def test_after_unlocking_the_second_program_may_save(house: House, word: Program) -> None:
    second = Program(house.app.test_client(), word.address)
    word.lock()

    unlocked = word.unlock()

    assert (unlocked, second.lock().status_code, second.save(template())) == (204, 200, 204)


def test_a_wrong_token_unlocks_nothing(word: Program) -> None:
    word.lock()

    status = word.unlock("<opaquelocktoken:of-another>")

    assert (status, word.save(template(), token="")) == (409, 423)


def test_a_lock_is_over_at_its_time(house: House, word: Program) -> None:
    second = Program(house.app.test_client(), word.address)
    word.lock(seconds=60)
    before = second.lock().status_code
    house.clock.advance(timedelta(seconds=61))

    after = second.lock().status_code

    assert (before, after) == (423, 200)
    assert word.save(template()) == 412


def test_refreshing_keeps_a_lock_alive(house: House, word: Program) -> None:
    second = Program(house.app.test_client(), word.address)
    word.lock(seconds=60)
    house.clock.advance(timedelta(seconds=50))
    refreshed = word.refresh(seconds=60)
    house.clock.advance(timedelta(seconds=50))

    status = second.lock().status_code

    assert (refreshed.status_code, status, word.save(template())) == (200, 423, 204)


def test_a_lock_that_is_over_cannot_be_refreshed(house: House, word: Program) -> None:
    word.lock(seconds=60)
    house.clock.advance(timedelta(seconds=61))

    assert word.refresh().status_code == 412


def test_no_lock_is_granted_for_longer_than_an_hour(word: Program) -> None:
    assert 3590 < seconds_left(word.lock(seconds=604_800)) <= 3600


def test_a_number_of_seconds_that_nobody_can_read_is_no_wish(word: Program) -> None:
    answer = word.ask("LOCK", data=LOCK_INFO, headers={"Timeout": f"Second-{'9' * 5000}"})

    assert answer.status_code == 200
    assert 3590 < seconds_left(answer) <= 3600


def test_only_so_many_locks_are_held_together(word: Program) -> None:
    shared = LOCK_INFO.replace("exclusive", "shared")

    statuses = [word.ask("LOCK", data=shared).status_code for _ in range(MOST + 1)]

    assert statuses == [200] * MOST + [423]


def test_who_looks_sees_that_the_file_is_locked(word: Program) -> None:
    word.lock()

    told = word.properties()

    assert word.token.strip("<>") in told
    assert f"<D:lockroot><D:href>{word.path}</D:href></D:lockroot>" in told


def test_two_people_have_a_working_copy_each_and_do_not_meet(house: House, word: Program) -> None:
    kari, karis, adas = open_for(house, "Kari"), template("Karis"), template("Adas")
    word.lock()

    statuses = [kari.lock().status_code, kari.save(karis), word.save(adas)]

    assert statuses == [200, 204, 204]
    assert (kari.read().data, word.read().data) == (karis, adas)
    assert [one.by for one in versions()] == ["Ada", "Kari", ""]


def test_one_may_not_save_with_the_lock_of_another_address(house: House, word: Program) -> None:
    kari = open_for(house, "Kari")
    word.lock()
    kari.lock()

    assert kari.save(template(), token=word.token) == 412


def test_an_unknown_address_has_nothing(word: Program) -> None:
    methods = ["GET", "HEAD", "PROPFIND", "PUT", "LOCK", "UNLOCK", "DELETE", "OPTIONS"]

    answers = [word.ask(method, path) for method in methods for path in (UNKNOWN, "/dav/1/note.nb.docx")]
    answers += [
        word.ask(method, path) for method in methods[:-1] for path in ("/dav/x", "/dav//note.nb.docx")
    ]

    assert {(answer.status_code, answer.data) for answer in answers} == {(404, b"")}


def closed(house: House, account_id: int) -> None:
    with database.writing():
        accounts.close(account_id, house.clock())


def lowered(house: House, account_id: int) -> None:
    with database.writing():
        accounts.set_administrator(account_id, False)


def too_late(house: House, account_id: int) -> None:
    house.clock.advance(timedelta(hours=8))


def ended(house: House, account_id: int) -> None:
    (copy,) = open_in_word.open_copies(house.tools, NOTE)
    open_in_word.close(house.tools, actor_of(house.account("Ada")), copy.editing.id)


@pytest.mark.parametrize("end", [closed, lowered, too_late, ended])
def test_an_address_works_only_while_its_owner_may_and_its_time_lasts(
    house: House, word: Program, end: Callable[[House, int], None]
) -> None:
    word.lock()
    before = word.read().status_code

    end(house, house.account("Ada").id)

    refused = [word.read().status_code, word.save(template()), word.refresh().status_code, word.unlock()]
    assert (before, refused, len(versions())) == (200, [404] * 4, 1)


def test_a_session_opens_nothing_here_without_the_address(house: House) -> None:
    ada = house.signed_in(house.account("Ada", administrator=True))

    assert ada.open("/templates").status_code == 200
    assert ada.open(UNKNOWN).status_code == 404


def test_the_file_can_be_neither_removed_nor_moved(word: Program) -> None:
    methods = ["DELETE", "MKCOL", "COPY", "MOVE", "POST", "PATCH", "TRACE", "REPORT"]

    answers = [word.ask(method, headers={"Destination": f"{word.address}x"}) for method in methods]

    assert {answer.status_code for answer in answers} == {405}
    assert {"PUT" in answer.headers["Allow"] for answer in answers} == {True}
    assert word.read().status_code == 200


@pytest.mark.parametrize("method", ["PUT", "LOCK"])
def test_no_other_file_can_be_made_beside_it(word: Program, method: str) -> None:
    answer = word.ask(method, f"{word.folder}other.docx", data=LOCK_INFO)

    assert answer.status_code == 403
    assert word.properties(word.folder, depth="1").count("<D:href>") == 2


def test_the_folder_cannot_be_locked_or_written(word: Program) -> None:
    statuses = [word.ask(method, word.folder).status_code for method in ("LOCK", "PUT", "PROPPATCH")]

    assert statuses == [405, 405, 405]


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 400), (b"%PDF-1.4", 415), (b"x" * (MAX_FILE + 1), 413), (b"PK\x03\x04" + b"x" * MAX_FILE, 413)],
    ids=["nothing", "no word file", "too much", "too much of a package"],
)
def test_what_is_no_word_file_or_too_large_changes_nothing(
    word: Program, content: bytes, status: int
) -> None:
    word.lock()
    before = word.read().data

    answer = word.save(content)

    assert (answer, len(versions()), word.read().data) == (status, 1, before)


def test_a_file_with_a_password_is_kept_and_told_as_a_fault(word: Program) -> None:
    status = word.save(b"\xd0\xcf\x11\xe0" + bytes(512))

    with database.reading():
        found = check_template.kept(versions()[0])
    assert (status, [one.kind for one in found or ()]) == (204, ["protected"])


def test_a_body_without_a_length_is_read_whole(word: Program) -> None:
    content = template()

    answer = word.ask(
        "PUT",
        input_stream=BytesIO(content),
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )

    assert (answer.status_code, word.read().data) == (204, content)


def test_half_a_file_is_not_kept_when_the_line_breaks(word: Program) -> None:
    whole, before = template(), word.read().data

    told = {"CONTENT_LENGTH": str(len(whole))}
    answer = word.ask("PUT", input_stream=BytesIO(whole[:5000]), environ_overrides=told)

    assert (answer.status_code, len(versions()), word.read().data == before) == (400, 1, True)


@pytest.mark.parametrize("method", ["GET", "PUT", "LOCK"])
def test_an_address_that_is_no_text_has_nothing(word: Program, method: str) -> None:
    answer = word.ask(method, environ_overrides={"PATH_INFO": f"{word.folder}\xc0\xae"})

    assert (answer.status_code, answer.data) == (404, b"")


@pytest.mark.parametrize(
    ("question", "status"),
    [(BOMB, 400), ("<D:propfind", 400), ("x" * 64_001, 413)],
    ids=["entities", "half", "too much"],
)
def test_a_harmful_question_is_not_read(word: Program, question: str, status: int) -> None:
    statuses = {word.ask(method, data=question).status_code for method in ("PROPFIND", "PROPPATCH", "LOCK")}

    assert statuses == {status}


def test_a_save_while_the_database_is_held_is_refused_to_be_tried_again(
    house: House, word: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.1)
    database.bind(house.tools.settings.database)
    content = template()
    other = sqlite3.connect(house.tools.settings.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    refused = word.save(content)

    other.rollback()
    other.close()
    assert (refused, word.save(content)) == (503, 204)


def test_a_bug_is_told_in_the_log_by_place_and_without_its_words(
    house: House, word: Program, caplog: pytest.LogCaptureFixture
) -> None:
    with sqlite3.connect(house.tools.settings.database) as other:
        other.execute("ALTER TABLE file_lock RENAME TO elsewhere")

    answer = word.save(template())

    told = [record.getMessage() for record in caplog.records if record.name == "formserver.dav"]
    assert (answer, len(told)) == (500, 1)
    assert "file_locks.py" in told[0]
    assert "no such table" not in told[0]


def test_nothing_stored_opens_the_address(house: House, word: Program) -> None:
    token = word.path.split("/")[2]
    word.lock()
    word.save(template())

    stored = house.tools.settings.database.read_bytes()
    log = house.tools.settings.database.with_name("formserver.sqlite3-wal")
    stored += log.read_bytes() if log.exists() else b""

    assert b"note.nb.docx" in stored
    assert token.encode() not in stored
