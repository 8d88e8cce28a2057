import pytest
from werkzeug.datastructures import MultiDict

from formserver.forms.attachments import AttachmentForm
from formserver.forms.invitation import InvitationForm


@pytest.mark.parametrize(
    "address", ["https://www.kommune.no/kart?x=1", "http://kommune.no", "https://blåbær.no/å"]
)
def test_a_whole_web_address_is_taken(address: str) -> None:
    form = AttachmentForm(MultiDict({"address": address}), language="nb")

    assert form.validate()
    assert form.address.data == address


@pytest.mark.parametrize(
    "address",
    [
        "kommune.no",
        "javascript:alert(1)",
        "https://",
        "https://a b.no",
        "https://x",
        "ftp://kommune.no",
        "https://[x",
        "https://kommune.no/\u202egpj.exe",
    ],
)
def test_any_other_address_is_told(address: str) -> None:
    form = AttachmentForm(MultiDict({"address": address}), language="nb")

    assert not form.validate()
    assert form.faults == [("address", "Skriv hele nettadressen, for eksempel https://www.kommune.no/kart")]


def test_an_empty_form_of_attachments_adds_nothing() -> None:
    form = AttachmentForm(MultiDict(), language="nb")

    assert form.validate()
    assert form.data == {"file_title": "", "address": "", "address_title": "", "announced": ""}


def test_the_invitation_must_be_answered() -> None:
    form = InvitationForm(MultiDict({"proposal": "22. april"}), language="nb")

    assert not form.validate()
    assert form.anchored_faults == [("attends-1", "Velg ett svar på «Deltakelse»")]


def test_a_proposal_may_be_left_out() -> None:
    form = InvitationForm(MultiDict({"attends": "no"}), language="nb")

    assert form.validate()
    assert form.data == {"attends": "no", "proposal": ""}
