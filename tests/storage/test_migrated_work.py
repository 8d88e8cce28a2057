"""What failed or waited in a database of an earlier release goes on in one of today."""

from datetime import timedelta
from pathlib import Path

import pytest

from formserver.storage import attempts, database, due_dialogs, migrations, outbox
from formserver.storage.engine import connection
from tests.storage.planned import NOW

BEFORE = ["0001_first", "0002_versions", "0003_looks", "0004_editing"]
AT = (NOW + timedelta(minutes=1)).isoformat(timespec="microseconds")
DIALOG = """INSERT INTO dialog VALUES (7, 1, '{}', 'nb', '2027-04-15', '10:00:00', '12:00:00', '', '', '',
    '@', NULL, 0, '@', NULL, '', NULL)"""
SUBMISSION = """INSERT INTO submission VALUES (5, 3, 1, 2027, 1, '@', 'Kari', 0, 0, '{}', NULL, NULL,
    NULL, '@', '{"why": "ours"}', '{}')"""
LETTER = """INSERT INTO letter ("key", letter, language, account_id, code_id, recipient_name,
    recipient_address, reply_name, reply_address, message_id, due_at, written_at, attempts, next_try_at,
    claimed_by, server_reply, failure, failure_text, held_by, stopped_why, files, calendar_method, subject,
    calendar, text, html) VALUES ('#KEY', 'sign_in_code', 'nb', 1, #CODE, '', '', '', '', '', '@',
    '@', 0, '@', '', '', '', '', '', '', '[]', '', '', '', '', '')"""
ROWS = [
    "INSERT INTO process VALUES (1, 'horing', 'abc', '@', '{}')",
    "INSERT INTO account VALUES (1, 'a@example.no', 'a@example.no', '', '', 'nb', 0, '@', NULL)",
    "INSERT INTO sign_in_code VALUES (1, 1, '@', '@', NULL, 0)",
    DIALOG,
    "INSERT INTO sheet VALUES (3, 7, 'note', NULL, 0, NULL, '')",
    SUBMISSION,
    "INSERT INTO document_failure VALUES (1, 7, 'packet', 'malen', '@')",
    LETTER.replace("#KEY", "first").replace("#CODE", "NULL"),
    LETTER.replace("#KEY", "code").replace("#CODE", "1"),
]


def test_what_failed_before_is_tried_again_and_codes_go_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.bind(tmp_path / "old.sqlite3")
    with monkeypatch.context() as old:
        old.setattr(migrations, "names", lambda: BEFORE)
        database.migrate()
    with database.writing():
        for row in ROWS:
            connection.execute(row.replace("'@'", f"'{AT}'"))

    database.migrate()

    later = NOW + timedelta(minutes=1)
    with database.writing():
        assert due_dialogs.first(NOW) == 7
        found = [(one.kind, one.about, one.reason, one.next_try_at) for one in attempts.of_dialog(7)]
        claimed = [outbox.claim("worker", later, timedelta(minutes=5)) for _ in range(2)]
    assert found == [("document", "packet", "malen", later), ("publish", "5", '{"why": "ours"}', later)]
    assert [letter and letter.key for letter in claimed] == ["code", "first"]
    assert database.verify() == []
