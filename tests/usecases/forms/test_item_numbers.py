"""What an item is called on the page is the number that it gets when the form is submitted."""

import contextlib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formserver.domain.refusals import NothingChanged
from formserver.usecases.forms import change_items, submit_form
from tests.usecases.form_steps import page_of
from tests.usecases.house import ITEM, NOTE, House

ACTS = st.lists(st.tuples(st.sampled_from(["add", "remove", "up", "down", "submit"]), st.integers(0, 5)))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(acts=ACTS)
def test_the_number_on_the_page_is_the_one_that_submitting_gives(house: House, acts) -> None:
    if not house.items:
        house.invited()
        house.write_note({str(house.county.id): "Kan dere?"})
    for act, which in acts:
        do(house, act, which)

    shown = {item.id: item.shown_number for item in page_of(house, house.kari).items}
    submit(house)

    assert shown
    assert {item.id: item.number for item in page_of(house, house.kari).items} == shown


def test_a_number_is_not_shown_again_when_its_item_was_removed(house: House) -> None:
    house.invited()
    house.write_note({str(house.county.id): "Kan dere?"})
    removed = add(house, 1)
    submit(house)
    change_items.remove_item(house.tools, house.kari, NOTE, removed)

    new = add(house, 1)

    assert [item.shown_number for item in page_of(house, house.kari).items if item.id == new] == ["1.3"]


def do(house: House, act: str, which: int) -> None:
    items = [item.id for item in page_of(house, house.kari).items]
    item = items[which % len(items)]
    match act:
        case "add":
            add(house, 1 + which % 2)
        case "remove" if len(items) > 1:
            change_items.remove_item(house.tools, house.kari, NOTE, item)
        case "up" | "down":
            change_items.move_item(house.tools, house.kari, NOTE, item, -1 if act == "up" else 1)
        case "submit":
            submit(house)


def add(house: House, theme: int) -> int:
    item = change_items.add_item(house.tools, house.kari, NOTE, theme)
    house.write(house.kari, NOTE, item, **ITEM, asks={str(house.county.id): "Kan dere?"})
    return item


def submit(house: House) -> None:
    with contextlib.suppress(NothingChanged):
        submit_form.submit_form(house.tools, house.kari, NOTE)
