"""Every page of organisers and administrators in Chromium: accessible, ids unique, not too wide."""

import re
from pathlib import Path

import pytest

from formserver.domain.look import Look
from formserver.domain.questions import QuestionGroup
from formserver.storage.templates import TemplatePlace
from formserver.usecases.actors import Actor, actor_of
from formserver.usecases.questions import change_questions, read_questions
from formserver.usecases.questions.change_questions import Where
from formserver.usecases.templates import looks, upload_template
from tests.conftest import Visit
from tests.support import page_faults, picture_files
from tests.support.browser import Visitor, follow
from tests.web.house import HOST, PROCESS
from tests.web.served import Served

pytestmark = pytest.mark.browser

TEMPLATES = Path(__file__).parents[3] / "doc_templates" / "mulighetsdialog"


def plan_pages(served: Served) -> list[str]:
    """The pages of a dialog that is being planned."""
    dialog_id = served.house.plan()
    party = served.house.responders(dialog_id)[0]
    contact = party.contacts[0].id
    plan = f"/dialog/{dialog_id}/plan"
    return [
        plan,
        *(f"{plan}/{part}" for part in ("title", "meeting", "deadline/note", "themes", "programme")),
        *(f"{plan}/party/new?role={role}" for role in ("host", "responder", "guest")),
        *(f"{plan}/party/{party.id}{part}" for part in ("", "/change", "/remove", "/contact/new")),
        *(f"/dialog/{dialog_id}/contact/{contact}/{part}" for part in ("change", "remove")),
        f"/dialog/{dialog_id}/letters",
        f"/dialog/{dialog_id}/letters/{contact}",
        f"/dialog/{dialog_id}/organisers",
    ]


def running_pages(served: Served) -> list[str]:
    """The pages of a dialog that is in use, with a note submitted."""
    house = served.house
    house.account("Nils")
    dialog_id = house.asked()
    house.work()
    contact = house.responders(dialog_id)[0].contacts[0].id
    board = f"/dialog/{dialog_id}"
    return [
        board,
        *(f"{board}/{part}" for part in ("plan", "journal", "move", "cancel", "packet/send", "organisers")),
        f"{board}/plan/party/{house.host(dialog_id).id}",
        f"{board}/sheet/{house.dialog(dialog_id).sheets[0].id}/reopen",
        *(f"{board}/contact/{contact}/{part}" for part in ("move-link", "withdraw-link")),
        f"{board}/organisers/{house.account('Nils').id}/hand-over",
        "/outbox",
        "/outbox/1",
        "/outbox/1/stop",
    ]


def other_pages(served: Served) -> list[str]:
    """The pages that belong to no dialog."""
    nils, ada = served.house.account("Nils").id, served.house.account("Ada", administrator=True)
    arms = picture_files.png(60, 72)
    look = Look(municipality=HOST, name="Holtålen", address="Bygdaveien 1", colour="8B1A2B")
    looks.change(served.house.tools, actor_of(ada), look, arms=arms)
    return [
        "/dialog",
        "/dialog?show=earlier",
        "/dialog/new",
        *(
            f"/dialog/new?process={PROCESS}{query}"
            for query in ("", "&find=Herøy", "&find=Fossedal", f"&host={HOST}")
        ),
        f"/dialog/new/plan?process={PROCESS}&host={HOST}",
        "/profile",
        *(f"/users{path}" for path in ("", "/new", f"/{nils}", f"/{nils}/close")),
        *(f"/looks{path}" for path in ("", "?find=Herøy", "/0301", f"/{HOST}", f"/{HOST}/remove")),
        f"/looks/{HOST}/preview",
        "/sign-in",
    ]


def template_pages(served: Served) -> list[str]:
    """The pages of Word templates, with a faulty version beside the shipped one."""
    house = served.house
    dialog_id = house.plan()
    packet = TemplatePlace(process="mulighetsdialog", document="packet", language="nb")
    actor = Actor(name="Ada")
    shipped = (TEMPLATES / "packet.nb.docx").read_bytes()
    sound = upload_template.upload_template(house.tools, actor, packet, shipped, "som levert")
    faulty = upload_template.upload_template(
        house.tools, actor, packet, b"PK\x03\x04 ingen Word-fil", "feil fil"
    )
    return [
        "/templates",
        "/templates/mulighetsdialog/packet/nb",
        "/templates/mulighetsdialog/packet/nb/names",
        *(f"/templates/version/{one.id}" for one in (sound, faulty)),
        f"/templates/version/{faulty.id}/preview",
        f"/templates/version/{faulty.id}/dialog/{dialog_id}",
    ]


def question_pages(served: Served) -> list[str]:
    """The pages of questions, with a draft that takes out what Word templates ask for."""
    house, process = served.house, "mulighetsdialog"
    mark = read_questions.read(house.tools, process).mark
    where = Where(process=process, form="note", group=QuestionGroup.ITEM, mark=mark)
    change_questions.remove_question(house.tools, Actor(name="Ada"), where, "tried")
    here = f"/questions/{process}"
    return [
        "/questions",
        *(f"{here}/{part}" for part in ("publish", "discard", "versions", "version/1", "import")),
        *(f"{here}/form/note{part}" for part in ("", "/item/background", "/item/outcome/remove")),
        *(f"{here}/form/note/new/item", f"{here}/form/note/preview?part=item"),
        *(f"{here}/form/response{part}" for part in ("", "/preview", "/item/status")),
    ]


def faults(served: Served, visitor: Visitor, paths: list[str]) -> dict[str, list[str]]:
    """What is wrong with each of the pages; those without a fault are left out."""
    served.sign_in(visitor, served.house.account("Ada", administrator=True))
    found = {}
    for path in paths:
        response = visitor.page.goto(served.address + path)
        assert response
        assert response.status == 200, path
        found[path] = page_faults.of(visitor)
    return {path: wrong for path, wrong in found.items() if wrong}


@pytest.mark.parametrize(
    "pages",
    [plan_pages, running_pages, other_pages, template_pages, question_pages],
    ids=["plan", "running", "other", "templates", "questions"],
)
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_fit_for_everybody(served: Served, visit: Visit, pages, width: int) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width)

    assert faults(served, visitor, pages(served)) == {}


def test_the_dark_is_fit_too(served: Served, visit: Visit) -> None:
    visitor = visit(dark=True)

    assert faults(served, visitor, [*running_pages(served)[:2], "/outbox/1"]) == {}


def test_a_page_with_faults_is_fit_and_leads_to_the_field(served: Served, visit: Visit) -> None:
    visitor = visit()
    served.sign_in(visitor, served.house.account("Kari"))
    visitor.page.goto(f"{served.address}/dialog/new/plan?process={PROCESS}&host={HOST}")

    visitor.page.get_by_label("Møtedag").fill("31.02.2027")
    follow(visitor.page.get_by_role("button", name="Lag dialogen"))
    found = page_faults.of(visitor)
    follow(visitor.page.get_by_role("link", name="31.02.2027 finnes ikke i kalenderen"))

    assert found == []
    assert visitor.page.title().startswith("Feil: ")
    assert visitor.page.evaluate("document.activeElement.id") == "day"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_dialog_is_planned_and_invited_by_hand(
    served: Served, visit: Visit, width: int, *, scripts: bool
) -> None:
    visitor = visit(width=width, scripts=scripts)
    served.sign_in(visitor, served.house.account("Kari"))
    page = visitor.page
    page.goto(f"{served.address}/dialog")

    follow(page.get_by_role("link", name="Ny dialog"))
    follow(page.get_by_role("link", name="Mulighetsdialog"))
    page.get_by_role("combobox", name="Vertskommune").fill("Holtålen")
    follow(page.get_by_role("button", name="Legg til"))
    follow(page.get_by_role("link", name="Fortsett"))
    for label, typed in (("Møtedag", "15.04.2027"), ("Starter kl.", "10.00"), ("Slutter kl.", "14.30")):
        page.get_by_label(label).fill(typed)
    follow(page.get_by_role("button", name="Lag dialogen"))
    for name in ("Trøndelag fylkeskommune", "Statsforvalteren i Trøndelag"):
        follow(page.get_by_role("link", name=f"{name} mangler kontaktperson"))
        page.get_by_label("Navn").fill("Berit")
        page.get_by_label("E-post").fill(f"berit.{len(name)}@etat.example.no")
        follow(page.get_by_role("button", name="Legg til en kontaktperson"))
        follow(page.get_by_role("navigation").get_by_role("link", name=re.compile("Mulighetsdialog")))
    follow(page.get_by_role("link", name="Se over brevene"))
    follow(page.get_by_role("button", name="Send invitasjonene"))

    assert "3 brev er på vei." in page.inner_text("main")
    assert "Venter på notatet" in page.inner_text("main")
