"""Tells the organisers of a dialog, by mail, that work in it was given up: what, why, and who can mend it."""

from formserver.storage import accounts, dialogs, journal, organisers
from formserver.storage.attempts import FailedWork
from formserver.usecases.documents import document_failures
from formserver.usecases.due_work import WorkKind
from formserver.usecases.mail import write_letters
from formserver.usecases.mail.write_letters import Post
from formserver.usecases.tools import Tools

LETTER = "given_up"


def tell(tools: Tools, failed: FailedWork) -> None:
    """A letter to each organiser, about the same work at most one a day. Called inside a writing transaction.

    It is a letter of the service's own: those of the dialog may be what could not be written.
    """
    now, service_email = tools.clock(), tools.settings.service_email
    journal.note(failed.dialog_id, LETTER, "", {"kind": failed.kind, "about": failed.about}, now)
    # A dialog that cannot even be read has its title and its organisers all the same.
    dialog = None if failed.kind == WorkKind.LOOK else dialogs.get(failed.dialog_id)
    title = dialogs.title(failed.dialog_id)
    fact = f"{failed.dialog_id}-{failed.kind}-{failed.about}-{now:%Y-%m-%d}"
    for account_id in organisers.account_ids(failed.dialog_id):
        account = accounts.get(account_id)
        names = {
            "dialog": {"title": title.to(account.language)},
            "failure": {"told": document_failures.sentence(dialog, failed, account.language, service_email)},
            "board": tools.signer.page(f"/dialog/{failed.dialog_id}"),
        }
        write_letters.to_account(tools, account, Post(letter=LETTER, fact=fact, names=names))
