"""The application with the demo's own pages: inbox, clock, and a way in without a code."""

import os
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, url_for

from formserver import app, config
from formserver.demo import pages
from formserver.web.pages import tools

EXTENSION = "formserver_demo"


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What stands over every page of the demo."""

    inbox_url: str
    clock_url: str
    now: datetime


class NotADemoError(Exception):
    """The settings are those of a service that people use."""


def application() -> Flask:
    """The application of the demo's instance. Raises NotADemoError for any other."""
    settings = config.load(config.instance_folder(os.environ), os.environ)
    if not settings.demo:
        raise NotADemoError(settings.instance)
    made = app.create_app(settings)
    made.extensions[EXTENSION] = _bar
    made.register_blueprint(pages.door)
    return made


def _bar() -> Bar:
    return Bar(inbox_url=url_for("demo.inbox"), clock_url=url_for("demo.clock"), now=tools().clock())
