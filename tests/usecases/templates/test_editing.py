"""Templates opened in Word: who may, and what the journal keeps of it."""

from datetime import timedelta

import pytest

from formserver.domain.refusals import FileRefused, NotAllowed, NotFound
from formserver.storage import database, journal, templates
from formserver.storage.templates import TemplatePlace
from formserver.usecases.templates import edit_in_word, open_in_word
from formserver.usecases.templates.open_in_word import Opened
from tests.usecases.house import TERMINAL, House

NOTE = TemplatePlace(process="mulighetsdialog", document="note", language="nb")


def opened(house: House) -> Opened:
    with database.reading():
        version = templates.in_use(NOTE)
    return open_in_word.open_in_word(house.tools, house.actor, version.id, "Ny tekst")


def token_of(one: Opened) -> str:
    return one.address.split("/")[4]


def anybody() -> None:
    """Nobody has locked the file."""


def test_only_an_account_can_open_a_template(house: House) -> None:
    version = opened(house).version

    with pytest.raises(NotAllowed):
        open_in_word.open_in_word(house.tools, TERMINAL, version.id, "")


def test_the_address_works_as_long_as_the_setting_says(house: House) -> None:
    one = opened(house)
    house.clock.advance(timedelta(hours=house.tools.settings.editing_hours) - timedelta(seconds=1))

    assert edit_in_word.working_copy(house.tools, token_of(one)).id == one.editing.id
    house.clock.advance(timedelta(seconds=1))
    with pytest.raises(NotFound):
        edit_in_word.working_copy(house.tools, token_of(one))


def test_opening_saving_and_closing_stand_in_the_journal_without_the_address(house: House) -> None:
    one = opened(house)
    edit_in_word.save(house.tools, one.editing.id, b"PK\x03\x04broken", anybody)

    open_in_word.close(house.tools, house.actor, one.editing.id)

    with database.reading():
        entries = journal.of_house()[:3]
    assert [entry.event for entry in entries] == ["template_closed", "template_added", "template_opened"]
    assert {entry.by for entry in entries} == {"Ada"}
    assert token_of(one) not in str(entries)


def test_saving_what_was_opened_makes_no_version(house: House) -> None:
    one = opened(house)
    with database.reading():
        content = templates.content(one.version.id)

    saved = edit_in_word.save(house.tools, one.editing.id, content, anybody)

    assert saved.id == one.editing.id
    with database.reading():
        assert templates.latest(NOTE) == one.version


def test_whoever_has_it_open_is_named_with_what_was_saved(house: House) -> None:
    one = opened(house)
    edit_in_word.save(house.tools, one.editing.id, b"PK\x03\x04broken", anybody)

    (copy,) = open_in_word.open_copies(house.tools, NOTE)

    assert (copy.by, copy.base, copy.saved and copy.saved.number) == ("Ada", one.version, 2)


def test_a_save_that_another_has_locked_out_meanwhile_is_not_kept(house: House) -> None:
    one = opened(house)

    def locked() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        edit_in_word.save(house.tools, one.editing.id, b"PK\x03\x04broken", locked)

    with database.reading():
        assert templates.versions(NOTE) == [one.version]


def test_what_is_read_is_what_was_announced_though_it_is_saved_meanwhile(house: House) -> None:
    one = opened(house)
    announced = edit_in_word.working_copy(house.tools, token_of(one))
    edit_in_word.save(house.tools, one.editing.id, b"PK\x03\x04broken", anybody)

    assert len(edit_in_word.content(house.tools, announced)) == announced.size


@pytest.mark.parametrize(("content", "why"), [(b"", "empty"), (b"text", "type")])
def test_what_word_cannot_have_written_is_refused(house: House, content: bytes, why: str) -> None:
    one = opened(house)

    with pytest.raises(FileRefused) as refused:
        edit_in_word.save(house.tools, one.editing.id, content, anybody)

    assert refused.value.facts["why"] == why
