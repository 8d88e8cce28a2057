"""Markup that is written once: the value alone differs, and nothing typed becomes markup."""

from flask import Flask
from markupsafe import Markup

from formserver.web import kept_markup
from tests.web.house import House


def line(app: Flask) -> kept_markup.Macro:
    macro: kept_markup.Macro = app.jinja_env.get_template("base/fields.html").module.line  # type: ignore[attr-defined]
    return macro


def test_a_value_is_put_in_as_the_macro_itself_would(house: House) -> None:
    macro, given = (
        line(house.app),
        ("f-title", "f-title", "Tittel & mer", "(frivillig)", "text", "Hjelp", ["Feil"]),
    )
    values = ('"><script>', "Hus & hjem", "", None, 7, Markup("<b>"))

    filled = [kept_markup.filled(macro, value, *given) for value in values]

    assert filled == [macro(value, *given) for value in values]
    assert "<script>" not in filled[0]


def test_text_is_escaped_though_markup_of_the_same_letters_was_not(house: House) -> None:
    macro = line(house.app)
    label = "<b>Tittel</b>"

    marked, plain = (
        kept_markup.filled(macro, "", "f-title", "f-title", one, "", "text", None, ())
        for one in (Markup(label), label)  # noqa: S704 - the very thing that is tested
    )

    assert (label in marked, label in plain) == (True, False)
