"""The same page of a form as Flask, peewee and WTForms give it when they are put together the usual way.

One table with a column for each input, one form with a field for each, drawn by WTForms' own widgets.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peewee
import wtforms
from flask import Flask, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from jinja2 import DictLoader
from lxml import html
from markupsafe import Markup

FORM = """{{ before }}<form method="post">{{ form.csrf_token }}
{% for field in form if field.name != 'csrf_token' %}
<div class="ds-field">{{ field.label(class="ds-label") }}
<div data-field="description">{{ field.description }}</div>
{{ field(class="ds-input") }}{% for error in field.errors %}<p>{{ error }}</p>{% endfor %}</div>
{% endfor %}<button class="ds-button">Lagre</button></form>{{ after }}"""


def site(folder: Path, page: str) -> Flask:
    """An application whose only page has the inputs of the form on `page`, and around it the same markup."""
    fields = dict(_fields(html.fromstring(page)))
    database = peewee.SqliteDatabase(str(folder / "plain.sqlite3"), pragmas={"journal_mode": "wal"})
    columns = {name: peewee.TextField(null=True) for name in fields}
    row: Any = type("Row", (peewee.Model,), {**columns, "Meta": type("Meta", (), {"database": database})})
    shown = type("Shown", (FlaskForm,), fields)
    with database:
        database.create_tables([row])
        row.create()
    made = Flask("plain")
    made.secret_key = "plain"
    made.jinja_loader = DictLoader({"form.html": FORM})
    before, _, rest = page.partition('<form class="app-form"')
    around = {"before": Markup(before), "after": Markup(rest.partition("</form>")[2])}  # noqa: S704 - our own

    @made.before_request
    def connect() -> None:
        database.connect()

    @made.teardown_request
    def close(_: BaseException | None) -> None:
        database.close()

    @made.route("/", methods=["GET", "POST"])
    def form() -> ResponseReturnValue:
        stored: Any = row.get_by_id(1)
        typed: Any = shown(obj=stored)
        if typed.validate_on_submit():
            typed.populate_obj(stored)
            stored.save()
            return redirect("/", 303)
        return render_template("form.html", form=typed, **around)

    return made


def _fields(page: html.HtmlElement) -> Iterator[tuple[str, Any]]:
    """Name and field of every input, in order."""
    for one in page.xpath("//form//*[@name][contains(@class, 'ds-input')]"):
        name, label = one.get("name"), _label(page, one)
        key = name.replace("-", "_")
        if one.get("type") == "radio":
            same = page.xpath(f"//input[@name='{name}']")
            choices = [(other.get("value"), _label(page, other)) for other in same]
            valid = [wtforms.validators.Optional()]
            yield key, wtforms.RadioField(label, valid, choices=choices, description=label)
        else:
            kind = wtforms.TextAreaField if one.tag == "textarea" else wtforms.StringField
            yield key, kind(label, [wtforms.validators.Length(max=4000)], description=label)


def _label(page: html.HtmlElement, one: html.HtmlElement) -> str:
    return " ".join(label.text_content() for label in page.xpath(f"//label[@for='{one.get('id')}']"))
