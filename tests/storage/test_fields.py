"""What goes into a column comes out again, whatever the database makes of it."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from formserver.domain.words import Words
from formserver.storage import database, dialogs, journal
from formserver.storage.engine import connection, fields
from tests.storage import planned
from tests.storage.planned import NOW, Case

EAST = timezone(timedelta(hours=9))


def test_a_moment_without_a_time_zone_is_refused(case: Case) -> None:
    naive = NOW.replace(tzinfo=None)

    with database.writing(), pytest.raises(ValueError, match="without a time zone"):
        dialogs.mark_taken_into_use(case.dialog, naive)


def test_a_moment_comes_back_the_same_and_in_utc(case: Case) -> None:
    moment = datetime(2027, 3, 28, 3, 30, 0, 123456, tzinfo=EAST)

    with database.writing():
        dialogs.mark_taken_into_use(case.dialog, moment)
        stored = dialogs.get(case.dialog).taken_into_use_at

    assert stored == moment
    assert stored is not None
    assert stored.tzinfo is UTC


def test_moments_of_different_time_zones_are_compared_as_moments(case: Case) -> None:
    first = datetime(2027, 3, 1, 20, 0, tzinfo=EAST)
    second = datetime(2027, 3, 1, 11, 0, 0, 1, tzinfo=UTC)

    with database.writing():
        planned.put("second", second)
        planned.put("first", first)
        (earliest,) = connection.execute("SELECT key FROM letter ORDER BY due_at LIMIT 1")

    assert earliest == ("first",)


def test_words_come_back_in_all_their_languages(process: int) -> None:
    title = Words({"nb": "Bolig", "nn": "Bustad", "sma": "Gåetie ïejjieh"})

    with database.writing():
        dialog = dialogs.create(planned.new_dialog(process), NOW)
        dialogs.set_title(dialog, title, "nn")

        assert dialogs.get(dialog).title == title


@pytest.mark.parametrize(
    "value", [None, True, 0, "", "null", "1.0", "\x00 \ud800", ["å", None], {"b": 1, "a": {"c": []}}, 10**20]
)
def test_json_comes_back_as_it_went_in(case: Case, value: object) -> None:
    with database.writing():
        journal.note(case.dialog, "tried", "Kari", {"value": value}, NOW)

        (entry,) = journal.of_dialog(case.dialog)

    assert (entry.facts["value"], type(entry.facts["value"])) == (value, type(value))


def test_what_is_not_json_is_refused() -> None:
    with pytest.raises(TypeError):
        fields.JsonField().db_value({"at": NOW})
    with pytest.raises(ValueError, match="Out of range"):
        fields.JsonField().db_value(float("nan"))


def test_the_number_of_a_deleted_row_is_never_given_again(case: Case, path: Path) -> None:
    from formserver.storage import parties

    with database.writing():
        gone = parties.add(case.dialog, planned.new_party("guest", "Nabo"))
        parties.delete(gone)

        assert parties.add(case.dialog, planned.new_party("guest", "Nabo")) == gone + 1
