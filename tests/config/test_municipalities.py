import pytest

from formserver import municipalities
from formserver.domain.words import Words
from formserver.municipalities import Authority


def labels(text):
    return [one.label for one in municipalities.by_name(text)]


def test_every_municipality_has_a_county_a_county_authority_and_a_governor():
    everyone = municipalities.everyone()

    assert len(everyone) == len({one.number for one in everyone}) == 357
    assert len({municipalities.county_authority(one.number).number for one in everyone}) == 15
    assert len({municipalities.governor(one.number).name for one in everyone}) == 10


def test_no_two_municipalities_read_alike():
    labels = [one.label for one in municipalities.everyone()]

    assert len(set(labels)) == 357


def test_a_name_that_exists_twice_is_found_twice_and_told_apart_by_its_county():
    assert labels("våler") == ["Våler (Østfold)", "Våler (Innlandet)"]
    assert labels("Herøy (Nordland)") == ["Herøy (Nordland)"]


@pytest.mark.parametrize("text", ["Gáivuotna", "kåfjord", "Kaivuono", "5540", " Kåfjord kommune "])
def test_all_names_and_the_number_find_a_municipality_under_its_first_name(text):
    assert labels(text) == ["Gáivuotna (Troms)"]


def test_a_part_of_a_name_finds_those_that_begin_with_it_before_those_that_hold_it():
    assert all(one.lower().startswith("rin") for one in labels("rin"))
    assert labels("ltåle") == ["Holtålen (Trøndelag)"]


def test_a_whole_name_is_meant_as_it_stands():
    assert labels("bø") == ["Bø (Nordland)"]


@pytest.mark.parametrize("text", ["", "   ", "Fossedal"])
def test_what_is_no_municipality_finds_none(text):
    assert municipalities.by_name(text) == []


def test_a_municipality_on_the_border_has_the_authorities_of_its_own_county():
    (rindal,) = municipalities.by_name("Rindal")

    assert municipalities.county_authority(rindal.number) == Authority(
        type="fylkeskommune",
        name=Words({"nb": "Trøndelag fylkeskommune", "nn": "Trøndelag fylkeskommune"}),
        short_name=Words({"nb": "Fylkeskommunen", "nn": "Fylkeskommunen", "en": "County council"}),
        number="50",
        language="nb",
    )
    assert municipalities.governor(rindal.number).name.to("nn") == "Statsforvaltaren i Trøndelag"


def test_the_language_of_the_county_is_the_proposal():
    (voss,) = municipalities.by_name("Voss")

    assert (voss.language, municipalities.governor(voss.number).language) == ("nn", "nn")


def test_an_unknown_number_has_no_authorities():
    assert municipalities.find("9901") is None
    with pytest.raises(KeyError):
        municipalities.county_authority("9901")


def test_a_municipality_that_is_not_on_the_list_has_a_place_name_too():
    assert municipalities.place_name(Words({"nb": "Fossedal kommune", "nn": "Fossedal"})) == Words(
        {"nb": "Fossedal", "nn": "Fossedal"}
    )
