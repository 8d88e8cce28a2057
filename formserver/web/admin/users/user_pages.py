"""The accounts of those who run dialogs: added, changed, closed and opened again by an administrator."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.refusals import AlreadyThere, LastAdministrator, NotFound
from formserver.forms.accounts import AccountForm, ProfileForm
from formserver.storage.accounts import Account
from formserver.usecases.service import accounts
from formserver.usecases.service.accounts import NewAccount
from formserver.web import guards, pages
from formserver.web.admin.door import door


@door.get("/users")
def users() -> ResponseReturnValue:
    """Show every account, the open ones first."""
    everyone = sorted(
        accounts.everyone(pages.tools()), key=lambda one: (bool(one.closed_at), one.name or one.email)
    )
    return pages.render("admin/users.html", users=everyone)


@door.get("/users/new")
def new_user() -> ResponseReturnValue:
    """Ask who is to be added."""
    form = AccountForm(language=pages.language(), values={"reads": pages.language()})
    return pages.render("admin/new_user.html", form=form)


@door.post("/users/new")
def add_user() -> ResponseReturnValue:
    """Add an account; its owner gets a letter."""
    form = AccountForm(request.form, language=pages.language())
    if not form.validate():
        return pages.render("admin/new_user.html", form=form), 422
    try:
        added = accounts.add_account(pages.tools(), guards.actor(), _new_account(form))
    except AlreadyThere:
        form.refuse("email", "account_exists", value=form.email.data)
        return pages.render("admin/new_user.html", form=form), 422
    flash(pages.say("users.added", name=added.name or added.email))
    return redirect(url_for("admin.users"), 303)


@door.get("/users/<int:account_id>")
def user(account_id: int) -> ResponseReturnValue:
    """Show one account and what can be changed."""
    found = _account(account_id)
    values = {"name": found.name, "phone": found.phone, "reads": found.language}
    form = ProfileForm(language=pages.language(), values=values)
    return pages.render("admin/user.html", user=found, form=form)


@door.post("/users/<int:account_id>")
def change_user(account_id: int) -> ResponseReturnValue:
    """Change name, phone number and language."""
    form = ProfileForm(request.form, language=pages.language())
    if not form.validate():
        return pages.render("admin/user.html", user=_account(account_id), form=form), 422
    told = {"name": form.name.data, "phone": form.phone.data, "language": form.reads.data}
    accounts.change_account(pages.tools(), guards.actor(), account_id, **told)
    flash(pages.say("users.saved", name=_name(account_id)))
    return redirect(url_for("admin.users"), 303)


@door.get("/users/<int:account_id>/close")
def ask_close(account_id: int) -> ResponseReturnValue:
    """Ask before an account is closed."""
    name = _name(account_id)
    return pages.render(
        "base/confirm.html",
        title=pages.say("users.close_ask", name=name),
        lines=[pages.say("users.close_means", name=name)],
        yes=pages.say("users.close"),
        no=pages.say("button.cancel"),
        back=url_for("admin.user", account_id=account_id),
        danger=True,
    )


@door.post("/users/<int:account_id>/close")
def close_user(account_id: int) -> ResponseReturnValue:
    """Close an account: it is signed out at once."""
    try:
        accounts.close_account(pages.tools(), guards.actor(), account_id)
    except LastAdministrator:
        return _last_administrator(account_id)
    flash(pages.say("users.closed_now", name=_name(account_id)))
    return redirect(url_for("admin.users"), 303)


@door.post("/users/<int:account_id>/reopen")
def reopen_user(account_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    accounts.reopen_account(pages.tools(), guards.actor(), account_id)
    flash(pages.say("users.reopened", name=_name(account_id)))
    return redirect(url_for("admin.user", account_id=account_id), 303)


@door.post("/users/<int:account_id>/administrator")
def set_administrator(account_id: int) -> ResponseReturnValue:
    """Make somebody an administrator, or no longer one."""
    wanted = request.form.get("administrator") == "yes"
    try:
        accounts.set_administrator(pages.tools(), guards.actor(), account_id, wanted)
    except LastAdministrator:
        return _last_administrator(account_id)
    flash(pages.say("users.saved", name=_name(account_id)))
    return redirect(url_for("admin.user", account_id=account_id), 303)


def _last_administrator(account_id: int) -> ResponseReturnValue:
    flash(pages.say("users.last_administrator"), "warning")
    return redirect(url_for("admin.user", account_id=account_id), 303)


def _account(account_id: int) -> Account:
    """The account with this id, closed or not. Raises NotFound."""
    for one in accounts.everyone(pages.tools()):
        if one.id == account_id:
            return one
    raise NotFound


def _name(account_id: int) -> str:
    """What an account is called on the page."""
    found = _account(account_id)
    return found.name or found.email


def _new_account(form: AccountForm) -> NewAccount:
    return NewAccount(
        email=form.email.data,
        name=form.name.data,
        phone=form.phone.data,
        language=form.reads.data,
        administrator=form.administrator.data,
    )
