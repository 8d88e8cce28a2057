"""What the first screen after a personal link says: everything a person needs before the first field."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from flask import url_for

from formserver.domain import progress
from formserver.domain.content import Attachment, AttachmentKind
from formserver.domain.deadlines import Deadline
from formserver.domain.dialog import Dialog, Document, Party, Submission
from formserver.domain.process import Form
from formserver.domain.progress import FormState
from formserver.usecases.actors import Visitor
from formserver.usecases.documents import read_documents
from formserver.usecases.mail import letter_names
from formserver.web import answer_texts, deadline_words, facts, pages

SOON = timedelta(days=3)
_BUTTON = {FormState.NEW: "button_new", FormState.BEGUN: "button_begun", FormState.CORRECTING: "button_begun"}


@dataclass(frozen=True)
class FirstScreen:
    """The first screen of one visitor. Its words are those of the form to fill in, else those of the role."""

    visitor: Visitor

    @property
    def dialog(self) -> Dialog:
        """The dialog."""
        return self.visitor.dialog

    @cached_property
    def form(self) -> Form:
        """The form of the visitor's party, whether or not there is anything to fill in."""
        return progress.form_of(self.dialog, self.visitor.party)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names that the words use."""
        return facts.of_dialog(self.dialog, self.visitor.party)

    @cached_property
    def state(self) -> FormState:
        """What can be done with the form now."""
        return progress.form_state(self.dialog, self.form, self.visitor.party.id, pages.tools().clock())

    @cached_property
    def submission(self) -> Submission | None:
        """What the party submitted, if it did."""
        sheet = self.dialog.sheet(self.form, self.visitor.party.id)
        return sheet.latest if sheet else None

    @property
    def has_form(self) -> bool:
        """Whether there is a form to open: one submitted or begun, or one that is the party's duty."""
        if self.submission or self.state is FormState.BEGUN:
            return True
        return self.state is FormState.NEW and progress.has_duty(self.dialog, self.visitor.party)

    @property
    def form_url(self) -> str:
        """Into the form, or to what was submitted."""
        page = "read" if self.submission and self.state is not FormState.CORRECTING else "overview"
        return url_for(f"visitor_form.{page}", link_id=self.visitor.link_id)

    @property
    def button(self) -> str:
        """The words on the way into the form."""
        return self.said(f"forms.{self.form.key}.{_BUTTON.get(self.state, 'button_submitted')}")

    def said(self, key: str) -> str:
        """The process's words by their whole key."""
        return facts.said(self.dialog, key, self.names)

    def of(self, in_form: str, in_role: str) -> str:
        """The process's words for the form where there is one to fill in, else those for the role."""
        return self.said(self._key(in_form, in_role))

    def lines_of(self, in_form: str, in_role: str) -> list[str]:
        """The same, of a list."""
        return facts.lines(self.dialog, self._key(in_form, in_role), self.names)

    def _key(self, in_form: str, in_role: str) -> str:
        return (
            f"forms.{self.form.key}.{in_form}"
            if self.has_form
            else f"roles.{self.visitor.party.role}.{in_role}"
        )

    @cached_property
    def deadline(self) -> Deadline:
        """The deadline of the form."""
        return progress.deadline_of(self.dialog, self.form)

    @property
    def urgency(self) -> str:
        """The colour of the deadline; the words beside it say the same."""
        if self.submission:
            return "success"
        return "warning" if self.deadline.at - pages.tools().clock() < SOON else "info"

    @property
    def deadline_told(self) -> list[str]:
        """Why the deadline is where it is, and how far the form has come."""
        return [*deadline_words.moved_because(self.deadline), *self._progress()]

    def _progress(self) -> list[str]:
        if self.submission is None:
            overdue = [pages.say("first.overdue")] if pages.tools().clock() > self.deadline.at else []
            standing = pages.say(f"state.{progress.public_standing(self.dialog, self.visitor.party)}")
            return [*overdue, pages.say("first.state", state=standing)]
        until = progress.correct_until(
            self.dialog, self.form, self.dialog.sheet(self.form, self.visitor.party.id), pages.tools().clock()
        )
        told = [
            pages.say(
                "read.submitted", receipt_when=pages.moment(self.submission.at), receipt_by=self.submission.by
            )
        ]
        return [*told, pages.say("read.can_correct", correct_until=pages.moment(until))] if until else told

    @property
    def is_host(self) -> bool:
        """Hosts are not asked whether they attend their own meeting."""
        return self.dialog.process.role(self.visitor.party.role).hosts

    @property
    def reply_told(self) -> str:
        """What the party said to the invitation."""
        reply = self.visitor.party.reply
        return pages.say(
            "receipt.invited_yes" if reply and reply.attends else "receipt.invited_no", **self.names
        )

    @property
    def meeting(self) -> list[tuple[str, str]]:
        """When and where, as facts."""
        meeting = self.dialog.meeting
        rows = [
            (pages.say("meeting.when_label"), self.names["meeting_when"]),
            (pages.say("meeting.place_label"), meeting.place),
            (pages.say("meeting.online_label"), meeting.online),
            (pages.say("meeting.practical_label"), meeting.practical),
        ]
        return [row for row in rows if row[1]]

    @property
    def others(self) -> list[tuple[str, str]]:
        """The other parties with something to fill in, each with as much as others may know."""
        found: dict[str, str] = {}
        for party in self.dialog.parties:
            if self._is_another(party):
                standing = progress.public_standing(self.dialog, party)
                found[self._whose(party)] = pages.say(f"state.{standing}")
        return list(found.items())

    def _whose(self, party: Party) -> str:
        """Whose form it is: of a joint one all hosts', told once."""
        joint = progress.form_of(self.dialog, party).joint
        return self.names["host_name"] if joint else pages.words(party.name)

    def _is_another(self, party: Party) -> bool:
        same = self.form.joint and progress.form_of(self.dialog, party).key == self.form.key
        here = not party.withdrawn_at and progress.has_duty(self.dialog, party)
        return party.id != self.visitor.party.id and here and not same

    @property
    def documents(self) -> list[tuple[Document, str]]:
        """The documents of this reader, each with its name: the newest first, of a form only the latest."""
        latest = {self._place(one): one for one in read_documents.of_party(pages.tools(), self.visitor)}
        found = sorted(latest.values(), key=lambda one: (one.frozen_at, one.id), reverse=True)
        return [(one, self._name(one)) for one in found]

    @property
    def attachments(self) -> list[tuple[str, str, str]]:
        """What was enclosed with the documents: title, what there is to know of it, and where it is."""
        found = read_documents.attachments_of(pages.tools(), self.visitor)
        return [(one.title, answer_texts.attachment(one), self._where(one)) for one in found]

    def _where(self, one: Attachment) -> str:
        if one.kind is AttachmentKind.FILE:
            link_id = self.visitor.link_id
            return url_for("visitor_form.attachment", link_id=link_id, attachment_id=one.id)
        return one.address

    def _place(self, document: Document) -> tuple[str, int]:
        compiled = self.dialog.process.document(document.kind).compiled
        return document.kind, document.id if compiled else -(document.party_id or 0)

    def _name(self, document: Document) -> str:
        kind = self.dialog.process.document(document.kind)
        party = self.dialog.party(document.party_id) if document.party_id else None
        return letter_names.document_name(
            self.dialog, kind, pages.language(), number=document.number, party=party
        )
