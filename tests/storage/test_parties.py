"""Parties, their contacts and the links that these hold."""

import dataclasses

import peewee
import pytest

from formserver.domain.dialog import Contact, Reply
from formserver.domain.refusals import NotFound
from formserver.domain.words import Words, same
from formserver.storage import database, dialogs, parties, personal_links
from formserver.storage.parties import NewParty
from formserver.storage.personal_links import PersonalLink
from tests.storage import planned
from tests.storage.planned import MINUTE, NOW, Case

LATER = NOW + MINUTE


def test_a_party_is_what_was_last_written_down_about_it(case: Case) -> None:
    changed = NewParty(
        role="responder",
        type="statsforvalter",
        name=Words({"nb": "Statsforvalteren", "nn": "Statsforvaltaren"}),
        short_name=same("SF"),
        number="50",
        description=same("for Trøndelag"),
        language="nn",
        records_address="post@example.no",
        case_number="2027/12",
    )
    with database.writing():
        parties.change(case.agency, changed)
        found = dialogs.get(case.dialog).party(case.agency)

    assert {name: getattr(found, name) for name in columns(changed)} == columns(changed)


def test_parties_keep_the_order_they_were_added_in(case: Case) -> None:
    with database.writing():
        third = parties.add(case.dialog, planned.new_party("guest", "Nabo"))
        parties.change(case.host, planned.new_party("host", "Ås"))

        found = dialogs.get(case.dialog).parties

    assert [one.id for one in found] == [case.host, case.agency, third]


def test_a_reply_is_kept_until_the_next_one(case: Case) -> None:
    no = Reply(attends=False, proposal="heller i mai", by="Berit", at=NOW)
    yes = Reply(attends=True, proposal="", by="Tuva", at=LATER)
    with database.writing():
        replies = [dialogs.get(case.dialog).party(case.agency).reply]
        for reply in (no, yes):
            parties.set_reply(case.agency, reply)
            replies.append(dialogs.get(case.dialog).party(case.agency).reply)

    assert replies == [None, no, yes]


def test_a_party_that_left_stays_with_the_moment_it_left(case: Case) -> None:
    with database.writing():
        parties.withdraw(case.agency, LATER)

        assert dialogs.get(case.dialog).party(case.agency).withdrawn_at == LATER


def test_a_party_nothing_hangs_on_is_deleted_with_its_contacts(case: Case) -> None:
    with database.writing():
        guest = parties.add(case.dialog, planned.new_party("guest", "Nabo"))
        contact = parties.add_contact(guest, planned.new_contact("Odd"))
        parties.delete(guest)

        assert [one.id for one in dialogs.get(case.dialog).parties] == [case.host, case.agency]
        with pytest.raises(NotFound):
            parties.contact(contact)


def test_a_party_that_something_hangs_on_cannot_be_deleted(case: Case) -> None:
    with pytest.raises(peewee.IntegrityError), database.writing():
        parties.delete(case.agency)

    with database.reading():
        assert len(dialogs.get(case.dialog).party(case.agency).contacts) == 1


def test_a_records_address_can_be_mended(case: Case) -> None:
    with database.writing():
        parties.set_records_address(case.agency, "postmottak@example.no")

        assert dialogs.get(case.dialog).party(case.agency).records_address == "postmottak@example.no"


def test_a_removed_contact_is_gone_from_the_dialog_but_still_known(case: Case) -> None:
    with database.writing():
        parties.mark_invited(case.berit, NOW)
        parties.remove_contact(case.berit, LATER)

        assert dialogs.get(case.dialog).party(case.agency).contacts == ()
        assert parties.contact(case.berit) == (berit(case), case.agency, True)
        assert parties.contacts_with_address("berit@example.no") == []


def test_contacts_are_found_by_address_in_whatever_letters(case: Case) -> None:
    with database.writing():
        twin = parties.add_contact(case.host, planned.new_contact("Berit", "BERIT@Example.NO"))
        parties.add_contact(case.host, planned.new_contact("Nils"))

        assert parties.contacts_with_address(" berit@EXAMPLE.no ") == [case.berit, twin]


def test_a_mended_address_is_the_one_that_is_found(case: Case) -> None:
    with database.writing():
        parties.change_contact(case.berit, planned.new_contact("Berit", "Berit.Ny@example.no"))

        assert parties.contacts_with_address("berit@example.no") == []
        assert parties.contacts_with_address("berit.ny@example.no") == [case.berit]
        assert parties.contact(case.berit)[0].email == "Berit.Ny@example.no"


def test_the_newest_link_that_was_not_withdrawn_is_the_contacts(case: Case) -> None:
    with database.writing():
        none = personal_links.of_contact(case.berit)
        first = personal_links.make(case.berit, LATER, NOW)
        second = personal_links.make(case.berit, LATER, NOW)
        newest = personal_links.of_contact(case.berit)
        personal_links.withdraw(second, LATER)

        assert none is None
        assert newest == link(case, second)
        assert personal_links.of_contact(case.berit) == link(case, first)
        assert personal_links.get(second) == dataclasses.replace(link(case, second), withdrawn_at=LATER)


def test_extending_moves_the_end_of_this_dialogs_living_links(case: Case, process: int) -> None:
    with database.writing():
        other = personal_links.make(planned.plan(process, 2).berit, LATER, NOW)
        withdrawn, living = (personal_links.make(case.berit, LATER, NOW) for _ in range(2))
        personal_links.withdraw(withdrawn, NOW)
        personal_links.extend(case.dialog, LATER + MINUTE)

        ends = [one.until for number in (other, withdrawn, living) if (one := personal_links.get(number))]

    assert ends == [LATER, LATER, LATER + MINUTE]


def columns(new: NewParty) -> dict[str, object]:
    return {field.name: getattr(new, field.name) for field in dataclasses.fields(new)}


def berit(case: Case) -> Contact:
    return Contact(
        id=case.berit,
        name="Berit",
        title="rådgiver",
        email="berit@example.no",
        phone="",
        language="nn",
        invited_at=NOW,
    )


def link(case: Case, number: int) -> PersonalLink:
    return PersonalLink(id=number, contact_id=case.berit, made_at=NOW, until=LATER, withdrawn_at=None)
