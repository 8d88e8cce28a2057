"""The service with all that is real around it: its processes, a mail server, and people with browsers."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Visit
from tests.journeys.person import Album, Person
from tests.support.mail_catcher import MailCatcher
from tests.support.service import Service

MONDAY = datetime(2027, 3, 1, 8, tzinfo=UTC)

Meet = Callable[..., Person]


@pytest.fixture
def settings() -> dict[str, str]:
    """The service's, beside those that every test needs: page numbers take LibreOffice some seconds."""
    return {"page_numbers": "false"}


@pytest.fixture
def service(tmp_path: Path, smtp_catcher: MailCatcher, settings: dict[str, str]) -> Iterator[Service]:
    """Web and worker on a fresh instance that Ada administers, on the morning of Monday 1 March 2027."""
    with Service(tmp_path / "instance", smtp_catcher, **settings) as started:
        started.command("account", "add", "ada@dialog.example", "--administrator", "--name", "Ada")
        started.turn_to(MONDAY)
        started.start_web()
        started.start_worker()
        yield started


@pytest.fixture
def album() -> Iterator[Album]:
    """What is wrong with the pages that were looked at: at the end there may be nothing."""
    kept = Album()
    yield kept
    assert kept.faults == []


@pytest.fixture
def meet(visit: Visit, service: Service, album: Album) -> Meet:
    """Gives a browser and a mailbox to one of the cast."""

    def make(address: str, language: str = "nb", **window: object) -> Person:
        return Person(visit(**window), service, address, album, language=language)

    return make
