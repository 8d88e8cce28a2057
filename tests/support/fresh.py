"""Fresh instances and applications: what is alike in all of them is made once for a test process.

An instance is copied from one in which nothing has happened; an application is furnished anew.
"""

import atexit
import dataclasses
import shutil
import tempfile
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

from flask import Flask

from formserver import app
from formserver.app import Clock
from formserver.config import Settings
from formserver.storage.engine import connection
from formserver.usecases.tools import Tools


def tools(settings: Settings, clock: Clock) -> Tools:
    """The tools of an instance in which nothing has happened."""
    shutil.copytree(_instance(settings.doc_templates, clock()), settings.instance)
    return app.make_tools(settings, clock)


def application(settings: Settings, clock: Clock) -> Flask:
    """The web application on an instance in which nothing has happened."""
    made = _application(dataclasses.replace(settings, instance=_folder()))
    app.furnish(made, tools(settings, clock))
    return made


@lru_cache(maxsize=8)  # times at which tests begin
def _instance(doc_templates: Path, now: datetime) -> Path:
    folder = Path(tempfile.mkdtemp(dir=_folder())) / "instance"
    app.make_tools(Settings(instance=folder, doc_templates=doc_templates), lambda: now)
    connection.close()
    return folder


@lru_cache(maxsize=4)  # settings with which tests begin
def _application(settings: Settings) -> Flask:
    made = app.create_app(settings)
    made.testing = True
    return made


@cache
def _folder() -> Path:
    made = Path(tempfile.mkdtemp(prefix="formserver-tests-"))
    atexit.register(shutil.rmtree, made)
    return made
