"""A form page of thirty inputs, shown and saved: beside the usual way, and beside bare WSGI."""

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder

from formserver import app, config
from formserver.usecases.actors import Actor, Writer
from tests.benchmarks import measuring, plain_site, samples
from tests.benchmarks.measuring import Measured, Row, Way
from tests.support import questions
from tests.support.packets import FOLDER
from tests.support.set_clock import SetClock
from tests.web import house as houses
from tests.web.conftest import MEETING, NOW
from tests.web.house import House

MORE = """
[[forms.note.item_fields]]
key = "more_{number}"
kind = "{kind}"
max_length = 2000
label = {{ nb = "Mer {number}", nn = "Meir {number}", en = "More {number}" }}
"""
ADDED = 22  # fields, so that the page has thirty inputs
KEPT = ("csrf_token", "submission", "action", "version-", "f-kind", "f_kind", "f-priority", "f_priority")


@dataclass(kw_only=True)
class Site:
    """An application with one form page, called as a server calls it."""

    application: Flask
    client: FlaskClient
    path: str

    def get(self) -> bytes:
        """The page."""
        return self.call(self.asking())

    def asking(self) -> dict[str, Any]:
        """A request for the page, with the cookies that the browser has by now."""
        return self._environment("GET")

    def call(self, environment: dict[str, Any]) -> bytes:
        """The answer to a request, without what the test client itself costs."""
        return b"".join(self.application.wsgi_app(environment, lambda *_: lambda _: None))

    def filled(self, text: str) -> dict[str, Any]:
        """A request that sends the page's form with another text in every text box."""
        inputs = houses.inputs(self.client.get(self.path))
        typed = {name: text for name in inputs if not name.startswith(KEPT)}
        body = urlencode(inputs | typed, doseq=True).encode()
        content = {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        return self._environment("POST") | content | {"CONTENT_TYPE": "application/x-www-form-urlencoded"}

    def _environment(self, method: str) -> dict[str, Any]:
        environment = EnvironBuilder(path=self.path, method=method).get_environ()
        self.client._add_cookies_to_wsgi(environment)
        return environment


def showing(runs: int) -> Measured:
    """GET of the page."""
    with _sites() as (ours, plain):
        what = "form page of 30 inputs, CPU"
        own = Way(name="formserver", work=ours.call, prepare=ours.asking)
        usual = Way(name="Flask, peewee, WTForms widgets", work=plain.call, prepare=plain.asking)
        yield measuring.compare(what, own, usual, runs, clock=measuring.cpu, goal="≥ 6×")
        empty = _bare(ours.get())
        bare = Way(name="bare Flask, same bytes", work=empty.call, prepare=empty.asking)
        yield measuring.compare(what, own, bare, runs, clock=measuring.cpu, goal="≥ 0.25×")
        with questions.counted() as asked:
            ours.get()
        yield Row(what="form page, questions to the database", ours=str(len(asked)))


def saving(runs: int) -> Measured:
    """POST of the page with every text changed."""
    with _sites() as (ours, plain):
        own = Way(name="formserver", work=ours.call, prepare=_changing(ours))
        usual = Way(name="Flask, peewee, WTForms", work=plain.call, prepare=_changing(plain))
        what = "saving 30 inputs, CPU"
        yield measuring.compare(what, own, usual, runs, clock=measuring.cpu, goal="≥ 1.7×")
        request = ours.filled("the last one")
        with questions.counted() as asked:
            ours.call(request)
        yield Row(what="saving, questions to the database", ours=str(len(asked)))


def _bare(page: bytes) -> Site:
    """An application that gives one page, asked and answered as the others are."""
    made = Flask("bare")
    made.add_url_rule("/", view_func=lambda: page)
    return Site(application=made, client=made.test_client(), path="/")


def _changing(site: Site) -> Callable[[], dict[str, Any]]:
    turns = count()
    text = samples.Texts().next()
    return lambda: site.filled(f"{text} {next(turns)}")


@contextmanager
def _sites() -> Iterator[tuple[Site, Site]]:
    """Our own page, filled in, and the usual one."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        house = _house(place)
        dialog_id = house.invited()
        writer = Writer(actor=Actor(name="Nils"), dialog_id=dialog_id, party_id=None)
        item_id = house.add_item(writer, 1)
        reader, address = house.visitor(house.host(dialog_id).contacts[0])
        ours = Site(application=house.app, client=reader.client, path=f"{address}form/item/{item_id}")
        plain = plain_site.site(place, ours.get().decode())
        usual = Site(application=plain, client=plain.test_client(), path="/")
        for site in (ours, usual):
            site.call(site.filled(samples.Texts().next()))
        yield ours, usual


def _house(place: Path) -> House:
    """A house whose process asks for more in every item."""
    templates = place / "doc_templates"
    shutil.copytree(FOLDER, templates / FOLDER.name)
    kinds = ("text", "long_text")
    more = [MORE.format(number=number, kind=kinds[number % 2]) for number in range(ADDED)]
    with (templates / FOLDER.name / "process.toml").open("a", encoding="utf-8") as definition:
        definition.writelines(more)
    clock = SetClock(now=NOW)
    settings = config.load(place / "instance", {"FORMSERVER_DOC_TEMPLATES": str(templates)})
    return House(app=app.create_app(settings, clock), clock=clock, meeting=MEETING)
