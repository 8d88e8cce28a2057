"""Puts a page together in its reader's language: the words, dates and numbers that every page may use.

It decides which language that is, and nothing else about the reader.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache, partial
from pathlib import Path
from typing import Any

import flask
from flask import current_app, g, request, url_for
from flask_wtf.csrf import generate_csrf

from formserver import i18n
from formserver.domain.process import Process
from formserver.domain.words import Words
from formserver.i18n import dates
from formserver.usecases.tools import Tools
from formserver.web import kept_markup

LANGUAGE_COOKIE = "language"
FONT = ".woff2"
YEAR = 365 * 24 * 3600


def tools() -> Tools:
    """What the use cases are handed."""
    found: Tools = current_app.extensions["formserver"]
    return found


def know_reader(own_language: str, process: Process | None = None) -> None:
    """Note whose page this is, once a guard has let them in: their own language, and its process."""
    g.own_language = own_language
    _forget("language", "say")
    if process is not None:
        speak_as(process)


def speak_as(process: Process | None) -> None:
    """Note which process this page is about."""
    g.process = process
    _forget("say")


def _forget(*found: str) -> None:
    """What was found before more was known of the reader."""
    for name in found:
        g.pop(name, None)


def language() -> str:
    """The reader's language: chosen now, chosen before, their own if known, the browser's, the service's."""
    found: str | None = g.get("language")
    if found is None:
        found = g.language = _chosen_language()
    return found


def _chosen_language() -> str:
    known = i18n.languages()
    wishes = (request.args.get("lang"), request.cookies.get(LANGUAGE_COOKIE), g.get("own_language"))
    for wish in wishes:
        if wish in known:
            return str(wish)
    return request.accept_languages.best_match(known) or tools().settings.language


def remember_language(response: flask.Response) -> flask.Response:
    """Keep a choice of language for the next pages."""
    wish = request.args.get("lang")
    if wish in i18n.languages():
        response.set_cookie(LANGUAGE_COOKIE, wish, max_age=YEAR, **cookie_rules())
    return response


def cookie_rules(path: str | None = None) -> dict[str, Any]:
    """How every cookie of ours is set: never read by scripts, never sent along from another site's form."""
    settings = tools().settings
    place = path or settings.path_prefix or "/"
    return {"path": place, "httponly": True, "samesite": "Lax", "secure": settings.is_https}


def render(template: str, **names: object) -> str:
    """A page of `web/html`."""
    return flask.render_template(template, **names)


def say(key: str, **names: object) -> str:
    """The words of a key for the reader, as the process says them that the page is about."""
    speak: Callable[..., str] | None = g.get("say")
    if speak is None:
        speak = g.say = partial(i18n.say_as, g.get("process"), language())
    return speak(key, **names)


def hint(description: str | None, limit: int | None) -> str:
    """What stands at a text box: its description, and how long a text may be."""
    told = say("field.limit", max=number(limit)) if limit else ""
    return " ".join(part for part in (description, told) if part)


def count(key: str, number: int, **names: object) -> str:
    """The words of a key for `number` of something."""
    return i18n.count(language(), key, number, **names)


def words(text: Words | None) -> str:
    """A text of the process or the dialog in the reader's language; "" for none."""
    return text.to(language()) if text else ""


def moment(when: datetime) -> str:
    """Day and time of day."""
    return dates.moment(when, language())


def moment_short(when: datetime) -> str:
    """Day and time for a narrow column."""
    return dates.moment_short(when, language())


def day(when: date) -> str:
    """The day with its weekday."""
    return dates.day(when, language())


def day_short(when: date) -> str:
    """Day and month."""
    return dates.day_short(when, language())


def day_month_year(when: date) -> str:
    """The day without its weekday."""
    return dates.day_month_year(when, language())


def clock(when: time | datetime) -> str:
    """The time of day."""
    return dates.clock(when, language())


def in_days(number: int) -> str:
    """How far off a day is."""
    return dates.in_days(number, language())


def join(parts: Sequence[str]) -> str:
    """Names as one: "a, b og c"."""
    return dates.join(list(parts), language())


def size(octets: int) -> str:
    """The size of a file."""
    return dates.size(octets, language())


def number(value: float) -> str:
    """A number with the marks of the language."""
    return dates.number(value, language())


def asset(name: str) -> str:
    """The address of a file in `web/static`, which changes when the file does, so that browsers may keep it.

    Fonts keep one address: the style sheet that names them knows no other.
    """
    return _address(request.script_root, current_app.static_folder or "", name)


@cache
def _address(script_root: str, folder: str, name: str) -> str:  # noqa: ARG001 - what url_for looks at
    if name.endswith(FONT):
        return url_for("static", filename=name)
    content = (Path(folder) / name).read_bytes()
    return url_for("static", filename=name, v=hashlib.sha256(content).hexdigest()[:12])


GLOBALS: Mapping[str, Callable[..., object]] = {
    "_": say,
    "_n": count,
    "csrf_token": generate_csrf,
    "asset": asset,
    "hint": hint,
    "filled": kept_markup.filled,
}
# The filter is not called `join`: Jinja has one of that name.
FILTERS: Mapping[str, Callable[..., object]] = {"listed": join} | {
    one.__name__: one
    for one in (words, moment, moment_short, day, day_short, day_month_year, clock, in_days, size, number)
}
