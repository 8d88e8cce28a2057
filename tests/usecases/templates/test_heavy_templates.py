"""Word templates that are too heavy, or come while the server has enough to do: they cost others nothing."""

import pytest

from formserver.documents.check import run_check
from formserver.documents.office.job_limit import Turns
from formserver.domain.refusals import TooBusy
from formserver.storage import database, templates
from formserver.usecases.documents.make_document import DocumentNotMade
from formserver.usecases.templates import (
    annotate_template,
    check_template,
    compare_template,
    preview_template,
    use_template,
)
from formserver.usecases.templates.annotate_template import NotAnnotated
from tests.usecases.house import House
from tests.usecases.templates.test_templates import NOTE, states, upload

HEAVY = "{% for theme in themes %}" * 21 + "{% endfor %}" * 21


@pytest.fixture
def no_turn(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """All that is checked at a time is being checked by others."""
    monkeypatch.setattr(run_check, "_TURNS", Turns(most=0, patience=0))
    return monkeypatch


def test_a_version_that_was_too_heavy_for_its_check_is_read_nowhere_else(house: House) -> None:
    version = upload(house, NOTE, HEAVY)
    assert [one.kind for one in check_template.check_template(house.tools, version.id)] == ["too_heavy"]

    compared = compare_template.compare_template(house.tools, version.id)

    assert (compared.difference, compared.pair) == (None, None)
    with pytest.raises(DocumentNotMade):
        preview_template.preview_template(house.tools, version.id)
    with pytest.raises(NotAnnotated):
        annotate_template.annotate_template(house.tools, version.id, "nb")


@pytest.mark.usefixtures("no_turn")
def test_an_upload_among_many_is_kept_unchecked_and_read_by_nobody(house: House) -> None:
    version = upload(house, NOTE, "Blant mange")

    assert [state.value for _, state in states(house, NOTE)] == ["unchecked", "in_use"]
    assert compare_template.compare_template(house.tools, version.id).difference is None
    with pytest.raises(DocumentNotMade):
        preview_template.preview_template(house.tools, version.id)


def test_what_was_not_checked_is_checked_before_it_is_used(house: House, no_turn: pytest.MonkeyPatch) -> None:
    version = upload(house, NOTE, "Siden")
    with pytest.raises(TooBusy):
        use_template.use_template(house.tools, house.actor, version.id)

    no_turn.undo()
    use_template.use_template(house.tools, house.actor, version.id)

    with database.reading():
        assert templates.in_use(NOTE) == version


def test_a_checked_version_is_compared_whatever_the_questions_are_now(house: House) -> None:
    version = upload(house, NOTE)

    assert compare_template.compare_template(house.tools, version.id).difference is not None


def test_no_more_than_its_turns_are_taken_and_each_is_given_back() -> None:
    turns = Turns(most=1, patience=0)
    with turns.one(TooBusy), pytest.raises(TooBusy), turns.one(TooBusy):
        pytest.fail("a second turn was given")

    with pytest.raises(ValueError, match="fault of the job"), turns.one(TooBusy):
        raise ValueError("fault of the job")
    with turns.one(TooBusy):
        pass
