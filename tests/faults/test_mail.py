"""Letters wait for a mail server that is down, and two workers never send the same one."""

from collections import Counter
from datetime import timedelta

from formserver.storage import database, outbox
from tests.support.mail_catcher import MailCatcher
from tests.support.service import Service
from tests.usecases.house import House


def copies(post: MailCatcher, house: House) -> list[int]:
    """How many times each letter of the dialog came; a letter is known by its Message-ID."""
    came = Counter(one.message["Message-ID"] for one in post.caught)
    return [came[letter.message_id] for letter in house.letters()]


def waiting() -> int:
    with database.reading():
        return outbox.waiting_count()


def test_letters_wait_while_the_mail_server_is_down(
    service: Service, house: House, smtp_catcher: MailCatcher
) -> None:
    house.invited()
    smtp_catcher.stop()
    assert "could not be sent" in service.refused("worker", "--once")
    assert waiting() == len(house.letters()) + 1  # Ada's own

    smtp_catcher.start()
    service.advance(timedelta(minutes=2))
    service.command("worker", "--once")

    assert (waiting(), copies(smtp_catcher, house)) == (0, [1, 1, 1])


def test_two_workers_send_each_letter_once(service: Service, house: House, smtp_catcher: MailCatcher) -> None:
    house.plan()
    for number in range(30):
        house.add_contact(house.county, f"Berit{number}")
    house.invited()

    for _ in range(2):
        service.start_worker()
    smtp_catcher.wait_for(len(house.letters()) + 1)
    service.end()

    assert copies(smtp_catcher, house) == [1] * 33
