"""The public bodies that a role proposes: a name picked from the list brings all that is known of it."""

from functools import cache

from formserver import municipalities
from formserver.domain.process import Role
from formserver.domain.words import Words, same
from formserver.forms.planning_parties import PartyForm
from formserver.municipalities import Authority, Municipality
from formserver.storage.parties import NewParty
from formserver.usecases.dialogs import open_dialog


def suggestions(role: Role, language: str) -> list[str]:
    """The names to choose from: municipalities for hosts, else the authorities of every county."""
    if role.hosts:
        return [one.label for one in municipalities.everyone()]
    return [authority.name.to(language) for authority in authorities(role.proposed)]


@cache
def authorities(kinds: tuple[str, ...]) -> tuple[Authority, ...]:
    """The authorities of these kinds in the whole country, each once."""
    counties = {one.county: one.number for one in municipalities.everyone()}
    found = [one for number in counties.values() for one in municipalities.authorities_of(number, kinds)]
    return tuple({(one.type, one.name.to("nb")): one for one in found}.values())


def new_party(role: Role, form: PartyForm) -> NewParty | None:
    """The party that a valid form tells; None, with the fault at its name, when a host is not in the list."""
    known = _known_host(role, form) if role.hosts else _known_authority(role, form)
    if role.hosts and known is None:
        return None
    name = known.name if known else same(form.name.data)
    return NewParty(
        role=role.key,
        type=known.type if known else role.party_types[-1],
        name=name,
        short_name=_short_name(form, known, name),
        number=known.number if known else "",
        description=same(form.description.data),
        language=form.wants.data,
        records_address=form.records_address.data,
        case_number=form.case_number.data,
    )


def _short_name(form: PartyForm, known: NewParty | None, name: Words) -> Words:
    if form.short_name.data:
        return same(form.short_name.data)
    return known.short_name if known else name


def _known_host(role: Role, form: PartyForm) -> NewParty | None:
    found = municipalities.by_name(form.name.data)
    exact = [one for one in found if form.name.data.casefold() in _names(one)]
    if len(exact) == 1:
        return open_dialog.host_party(exact[0], role.key, role.party_types[0], form.wants.data)
    if exact:
        form.refuse("name", "municipality_twice", value=form.name.data)
    else:
        form.refuse("name", "municipality_unknown", value=form.name.data)
    return None


def _names(one: Municipality) -> set[str]:
    return {text.casefold() for text in (one.label, *one.names, *one.full_name.by_language.values())}


def _known_authority(role: Role, form: PartyForm) -> NewParty | None:
    wanted = form.name.data.casefold()
    for one in authorities(role.proposed):
        if wanted in {text.casefold() for text in one.name.by_language.values()}:
            return NewParty(
                role=role.key, type=one.type, name=one.name, short_name=one.short_name, number=one.number
            )
    return None
