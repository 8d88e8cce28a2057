import dataclasses

import pytest

from formserver.documents.names import process_names
from formserver.documents.names.values import Anchor, Chosen, Link
from formserver.documents.packet import matrix, packet_names
from formserver.domain.packet import Packet
from tests.support import packets
from tests.support.shapes import differences


def of(packet: Packet) -> dict:
    return packet_names.in_template(packet)


def own_response(packet: Packet) -> Packet:
    return dataclasses.replace(packet, answers=packet.answers[1:2])


@pytest.mark.parametrize("document", ["note", "response", "packet", "supplement"])
def test_the_values_of_a_document_are_exactly_the_names_that_its_template_may_use(document: str) -> None:
    packet = packets.packet(document, responders=3, silent=1)

    found = differences(process_names.in_document(packets.PROCESS, document), of(packet))

    assert found == [".contents"]  # which the renderer makes of the finished document


def test_the_head_of_a_packet_says_when_where_and_which() -> None:
    said = of(packets.packet())

    assert said["packet"] == {"number": "1", "day": "fredag 9. april 2027", "date": "9. april 2027"}
    assert said["dialog"]["when"] == "torsdag 15. april 2027 kl. 10.00–14.30"
    assert said["dialog"]["themes_without_items"] == "7 Utvikle lokale studie- og kontorfellesskap"
    assert said["agenda"][0] == {"time": "10.00", "title": "Velkommen, rammer for dagen"}


def test_a_preview_has_no_number() -> None:
    said = of(dataclasses.replace(packets.packet(), number=None))

    assert said["packet"]["number"] == ""


def test_an_item_holds_its_fields_by_key_and_what_was_said_of_it() -> None:
    item = of(packets.packet())["themes"][0]["items"][1]

    assert (item["number"], item["title"], item["hosts"]) == (
        "1.2",
        "Utleieboliger for nye innbyggere",
        "Fossedal kommune",
    )
    assert (item["kind"], item["kind"].key, item["priority"].key) == ("Ønske", "ønske", "2")
    assert [(one["party"], str(one["status"])) for one in item["answers"]] == [
        ("Fjellheim fylkeskommune", "Mulig på visse vilkår")
    ]
    assert item["not_asked"] == "Statsforvalteren i Fjellheim"
    assert item["anchor"] == Anchor(name="item2")


def test_who_was_asked_and_is_silent_is_missing_and_no_longer_among_those_not_asked() -> None:
    said = of(packets.packet(silent=1))

    item = said["themes"][0]["items"][0]
    assert [(one["party"], one["missing"], one["status"]) for one in item["answers"]][1] == (
        "Statsforvalteren i Fjellheim",
        True,
        "Ikke besvart innen fristen",
    )
    assert item["not_asked"] == ""
    assert said["missing"] == [
        {"document": "Innledende respons", "party": "Statsforvalteren i Fjellheim", "count": 7}
    ]
    assert said["counts"] == {"items": 8, "asked": 15, "answered": 8, "missing": 7, "silent": 0}


def test_a_cell_of_the_matrix_leads_to_the_answer_and_says_why_there_is_none() -> None:
    cells = [row["cells"] for row in of(packets.packet(silent=1))["matrix"]["tables"][0]["themes"][0]["rows"]]

    assert cells[0][0]["link"] == Link(text="Mulig innenfor dagens rammer", anchor="answer1party2")
    assert [cell["label"] for cell in cells[0]] == [
        "Mulig innenfor dagens rammer",
        "Ikke besvart innen fristen",
    ]
    assert [(cell["label"], cell["asked"]) for cell in cells[1]][1] == ("Ikke spurt", False)


@pytest.mark.parametrize(
    ("responders", "wide", "sizes"),
    [(1, False, [1]), (3, False, [3]), (4, True, [4]), (6, True, [6]), (7, True, [4, 3]), (8, True, [4, 4])],
)
def test_the_matrix_lies_down_from_four_responders_and_is_cut_from_seven(
    responders: int, wide: bool, sizes: list[int]
) -> None:
    said = of(packets.packet(responders=responders))["matrix"]

    assert (said["wide"], [len(table["responders"]) for table in said["tables"]]) == (wide, sizes)


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (12, [6, 6]), (13, [5, 4, 4]), (19, [5, 5, 5, 4])])
def test_columns_are_cut_evenly(count: int, sizes: list[int]) -> None:
    assert [len(part) for part in matrix.cut(range(count), 6)] == sizes  # type: ignore[arg-type]


def test_short_names_head_the_columns_of_a_lying_matrix() -> None:
    upright, lying = (of(packets.packet(responders=count))["matrix"]["tables"][0] for count in (2, 4))

    assert upright["responders"][0]["label"] == "Fjellheim fylkeskommune"
    assert lying["responders"][0]["label"] == "Fylkeskommunen"


def test_specialists_stand_once_after_the_contacts_who_are_none() -> None:
    parties = of(packets.packet())["parties"]

    people = {
        party["name"]: [(one["name"], one["specialist"]) for one in party["people"]] for party in parties
    }
    assert people["Fossedal kommune"] == [("Kari Eksempel", False)]
    assert people["Fjellheim fylkeskommune"] == [
        ("Nils Skissestad", True),
        ("Tuva Testmo", True),
        ("Jonas Malverk", True),
    ]
    assert parties[1]["people"][0] == {
        "name": "Nils Skissestad",
        "title": "rådgiver, plan og regional utvikling",
        "themes": "1 og 4",
        "attendance": "I møterommet",
        "specialist": True,
    }


def test_a_response_document_is_about_one_party_and_what_it_was_asked() -> None:
    said = of(own_response(packets.packet("response")))

    assert said["response"]["party"] == "Statsforvalteren i Fjellheim"
    assert [item["number"] for theme in said["themes"] for item in theme["items"]] == [
        "1.1",
        "1.3",
        "4.1",
        "4.2",
        "5.1",
        "5.2",
        "5.3",
    ]
    assert {
        one["party"] for theme in said["themes"] for item in theme["items"] for one in item["answers"]
    } == {"Statsforvalteren i Fjellheim"}
    assert said["attachments"] == []


def test_a_note_that_is_not_submitted_yet_has_its_names_all_the_same() -> None:
    said = of(dataclasses.replace(packets.packet(), asking=None, themes=(), columns=(), answers=()))

    assert (said["note"]["summary"], said["note"]["version"], said["matrix"]["tables"]) == ("", 0, [])


def test_attachments_tell_how_they_reach_the_reader() -> None:
    attachments = of(packets.packet())["attachments"]

    assert [
        (one["number"], one["format"], one["size"], one["enclosed"], one["other_channel"])
        for one in attachments
    ] == [
        (1, "PDF", "1,8 MB", True, False),
        (2, "PDF", "612 kB", True, False),
        (3, "", "", False, True),
        (4, "", "", False, False),
    ]


def test_a_supplement_is_made_from_what_the_packet_did_not_hold() -> None:
    said = of(packets.packet("supplement"))

    assert (said["packet"]["number"], said["packet"]["date"], said["supplement"]["date"]) == (
        "1",
        "9. april 2027",
        "12. april 2027",
    )
    assert [one["document"] for one in said["basis"]] == ["Innledende respons", "Innledende respons"]
    assert said["attachments"] == []


def test_nynorsk_is_written_throughout() -> None:
    said = of(packets.packet(language="nn", silent=1))

    assert said["themes"][0]["items"][0]["answers"][1]["status"] == "Ikkje svart innan fristen"
    assert said["parties"][2]["name"] == "Statsforvaltaren i Fjellheim"


def test_a_choice_that_was_not_made_prints_nothing() -> None:
    said = of(packets.packet(changes={"priority": ""}))

    assert said["themes"][0]["items"][0]["priority"] == Chosen("", "")
