"""The first screen after a personal link, the answer to the invitation, and the documents."""

from io import BytesIO

from flask import redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from formserver.forms.invitation import NO, YES, InvitationForm
from formserver.usecases.actors import Visitor
from formserver.usecases.dialogs import answer_invitation
from formserver.usecases.documents import read_documents
from formserver.web import guards, pages
from formserver.web.public.first_screen import FirstScreen

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

door = guards.guarded("visitor", __name__, guards.visitor, url_prefix="/d/<int:link_id>")


@door.get("/")
def first() -> str:
    """Show who asks, by when, who will read it, and what happens next."""
    visitor = guards.the_visitor()
    said = visitor.party.reply
    values = {"attends": YES if said.attends else NO, "proposal": said.proposal} if said else {}
    return _show(visitor, InvitationForm(language=pages.language(), values=values))


@door.post("/invitation")
@guards.keeps_text
def reply() -> ResponseReturnValue:
    """Take the answer to the invitation; it can be given again, and the last one counts."""
    visitor = guards.the_visitor()
    form = InvitationForm(request.form, language=pages.language())
    fine = form.validate()
    if guards.stale():
        return _show(visitor, form, told=pages.say("failed.session_button")), 400
    if not fine:
        return _show(visitor, form), 422
    answer_invitation.answer_invitation(pages.tools(), visitor, form.attends.data == YES, form.proposal.data)
    return redirect(url_for(".first", _anchor="invitation"), 303)


@door.get("/documents/<int:document_id>")
def document(document_id: int) -> ResponseReturnValue:
    """Hand out a document that this reader may see."""
    found, octets = read_documents.content(pages.tools(), guards.the_visitor(), document_id)
    return send_file(BytesIO(octets), mimetype=WORD, as_attachment=True, download_name=found.file_name)


def _show(visitor: Visitor, form: InvitationForm, **told: object) -> str:
    return pages.render(
        "public/first.html", first=FirstScreen(visitor), visitor=visitor, invitation=form, **told
    )
