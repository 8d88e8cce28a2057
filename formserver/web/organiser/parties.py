"""The parties of a dialog and their contacts: added, changed and taken out."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.dialog import Contact, Party
from formserver.domain.process import Role
from formserver.domain.refusals import NotFound
from formserver.forms import planning, planning_parties
from formserver.forms.planning_parties import ContactForm, PartyForm
from formserver.storage.parties import NewContact, NewParty
from formserver.usecases.dialogs import change_parties
from formserver.web import guards, pages
from formserver.web.organiser import known_parties, plan
from formserver.web.organiser.door import door


@door.get("/dialog/<int:dialog_id>/plan/party/new")
def new_party(dialog_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the guard has read the dialog
    """Ask which party is to be added."""
    values = {"wants": guards.dialog().language}
    return _new_party_page(PartyForm(language=pages.language(), values=values))


@door.post("/dialog/<int:dialog_id>/plan/party/new")
def add_party(dialog_id: int) -> ResponseReturnValue:
    """Add a party; next one says who its contact is."""
    form = PartyForm(request.form, language=pages.language())
    new = known_parties.new_party(_role(), form) if form.validate() else None
    if new is None:
        return _new_party_page(form), 422
    party_id = change_parties.add_party(pages.tools(), guards.actor(), dialog_id, new)
    return redirect(url_for("organiser.new_contact", dialog_id=dialog_id, party_id=party_id), 303)


@door.get("/dialog/<int:dialog_id>/plan/party/<int:party_id>/change")
def party_details(dialog_id: int, party_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Show what is written down about a party."""
    found = party_of(party_id)
    values = planning_parties.party_values(found, pages.language())
    form = PartyForm(language=pages.language(), values=values)
    return pages.render("organiser/party_details.html", dialog=guards.dialog(), party=found, form=form)


@door.post("/dialog/<int:dialog_id>/plan/party/<int:party_id>/change")
def change_party(dialog_id: int, party_id: int) -> ResponseReturnValue:
    """Change what is written down about a party."""
    found = party_of(party_id)
    form = PartyForm(request.form, language=pages.language())
    if not form.validate():
        page = pages.render("organiser/party_details.html", dialog=guards.dialog(), party=found, form=form)
        return page, 422
    change_parties.change_party(pages.tools(), guards.actor(), dialog_id, party_id, _changed(found, form))
    return _to_party(dialog_id, party_id)


@door.get("/dialog/<int:dialog_id>/plan/party/<int:party_id>/remove")
def ask_remove_party(dialog_id: int, party_id: int) -> ResponseReturnValue:
    """Ask before a party is taken out."""
    found, dialog = party_of(party_id), guards.dialog()
    name = found.name.to(pages.language())
    told = "parties.remove_means" if dialog.taken_into_use_at else "parties.remove_before"
    return pages.render(
        "base/confirm.html",
        title=pages.say("parties.remove_ask", party_name=name),
        lines=[pages.say(told, party_name=name)],
        yes=pages.say("button.yes_remove"),
        no=pages.say("button.cancel"),
        back=url_for("organiser.party", dialog_id=dialog_id, party_id=party_id),
        danger=True,
    )


@door.post("/dialog/<int:dialog_id>/plan/party/<int:party_id>/remove")
def remove_party(dialog_id: int, party_id: int) -> ResponseReturnValue:
    """Take a party out."""
    party_of(party_id)
    change_parties.remove_party(pages.tools(), guards.actor(), dialog_id, party_id)
    return plan.to_plan(dialog_id, "parties")


@door.get("/dialog/<int:dialog_id>/plan/party/<int:party_id>/contact/new")
def new_contact(dialog_id: int, party_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Ask who gets the letters of a party."""
    found = party_of(party_id)
    form = ContactForm(language=pages.language(), values={"reads": found.language})
    return _contact_page(found, form)


@door.post("/dialog/<int:dialog_id>/plan/party/<int:party_id>/contact/new")
def add_contact(dialog_id: int, party_id: int) -> ResponseReturnValue:
    """Add a contact; in a dialog that is in use, the invitation goes out at once."""
    found = party_of(party_id)
    taken = planning_parties.addresses(found)
    form = ContactForm(request.form, language=pages.language(), taken=taken)
    if not form.validate():
        return _contact_page(found, form), 422
    change_parties.add_contact(pages.tools(), guards.actor(), dialog_id, party_id, told_contact(form))
    return _to_party(dialog_id, party_id)


@door.get("/dialog/<int:dialog_id>/contact/<int:contact_id>/change")
def contact_details(dialog_id: int, contact_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Show what is written down about a contact."""
    found, contact = contact_of(contact_id)
    values = planning_parties.contact_values(contact)
    form = ContactForm(language=pages.language(), values=values)
    return _contact_page(found, form, contact)


@door.post("/dialog/<int:dialog_id>/contact/<int:contact_id>/change")
def change_contact(dialog_id: int, contact_id: int) -> ResponseReturnValue:
    """Change what is written down about a contact."""
    found, contact = contact_of(contact_id)
    taken = planning_parties.addresses(found, but=contact_id)
    form = ContactForm(request.form, language=pages.language(), taken=taken)
    if not form.validate():
        return _contact_page(found, form, contact), 422
    change_parties.change_contact(pages.tools(), guards.actor(), dialog_id, contact_id, told_contact(form))
    return _to_party(dialog_id, found.id)


@door.get("/dialog/<int:dialog_id>/contact/<int:contact_id>/remove")
def ask_remove_contact(dialog_id: int, contact_id: int) -> ResponseReturnValue:
    """Ask before a contact is taken out."""
    found, contact = contact_of(contact_id)
    return pages.render(
        "base/confirm.html",
        title=pages.say("contacts.remove_ask", name=contact.name),
        lines=[pages.say("contacts.remove_means", name=contact.name)] if contact.invited_at else [],
        yes=pages.say("button.yes_remove"),
        no=pages.say("button.cancel"),
        back=url_for("organiser.party", dialog_id=dialog_id, party_id=found.id),
        danger=True,
    )


@door.post("/dialog/<int:dialog_id>/contact/<int:contact_id>/remove")
def remove_contact(dialog_id: int, contact_id: int) -> ResponseReturnValue:
    """Take a contact out."""
    found, _ = contact_of(contact_id)
    change_parties.remove_contact(pages.tools(), guards.actor(), dialog_id, contact_id)
    return _to_party(dialog_id, found.id)


def party_of(party_id: int) -> Party:
    """The party of this dialog with this id. Raises NotFound."""
    found = next((one for one in guards.dialog().parties if one.id == party_id), None)
    if found is None:
        raise NotFound
    return found


def contact_of(contact_id: int) -> tuple[Party, Contact]:
    """The contact of this dialog with this id, and its party. Raises NotFound."""
    for found in guards.dialog().parties:
        for contact in found.contacts:
            if contact.id == contact_id:
                return found, contact
    raise NotFound


def told_contact(form: ContactForm) -> NewContact:
    """The contact that a valid form tells."""
    return NewContact(
        name=form.name.data,
        title=form.title.data,
        email=form.email.data,
        phone=form.phone.data,
        language=form.reads.data,
        deputy=form.deputy.data,
    )


def _role() -> Role:
    wanted = request.values.get("role", "")
    found = next((role for role in guards.dialog().process.roles if role.key == wanted), None)
    if found is None:
        raise NotFound
    return found


def _changed(before: Party, form: PartyForm) -> NewParty:
    language = form.language
    return NewParty(
        role=before.role,
        type=before.type,
        name=planning.retold(before.name, language, form.name.data),
        short_name=planning.retold(before.short_name, language, form.short_name.data or form.name.data),
        number=before.number,
        description=planning.retold(before.description, language, form.description.data),
        language=form.wants.data,
        records_address=form.records_address.data,
        case_number=form.case_number.data,
    )


def _new_party_page(form: PartyForm) -> str:
    role = _role()
    known = known_parties.suggestions(role, pages.language())
    return pages.render("organiser/new_party.html", dialog=guards.dialog(), role=role, form=form, known=known)


def _contact_page(found: Party, form: ContactForm, contact: Contact | None = None) -> str:
    return pages.render(
        "organiser/contact.html", dialog=guards.dialog(), party=found, form=form, contact=contact
    )


def _to_party(dialog_id: int, party_id: int) -> ResponseReturnValue:
    flash(pages.say("done.saved"))
    return redirect(url_for("organiser.party", dialog_id=dialog_id, party_id=party_id), 303)
