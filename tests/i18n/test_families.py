"""Words whose keys are put together at run time: every value of the domain has its own."""

import pytest

from formserver.definitions import FaultKind
from formserver.domain.changes import ChangeKind
from formserver.domain.completeness import Lack
from formserver.domain.delivery import State
from formserver.domain.progress import Standing
from formserver.domain.workdays import DayOff, QuietWeek
from formserver.i18n import catalogues
from formserver.usecases.due_work import WorkKind

NB = catalogues.read("nb")

# The process has its own words for these: forms.<form>.awaited, .none_label and .verdict_missing.
OF_THE_PROCESS = {"state.waits", "state.none", "error.status"}


@pytest.mark.parametrize(
    ("family", "values"),
    [
        ("holiday", DayOff),
        ("quiet", QuietWeek),
        ("error", Lack),
        ("letter_state", State),
        ("state", Standing),
        ("change", ChangeKind),
        ("process_fault", FaultKind),
        ("not_done", WorkKind),
        ("not_done", [f"{kind}_given_up" for kind in WorkKind]),
    ],
)
def test_every_value_has_its_words(family, values) -> None:
    keys = {f"{family}.{value}" for value in values} - OF_THE_PROCESS

    assert keys
    assert keys - NB.keys() == set()


def test_every_state_of_a_letter_says_what_it_means() -> None:
    assert {f"letter_state.{state}_more" for state in State} - NB.keys() == set()


@pytest.mark.parametrize(
    ("family", "known"),
    [
        ("holiday.", set()),
        ("quiet.", set()),
        ("journal.", {"by", "name", "party_name", "form_name", "reason", "old", "new", "item", "number"}),
        ("letter_state.", {"when", "n", "total", "by_name", "sender", "service_email", "why"}),
        ("not_done.", {"document", "party_name", "n", "why"}),
    ],
)
def test_a_family_fills_in_only_names_that_its_page_gives(family, known) -> None:
    asked = {
        name for key, forms in NB.items() if key.startswith(family) for name in catalogues.placeholders(forms)
    }

    assert asked - known == set()
