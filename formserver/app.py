"""Joins the house.

Settings, database, processes, mail server and clock become the tools, and the tools a web app.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask

from formserver import config, definitions
from formserver.config import Settings
from formserver.links import Signer
from formserver.mail.smtp import MailServer, Security
from formserver.mail.transport import Transport
from formserver.storage import clock as shifted
from formserver.storage import database
from formserver.usecases.letter_book import LetterBook
from formserver.usecases.processes import keep_shipped
from formserver.usecases.tools import Tools

Clock = Callable[[], datetime]


def create_app(settings: Settings, clock: Clock | None = None) -> Flask:
    """The web application.

    Raises definitions.DefinitionFault and OSError when the installation cannot be used.
    """
    from formserver import web  # here, so that a worker need not load the pages

    app = Flask("formserver.web", template_folder="html", static_folder="static")
    furnish(app, make_tools(settings, clock))
    web.install(app)
    return app


def furnish(app: Flask, tools: Tools) -> None:
    """Let the application work with these tools from now on, in place of any others."""
    from formserver.dav.mounted import Beside

    app.extensions["formserver"] = tools
    app.secret_key = tools.signer.cookie_key
    app.wsgi_app = Beside(Flask.wsgi_app.__get__(app), tools)  # type: ignore[method-assign]


def make_tools(settings: Settings, clock: Clock | None = None) -> Tools:
    """The tools of one process, with the database bound and brought up to date. Raises as `create_app`."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    database.bind(settings.database)
    database.migrate()
    tools = Tools(
        clock=clock or (_demo_clock if settings.demo else _system_clock),
        settings=settings,
        signer=Signer(config.secret_key(settings.instance), settings.public_url),
        definitions=definitions.load_all(settings.doc_templates),
        letters=LetterBook(),
        transport=Transport(mail_server(settings)),
    )
    keep_shipped.keep_shipped(tools)
    return tools


def mail_server(settings: Settings) -> MailServer:
    """Where mail is handed over."""
    return MailServer(
        host=settings.mail_host,
        port=settings.mail_port,
        security=Security(settings.mail_security),
        username=settings.mail_username,
        password=settings.mail_password,
        timeout=settings.mail_timeout,
    )


def _system_clock() -> datetime:
    return datetime.now(UTC)


def _demo_clock() -> datetime:
    """The time as the demo's control has turned it: one clock for web and worker."""
    with database.reading():
        return datetime.now(UTC) + shifted.offset()
