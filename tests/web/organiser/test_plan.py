"""The plan changed part by part before anybody is invited."""

from datetime import date, time

import pytest

from formserver.domain import progress
from tests.web.house import House, Reader, inputs, text


@pytest.fixture
def kari(house: House) -> Reader:
    return house.signed_in(house.account("Kari"))


def test_a_new_title_reads_alike_to_all_and_an_untouched_one_stays(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    path = f"/dialog/{dialog_id}/plan/title"

    kari.fill_in(path, {"documents": "nn"})
    untouched = house.dialog(dialog_id)
    kari.fill_in(path, {"title": "Dialog om bolig"})

    assert (untouched.title.to("nn"), untouched.language) == ("Dialog i Holtålen", "nn")
    assert house.dialog(dialog_id).title.to("nn") == "Dialog om bolig"


def test_the_meeting_is_planned_anew_and_the_deadlines_follow(house: House, kari: Reader) -> None:
    dialog_id = house.plan()

    answer = kari.fill_in(f"/dialog/{dialog_id}/plan/meeting", {"day": "22.04.2027", "start": "9.00"})

    dialog = house.dialog(dialog_id)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/dialog/{dialog_id}/plan#dates")
    assert (dialog.meeting.day, dialog.meeting.start) == (date(2027, 4, 22), time(9))
    assert progress.deadlines(dialog)["response"].day == date(2027, 4, 15)


def test_the_meeting_form_shows_what_is_stored(house: House, kari: Reader) -> None:
    shown = inputs(kari.open(f"/dialog/{house.plan()}/plan/meeting"))

    assert (shown["day"], shown["start"], shown["end"]) == ("15.04.2027", "10.00", "14.30")


def test_once_people_are_invited_the_meeting_is_moved_instead(house: House, kari: Reader) -> None:
    dialog_id = house.invited()

    answer = kari.open(f"/dialog/{dialog_id}/plan/meeting")

    assert answer.headers["Location"] == f"/dialog/{dialog_id}/move"


def test_a_deadline_is_set_by_hand_with_a_reason_and_follows_its_rule_again(
    house: House, kari: Reader
) -> None:
    dialog_id = house.plan()
    path = f"/dialog/{dialog_id}/plan/deadline/note"

    kari.fill_in(path, {"day": "22.03.2027", "clock": "12.00", "reason": "Påsken kommer tidlig"})
    by_hand = text(kari.open(f"/dialog/{dialog_id}/plan"))
    kari.send(f"{path}/rule")
    by_rule = text(kari.open(f"/dialog/{dialog_id}/plan"))

    assert "mandag 22. mars 2027 kl. 12.00 Satt for hånd: Påsken kommer tidlig" in by_hand
    assert "Satt for hånd" not in by_rule


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"day": "15.04.2027", "clock": "10.00"}, "Fristen må være før møtet 15. april"),
        ({"day": "23.03.2027", "clock": "15.00"}, "Fristen må være etter «Frist for notatet»"),
        (
            {"day": "31.02.2027", "clock": "15.00"},
            "31.02.2027 finnes ikke i kalenderen. Skriv en annen dato.",
        ),
        ({"day": "08.04.2027", "clock": "15", "reason": ""}, "Fyll ut «Grunn»"),
    ],
)
def test_a_deadline_that_cannot_work_is_told_at_the_field(
    house: House, kari: Reader, typed: dict[str, str], fault: str
) -> None:
    dialog_id = house.plan()

    answer = kari.fill_in(f"/dialog/{dialog_id}/plan/deadline/response", {"reason": "Påske"} | typed)

    assert answer.status_code == 422
    assert text(answer).count(fault) == 2
    assert inputs(answer)["day"] == typed["day"]
    assert house.dialog(dialog_id).overrides == {}


def test_a_deadline_that_is_not_there_is_not_found(house: House, kari: Reader) -> None:
    assert kari.open(f"/dialog/{house.plan()}/plan/deadline/nothing").status_code == 404


def test_a_theme_is_left_out_and_one_of_ones_own_joins(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    path = f"/dialog/{dialog_id}/plan/themes"
    page = inputs(kari.open(path))
    del page["row-5-chosen"]

    kari.send(path, page | {"row-8-title": "Beredskap", "action": "save"})

    themes = house.dialog(dialog_id).themes
    assert [theme.number for theme in themes] == [1, 2, 3, 4, 6, 7, 8]
    assert themes[-1].title.to("nb") == "Beredskap"
    assert themes[0].title.to("nn") == "Auke bustadbygginga og utvikle nye bustadtilbod"


def test_a_theme_that_was_left_out_can_be_chosen_again(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    path = f"/dialog/{dialog_id}/plan/themes"
    page = inputs(kari.open(path))
    del page["row-5-chosen"]
    kari.send(path, page)

    kari.fill_in(path, {"row-5-chosen": "1"})

    assert [theme.number for theme in house.dialog(dialog_id).themes] == [1, 2, 3, 4, 6, 7, 5]


def test_moving_a_theme_keeps_what_is_typed_elsewhere_on_the_page(house: House, kari: Reader) -> None:
    dialog_id = house.plan()

    answer = kari.fill_in(
        f"/dialog/{dialog_id}/plan/themes", {"row-1-title": "Boliger for unge", "action": "up:3"}
    )

    themes = house.dialog(dialog_id).themes
    assert answer.headers["Location"] == f"/dialog/{dialog_id}/plan/themes#row-3"
    assert [theme.number for theme in themes][:3] == [1, 3, 2]
    assert themes[0].title.to("nb") == "Boliger for unge"


def test_a_chosen_theme_without_a_title_is_told_and_the_others_are_kept_on_the_page(
    house: House, kari: Reader
) -> None:
    dialog_id = house.plan()

    answer = kari.fill_in(f"/dialog/{dialog_id}/plan/themes", {"row-1-title": "", "row-2-title": "Samarbeid"})

    assert answer.status_code == 422
    assert text(answer).count("Fyll ut «Tema 1»") == 2
    assert inputs(answer)["row-2-title"] == "Samarbeid"


def test_the_programme_is_written_and_moved(house: House, kari: Reader) -> None:
    dialog_id = house.plan()
    path = f"/dialog/{dialog_id}/plan/programme"

    kari.fill_in(
        path, {"row-1-at": "10.00", "row-1-title": "Velkommen", "row-2-title": "Lunsj", "action": "add"}
    )
    kari.fill_in(path, {"action": "up:2"})

    lines = house.dialog(dialog_id).programme
    assert [(line.at, line.title.to("nb")) for line in lines] == [(None, "Lunsj"), (time(10), "Velkommen")]


def test_a_time_that_cannot_be_is_told_at_its_line(house: House, kari: Reader) -> None:
    dialog_id = house.plan()

    answer = kari.fill_in(
        f"/dialog/{dialog_id}/plan/programme", {"row-2-at": "25.00", "row-2-title": "Kaffe", "action": "save"}
    )

    assert answer.status_code == 422
    assert 'href="#row-2-at"' in answer.text
    assert (inputs(answer)["row-2-at"], inputs(answer)["row-2-title"]) == ("25.00", "Kaffe")


def test_rows_that_nobody_was_shown_do_no_harm(house: House, kari: Reader) -> None:
    dialog_id = house.plan()

    rows = {
        "row": ["1", "77", "x", "-3"],
        "row-1-title": "Bolig",
        "row-1-chosen": "1",
        "row-77-title": "Eget",
    }
    kari.send(f"/dialog/{dialog_id}/plan/themes", rows)

    assert [theme.number for theme in house.dialog(dialog_id).themes] == [1, 77]
