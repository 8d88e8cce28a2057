"""An empty database for each test, the shipped process, and a dialog that Kari hosts."""

import shutil
from pathlib import Path

import pytest

from formserver import definitions
from formserver.definitions import Definition
from formserver.storage import database, processes
from formserver.storage.engine import connection
from tests.storage import planned
from tests.storage.planned import NOW, Case

PROCESS_FOLDER = Path(__file__).parents[2] / "doc_templates" / "mulighetsdialog"


@pytest.fixture(scope="session")
def definition() -> Definition:
    return definitions.load(PROCESS_FOLDER)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once."""
    place = tmp_path_factory.mktemp("storage") / "empty.sqlite3"
    database.bind(place)
    database.migrate()
    connection.close()
    return place


@pytest.fixture
def path(tmp_path: Path, migrated: Path) -> Path:
    """A bound database that is up to date and empty."""
    place = tmp_path / "formserver.sqlite3"
    shutil.copy(migrated, place)
    database.bind(place)
    return place


@pytest.fixture
def process(path: Path, definition: Definition) -> int:
    with database.writing():
        return processes.pin(definition, NOW)


@pytest.fixture
def case(process: int) -> Case:
    with database.writing():
        return planned.plan(process)
