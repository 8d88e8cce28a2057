from tests.web.form_pages.conftest import AtForm
from tests.web.house import House, text


def test_an_organiser_writes_the_hosts_note_from_the_board(house: House, dialog_id: int) -> None:
    kari = house.signed_in(house.account("Kari"))
    path = f"/dialog/{dialog_id}/party/{house.host(dialog_id).id}/form/"

    kari.fill_in(path, {"f-summary": "Skrevet av Kari"})
    nils, home = house.visitor(house.host(dialog_id).contacts[-1])

    assert "Skrevet av Kari" in text(nils.open(f"{home}form/"))


def test_an_answer_that_came_by_mail_is_registered_on_behalf_of_the_party(
    house: House, berit: AtForm
) -> None:
    kari = house.signed_in(house.account("Kari"))
    path = f"/dialog/{berit.writer.dialog_id}/party/{berit.writer.party_id}/form/"
    overview = text(kari.open(path))

    receipt = kari.send(f"{path}nothing", follow_redirects=True)

    assert "Du skriver på vegne av Trøndelag fylkeskommune." in overview
    assert "Svaret er registrert på vegne av Trøndelag fylkeskommune." in text(receipt)
    assert berit.page.submission is not None
    assert (berit.page.submission.on_behalf, berit.page.submission.by) == (True, "Kari")


def test_a_party_of_another_dialog_is_not_found(house: House, dialog_id: int) -> None:
    other = house.invited()
    kari = house.signed_in(house.account("Kari"))

    assert kari.open(f"/dialog/{dialog_id}/party/{house.host(other).id}/form/").status_code == 404


def test_the_way_back_leads_to_the_board(house: House, dialog_id: int) -> None:
    kari = house.signed_in(house.account("Kari"))

    page = kari.open(f"/dialog/{dialog_id}/party/{house.host(dialog_id).id}/form/")

    assert f'href="/dialog/{dialog_id}"' in page.text


def test_a_draft_that_the_party_began_itself_is_not_shown_to_the_organiser(
    house: House, berit: AtForm
) -> None:
    berit.reader.fill_in(berit.path, {"f-general_remark": "Hemmelig utkast"})
    assert berit.draft()["general_remark"] == "Hemmelig utkast"
    kari = house.signed_in(house.account("Kari"))
    path = f"/dialog/{berit.writer.dialog_id}/party/{berit.writer.party_id}/form/"

    seen = "".join(
        kari.open(f"{path}{page}", follow_redirects=True).text for page in ("", "check", "print", "read")
    )

    assert "Hemmelig utkast" not in seen
