"""The packet: every item with what each party said, from submitted content alone."""

import dataclasses
from datetime import UTC, datetime

from formserver.domain.content import Content
from formserver.domain.packet import CellState, Edition, Packet, Submitted, compile_packet, only_new
from tests.domain.dialogs import (
    COUNTY,
    GOVERNOR,
    GUEST,
    JANUARY,
    a_dialog,
    answer,
    content,
    full_item,
    process,
    submission,
)

NOW = datetime(2027, 4, 9, 7, tzinfo=UTC)
EDITION = Edition(kind=process().packet, language="nb", at=NOW, number=1)
NOTE = content(
    full_item(11, "1.1", {COUNTY: "Kan dere?", GOVERNOR: "Og dere?"}),
    full_item(12, "1.2", {COUNTY: "Bare dere?"}),
)
DIALOG = a_dialog()


def _submitted(party_id: int | None, number: int, held: Content) -> Submitted:
    party = DIALOG.party(party_id) if party_id else None
    return Submitted(party=party, fact=submission(number, JANUARY), content=held)


def _packet(*answers: Submitted) -> Packet:
    return compile_packet(DIALOG, _submitted(None, 1, NOTE), answers, EDITION)


def _states(packet: Packet) -> list[list[CellState]]:
    return [[cell.state for cell in item.cells] for theme in packet.themes for item in theme.items]


def test_not_answered_is_kept_apart_from_not_asked() -> None:
    packet = _packet(_submitted(COUNTY, 2, content(answer(11, "mulig"), answer(12, "ingen_innspill"))))

    assert [party.id for party in packet.columns] == [COUNTY, GOVERNOR]
    assert _states(packet) == [
        [CellState.ANSWERED, CellState.MISSING],
        [CellState.SILENT, CellState.NOT_ASKED],
    ]
    assert packet.missing == {GOVERNOR: 1}


def test_an_answer_nobody_asked_for_is_shown() -> None:
    packet = _packet(_submitted(GOVERNOR, 2, content(answer(11, "mulig"), answer(12, "krever_avklaring"))))

    assert _states(packet)[1] == [CellState.MISSING, CellState.ANSWERED]


def test_a_guest_that_was_asked_has_a_column() -> None:
    asked = _submitted(None, 1, content(full_item(asks={GUEST: "Kan bussen?"})))

    packet = compile_packet(DIALOG, asked, [], EDITION)

    assert [party.id for party in packet.columns] == [GUEST]


def test_a_theme_without_items_is_kept_empty() -> None:
    assert [(theme.theme.number, len(theme.items)) for theme in _packet().themes] == [(1, 2), (4, 0)]


def test_a_cell_holds_question_verdict_and_words() -> None:
    cell = _packet(_submitted(COUNTY, 2, content(answer(11, "mulig", "Gjerne")))).themes[0].items[0].cells[0]

    assert (cell.question, cell.verdict, cell.values["assessment"]) == ("Kan dere?", "mulig", "Gjerne")


def test_a_packet_without_anything_submitted_is_only_its_frame() -> None:
    packet = compile_packet(DIALOG, None, [], EDITION)

    assert (packet.columns, packet.answers, packet.missing, _states(packet)) == ((), (), {}, [])


def test_an_answer_is_found_by_its_party() -> None:
    county = _submitted(COUNTY, 2, content(answer(11, "mulig")))
    packet = _packet(county)

    assert packet.answer_of(DIALOG.party(COUNTY)) == county
    assert packet.answer_of(DIALOG.party(GOVERNOR)) is None


def test_a_supplement_holds_only_new_answers_on_the_items_they_speak_of() -> None:
    county = _submitted(COUNTY, 2, content(answer(11, "mulig"), answer(12, "mulig")))
    governor = _submitted(GOVERNOR, 3, content(answer(11, "krever_avklaring")))

    supplement = only_new(_packet(county, governor), [GOVERNOR], asking_is_new=False)

    assert [party.id for party in supplement.columns] == [GOVERNOR]
    assert supplement.answers == (governor,)
    assert [[item.item.id for item in theme.items] for theme in supplement.themes] == [[11]]
    assert supplement.missing == {}


def test_a_supplement_to_corrected_questions_holds_every_item() -> None:
    supplement = only_new(_packet(), [], asking_is_new=True)

    assert [[item.item.id for item in theme.items] for theme in supplement.themes] == [[11, 12]]


def test_an_answer_whose_fields_are_all_empty_counts_as_missing() -> None:
    empty = dataclasses.replace(answer(11, "", ""), values={"status": "", "assessment": " "})

    assert _states(_packet(_submitted(COUNTY, 2, content(empty))))[0][0] is CellState.MISSING
