"""The parties of a dialog and the people who get their letters."""

from typing import Any

from formserver.domain.dialog import Contact, Party
from formserver.domain.words import DOCUMENT_LANGUAGES
from formserver.forms.accounts import language_choices
from formserver.forms.planning_fields import Address, LineField, Paragraph, Phone, Pick, PlanForm, Tick

SHORT = 40


class PartyForm(PlanForm):
    """One party."""

    name = LineField("parties.name")
    short_name = LineField("parties.short_name", required=False, longest=SHORT)
    wants = Pick("parties.language")
    records_address = Address("parties.records_address", required=False)
    case_number = LineField("parties.case_number", required=False, longest=SHORT)
    description = Paragraph("parties.description", required=False, longest=500)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.wants.choices = language_choices(self.language, DOCUMENT_LANGUAGES)


class ContactForm(PlanForm):
    """One contact. `taken` are the addresses that the party's other contacts have."""

    name = LineField("contacts.name")
    title = LineField("contacts.job", required=False)
    email = Address("contacts.email")
    phone = Phone("contacts.phone", required=False)
    reads = Pick("contacts.language")
    deputy = Tick("contacts.deputy")

    def __init__(self, *args: Any, taken: frozenset[str] = frozenset(), **options: Any) -> None:
        self.taken = taken
        super().__init__(*args, **options)
        self.reads.choices = language_choices(self.language)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it can be kept; no two contacts of a party share an address."""
        super().validate(extra_validators)
        if not self.email.errors and self.email.data.lower() in self.taken:
            self.refuse("email", "email_twice", value=self.email.data)
        return not self.faults


class AddressForm(PlanForm):
    """Mends a mistyped address."""

    email = Address("contacts.email")


def party_values(party: Party, language: str) -> dict[str, Any]:
    """A party as the values that its form is first shown with."""
    return {
        "name": party.name.to(language),
        "short_name": party.short_name.to(language),
        "wants": party.language,
        "records_address": party.records_address,
        "case_number": party.case_number,
        "description": party.description.to(language),
    }


def contact_values(contact: Contact) -> dict[str, Any]:
    """A contact as the values that its form is first shown with."""
    names = ("name", "title", "email", "phone", "deputy")
    return {name: getattr(contact, name) for name in names} | {"reads": contact.language}


def addresses(party: Party, but: int | None = None) -> frozenset[str]:
    """The addresses of a party's contacts in lower case, less that of the contact with the id `but`."""
    return frozenset(contact.email.lower() for contact in party.contacts if contact.id != but)
