"""The web application as the web server loads it in each process."""

import os

from flask import Flask

from formserver import app, config
from formserver.web import proxies


def application() -> Flask:
    """The application of the instance that the environment names, behind its proxies."""
    settings = config.load(config.instance_folder(os.environ), os.environ)
    return proxies.behind_proxies(app.create_app(settings), settings)
