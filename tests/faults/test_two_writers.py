"""Two people save the same field in the same moment, over the wire to two processes: no text is lost."""

from concurrent.futures import ThreadPoolExecutor

from formserver.domain.dialog import Contact
from formserver.storage import database, personal_links
from formserver.usecases.forms import read_form
from tests.support.service import Service
from tests.support.web_client import Page, WebClient
from tests.usecases.house import NOTE, House


def at_the_note(service: Service, house: House, contact: Contact) -> tuple[WebClient, Page]:
    """One of the host's people, who opened the personal link and stands at the form."""
    client = WebClient(service.address)
    with database.reading():
        link = personal_links.of_contact(contact.id)
    assert link
    home = client.open(house.tools.signer.address(link.id))
    return client, client.open(f"{home.url}form/")


def test_neither_text_is_lost(service: Service, house: House) -> None:
    house.plan()
    for name in ("Nils", "Nora", "Njål"):
        house.add_contact(house.host, name)
    house.invited()
    service.environ["FORMSERVER_WEB_PROCESSES"] = "2"
    service.start_web()
    writers = [at_the_note(service, house, contact) for contact in house.host.contacts]
    texts = [f"Tekst nummer {number} 🏔" for number in range(4)]

    with ThreadPoolExecutor(4) as together:
        jobs = [
            together.submit(client.send, page, {"f-summary": text, "action": "save"})
            for (client, page), text in zip(writers, texts, strict=True)
        ]
        landed = [job.result() for job in jobs]

    page = read_form.read_form(house.tools, house.kari, NOTE)
    kept = {
        page.draft.fields["summary"].value,
        *(one.mine for one in page.conflicts if one.field == "summary"),
    }
    assert kept == set(texts)
    assert [one.status for one in landed] == [200] * 4
    assert sum("/two-texts/" in one.url for one in landed) == 3
