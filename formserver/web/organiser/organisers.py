"""Who runs a dialog: co-organisers, and handing it over."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.refusals import AlreadyThere, NotFound
from formserver.forms.organiser import OrganiserForm
from formserver.storage.accounts import Account
from formserver.usecases.dialogs import change_organisers
from formserver.usecases.service import accounts
from formserver.web import guards, pages
from formserver.web.organiser.door import door


@door.get("/dialog/<int:dialog_id>/organisers")
def organisers(dialog_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the guard has read the dialog
    """Show who runs the dialog, and who could."""
    return _page(_form())


@door.post("/dialog/<int:dialog_id>/organisers")
def add_organiser(dialog_id: int) -> ResponseReturnValue:
    """Let another account run the dialog too."""
    form = _form(typed=True)
    if not form.validate():
        return _page(form), 422
    account_id = int(form.account.data)
    try:
        change_organisers.add_organiser(pages.tools(), guards.actor(), dialog_id, account_id)
    except AlreadyThere:
        return _page(form), 422
    return _done(dialog_id, "organisers.added", account_id)


@door.post("/dialog/<int:dialog_id>/organisers/<int:account_id>/remove")
def remove_organiser(dialog_id: int, account_id: int) -> ResponseReturnValue:
    """Take a co-organiser off the dialog."""
    change_organisers.remove_organiser(pages.tools(), guards.actor(), dialog_id, account_id)
    if account_id == guards.account().id and not guards.account().administrator:
        return redirect(url_for("organiser.dialogs"), 303)
    return _done(dialog_id, "organisers.removed", account_id)


@door.get("/dialog/<int:dialog_id>/organisers/<int:account_id>/hand-over")
def ask_hand_over(dialog_id: int, account_id: int) -> ResponseReturnValue:
    """Ask before the dialog is handed over."""
    name = _name(account_id)
    return pages.render(
        "base/confirm.html",
        title=pages.say("organisers.hand_over_ask", name=name),
        lines=[pages.say("organisers.hand_over_means", name=name)],
        yes=pages.say("organisers.hand_over"),
        no=pages.say("button.cancel"),
        back=url_for("organiser.organisers", dialog_id=dialog_id),
    )


@door.post("/dialog/<int:dialog_id>/organisers/<int:account_id>/hand-over")
def hand_over(dialog_id: int, account_id: int) -> ResponseReturnValue:
    """Make another account responsible."""
    change_organisers.hand_over(pages.tools(), guards.actor(), dialog_id, account_id)
    return _done(dialog_id, "organisers.handed_over", account_id)


def _done(dialog_id: int, key: str, account_id: int) -> ResponseReturnValue:
    flash(pages.say(key, name=_name(account_id)))
    return redirect(url_for("organiser.organisers", dialog_id=dialog_id), 303)


def _others() -> list[Account]:
    """The open accounts that do not run the dialog."""
    own = {one.account_id for one in guards.dialog().organisers}
    return [one for one in accounts.everyone(pages.tools()) if one.id not in own and not one.closed_at]


def _form(*, typed: bool = False) -> OrganiserForm:
    form = OrganiserForm(request.form if typed else None, language=pages.language())
    form.account.choices = [(str(one.id), one.name or one.email) for one in _others()]
    return form


def _page(form: OrganiserForm) -> str:
    return pages.render("organiser/organisers.html", dialog=guards.dialog(), form=form)


def _name(account_id: int) -> str:
    for one in accounts.everyone(pages.tools()):
        if one.id == account_id:
            return one.name or one.email
    raise NotFound
