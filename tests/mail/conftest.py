"""The letters that are shipped, and messages of the usual cast."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from formserver.mail import mime
from formserver.mail.letters import LetterSet
from formserver.mail.mime import Built, Envelope, Person

ROOT = Path(__file__).parents[2]
SERVICE_LETTERS = ROOT / "formserver" / "letters"
PROCESS_LETTERS = {path.parent.name: path for path in sorted(ROOT.glob("doc_templates/*/letters"))}

Change = Callable[..., Built]


@pytest.fixture(scope="session")
def sets() -> Mapping[str, LetterSet]:
    """The letters of every process, each with the service's own, by the name of its folder."""
    return {name: LetterSet.load(SERVICE_LETTERS, folder) for name, folder in PROCESS_LETTERS.items()}


@pytest.fixture
def plain() -> Envelope:
    """A letter to Berit with nothing special about it."""
    return Envelope(
        sender=Person("Dialogportalen", "dialog@formserver.test"),
        recipient=Person("Berit Brev", "berit@agency.test"),
        reply_to=Person("Kari Eksempel", "kari@kommune.test"),
        subject="Frist i dag",
        text="Hei, Berit\n",
        html="<p>Hei, Berit</p>\n",
        language="nb",
        message_id="<one@formserver.test>",
        date=datetime(2027, 3, 23, 13, 12, tzinfo=UTC),
    )


@pytest.fixture
def built(plain: Envelope) -> Change:
    """Builds the plain letter with some of it changed."""

    def build(**changes: object) -> Built:
        return mime.build(dataclasses.replace(plain, **changes))

    return build
