"""What one's own account says in letters: name, phone number, language."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.forms.accounts import ProfileForm
from formserver.usecases.service import accounts
from formserver.web import guards, pages
from formserver.web.organiser.door import door


@door.get("/profile")
def profile() -> ResponseReturnValue:
    """Show what can be changed."""
    own = guards.account()
    values = {"name": own.name, "phone": own.phone, "reads": own.language}
    form = ProfileForm(language=pages.language(), values=values)
    return pages.render("organiser/profile.html", form=form, email=own.email)


@door.post("/profile")
def change_profile() -> ResponseReturnValue:
    """Change one's own name, phone number and language."""
    own = guards.account()
    form = ProfileForm(request.form, language=pages.language())
    if not form.validate():
        return pages.render("organiser/profile.html", form=form, email=own.email), 422
    told = {"name": form.name.data, "phone": form.phone.data, "language": form.reads.data}
    accounts.change_account(pages.tools(), guards.actor(), own.id, **told)
    flash(pages.say("done.saved"))
    return redirect(url_for("organiser.dialogs"), 303)
