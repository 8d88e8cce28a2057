"""The outbox and a real mail server: accepted, refused, tried again, mended, held and stopped."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from formserver.domain import progress
from formserver.domain.refusals import NotFound, NotWaiting
from formserver.mail import placeholders
from formserver.storage import database, files, outbox
from formserver.usecases.dialogs import read_board
from formserver.usecases.mail import deliver_mail, manage_outbox
from formserver.usecases.service import accounts, sign_in
from formserver.usecases.service.accounts import NewAccount
from formserver.worker import loop
from tests.support.mail_catcher import MailCatcher
from tests.usecases import house as houses
from tests.usecases.house import House

BERIT = "berit@example.no"


@pytest.fixture
def posted(tmp_path: Path, smtp_catcher: MailCatcher) -> Iterator[House]:
    """A house whose letters go to the catcher, with everybody invited and Ada's letter out of the way."""
    house = houses.build(tmp_path / "house", mail_port=smtp_catcher.port)
    loop.once(house.tools)
    smtp_catcher.caught.clear()
    yield house.invited()
    house.tools.transport.close()


def test_every_letter_arrives_once_with_its_own_link(posted: House, smtp_catcher: MailCatcher) -> None:
    loop.once(posted.tools)
    loop.once(posted.tools)

    (message,) = smtp_catcher.to(BERIT)
    link = posted.tools.signer.address(posted.visitor(posted.county).link_id)
    assert len(smtp_catcher.caught) == 3
    assert link in message.message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert link in message.message.get_body(("html",)).get_content()  # type: ignore[union-attr]


def test_the_stored_letter_holds_no_link_after_sending(posted: House) -> None:
    loop.once(posted.tools)

    letter = posted.letters("responder_invitation")[0]

    assert letter.sent_at is not None
    assert placeholders.LINK in letter.text
    assert posted.tools.signer.token(letter.link_id or 0) not in letter.text + letter.html


def test_a_letter_carries_its_file_as_it_was_kept(tmp_path: Path, smtp_catcher: MailCatcher) -> None:
    house = houses.build(tmp_path / "house", mail_port=smtp_catcher.port).asked()
    house.clock.turn_to(progress.packet_deadline(house.dialog).at)

    loop.once(house.tools)
    house.tools.transport.close()

    packet = house.dialog.packet
    assert packet is not None
    arrived = [content for one in smtp_catcher.to(BERIT) for content in one.files.values()]
    assert packet.sha256 in [files.name_of(content) for content in arrived]


def test_a_mailed_code_signs_in(posted: House, smtp_catcher: MailCatcher) -> None:
    sign_in.ask_code(posted.tools, posted.ada.email, "192.0.2.1")
    loop.once(posted.tools)

    text = smtp_catcher.to(posted.ada.email)[0].message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    code = next(line for line in text.splitlines() if line.replace(" ", "").isdigit())

    assert sign_in.sign_in(posted.tools, posted.ada.email, code, "192.0.2.1").id == posted.ada.id


def test_an_address_that_does_not_exist_is_told_to_the_organiser(
    posted: House, smtp_catcher: MailCatcher
) -> None:
    smtp_catcher.refuse(BERIT)
    loop.once(posted.tools)

    letter = posted.letters("responder_invitation")[0]
    assert (letter.failure, letter.sent_at) == ("no_address", None)
    told = posted.letters("delivery_failed")[0]
    assert (told.recipient_name, BERIT in told.text, "Adressen finnes ikke" in told.text) == (
        "Ada",
        True,
        True,
    )
    assert read_board.read_board(posted.tools, posted.dialog_id).next_step.key == "mail"


def test_a_server_that_is_busy_is_tried_again_with_the_same_message_id(
    posted: House, smtp_catcher: MailCatcher
) -> None:
    smtp_catcher.refuse(BERIT, 451, "4.3.0 Try again later")
    loop.once(posted.tools)
    before = posted.letters("responder_invitation")[0]
    assert (before.failed_at, before.attempts, smtp_catcher.to(BERIT)) == (None, 1, [])

    smtp_catcher.accept(BERIT)
    posted.clock.advance(timedelta(minutes=1))
    loop.once(posted.tools)

    (message,) = smtp_catcher.to(BERIT)
    assert message.message["Message-ID"] == before.message_id


def test_a_letter_is_given_up_after_the_last_try(posted: House, smtp_catcher: MailCatcher) -> None:
    smtp_catcher.refuse(BERIT, 451, "4.3.0 Try again later")
    for _ in range(8):
        loop.once(posted.tools)
        posted.clock.advance(timedelta(hours=13))

    letter = posted.letters("responder_invitation")[0]
    assert letter.failed_at is not None
    assert "Gitt opp" in posted.letters("delivery_failed")[0].text


def test_a_mail_server_that_is_down_loses_nothing(posted: House, smtp_catcher: MailCatcher) -> None:
    smtp_catcher.stop()
    loop.once(posted.tools)
    assert [letter.sent_at for letter in posted.letters()] == [None, None, None]

    smtp_catcher.start()
    posted.clock.advance(timedelta(minutes=1))
    loop.once(posted.tools)

    assert len(smtp_catcher.caught) == 3


def test_a_worker_that_died_with_a_letter_lets_it_go_when_its_lease_is_over(
    posted: House, smtp_catcher: MailCatcher
) -> None:
    with database.writing():
        claimed = outbox.claim("dead", posted.clock.now, deliver_mail.LEASE)
    assert claimed is not None
    loop.once(posted.tools)
    assert len(smtp_catcher.caught) == 2

    posted.clock.advance(deliver_mail.LEASE)
    loop.once(posted.tools)

    assert len(smtp_catcher.caught) == 3
    assert claimed.message_id in {caught.message["Message-ID"] for caught in smtp_catcher.caught}


def test_a_letter_that_cannot_be_built_is_refused_for_good(posted: House) -> None:
    letter = posted.letters("responder_invitation")[0]
    with database.writing():
        outbox.send_again(letter.id, "no address at all", posted.clock.now, message_id="<a@example.no>")

    loop.once(posted.tools)

    assert posted.letters("responder_invitation")[0].failed_at is not None


def test_a_held_letter_waits_until_it_is_released(posted: House, smtp_catcher: MailCatcher) -> None:
    letter = posted.letters("responder_invitation")[0]
    manage_outbox.hold(posted.tools, posted.actor, letter.id)
    loop.once(posted.tools)
    assert smtp_catcher.to(BERIT) == []

    manage_outbox.release(posted.tools, posted.actor, letter.id)
    loop.once(posted.tools)

    assert len(smtp_catcher.to(BERIT)) == 1


def test_a_stopped_letter_never_leaves(posted: House, smtp_catcher: MailCatcher) -> None:
    letter = posted.letters("responder_invitation")[0]

    manage_outbox.stop(posted.tools, posted.actor, letter.id)
    loop.once(posted.tools)

    assert smtp_catcher.to(BERIT) == []
    with pytest.raises(NotWaiting):
        manage_outbox.hold(posted.tools, posted.actor, letter.id)


def test_a_letter_that_waits_for_its_next_try_can_be_sent_now(
    posted: House, smtp_catcher: MailCatcher
) -> None:
    smtp_catcher.refuse(BERIT, 451, "4.3.0 Try again later")
    loop.once(posted.tools)
    smtp_catcher.accept(BERIT)

    manage_outbox.send_now(posted.tools, posted.actor, posted.letters("responder_invitation")[0].id)
    loop.once(posted.tools)

    assert len(smtp_catcher.to(BERIT)) == 1


def test_a_sent_letter_is_sent_again_as_a_new_message(posted: House, smtp_catcher: MailCatcher) -> None:
    loop.once(posted.tools)

    manage_outbox.send_again(posted.tools, posted.actor, posted.letters("responder_invitation")[0].id)
    loop.once(posted.tools)

    first, second = smtp_catcher.to(BERIT)
    assert first.message["Message-ID"] != second.message["Message-ID"]


def test_organisers_see_the_letters_of_their_own_dialogs(posted: House) -> None:
    odd = accounts.add_account(posted.tools, posted.actor, NewAccount(email="odd@example.no", name="Odd"))
    letter = posted.letters("responder_invitation")[0]

    everything = manage_outbox.letters(posted.tools, posted.ada).letters
    assert {row.letter for row in everything} >= {"responder_invitation", "account_added"}
    assert manage_outbox.letters(posted.tools, odd).letters == ()
    assert manage_outbox.letter(posted.tools, posted.ada, letter.id).id == letter.id
    with pytest.raises(NotFound):
        manage_outbox.letter(posted.tools, odd, letter.id)


def test_an_organiser_who_is_no_administrator_pages_through_their_letters(posted: House) -> None:
    accounts.add_account(
        posted.tools, posted.actor, NewAccount(email="odd@example.no", name="Odd", administrator=True)
    )
    accounts.set_administrator(posted.tools, posted.actor, posted.ada.id, False)
    ada = accounts.get(posted.tools, posted.ada.id)
    assert ada is not None

    newest = manage_outbox.letters(posted.tools, ada, limit=2)
    older = manage_outbox.letters(posted.tools, ada, before_id=newest.letters[-1].id)

    shown = [*newest.letters, *older.letters]
    assert [row.recipient_name for row in shown] == ["Bjarne", "Berit", "Kari"]
    assert (newest.older, older.older) == (True, False)


def test_a_code_that_a_newer_one_replaced_still_arrives_whole(
    posted: House, smtp_catcher: MailCatcher
) -> None:
    for _ in range(2):
        sign_in.ask_code(posted.tools, posted.ada.email, "192.0.2.1")
        posted.clock.advance(timedelta(seconds=1))
    loop.once(posted.tools)

    texts = [one.message.get_body(("plain",)).get_content() for one in smtp_catcher.to(posted.ada.email)]  # type: ignore[union-attr]
    codes = [line for text in texts for line in text.splitlines() if line.replace(" ", "").isdigit()]
    assert len(codes) == 2
