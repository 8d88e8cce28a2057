from tests.web.form_pages.conftest import AtForm
from tests.web.house import inputs, parsed, text

ITEM = {
    "f-kind": "ønske",
    "f-title": "Utleieboliger",
    "f-background": "Det er få",
    "f-outcome": "Flere",
}


def test_the_first_button_of_every_form_saves(nils: AtForm) -> None:
    item_id = nils.new_item()

    pages = [parsed(nils.reader.open(path)) for path in (nils.path, nils.item_path(item_id))]

    firsts = [page.xpath("//form[@data-autosave]//button")[0] for page in pages]
    assert [(one.get("name"), one.get("value")) for one in firsts] == [("action", "save")] * 2


def test_a_draft_is_saved_without_anything_being_required(nils: AtForm) -> None:
    response = nils.reader.fill_in(
        nils.path, {"f-summary": "Vi er få", "action": "save"}, follow_redirects=True
    )

    assert nils.draft()["summary"] == "Vi er få"
    assert "Lagret kl. 10.00 av Nils Holtålen." in text(response)


def test_a_draft_saved_another_day_tells_the_day(nils: AtForm) -> None:
    nils.reader.fill_in(nils.path, {"f-summary": "Vi er få"})
    nils.house.clock.turn_to(nils.house.clock().replace(day=3))

    response = nils.reader.open(nils.path)

    assert "Sist lagret 1. mars kl. 10.00 av Nils Holtålen." in text(response)


def test_the_same_link_resumes_in_another_browser(nils: AtForm) -> None:
    nils.reader.fill_in(nils.path, {"f-summary": "Vi er få"})
    other, home = nils.house.visitor(nils.house.host(nils.writer.dialog_id).contacts[-1])

    assert inputs(other.open(f"{home}form/"))["f-summary"] == "Vi er få"


def test_an_item_is_added_filled_in_and_shown_as_done(nils: AtForm) -> None:
    item_id = nils.new_item()
    asked = {f"f-asks-{party.id}": "Hva er mulig?" for party in nils.house.responders(nils.writer.dialog_id)}

    nils.reader.fill_in(nils.item_path(item_id), {**ITEM, **asked, "action": "overview"})

    overview = text(nils.reader.open(nils.path))
    assert "1.1 Utleieboliger Ferdig" in overview


def test_save_and_next_leads_to_the_next_item_and_from_the_last_to_the_overview(nils: AtForm) -> None:
    first, second = nils.new_item(1), nils.new_item(4)

    places = [
        nils.reader.fill_in(nils.item_path(one), {"action": "next"}).headers["Location"]
        for one in (first, second)
    ]

    assert places == [nils.item_path(second), f"{nils.path}#item-{second}"]


def test_opening_an_item_from_the_overview_saves_first(nils: AtForm) -> None:
    item_id = nils.new_item()

    response = nils.reader.fill_in(nils.path, {"f-summary": "Vi er få", "action": f"item:{item_id}"})

    assert response.headers["Location"] == nils.item_path(item_id)
    assert nils.draft()["summary"] == "Vi er få"


def test_items_move_within_their_theme(nils: AtForm) -> None:
    first, second = nils.new_item(), nils.new_item()

    nils.reader.fill_in(nils.path, {"action": f"up:{second}"})
    moved = [item.id for item in nils.page.items]
    nils.reader.fill_in(nils.path, {"action": f"down:{second}"})

    assert moved == [second, first]
    assert [item.id for item in nils.page.items] == [first, second]


def test_an_empty_item_is_removed_at_once(nils: AtForm) -> None:
    item_id = nils.new_item()

    nils.reader.fill_in(nils.path, {"action": f"remove:{item_id}"})

    assert nils.page.items == ()


def test_an_item_with_text_is_removed_only_after_a_question(nils: AtForm) -> None:
    item_id = nils.new_item()
    nils.reader.fill_in(nils.item_path(item_id), ITEM)

    asked = nils.reader.fill_in(nils.path, {"action": f"remove:{item_id}"}, follow_redirects=True)
    still_there = len(nils.page.items)
    nils.reader.send(f"{nils.item_path(item_id)}/remove")

    assert "Vil du fjerne punkt 1.1?" in text(asked)
    assert (still_there, nils.page.items) == (1, ())


def test_a_wrong_action_is_refused_in_words(nils: AtForm) -> None:
    response = nils.reader.fill_in(nils.path, {"action": "up:../../etc"})

    assert response.status_code == 400
    assert "Vi forstod ikke det som ble sendt" in text(response)


def test_an_item_of_another_dialog_is_not_found(nils: AtForm) -> None:
    other = nils.house.asked()
    nils.house.work()
    foreign = nils.house.form(nils.house.writer_of(other, nils.house.responders(other)[0]), "response").items[
        0
    ]

    responses = [
        nils.reader.open(nils.item_path(foreign.id)),
        nils.reader.send(nils.item_path(foreign.id), ITEM),
    ]

    assert [response.status_code for response in responses] == [404, 404]


def test_people_are_added_and_removed_without_scripts(berit: AtForm) -> None:
    added = berit.reader.fill_in(
        berit.path, {"f-specialists-0-name": "Tuva", "action": "add-row:specialists"}, follow_redirects=True
    )
    filled = inputs(added) | {"f-specialists-1-name": "Per", "f-specialists-1-attendance": "online"}
    berit.reader.send(berit.path, filled | {"action": "save"})
    both = [person["name"] for person in berit.draft()["specialists"]]  # type: ignore[index]
    berit.reader.fill_in(berit.path, {"action": "remove-row:specialists:0"})

    assert both == ["Tuva", "Per"]
    assert berit.draft()["specialists"] == [
        {"name": "Per", "title": "", "themes": [], "attendance": "online"}
    ]


def test_the_responder_sees_what_is_asked_first_and_the_rest_after(berit: AtForm) -> None:
    overview = text(berit.reader.open(berit.path))
    item = text(berit.reader.open(berit.item_path(berit.page.items[0].id)))

    assert "Punkter dere er spurt om 1.1 Punkt 1 Ikke begynt 1.2 Punkt 2 Ikke begynt" in overview
    assert "Spørsmål til Trøndelag fylkeskommune Hva mener dere?" in item
    assert "Bakgrunn Slik er det" in item


def test_one_who_is_asked_nothing_reads_the_items_and_may_answer(berit: AtForm) -> None:
    house, peer = berit.house, berit.house.responders(berit.writer.dialog_id)[1]
    reader, home = house.visitor(peer.contacts[0])

    overview = text(reader.open(f"{home}form/"))

    assert "Dere er ikke spurt om noe." in overview
    assert "Andre punkter Dere kan lese disse, og svare hvis dere vil. 1.1 Punkt 1" in overview


def test_nobody_sees_a_draft_of_another_party(berit: AtForm) -> None:
    house, peer = berit.house, berit.house.responders(berit.writer.dialog_id)[1]
    item_id = berit.page.items[0].id
    berit.reader.fill_in(berit.item_path(item_id), {"f-assessment": "Hemmelig utkast"})
    assert berit.draft(item_id)["assessment"] == "Hemmelig utkast"
    reader, home = house.visitor(peer.contacts[0])

    seen = "".join(reader.open(path).text for path in (home, f"{home}form/", f"{home}form/item/{item_id}"))

    assert "Hemmelig utkast" not in seen
    assert "Påbegynt" in seen
