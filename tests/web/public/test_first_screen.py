from datetime import timedelta

from formserver.usecases.actors import actor_of
from formserver.usecases.dialogs import move_meeting
from tests.web.house import House, parsed, text


def test_the_host_sees_who_asks_by_when_and_why_the_deadline_moved(house: House) -> None:
    reader, home = house.visitor(house.host(house.invited()).contacts[-1])

    page = text(reader.open(home))

    assert "Kari ber om notatet for Holtålen kommune." in page
    assert "Frist: onsdag 24. mars 2027 kl. 12.00 (om 23 dager)" in page
    assert "Fristen er flyttet til siste arbeidsdag før, fordi 25. mars er skjærtorsdag." in page
    assert "Skriv notatet" in page
    assert "Vi deltar" not in page


def test_a_responder_before_the_note_is_asked_whether_the_day_suits(house: House) -> None:
    reader, home = house.visitor(house.responders(house.invited())[0].contacts[0])

    page = text(reader.open(home))

    assert "Holtålen kommune inviterer Trøndelag fylkeskommune." in page
    assert "Kan dere delta torsdag 15. april 2027 kl. 10.00–14.30?" in page
    assert "Senest 24. mars får dere notatet og spørsmålene til dere." in page
    assert "Begynn å svare" not in page


def test_everybody_is_told_that_access_is_judged_and_that_it_binds_nobody(house: House) -> None:
    dialog_id = house.asked()
    pages = []
    for party in house.dialog(dialog_id).parties:
        reader, home = house.visitor(party.contacts[0])
        pages.append(text(reader.open(home)))

    assert len(pages) == 3
    assert all("Innsyn vurderes etter offentleglova." in page for page in pages)
    assert all("Dette er en dialog, ikke en forhandling." in page for page in pages)
    assert all("Er ikke dette deg? Gå ut av siden" in page for page in pages)


def test_the_day_suits(house: House) -> None:
    reader, home = house.visitor(house.responders(house.invited())[0].contacts[0])

    response = reader.send(f"{home}invitation", {"attends": "yes"}, follow_redirects=True)

    assert "Svaret er sendt: Trøndelag fylkeskommune deltar." in text(response)
    assert "Endre svaret" in text(response)


def test_the_day_does_not_suit_and_another_is_proposed(house: House) -> None:
    dialog_id = house.invited()
    reader, home = house.visitor(house.responders(dialog_id)[0].contacts[0])

    response = reader.send(
        f"{home}invitation", {"attends": "no", "proposal": "22. april"}, follow_redirects=True
    )

    reply = house.responders(dialog_id)[0].reply
    assert "Svaret er sendt: Datoen passer ikke. Kari har fått forslaget" in text(response)
    assert reply is not None
    assert (reply.attends, reply.proposal) == (False, "22. april")


def test_the_answer_can_be_changed(house: House) -> None:
    dialog_id = house.invited()
    reader, home = house.visitor(house.responders(dialog_id)[0].contacts[0])
    reader.send(f"{home}invitation", {"attends": "no", "proposal": "22. april"})

    reader.send(f"{home}invitation", {"attends": "yes", "proposal": "22. april"})

    reply = house.responders(dialog_id)[0].reply
    assert reply is not None
    assert (reply.attends, reply.proposal) == (True, "")


def test_no_choice_is_told_and_the_proposal_stays(house: House) -> None:
    reader, home = house.visitor(house.responders(house.invited())[0].contacts[0])

    response = reader.send(f"{home}invitation", {"proposal": "22. april"})

    assert response.status_code == 422
    assert text(response).count("Velg ett svar på «Deltakelse»") == 2
    assert "22. april" in text(response)


def test_with_the_note_a_responder_is_led_to_the_questions(house: House) -> None:
    reader, home = house.visitor(house.responders(house.asked())[0].contacts[0])

    page = reader.open(home)

    assert "Holtålen kommune spør Trøndelag fylkeskommune om 2 punkter." in text(page)
    assert parsed(page).xpath("//a[normalize-space()='Begynn å svare']/@href") == [f"{home}form/"]


def test_of_other_parties_only_their_progress_is_known(house: House) -> None:
    reader, home = house.visitor(house.responders(house.asked())[0].contacts[0])

    assert "De andre partene Holtålen kommune Sendt inn" in text(reader.open(home))


def test_the_readers_documents_are_listed_and_handed_out(house: House) -> None:
    dialog_id = house.asked()
    house.work()
    reader, home = house.visitor(house.responders(dialog_id)[0].contacts[0])

    link = parsed(reader.open(home)).xpath("//ul[@class='app-files']//a/@href")[0]
    file = reader.open(link)

    assert file.data.startswith(b"PK")
    assert "Notat.docx" in file.headers["Content-Disposition"]


def test_of_a_corrected_form_only_the_latest_document_is_listed(house: House) -> None:
    dialog_id = house.asked()
    house.work()
    nils, home = house.visitor(house.host(dialog_id).contacts[-1])
    house.clock.advance(timedelta(hours=1))
    nils.fill_in(f"{home}form/", {"f-summary": "Rettet"})
    nils.send(f"{home}form/check")
    house.work()

    links = parsed(nils.open(home)).xpath("//ul[@class='app-files']//a/@href")

    assert [one.id for one in house.dialog(dialog_id).documents][-1:] == [
        int(link.rpartition("/")[2]) for link in links
    ]
    assert len(house.dialog(dialog_id).documents) > 1


def test_a_document_of_another_dialog_is_not_found(house: House) -> None:
    other, mine = house.asked(), house.asked()
    house.work()
    reader, home = house.visitor(house.responders(mine)[0].contacts[0])
    foreign = house.dialog(other).documents[0].id

    assert reader.open(f"{home}documents/{foreign}").status_code == 404


def test_after_submitting_the_screen_leads_to_what_was_submitted(house: House) -> None:
    dialog_id = house.asked()
    reader, home = house.visitor(house.host(dialog_id).contacts[-1])

    page = reader.open(home)

    assert "Sendt inn mandag 1. mars 2027 kl. 10.00 av Nils." in text(page)
    assert parsed(page).xpath("//a[normalize-space()='Les notatet']/@href") == [f"{home}form/read"]


def test_an_overdue_form_says_so_in_words(house: House) -> None:
    reader, home = house.visitor(house.host(house.invited()).contacts[-1])
    house.clock.turn_to(house.clock() + timedelta(days=24))

    assert "Fristen er ute." in text(reader.open(home))


def test_a_cancelled_dialog_says_so_and_asks_nothing(house: House) -> None:
    dialog_id = house.invited()
    reader, home = house.visitor(house.responders(dialog_id)[0].contacts[0])
    move_meeting.cancel_dialog(house.tools, actor_of(house.account("Kari")), dialog_id, "Sykdom")

    page = reader.open(home)
    reply = reader.send(f"{home}invitation", {"attends": "yes"})

    assert "Møtet er avlyst. Sykdom" in text(page)
    assert "Kan dere delta" not in text(page)
    assert (reply.status_code, "Dialogen er avlyst" in text(reply)) == (409, True)
