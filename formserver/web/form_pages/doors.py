"""The two doors to the pages of a form: a personal link, and an organiser's account.

A door says who writes, for whom, and where the way back leads; the pages behind are the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint, g, url_for

from formserver.domain import progress
from formserver.domain.dialog import Dialog, Party
from formserver.domain.process import Form
from formserver.domain.refusals import NotFound
from formserver.usecases.actors import Writer, writer_of
from formserver.usecases.forms import read_form
from formserver.usecases.forms.read_form import FormPage
from formserver.web import facts, guards, pages


@dataclass(frozen=True, kw_only=True)
class OpenForm:
    """Where somebody fills in a form; `party` is the one it is about (of a joint form: who asks)."""

    writer: Writer
    dialog: Dialog
    party: Party
    form: Form
    home_url: str

    @property
    def by_organiser(self) -> bool:
        """Whether an account writes here, and nobody with a personal link."""
        return self.writer.actor.account_id is not None

    @property
    def may_be_silent(self) -> bool:
        """Whether the form has an answer that says "nothing to add now"."""
        verdict = self.form.verdict_field
        return bool(verdict and verdict.silent_choice)

    def said(self, key: str, **more: str) -> str:
        """The process's words for this form, by the key after `forms.<form>.`."""
        return facts.said(self.dialog, f"forms.{self.form.key}.{key}", self.names | more)

    @property
    def binding(self) -> str:
        """What this dialog is and is not."""
        return facts.said(self.dialog, "first.binding", self.names)

    def asking_said(self, key: str, **more: str) -> str:
        """The process's words for the form whose items this one answers."""
        return facts.said(self.dialog, f"forms.{self.form.answers}.{key}", self.names | more)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names that the process's words use; a joint form is from all the hosts."""
        names = facts.of_dialog(self.dialog, self.party)
        return names | {"party_name": names["host_name"]} if self.form.joint else names

    @property
    def content_language(self) -> str:
        """The language that typed text is most likely in: the hosts' for a joint form, else the party's."""
        return self.dialog.language if self.form.joint else self.party.language

    def read(self) -> FormPage:
        """The form as it stands, with the dialog as the guard read it: for before anything is written."""
        return read_form.read_form(pages.tools(), self.writer, self.form.key, self.dialog)

    def read_again(self) -> FormPage:
        """The form as it stands after something was written."""
        return read_form.read_form(pages.tools(), self.writer, self.form.key)


def by_link() -> OpenForm:
    """At the desk by a personal link."""
    visitor = guards.the_visitor()
    return OpenForm(
        writer=writer_of(visitor),
        dialog=visitor.dialog,
        party=visitor.party,
        form=progress.form_of(visitor.dialog, visitor.party),
        home_url=url_for("visitor.first", link_id=visitor.link_id),
    )


def by_account() -> OpenForm:
    """At the desk as an organiser: for the hosts, or registering an answer that came another way."""
    dialog, party_id = guards.dialog(), guards.place()["party_id"]
    party = next((one for one in dialog.parties if one.id == party_id and not one.withdrawn_at), None)
    if party is None:
        raise NotFound
    form = progress.form_of(dialog, party)
    writer = Writer(
        actor=guards.actor(),
        dialog_id=dialog.id,
        party_id=None if form.joint else party.id,
        on_behalf=not dialog.process.role(party.role).hosts,
    )
    home = url_for("organiser.board", dialog_id=dialog.id)
    return OpenForm(writer=writer, dialog=dialog, party=party, form=form, home_url=home)


def door(name: str, guard: guards.Guard, prefix: str, sit_down: Callable[[], OpenForm]) -> Blueprint:
    """A blueprint whose views find their desk by `desk()`."""
    made = guards.guarded(name, __name__, guard, url_prefix=prefix)

    def enter() -> None:
        g.desk = sit_down()

    made.before_request(enter)
    return made


def desk() -> OpenForm:
    """The desk of this request."""
    found: OpenForm = g.desk
    return found
