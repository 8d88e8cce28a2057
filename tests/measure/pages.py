"""How often the pages of a small house ask the database, everything counted: session, guard and page."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from formserver import config
from tests.support import fresh, questions
from tests.support.set_clock import SetClock
from tests.web.conftest import MEETING, NOW, WITHOUT_OFFICE
from tests.web.house import House, Reader, inputs


def asked() -> Iterator[tuple[str, str]]:
    """Each page with its number of questions."""
    with tempfile.TemporaryDirectory() as folder:
        clock = SetClock(now=NOW)
        settings = config.load(Path(folder) / "instance", WITHOUT_OFFICE)
        house = House(app=fresh.application(settings, clock), clock=clock, meeting=MEETING)
        dialog_id = house.asked(items=3)
        kari = house.signed_in(house.account("Kari"))
        for name, path in (("list", "/dialog"), ("board", f"/dialog/{dialog_id}"), ("outbox", "/outbox")):
            yield f"questions to the database, {name}", _asked(kari, path)
        nils, address = house.visitor(house.host(dialog_id).contacts[0])
        pages = {"first screen": "", "form": "form/", "item": "form/item/1", "check page": "form/check"}
        for name, path in pages.items():
            yield f"questions to the database, {name}", _asked(nils, address + path)
        yield "questions to the database, saving an item", _asked_by_saving(nils, f"{address}form/item/1")


def _asked(reader: Reader, path: str) -> str:
    with questions.counted() as found:
        reader.open(path)
    return str(len(found))


def _asked_by_saving(reader: Reader, path: str) -> str:
    typed = inputs(reader.open(path)) | {"f-background": "Slik er det blitt"}
    with questions.counted() as found:
        reader.client.post(path, data={"csrf_token": reader.token} | typed)
    return str(len(found))
