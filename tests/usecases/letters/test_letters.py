"""Letters that administrators change: judged, kept as versions, tried out."""

import re
from datetime import timedelta
from typing import Any

import pytest

from formserver.definitions import DefinitionFault
from formserver.domain.refusals import LetterChanged, LetterFaulty, NotFound, TooOften
from formserver.mail.letter_check import LetterFaultKind
from formserver.mail.letter_files import Text
from formserver.storage import database, letter_origins, outbox, process_versions, tables
from formserver.usecases.actors import Actor
from formserver.usecases.letters import change_letter, letter_history, try_letter
from formserver.usecases.letters.change_letter import TypedLetter
from formserver.usecases.processes import change_process, keep_shipped, letters_in_use
from formserver.usecases.processes.letters_in_use import SERVICE, LetterPlace
from formserver.usecases.service import accounts, sign_in
from formserver.usecases.service.accounts import NewAccount
from tests.usecases.house import House

KEY = "mulighetsdialog"
INVITATION = LetterPlace(process=KEY, letter="note_invitation", language="nb")
CLOSING = LetterPlace(process=KEY, letter="closing.party", language="nb")
CODE = LetterPlace(process=SERVICE, letter="sign_in_code", language="nb")
NILS = Actor(name="Nils")
MINUTE = timedelta(minutes=1)


def text(house: House, place: LetterPlace = INVITATION) -> Text:
    """The text in use."""
    return letters_in_use.of_process(house.tools, place.process).text(place)


def typed(
    house: House, old: str, new: str, *, place: LetterPlace = INVITATION, note: str = ""
) -> TypedLetter:
    """The text in use with one thing changed, as typed by somebody who sees it now."""
    now = text(house, place)
    assert old in now.body
    seen = change_letter.fingerprint(now)
    return TypedLetter(subject=now.subject, body=now.body.replace(old, new, 1), note=note, seen=seen)


def save(house: House, old: str, new: str, *, place: LetterPlace = INVITATION, note: str = "") -> bool:
    change = typed(house, old, new, place=place, note=note)
    return change_letter.save_letter(house.tools, house.actor, place, change)


def greetings(house: House, letter: str = "note_invitation") -> set[str]:
    return {one.text.splitlines()[0].split(",")[0] for one in house.letters(letter)}


def told(house: House, place: LetterPlace = INVITATION) -> list[tuple[int, str, str, bool]]:
    found = letter_history.versions(house.tools, place)
    return [(one.number, one.by, one.note, one.in_use) for one in found]


def test_new_dialogs_get_the_changed_letter_and_running_ones_keep_theirs(house: House) -> None:
    house.plan()
    running = house.dialog_id

    changed = save(house, "Hei", "Kjære", note="vennligere")

    house.invited()
    assert changed
    assert greetings(house) == {"Hei"}
    house.dialog_id = 0
    house.invited()
    assert house.dialog_id != running
    assert greetings(house) == {"Kjære"}
    assert told(house) == [(2, "Ada", "vennligere", True), (1, "", "", False)]


def test_a_letter_that_did_not_change_makes_no_version(house: House) -> None:
    assert not save(house, "Hei", "Hei")

    assert told(house) == [(1, "", "", True)]


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("{{ link }}", "", (LetterFaultKind.NEEDS_ADDRESS, "link")),
        ("{{ recipient.name }}", "{{ recipent.name }}", (LetterFaultKind.UNKNOWN_NAME, "recipent.name")),
        ("{{ closing.party }}", "{{ closing.nobody }}", (LetterFaultKind.UNKNOWN_CLOSING, "closing.nobody")),
    ],
)
def test_a_faulty_letter_is_not_kept(
    house: House, old: str, new: str, wrong: tuple[LetterFaultKind, str]
) -> None:
    with pytest.raises(LetterFaulty) as refused:
        save(house, old, new)

    faults: Any = refused.value.facts["faults"]
    assert [(fault.reason, fault.name) for fault in faults] == [wrong]
    assert told(house) == [(1, "", "", True)]


def test_a_closing_is_judged_in_every_letter_that_it_stands_in(house: House) -> None:
    with pytest.raises(LetterFaulty) as refused:
        save(house, "Vennlig hilsen", "Kvittering {{ receipt.number }}", place=CLOSING)

    faults: Any = refused.value.facts["faults"]
    letters = {fault.key for fault in faults}
    assert "note_invitation" in letters
    assert "note_receipt" not in letters


def test_a_changed_closing_stands_in_the_letters_that_use_it(house: House) -> None:
    save(house, "Vennlig hilsen", "Beste helsing", place=CLOSING)

    house.invited()
    assert all("Beste helsing" in one.text for one in house.letters("note_invitation"))
    assert change_letter.differing(letters_in_use.of_process(house.tools, KEY), CLOSING) == []


def test_who_saves_last_never_overwrites_what_they_have_not_seen(house: House) -> None:
    mine = typed(house, "Hei", "Kjære")
    change_letter.save_letter(house.tools, NILS, INVITATION, typed(house, "Hei", "Hallo"))

    with pytest.raises(LetterChanged):
        change_letter.save_letter(house.tools, house.actor, INVITATION, mine)

    assert text(house).body.startswith("Hallo")
    assert save(house, "Hallo", "Kjære")


def test_two_letters_are_changed_side_by_side(house: House) -> None:
    guests = LetterPlace(process=KEY, letter="guest_invitation", language="nb")
    mine = typed(house, "Hei", "Kjære", place=guests)
    save(house, "Hei", "Hallo")

    change_letter.save_letter(house.tools, NILS, guests, mine)

    assert (text(house).body[:5], text(house, guests).body[:5]) == ("Hallo", "Kjære")


def test_a_name_in_one_language_only_is_told_and_kept(house: House) -> None:
    save(house, "Hei", "Om {{ party.name }}\nHei")

    found = change_letter.differing(letters_in_use.of_process(house.tools, KEY), INVITATION)

    assert {(fault.file, fault.name) for fault in found} == {
        ("note_invitation.nn.txt", "party.name"),
        ("note_invitation.en.txt", "party.name"),
    }


def test_going_back_takes_the_earlier_version_of_that_letter_alone(house: House) -> None:
    guests = LetterPlace(process=KEY, letter="guest_invitation", language="nb")
    save(house, "Hei", "Kjære")
    save(house, "Hei", "Hallo", place=guests)

    for _ in range(2):
        change_letter.use_again(house.tools, NILS, INVITATION, 1, "tilbake")

    assert told(house) == [(2, "Ada", "", False), (1, "", "", True)]
    used = letter_history.get(house.tools, INVITATION, 1)
    assert (used.again, used.again_by) == (house.clock.now, "Nils")
    assert text(house, guests).body.startswith("Hallo")
    with pytest.raises(NotFound):
        change_letter.use_again(house.tools, NILS, INVITATION, 9, "")


def test_going_back_to_a_letter_that_no_longer_fits_is_refused(house: House) -> None:
    files = dict(letters_in_use.of_process(house.tools, KEY).files)
    before, entry, after = files["letters/letters.toml"].partition("[letters.note_invitation]")
    without = before + entry + after.replace('names = ["deadline"]\n', "", 1)
    body = re.sub(r"{{ deadline\.\w+ }}", "snart", files[INVITATION.path])
    later(house, **{"letters/letters.toml": without, INVITATION.path: body})

    with pytest.raises(LetterFaulty):
        change_letter.use_again(house.tools, house.actor, INVITATION, 1, "")

    assert "snart" in text(house).body


def test_going_back_with_the_whole_definition_is_told_at_the_letter_too(house: House) -> None:
    with database.reading():
        shipped = process_versions.in_use(KEY)
    save(house, "Hei", "Kjære")

    change_process.use_version(house.tools, NILS, shipped.id)

    assert [
        (one.number, one.in_use, one.again_by) for one in letter_history.versions(house.tools, INVITATION)
    ] == [
        (2, False, ""),
        (1, True, "Nils"),
    ]


def test_a_letter_that_a_version_lacks_has_no_version_there(house: House) -> None:
    place = LetterPlace(process=KEY, letter="note_invitation", language="en")
    files = dict(letters_in_use.of_process(house.tools, KEY).files)
    del files[place.path]
    change_process.new_version(house.tools, house.actor, KEY, files, "")

    assert text(house, place).body == ""
    assert told(house, place) == [(1, "", "", False)]
    assert place not in letter_history.in_use(house.tools, KEY)
    change_letter.use_again(house.tools, NILS, place, 1, "")
    assert told(house, place) == [(1, "", "", True)]


@pytest.mark.parametrize(
    "place",
    [
        LetterPlace(process="ukjent", letter="note_invitation", language="nb"),
        LetterPlace(process=KEY, letter="ukjent", language="nb"),
        LetterPlace(process=KEY, letter="note_invitation", language="sv"),
        LetterPlace(process=KEY, letter="sign_in_code", language="nb"),
    ],
)
def test_a_letter_that_is_not_there_is_not_found(house: House, place: LetterPlace) -> None:
    with pytest.raises(NotFound):
        letter_history.versions(house.tools, place)


def test_a_sent_letter_remembers_the_version_it_was_written_from(house: House) -> None:
    house.invited()
    before = house.letters("note_invitation")[0]
    save(house, "Hei", "Kjære")
    house.dialog_id = 0
    house.invited()
    after = house.letters("note_invitation")[0]

    origins = [letter_history.origin(house.tools, one) for one in (before, after)]

    assert [one and (one.number, one.by) for one in origins] == [(1, ""), (2, "Ada")]


def test_a_letter_from_before_versions_were_remembered_has_no_origin(house: House) -> None:
    house.invited()
    letter = house.letters("note_invitation")[0]
    with database.writing():
        tables.LetterOriginRow.delete().execute()

    assert letter_history.origin(house.tools, letter) is None


def test_the_service_s_own_letters_are_changed_like_any_other(house: House) -> None:
    save(house, "Koden din er:", "Her er koden:", place=CODE)

    sign_in.ask_code(house.tools, house.ada.email, "here")

    with database.reading():
        letter = outbox.get(outbox.rows()[0].id)
        process_id = letter_origins.definition_id(letter.id)
    assert "Her er koden:" in letter.text
    assert process_id is not None
    origin = letter_history.origin(house.tools, letter)
    assert origin
    assert (origin.number, origin.in_use) == (2, True)
    assert [shelf.key for shelf in letters_in_use.every(house.tools)] == [*house.tools.definitions, SERVICE]


def test_the_service_s_letters_are_kept_once_and_what_was_chosen_stays_in_use(house: House) -> None:
    save(house, "Koden din er:", "Her er koden:", place=CODE)

    keep_shipped.keep_shipped(house.tools)

    assert told(house, CODE) == [(2, "Ada", "", True), (1, "", "", False)]


def test_a_preview_is_the_letter_to_a_made_up_contact(house: House) -> None:
    shown = try_letter.preview(house.tools, INVITATION, text(house))
    samples = try_letter.samples(house.tools, INVITATION)

    assert shown
    assert f"Hei, {samples['recipient.name']}" in shown.text
    assert "\x02link\x03" in shown.text
    assert house.tools.settings.service_email in shown.text or "Kari Eksempel" in shown.text


def test_a_closing_is_shown_in_a_letter_that_it_stands_in(house: House) -> None:
    changed = Text(file=CLOSING.file, subject="", body="Beste helsing")

    shown = try_letter.preview(house.tools, CLOSING, changed)

    assert shown
    assert "Beste helsing" in shown.text
    assert "note_invitation" in {
        one.key for one in letters_in_use.of_process(house.tools, KEY).users(CLOSING)
    }


def unused(house: House) -> LetterPlace:
    """A closing that no letter uses."""
    place = LetterPlace(process=KEY, letter="closing.ingen", language="nb")
    files = letters_in_use.of_process(house.tools, KEY).files
    change_process.new_version(house.tools, house.actor, KEY, {**files, place.path: "Hilsen\n"}, "")
    return place


def test_a_closing_that_stands_nowhere_has_no_preview_and_is_not_sent(house: House) -> None:
    place = unused(house)

    assert try_letter.preview(house.tools, place, text(house, place)) is None
    assert not try_letter.send_to_me(house.tools, house.ada, place, text(house, place))


def test_a_faulty_letter_is_neither_shown_nor_sent(house: House) -> None:
    faulty = Text(file=INVITATION.file, subject="Hei", body="{{ nobody }}")

    for act in (try_letter.preview, lambda *args: try_letter.send_to_me(args[0], house.ada, *args[1:])):
        with pytest.raises(LetterFaulty):
            act(house.tools, INVITATION, faulty)


def test_a_trial_goes_to_the_one_who_asks_with_an_address_that_opens_nothing(house: House) -> None:
    changed = Text(file=INVITATION.file, subject="Ny", body="Hei\n\nSkriv her:\n{{ link }}")

    for _ in range(2):
        assert try_letter.send_to_me(house.tools, house.ada, INVITATION, changed)
        house.clock.advance(house.tools.settings.session_hours * MINUTE)

    with database.reading():
        sent = [outbox.get(row.id) for row in outbox.rows(limit=2)]
        origins = [letter_origins.definition_id(one.id) for one in sent]
    assert [(one.recipient_address, one.subject) for one in sent] == [("ada@example.no", "Prøve: Ny")] * 2
    assert all("https://dialog.example.no/s/" in one.text and one.link_id is None for one in sent)
    assert origins == [None, None]
    assert text(house).subject != "Ny"


def test_nobody_is_sent_trials_without_end(house: House) -> None:
    for _ in range(try_letter.TRIALS_AN_HOUR):
        assert try_letter.send_to_me(house.tools, house.ada, INVITATION, text(house))

    with pytest.raises(TooOften):
        try_letter.send_to_me(house.tools, house.ada, INVITATION, text(house))

    house.clock.advance(try_letter.HOUR)
    assert try_letter.send_to_me(house.tools, house.ada, INVITATION, text(house))


def later(house: House, **changes: str) -> None:
    """A version in which a letter is changed together with the rest of the definition."""
    files = dict(letters_in_use.of_process(house.tools, KEY).files)
    change_process.new_version(house.tools, house.actor, KEY, files | changes, "")


def test_a_letter_that_breaks_the_process_is_never_taken(house: House) -> None:
    with pytest.raises(DefinitionFault):
        later(house, **{"process.toml": "key = 1"})


def test_a_new_account_gets_the_letter_in_use(house: House) -> None:
    place = LetterPlace(process=SERVICE, letter="account_added", language="nb")
    save(house, "Hei", "Velkommen", place=place)

    accounts.add_account(house.tools, house.actor, NewAccount(email="nils@example.no", name="Nils"))

    with database.reading():
        assert outbox.get(outbox.rows()[0].id).text.startswith("Velkommen, Nils")
