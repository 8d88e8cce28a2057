"""Who runs a dialog: co-organisers added and removed, and the dialog handed over."""

from formserver.domain import next_step
from formserver.domain.dialog import Dialog, Organiser
from formserver.domain.refusals import AlreadyThere, NotFound, ResponsibleOrganiser
from formserver.storage import accounts, database, dialogs, journal, organisers
from formserver.usecases.actors import Actor
from formserver.usecases.mail import letter_names, write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools


def add_organiser(tools: Tools, actor: Actor, dialog_id: int, account_id: int) -> None:
    """Lets an open account run the dialog too, and tells its owner. Raises NotFound and AlreadyThere."""
    with database.writing():
        dialog = dialogs.get(dialog_id)
        _must_be_open(account_id)
        if any(one.account_id == account_id for one in dialog.organisers):
            raise AlreadyThere(value=account_id)
        organisers.add(dialog_id, account_id, False, tools.clock())
        _note(tools, actor, dialog_id, "organiser_added", account_id)
        _tell(tools, actor, dialogs.get(dialog_id), account_id, "co_organiser_added")


def remove_organiser(tools: Tools, actor: Actor, dialog_id: int, account_id: int) -> None:
    """Takes a co-organiser off the dialog. Raises ResponsibleOrganiser for the responsible one."""
    with database.writing():
        dialog = dialogs.get(dialog_id)
        if dialog.responsible and dialog.responsible.account_id == account_id:
            raise ResponsibleOrganiser
        organisers.remove(dialog_id, account_id)
        _note(tools, actor, dialog_id, "organiser_removed", account_id)


def hand_over(tools: Tools, actor: Actor, dialog_id: int, account_id: int) -> None:
    """Makes another account responsible; the former one stays as co-organiser. Raises NotFound."""
    with database.writing():
        dialog = dialogs.get(dialog_id)
        _must_be_open(account_id)
        if all(one.account_id != account_id for one in dialog.organisers):
            organisers.add(dialog_id, account_id, False, tools.clock())
        organisers.make_responsible(dialog_id, account_id)
        _note(tools, actor, dialog_id, "handed_over", account_id)
        _tell(tools, actor, dialogs.get(dialog_id), account_id, "dialog_handed_over")


def _must_be_open(account_id: int) -> None:
    if accounts.get(account_id).closed_at:
        raise NotFound


def _tell(tools: Tools, actor: Actor, dialog: Dialog, account_id: int, fact: str) -> None:
    organiser = next(one for one in dialog.organisers if one.account_id == account_id)
    names = {"by": {"name": actor.name}, "deadline": _next_deadline(tools, dialog, organiser)}
    stamp = f"{tools.clock():%Y-%m-%dT%H:%M:%S}"
    write_letters.to_organiser(
        tools, dialog, organiser, Post(letter=dialog.process.letters[fact], fact=stamp, names=names)
    )


def _next_deadline(tools: Tools, dialog: Dialog, organiser: Organiser) -> letter_names.Names | str:
    step = next_step.next_step(dialog, tools.clock())
    if not step.deadline:
        return ""
    return letter_names.of_deadline(step.deadline, organiser.language, tools.clock())


def _note(tools: Tools, actor: Actor, dialog_id: int, event: str, account_id: int) -> None:
    account = accounts.get(account_id)
    name = account.name or account.email
    journal.note(dialog_id, event, actor.name, {"account": account_id, "name": name}, tools.clock())
