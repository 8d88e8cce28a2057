"""From «Ny dialog» to a plan: hosts from the list of municipalities, a title proposed, deadlines at once."""

import pytest

from tests.web.house import House, Reader, inputs, text

PROCESS = "mulighetsdialog"
NEW = f"/dialog/new?process={PROCESS}"
MEETING = {
    "process": PROCESS,
    "title": "Mulighetsdialog i Rindal",
    "documents": "nb",
    "day": "15.04.2027",
    "start": "10.00",
    "end": "14.30",
    "place": "Samfunnshuset",
}
RINDAL, HOLTAALEN = "5061", "5026"


@pytest.fixture
def kari(house: House) -> Reader:
    return house.signed_in(house.account("Kari"))


def open_plan(reader: Reader, **changes: object) -> int:
    """Makes a dialog through the pages and gives its id."""
    answer = reader.send("/dialog/new/plan", {"host": [RINDAL, HOLTAALEN]} | MEETING | changes)
    assert answer.status_code == 303
    return int(answer.headers["Location"].split("/")[2])


def test_a_name_that_fits_one_municipality_is_taken(kari: Reader) -> None:
    answer = kari.open(f"{NEW}&find=rindal", follow_redirects=True)

    assert answer.request.query_string == b"process=mulighetsdialog&host=5061"
    assert "Rindal Trøndelag" in text(answer)


def test_two_municipalities_of_one_name_are_told_apart_by_county(kari: Reader) -> None:
    answer = kari.open(f"{NEW}&find=Herøy")

    assert "Flere kommuner passer." in text(answer)
    assert "Herøy Møre og Romsdal" in text(answer)
    assert "Herøy Nordland" in text(answer)
    assert f'href="{NEW}&amp;host=1515"' in answer.text
    assert f'href="{NEW}&amp;host=1818"' in answer.text


def test_the_county_settles_it(kari: Reader) -> None:
    answer = kari.open(f"{NEW}&find=Herøy+(Nordland)")

    assert answer.headers["Location"] == f"{NEW}&host=1818"


def test_a_name_that_is_not_in_the_list_is_told_at_the_field(kari: Reader) -> None:
    answer = kari.open(f"{NEW}&find=Fossedal")

    assert text(answer).count("Fossedal står ikke i listen over kommuner. Sjekk skrivemåten.") == 2
    assert 'value="Fossedal"' in answer.text


def test_several_hosts_are_kept_and_one_is_taken_out_again(kari: Reader) -> None:
    both = kari.open(f"{NEW}&host={RINDAL}&host={HOLTAALEN}")

    assert "Rindal Trøndelag" in text(both)
    assert "Holtålen Trøndelag" in text(both)
    assert f'href="{NEW}&amp;host={HOLTAALEN}"' in both.text


def test_the_title_is_proposed_from_the_hosts(kari: Reader) -> None:
    answer = kari.open(f"/dialog/new/plan?process={PROCESS}&host={RINDAL}&host={HOLTAALEN}")

    assert inputs(answer)["title"] == "Mulighetsdialog i Rindal kommune og Holtålen kommune"


def test_the_deadlines_of_a_day_are_shown_before_anything_is_stored(house: House, kari: Reader) -> None:
    typed = {"host": RINDAL} | MEETING | {"day": "17.05.2027", "action": "show"}

    answer = kari.send("/dialog/new/plan", typed)

    assert answer.status_code == 200
    assert "Møtedagen er grunnlovsdagen." in text(answer)
    assert "mandag 26. april 2027 kl. 12.00" in text(answer)
    assert inputs(answer)["day"] == "17.05.2027"
    assert "Ingen dialoger ennå." in text(kari.open("/dialog"))


def test_which_process_it_shall_be_is_asked_first(kari: Reader) -> None:
    choice = kari.open("/dialog/new")

    assert "Velg hva det gjelder." in text(choice)
    assert "Mulighetsdialog Regionalt planforum" in text(choice)
    assert 'name="find"' not in choice.text
    assert f'href="{NEW}"' in choice.text


def test_the_pages_speak_the_words_of_the_process_that_was_picked(kari: Reader) -> None:
    first = text(kari.open("/dialog/new?process=regionalt_planforum"))
    second = kari.open(f"/dialog/new/plan?process=regionalt_planforum&host={RINDAL}")

    assert "Skriv navnet på kommunen som har plansaken." in first
    assert "Vertskommune" not in first
    assert "Vertskommune" in text(kari.open(NEW))
    assert "for eksempel Statens vegvesen eller NVE" in text(second)
    assert inputs(second)["title"] == "Plansak fra Rindal kommune i regionalt planforum"


@pytest.mark.parametrize(
    "query",
    ["", "?host=9999", "?host=", "?host=' OR 1=1", f"?process={PROCESS}", "?process=høring&host=5061"],
)
def test_without_a_host_from_the_list_one_is_asked_for(kari: Reader, query: str) -> None:
    answer = kari.open(f"/dialog/new/plan{query}")

    assert answer.headers["Location"] == "/dialog/new"


def test_a_new_dialog_has_hosts_authorities_and_themes(house: House, kari: Reader) -> None:
    dialog = house.dialog(open_plan(kari))

    assert [party.name.to("nb") for party in dialog.parties] == [
        "Rindal kommune",
        "Holtålen kommune",
        "Trøndelag fylkeskommune",
        "Statsforvalteren i Trøndelag",
    ]
    assert len(dialog.themes) == 7
    assert dialog.responsible
    assert dialog.responsible.name == "Kari"


def test_the_plan_says_what_it_lacks_and_where_it_is_mended(kari: Reader) -> None:
    dialog_id = open_plan(kari)

    page = kari.open(f"/dialog/{dialog_id}", follow_redirects=True)

    assert "Neste: Fyll ut det som mangler, før du inviterer" in text(page)
    assert "Holtålen kommune mangler kontaktperson" in text(page)
    assert f"/dialog/{dialog_id}/plan/party/2/contact/new" in page.text


def test_the_plan_shows_every_deadline_with_the_reason_it_was_moved(kari: Reader) -> None:
    page = text(kari.open(f"/dialog/{open_plan(kari)}/plan"))

    assert "3 uker før møtet, kl. 12.00 torsdag 25. mars 2027 onsdag 24. mars 2027 kl. 12.00" in page
    assert "Flyttet til siste arbeidsdag før, fordi 25. mars er skjærtorsdag." in page
    assert "1 arbeidsdag etter «Frist for innledende respons», kl. 09.00" in page
    assert "De som svarer, får 8 arbeidsdager. Det er lite. Vurder en senere møtedag." in page


def test_ten_working_days_are_enough_and_no_warning_is_given(kari: Reader) -> None:
    page = text(kari.open(f"/dialog/{open_plan(kari, day='17.06.2027')}/plan"))

    assert "De som svarer, får 10 arbeidsdager." in page
    assert "Det er lite" not in page


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"day": "31.02.2027"}, "31.02.2027 finnes ikke i kalenderen. Skriv en annen dato."),
        ({"day": "28.02.2027"}, "28.02.2027 er passert. Velg en senere møtedag."),
        ({"day": "01.03.2027", "start": "08.00"}, "01.03.2027 er passert. Velg en senere møtedag."),
        ({"start": "15.00"}, "Møtet må slutte etter at det starter, kl. 15.00"),
        ({"title": ""}, "Fyll ut «Navn på dialogen»"),
        ({"title": "x" * 100_000}, "Kort ned «Navn på dialogen» med 99800 tegn. Grensen er 200 tegn."),
        ({"documents": "se"}, "Velg ett svar på «Språk i dokumentene»"),
        ({"place": "Rom\x07"}, "«Sted» har tegn som ikke kan lagres."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(
    kari: Reader, changes: dict[str, str], fault: str
) -> None:
    typed = {"host": RINDAL} | MEETING | changes

    answer = kari.send("/dialog/new/plan", typed)

    assert answer.status_code == 422
    assert text(answer).count(fault) == 2
    assert answer.text.count("Feil: ") == 1
    kept = inputs(answer)
    assert {name: kept.get(name, "") for name in typed if name != "documents"} == {
        name: value for name, value in typed.items() if name != "documents"
    }
