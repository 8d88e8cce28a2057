"""The web application as the web server loads it in each of its processes."""

import os

from flask import Flask

from formserver import app, config


def application() -> Flask:
    """The application of the instance that the environment names."""
    return app.create_app(config.load(config.instance_folder(os.environ), os.environ))
