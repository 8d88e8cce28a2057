"""A whole service on a temporary instance, with a clock that tests turn."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import make_server

from formserver import config
from formserver.domain.dialog import Meeting
from tests.support import fresh
from tests.support.set_clock import SetClock
from tests.web.house import House
from tests.web.served import Served

WITHOUT_OFFICE = {"FORMSERVER_PAGE_NUMBERS": "false"}  # no page looks at the numbers in a packet
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
MEETING = Meeting(
    day=date(2027, 4, 15),
    start=time(10, 0),
    end=time(14, 30),
    place="Samfunnshuset",
    online="https://moete.example.no/1",
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """The service with an empty database, on 1 March 2027: six weeks and three days before the meeting."""
    clock = SetClock(now=NOW)
    settings = config.load(tmp_path / "instance", WITHOUT_OFFICE)
    return House(app=fresh.application(settings, clock), clock=clock, meeting=MEETING)


@pytest.fixture
def house_with(tmp_path: Path) -> Callable[..., House]:
    """The same with settings of one's own, as FORMSERVER_* without its beginning."""

    def make(**settings: str) -> House:
        environment = {f"FORMSERVER_{name.upper()}": value for name, value in settings.items()}
        clock = SetClock(now=NOW)
        settings = config.load(tmp_path / "instance", WITHOUT_OFFICE | environment)
        return House(app=fresh.application(settings, clock), clock=clock, meeting=MEETING)

    return make


@pytest.fixture
def served(house: House) -> Iterator[Served]:
    """The service on a free port of this machine."""
    server = make_server("127.0.0.1", 0, house.app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield Served(house=house, address=f"http://127.0.0.1:{server.port}")
    server.shutdown()
    thread.join()
    server.server_close()
