"""Who does something: an account, somebody who came by a personal link, and for whom they fill in a form."""

from dataclasses import dataclass

from formserver.domain.dialog import Contact, Dialog, Party
from formserver.storage.accounts import Account


@dataclass(frozen=True, kw_only=True)
class Actor:
    """The person behind a change, by the name that the journal shows."""

    name: str
    account_id: int | None = None
    contact_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody who came by a personal link, and the dialog as it stands."""

    link_id: int
    contact: Contact
    party: Party
    dialog: Dialog

    @property
    def actor(self) -> Actor:
        """The visitor as the one who acts."""
        return Actor(name=self.contact.name, contact_id=self.contact.id)


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Who fills in a form, in which dialog and for which party (None: for the hosts together).

    `on_behalf` marks an answer that the organiser registers because it came another way.
    """

    actor: Actor
    dialog_id: int
    party_id: int | None
    on_behalf: bool = False


def actor_of(account: Account) -> Actor:
    """An account as the one who acts."""
    return Actor(name=account.name or account.email, account_id=account.id)


def writer_of(visitor: Visitor) -> Writer:
    """A visitor as the one who fills in the form of their party."""
    return Writer(actor=visitor.actor, dialog_id=visitor.dialog.id, party_id=visitor.party.id)
