"""Opens a dialog.

Hosts picked from the list of municipalities, their county's authorities proposed, nothing sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from formserver import i18n, municipalities
from formserver.domain.dialog import Meeting, Theme
from formserver.domain.process import Process, Role
from formserver.domain.refusals import MeetingPast
from formserver.domain.words import Words, same
from formserver.i18n import dates
from formserver.municipalities import Authority, Municipality
from formserver.storage import database, dialogs, journal, organisers, parties, processes, templates
from formserver.storage.accounts import Account
from formserver.storage.dialogs import NewDialog
from formserver.storage.parties import NewContact, NewParty
from formserver.storage.templates import TemplatePlace, TemplateVersion
from formserver.usecases.actors import actor_of
from formserver.usecases.processes import process_in_use
from formserver.usecases.processes.keep_shipped import places
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class NewPlan:
    """What a new dialog needs.

    `hosts` are municipality numbers from the list; `language` is that of its documents.
    """

    process: str
    hosts: tuple[str, ...]
    title: str
    language: str
    meeting: Meeting


def open_dialog(tools: Tools, account: Account, plan: NewPlan) -> int:
    """The id of the new dialog; the account is its responsible organiser. Raises MeetingPast."""
    now = tools.clock()
    if plan.meeting.starts <= now:
        raise MeetingPast(day=plan.meeting.day)
    definition = process_in_use.definition(tools, plan.process)
    process = definition.process
    with database.writing():
        process_id = processes.pin(definition, now)
        title = same(plan.title)
        new = NewDialog(process_id=process_id, title=title, language=plan.language, meeting=plan.meeting)
        dialog_id = dialogs.create(new, now)
        pin_templates(dialog_id, process)
        organisers.add(dialog_id, account.id, True, now)
        dialogs.set_themes(dialog_id, [Theme(number=one.number, title=one.title) for one in process.themes])
        hosts = [host for number in plan.hosts if (host := municipalities.find(number))]
        _add_parties(dialog_id, process, hosts, account, plan.language)
        journal.note(dialog_id, "dialog_opened", actor_of(account).name, {}, now)
    return dialog_id


def proposed_title(process: Process, names: Sequence[str], language: str) -> str:
    """What a dialog of these hosts (full names) may be called."""
    hosts = dates.join(names, language)
    name = process.name.to(language)
    return i18n.say_as(process, language, "dialog.proposed_title", process=name, hosts=hosts)


def pin_templates(dialog_id: int, process: Process, sha256s: Mapping[str, str] | None = None) -> None:
    """Ties the dialog to the Word templates in use now; to those named by place and SHA-256, where kept.

    Called inside a writing transaction.
    """
    named = sha256s or {}
    pinned = [_template(place, named.get(place.name, "")) for place in places(process)]
    templates.pin(dialog_id, [version.id for version in pinned])


def _template(place: TemplatePlace, sha256: str) -> TemplateVersion:
    named = (one for one in templates.versions(place) if sha256 and one.sha256 == sha256)
    return next(named, None) or templates.in_use(place)


def _add_parties(
    dialog_id: int, process: Process, hosts: Sequence[Municipality], account: Account, language: str
) -> None:
    role = process.host_role
    ids = [
        parties.add(dialog_id, host_party(host, role.key, role.party_types[0], language)) for host in hosts
    ]
    if ids and account.phone:
        parties.add_contact(ids[0], _organiser_as_contact(account))
    for role in process.roles:
        for authority in _proposed(role, hosts):
            parties.add(dialog_id, _authority_party(authority, role.key))


def _proposed(role: Role, hosts: Sequence[Municipality]) -> list[Authority]:
    found: dict[str, Authority] = {}
    for host in hosts:
        for authority in (municipalities.county_authority(host.number), municipalities.governor(host.number)):
            if authority.type in role.proposed:
                found[authority.name.to("nb")] = authority
    return sorted(found.values(), key=lambda one: role.proposed.index(one.type))


def _authority_party(authority: Authority, role: str) -> NewParty:
    return NewParty(
        role=role,
        type=authority.type,
        name=authority.name,
        short_name=authority.short_name,
        number=authority.number,
        description=Words({"nb": ""}),
        language=authority.language,
        records_address="",
        case_number="",
    )


def host_party(host: Municipality, role: str, party_type: str, language: str) -> NewParty:
    """A municipality of the list as a host party."""
    return NewParty(
        role=role,
        type=party_type,
        name=host.full_name,
        short_name=same(host.name),
        number=host.number,
        description=Words({"nb": ""}),
        language=language,
        records_address="",
        case_number="",
    )


def _organiser_as_contact(account: Account) -> NewContact:
    return NewContact(
        name=account.name,
        title="",
        email=account.email,
        phone=account.phone,
        language=account.language,
        deputy=False,
    )
