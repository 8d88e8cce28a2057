"""`formserver serve`, `web` and `worker`: the service as a whole, and its two halves for several machines."""

import argparse
import os
import signal
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

from formserver.cli import arguments, installation, ports
from formserver.cli.failure import CommandFailed

if TYPE_CHECKING:
    from formserver.config import Settings
    from formserver.usecases.tools import Tools

APPLICATION = "formserver.cli.wsgi:application()"
SECONDS_TO_FINISH = 30  # that a request under way gets when the service stops


def add(commands: arguments.Commands) -> None:
    """Describes the commands."""
    arguments.command(
        commands, "serve", does="the web server and a worker together", example="formserver serve", run=_serve
    )
    arguments.command(commands, "web", does="the web server alone", example="formserver web", run=_web)
    worker = arguments.command(
        commands,
        "worker",
        does="make documents, remind, compile packets and send letters",
        example="formserver worker --once",
        run=_worker,
    )
    worker.add_argument("--once", action="store_true", help="do all that is to be done now, then end")


def web_command(settings: "Settings", application: str = APPLICATION) -> list[str]:
    """The web server as a program with its arguments (gunicorn: it finishes requests when told to stop)."""
    return [
        sys.executable,
        "-m",
        "gunicorn",
        f"--bind={settings.web_host}:{settings.web_port}",
        "--worker-class=gthread",
        f"--workers={settings.web_processes}",
        f"--threads={settings.web_threads}",
        f"--graceful-timeout={SECONDS_TO_FINISH}",
        "--no-control-socket",
        "--log-level=warning",
        application,
    ]


def worker_command() -> list[str]:
    """The worker as a program with its arguments."""
    return [sys.executable, "-m", "formserver", "worker"]


def _serve(_: argparse.Namespace) -> None:
    from formserver.cli.supervisor import Supervisor

    tools = installation.tools()  # what is wrong with the installation is told here, before anything starts
    settings = tools.settings
    ports.must_be_free(settings.web_host, settings.web_port, "choose another web_port")
    programs = {"web": web_command(settings), "worker": worker_command()}
    supervisor = Supervisor(programs, patience=SECONDS_TO_FINISH + 5)
    where = f"Serving {settings.public_url} on {settings.web_host}:{settings.web_port}; Ctrl-C stops"
    if failed := supervisor.run(ports.once_taken(settings.web_host, settings.web_port, where)):
        raise CommandFailed(f"the {failed} ended by itself again and again; what it said stands above")
    print("Stopped")


def _web(_: argparse.Namespace) -> None:
    settings = installation.tools().settings
    ports.must_be_free(settings.web_host, settings.web_port, "choose another web_port")
    print(f"Serving {settings.public_url} on {settings.web_host}:{settings.web_port}", flush=True)
    words = web_command(settings)
    os.execv(words[0], words)  # noqa: S606 # nosec B606 - our own interpreter; signals reach the server


def _worker(given: argparse.Namespace) -> None:
    tools = installation.tools()
    if given.once:
        _work_once(tools)
        return
    from formserver.worker import loop

    stop = threading.Event()

    def stop_soon(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop_soon)
    print("Working; Ctrl-C stops", flush=True)
    loop.run(tools, stop)


def _work_once(tools: "Tools") -> None:
    from formserver.storage import database, outbox
    from formserver.worker import loop

    with installation.faults_as_sentences():
        done = loop.once(tools)
        with database.reading():
            waiting = [
                row for row in outbox.rows(limit=1000) if row.failure and not (row.sent_at or row.stopped_at)
            ]
    print(f"{done} pieces of work done")
    if waiting:
        said = waiting[0].failure_text
        raise CommandFailed(
            f"{len(waiting)} letters could not be sent ({said}); see `formserver outbox list`"
        )
