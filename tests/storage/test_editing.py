"""Working copies that are open in Word, and the locks on them."""

from datetime import timedelta

import peewee
import pytest

from formserver.domain.refusals import NotFound
from formserver.storage import accounts, database, editing, file_locks, templates
from formserver.storage.editing import Editing
from formserver.storage.file_locks import FileLock
from formserver.storage.templates import TemplatePlace
from tests.storage.planned import MINUTE, NOW

NOTE = TemplatePlace(process="mulighetsdialog", document="note", language="nb")
OTHER = TemplatePlace(process="mulighetsdialog", document="note", language="nn")
HOUR = timedelta(hours=1)


def opened(address: str = "abc", place: TemplatePlace = NOTE) -> Editing:
    ada = accounts.find("ada@example.no") or accounts.add("ada@example.no", "Ada", "", "nb", True, NOW)
    version = templates.add(place, place.language.encode(), "", "", NOW)
    return editing.add(address, version.id, ada.id, "Ny tekst", NOW, NOW + HOUR)


def lock(name: str = "t1", root: str = "/1/a", **changes: object) -> FileLock:
    values = {"principal": "1", "exclusive": True, "depth": "0", "owner": b"<a/>", "until": NOW + HOUR}
    return FileLock(**({"token": name, "root": root} | values | changes))


def test_a_working_copy_is_found_by_the_token_of_its_address(path: object) -> None:
    with database.writing():
        made = opened()

        assert editing.by_token("abc") == made
        assert (made.version_id, made.saved_id, made.saved_at) == (made.base_id, None, None)


@pytest.mark.parametrize("token", ["", "ABC", "abcd", "\udc80"])
def test_another_token_finds_nothing(path: object, token: str) -> None:
    with database.writing():
        opened()

        with pytest.raises(NotFound):
            editing.by_token(token)


def test_what_was_saved_last_is_the_working_copy(path: object) -> None:
    with database.writing():
        made = opened()
        version = templates.add(NOTE, b"saved", "Ada", "Ny tekst", NOW + MINUTE)

        editing.saved(made.id, version.id, NOW + MINUTE)

        found = editing.get(made.id)
        assert (found.version_id, found.base_id, found.saved_at) == (version.id, made.base_id, NOW + MINUTE)


def test_those_of_a_template_that_still_work_are_listed(path: object) -> None:
    with database.writing():
        first, closed, later = opened("a"), opened("b"), opened("c")
        opened("d", OTHER)
        editing.close(closed.id, NOW + MINUTE)

        assert editing.open_at(NOTE, NOW + MINUTE) == [first, later]
        assert editing.open_at(NOTE, NOW + HOUR) == []


def test_a_lock_is_found_until_its_time_is_over(path: object) -> None:
    with database.writing():
        file_locks.add(lock(), NOW)

        assert file_locks.find("t1", NOW) == lock()
        assert file_locks.find("t1", NOW + HOUR) is None
        assert file_locks.on("/1/a", NOW + HOUR) == []


def test_a_file_cannot_have_two_exclusive_locks(path: object) -> None:
    with database.writing():
        file_locks.add(lock("t1"), NOW)

    with pytest.raises(peewee.IntegrityError), database.writing():
        file_locks.add(lock("t2"), NOW)


def test_a_lock_that_is_over_makes_room_for_another(path: object) -> None:
    with database.writing():
        file_locks.add(lock("t1"), NOW)

        file_locks.add(lock("t2", until=NOW + 2 * HOUR), NOW + HOUR)

        assert [one.token for one in file_locks.on("/1/a", NOW + HOUR)] == ["t2"]


def test_shared_locks_stand_beside_each_other(path: object) -> None:
    with database.writing():
        for token in ("t1", "t2"):
            file_locks.add(lock(token, exclusive=False), NOW)

        assert [one.token for one in file_locks.on("/1/a", NOW)] == ["t1", "t2"]


def test_locks_below_a_folder_are_not_those_of_its_neighbours(path: object) -> None:
    with database.writing():
        for number, root in enumerate(["/a", "/a/b", "/a/b/c", "/ab", "/A/b", "/%/b"]):
            file_locks.add(lock(str(number), root), NOW)

        assert [one.root for one in file_locks.below("/a", NOW)] == ["/a/b", "/a/b/c"]
        assert [one.root for one in file_locks.below("/%", NOW)] == ["/%/b"]
        assert len(file_locks.below("/", NOW)) == 6


def test_a_lock_can_be_extended_and_removed(path: object) -> None:
    with database.writing():
        file_locks.add(lock(), NOW)

        file_locks.extend("t1", NOW + 2 * HOUR)

        assert file_locks.find("t1", NOW + HOUR) == lock(until=NOW + 2 * HOUR)
        assert (file_locks.remove("t1"), file_locks.remove("t1")) == (True, False)
