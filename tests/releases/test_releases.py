"""What every release left behind is read by this one: its processes, and a database with dialogs."""

import io
import lzma
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from formserver import app, config, definitions
from formserver.definitions import DefinitionFault, FaultKind, names_in_texts
from formserver.definitions.faults import ProcessFaults
from formserver.domain.deadlines import OSLO
from formserver.storage import database, dialogs, outbox, personal_links
from formserver.usecases.questions import review_questions
from formserver.worker import loop
from tests.releases.make import DATABASE, FOLDER
from tests.support.mail_catcher import MailCatcher
from tests.support.set_clock import SetClock
from tests.web.conftest import MEETING
from tests.web.house import House, text

RELEASES = sorted(one.name for one in FOLDER.iterdir() if one.name[0].isdigit())
PROCESSES = [path.relative_to(FOLDER).as_posix() for path in sorted(FOLDER.glob("*/*.zip"))]
A_DAY_LATER = datetime(2027, 1, 6, 9, tzinfo=OSLO)
AFTER_THE_PACKET = datetime(2027, 4, 9, 12, tzinfo=OSLO)


def test_there_is_a_first_release_with_both_its_processes() -> None:
    assert RELEASES[0] == "0.1.0"
    assert PROCESSES[:2] == ["0.1.0/mulighetsdialog.zip", "0.1.0/regionalt_planforum.zip"]


@pytest.mark.parametrize("path", PROCESSES)
def test_a_released_process_is_read_with_every_name_in_its_words_filled_in(path: str) -> None:
    process = definitions.read(texts(path)).process

    unfilled = ProcessFaults("words.toml")
    names_in_texts.check_words(process, unfilled)
    names_in_texts.check_documents(process, unfilled)
    assert process.key == Path(path).stem
    assert unfilled.found == []


def texts(path: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO((FOLDER / path).read_bytes())) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture(params=RELEASES)
def house(request: pytest.FixtureRequest, tmp_path: Path, smtp_catcher: MailCatcher) -> House:
    """The service on the database that a release left behind, a day later."""
    instance = tmp_path / "instance"
    instance.mkdir()
    kept = (FOLDER / request.param / DATABASE).read_bytes()
    (instance / "formserver.sqlite3").write_bytes(lzma.decompress(kept))
    settings = {"FORMSERVER_PAGE_NUMBERS": "false", "FORMSERVER_MAIL_PORT": str(smtp_catcher.port)}
    clock = SetClock(now=A_DAY_LATER)
    made = app.create_app(config.load(instance, settings), clock)
    made.testing = True
    return House(app=made, clock=clock, meeting=MEETING)


def test_everything_of_a_released_database_can_be_seen(house: House) -> None:
    ada = house.signed_in(house.account("Ada"))
    with database.reading():
        ids, letters = dialogs.all_ids(), outbox.rows(None, 1000, None)

    assert len(ids) == 4
    assert database.verify() == []
    pages = ["/dialog", "/outbox", "/questions", "/letters", "/templates"]
    pages += [f"/dialog/{one}" for one in ids] + [f"/outbox/{one.id}" for one in letters]
    seen = {path: ada.open(path, follow_redirects=True).status_code for path in pages}
    assert seen == dict.fromkeys(pages, 200)
    assert "Dialoger som venter" not in text(ada.open("/dialog"))


def test_those_who_answer_find_their_forms_in_a_released_database(house: House) -> None:
    with database.reading():
        parties = [party for one in dialogs.many(dialogs.all_ids()) for party in one.parties]
        invited = [one for party in parties for one in party.contacts if personal_links.of_contact(one.id)]

    seen = 0
    for contact in invited:
        reader, address = house.visitor(contact)
        seen += reader.open(address, follow_redirects=True).status_code == 200

    assert seen == len(invited) > 5


def test_the_worker_goes_on_with_a_released_database(house: House, caplog: pytest.LogCaptureFixture) -> None:
    loop.once(house.tools)
    house.clock.turn_to(AFTER_THE_PACKET)

    loop.once(house.tools)

    with database.reading():
        found = dialogs.many(dialogs.all_ids())
        waiting = outbox.waiting_count()
    assert [bool(one.packet) for one in found if one.process.key == "mulighetsdialog"] == [False, True, True]
    assert waiting == 0
    assert "failed" not in caplog.text


def test_a_draft_of_questions_in_a_released_database_can_be_gone_on_with(house: House) -> None:
    review = review_questions.draft_seen(house.tools, "mulighetsdialog")

    assert (review.faults, review.overtaken) == ((), ())
    assert [form.key for form in review.reordered] == ["note"]


def test_a_release_of_a_later_format_is_refused_by_its_number() -> None:
    files = texts("0.1.0/mulighetsdialog.zip")
    later = {**files, "process.toml": f"format = 99\n{files['process.toml']}"}

    with pytest.raises(DefinitionFault) as refused:
        definitions.read(later)

    assert [one.kind for one in refused.value.faults] == [FaultKind.NEWER_FORMAT]
