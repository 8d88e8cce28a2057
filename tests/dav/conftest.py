"""A working copy that Ada has open, and the program she opened it in."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from formserver import config
from formserver.storage import database, templates
from formserver.storage.templates import TemplatePlace
from formserver.usecases.actors import actor_of
from formserver.usecases.templates import open_in_word
from tests.dav.program import Program
from tests.support import fresh
from tests.support.set_clock import SetClock
from tests.web.conftest import MEETING, NOW
from tests.web.house import House

FOLDER = Path(__file__).parents[2] / "doc_templates" / "mulighetsdialog"
NOTE = TemplatePlace(process="mulighetsdialog", document="note", language="nb")


@pytest.fixture
def house(tmp_path: Path) -> House:
    clock = SetClock(now=NOW)
    made = fresh.application(config.load(tmp_path / "instance", {}), clock)
    return House(app=made, clock=clock, meeting=MEETING)


@pytest.fixture
def word(house: House) -> Program:
    """A program with the address that was made for Ada."""
    return open_for(house, "Ada")


def open_for(house: House, name: str) -> Program:
    account = house.account(name, administrator=True)
    with database.reading():
        version = templates.in_use(NOTE)
    opened = open_in_word.open_in_word(house.tools, actor_of(account), version.id, "Ny innledning")
    return Program(house.app.test_client(), opened.address)


def template(added: str = "Egen tekst") -> bytes:
    """The shipped note with a paragraph more, as Word would save it."""
    document = Document(str(FOLDER / "note.nb.docx"))
    document.add_paragraph(added)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()
