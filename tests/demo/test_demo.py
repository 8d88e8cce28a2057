import re
from datetime import UTC, datetime

import pytest

from formserver import config
from formserver.cli import demo as command
from formserver.demo import site
from formserver.demo.site import NotADemoError
from formserver.domain import progress
from formserver.storage import clock, database, dialogs
from tests.demo.conftest import DATABASE, fetch
from tests.support import page_faults
from tests.support.browser import follow

PLANNED, ANSWERING, PACKET_SENT = "granvik-2027-06", "straumdal-vikvaer-2027-05", "fossedal-2027-04"


def dialogs_of(demo):
    """The dialogs of a running demo, by the case they came from."""
    database.bind(demo.folder / DATABASE)
    with database.reading():
        return {dialog.imported_id: dialog for dialog in dialogs.many(dialogs.all_ids())}


def time_of(demo):
    """What the clock of a running demo says."""
    database.bind(demo.folder / DATABASE)
    with database.reading():
        return datetime.now(UTC) + clock.offset()


def page(demo, path):
    return demo.addresses["start here"].removesuffix("/demo/") + path


def test_it_prints_addresses_of_this_machine_that_open(demo):
    assert set(demo.addresses) == {"start here", "board", "a participant's form", "inbox", "turn the clock"}
    assert all(address.startswith("http://127.0.0.1:") for address in demo.addresses.values())
    assert all("<h1" in fetch(demo.addresses[what]) for what in ("start here", "inbox", "turn the clock"))


def test_three_dialogs_stand_where_they_should(demo):
    found = dialogs_of(demo)

    assert found[PLANNED].taken_into_use_at is None
    assert (found[ANSWERING].packet, len(progress.missing(found[ANSWERING]))) == (None, 2)
    assert found[PACKET_SENT].packet is not None


def test_people_and_worker_did_everything_in_its_own_time(demo):
    found = [
        (dialog, sheet, one)
        for dialog in dialogs_of(demo).values()
        for sheet in dialog.sheets
        for one in sheet.submissions
    ]

    assert len(found) == 5
    for dialog, sheet, one in found:
        assert one.at < progress.deadline_of(dialog, dialog.process.form(sheet.form)).at
        assert [document.submission_id for document in dialog.documents].count(one.id) == 1


def test_the_board_opens_without_a_code(demo, visit):
    kari = visit()

    kari.page.goto(demo.addresses["board"])

    assert re.search(r"/dialog/\d+$", kari.page.url)
    assert "Straumdal" in kari.page.inner_text("h1")


def test_the_participants_form_waits_to_be_written(demo, visit):
    sigrid = visit(language="nn-NO")

    sigrid.page.goto(demo.addresses["a participant's form"])

    assert "/s/" not in sigrid.page.url
    assert sigrid.page.locator("main .ds-button").count() > 0


def test_one_signs_in_with_the_code_that_the_inbox_shows(demo, visit):
    ada, before = visit(), len(demo.subjects())
    ada.page.goto(page(demo, "/sign-in"))
    ada.page.fill("input[name=email]", "ada.admin@dialog.example.no")
    follow(ada.page.locator("main form button"))
    demo.wait_for(lambda: len(demo.subjects()) > before)

    ada.page.goto(demo.addresses["inbox"])
    follow(ada.page.locator("main table a").first)

    assert re.search(r"\b\d{3} ?\d{3}\b", ada.page.inner_text("main"))


@pytest.mark.parametrize("what", ["start here", "inbox", "turn the clock"])
@pytest.mark.parametrize("width", [1280, 390])
def test_its_pages_are_fit_for_everybody(demo, visit, what, width):
    somebody = visit(width=width)

    somebody.page.goto(demo.addresses[what])

    assert page_faults.of(somebody) == []


def test_a_message_is_shown_as_mail_programs_show_it_with_its_files(demo, visit):
    somebody = visit()
    somebody.page.goto(demo.addresses["inbox"])
    follow(somebody.page.get_by_text("Dokumentpakke til møtet").first)

    with somebody.page.expect_download() as download:
        somebody.page.get_by_role("link", name="Dokumentpakke 1.docx").click()

    assert (
        "Mulighetsdialog i Fossedal kommune"
        in somebody.page.frame_locator("iframe").locator("body").inner_text()
    )
    assert download.value.path().read_bytes().startswith(b"PK\x03\x04")
    assert page_faults.of(somebody) == []


@pytest.mark.parametrize("place", ["text", "letter"])
def test_a_link_in_a_message_leads_to_the_page_it_names(demo, visit, place):
    somebody = visit()
    somebody.page.goto(demo.addresses["inbox"])
    follow(somebody.page.get_by_text("Dokumentpakke til møtet").first)
    whole = somebody.page if place == "text" else somebody.page.frame_locator("iframe")

    whole.locator("main a[href*='/s/']" if place == "text" else "a[href*='/s/']").first.click()
    somebody.page.wait_for_url("**/d/**")

    assert "Fossedal" in somebody.page.inner_text("main")


@pytest.mark.parametrize("path", ["inbox/99999", "inbox/1/file/99", "inbox/99999/letter", "enter/99"])
def test_what_is_not_there_is_not_found(demo, path):
    with pytest.raises(OSError, match="404"):
        fetch(demo.addresses["start here"] + path)


def test_a_demo_goes_on_where_it_stood_and_the_clock_lets_reminders_and_packet_go_out(another_demo, visit):
    kari, before = visit(), another_demo.subjects()
    kari.page.goto(another_demo.addresses["board"])

    dialog = dialogs_of(another_demo)[ANSWERING]
    while time_of(another_demo) < progress.packet_deadline(dialog).at:
        kari.page.goto(another_demo.addresses["turn the clock"])
        follow(kari.page.locator("main form button").first)
    for subject in ("Dokumentpakke til møtet", r"svar på \d punk?t"):
        another_demo.wait_for(
            lambda sought=subject: re.search(sought, "\n".join(new_since(another_demo, before)))
        )

    assert dialogs_of(another_demo)[ANSWERING].packet
    kari.page.goto(page(another_demo, "/dialog"))
    assert "/sign-in" not in kari.page.url


def new_since(demo, before):
    subjects = demo.subjects()
    return subjects[: len(subjects) - len(before)]


def test_other_commands_see_that_the_instance_is_a_demo(demo):
    settings = config.load(demo.folder, {})

    assert (settings.demo, settings.mail_host, settings.mail_port) == (True, "127.0.0.1", 9)


def test_starting_over_throws_the_last_demo_away(tmp_path):
    (tmp_path / "demo/mail").mkdir(parents=True)

    command._make_room(tmp_path / "demo", fresh=False)
    assert (tmp_path / "demo").exists()
    command._make_room(tmp_path / "demo", fresh=True)
    assert not (tmp_path / "demo").exists()


def test_a_service_that_people_use_never_gets_the_pages_of_the_demo(tmp_path, monkeypatch):
    monkeypatch.setenv("FORMSERVER_INSTANCE", str(tmp_path))

    with pytest.raises(NotADemoError):
        site.application()


def test_nothing_around_the_demo_can_send_its_mail_elsewhere(tmp_path, monkeypatch):
    class Catcher:
        port = 2525

    for name, value in (("MAIL_HOST", "smtp.example.no"), ("MAIL_USERNAME", "kari"), ("DEMO", "false")):
        monkeypatch.setenv(f"FORMSERVER_{name}", value)

    settings = config.load(tmp_path, command._environment(tmp_path, 8000, Catcher()))

    assert (settings.mail_host, settings.mail_port, settings.mail_username, settings.demo) == (
        "127.0.0.1",
        2525,
        "",
        True,
    )
