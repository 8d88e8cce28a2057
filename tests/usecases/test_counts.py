"""How often costly things are done: once for all recipients, once for all letters of a batch."""

from pathlib import Path

from formserver.documents.fill import prepared_template
from formserver.domain.dialog import Dialog
from formserver.usecases.dialogs import list_dialogs
from formserver.usecases.documents import send_packet
from formserver.worker import loop
from tests.support import questions
from tests.support.mail_catcher import MailCatcher
from tests.usecases import house as houses
from tests.usecases.house import House


def filled() -> int:
    """How many documents were filled in this process: each asks once for its template's plan."""
    asked = prepared_template.prepare.cache_info()
    return asked.hits + asked.misses


def test_a_packet_is_filled_once_for_all_who_get_it(house: House) -> None:
    house.asked()
    house.add_contact(house.county, "Bodil")
    before = filled()

    send_packet.send_packet(house.tools, house.actor, house.dialog_id)
    house.work()

    assert [letter.recipient_name for letter in house.letters("packet_attached")] == [
        "Kari", "Berit", "Bodil", "Bjarne",
    ]  # fmt: skip
    assert filled() - before == 1


def test_a_dialog_s_invitations_go_out_over_one_connection(tmp_path: Path, smtp_catcher: MailCatcher) -> None:
    house = houses.build(tmp_path / "house", mail_port=smtp_catcher.port).invited()

    loop.once(house.tools)

    assert (len(smtp_catcher.caught), smtp_catcher.connections) == (4, 1)


def test_a_list_of_many_dialogs_asks_as_little_as_one_of_few(house: House) -> None:
    house.invited()
    few = asked_for_list(house)
    dialogs = [planned(house) for _ in range(5)]

    many = asked_for_list(house)

    assert len(list_dialogs.list_dialogs(house.tools, house.ada).lines) == 1 + len(dialogs)
    assert many == few


def planned(house: House) -> Dialog:
    return house.plan().dialog


def asked_for_list(house: House) -> int:
    with questions.counted() as asked:
        list_dialogs.list_dialogs(house.tools, house.ada)
    return len(asked)
