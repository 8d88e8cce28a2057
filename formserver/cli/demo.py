"""`formserver demo`: sample dialogs, an inbox that catches all mail, web and worker, and a clock to turn."""

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from formserver.cli import arguments, installation, ports, serve
from formserver.cli.failure import CommandFailed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from formserver.demo.catcher import Catcher
    from formserver.usecases.tools import Tools

FOLDER = "demo"
HOST = "127.0.0.1"
KEPT = ("FORMSERVER_DOC_TEMPLATES", "FORMSERVER_PAGE_NUMBERS")  # settings from around it that do no harm
USUAL_PORT = 8000
CONFIG = """\
# The instance of `formserver demo`. Other commands see here that it is one: its clock can be turned,
# and while nobody catches its mail, that goes nowhere (port 9 throws away).
demo = true
mail_port = 9
"""
APPLICATION = "formserver.demo.site:application()"


def add(commands: arguments.Commands) -> None:
    """Describes the command."""
    demo = arguments.command(
        commands,
        "demo",
        does="try everything: three sample dialogs, an inbox, a clock to turn; nothing is sent outside",
        example="formserver demo --fresh",
        run=_demo,
    )
    demo.add_argument(
        "--port", metavar="N", type=arguments.port, help=f"where to listen ({USUAL_PORT}, or a free one)"
    )
    demo.add_argument("--fresh", action="store_true", help="throw the last demo away and start over")


def _demo(given: argparse.Namespace) -> None:
    from formserver import config

    instance = config.instance_folder(os.environ) / FOLDER
    port = _port(given.port)
    _make_room(instance, fresh=given.fresh)
    if not instance.exists():
        _sow(instance, port)
    with _catcher(instance) as catcher:
        _run(instance, port, catcher)


def _port(wanted: int | None) -> int:
    if wanted is None:
        return USUAL_PORT if ports.is_free(HOST, USUAL_PORT) else ports.any_free(HOST)
    if wanted:
        ports.must_be_free(HOST, wanted, "choose another with --port")
    return wanted or ports.any_free(HOST)


def _make_room(instance: Path, *, fresh: bool) -> None:
    try:
        if fresh and instance.exists():
            shutil.rmtree(instance)
        instance.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandFailed(f"the demo's folder {instance} cannot be used: {error.strerror}") from error


def _sow(instance: Path, port: int) -> None:
    """Makes the samples beside the instance first, so that an interrupted start leaves nothing half made."""
    from datetime import UTC, datetime

    from formserver.demo import seed

    beside = instance.with_name(f"{instance.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.joinpath("mail").mkdir(parents=True)
    beside.joinpath("config.toml").write_text(CONFIG, encoding="utf-8")
    now = datetime.now(UTC)
    clock = seed.SeedClock(now)
    with _catcher(beside) as catcher:
        tools = installation.tools(installation.settings(_environment(beside, port, catcher)), clock)
        seed.sow(tools, clock, now, _tell)
    _tell("done\n")
    beside.rename(instance)


def _tell(progress: str) -> None:
    print(f"\rMaking the sample dialogs: {progress:<20}", end="", file=sys.stderr, flush=True)


def _catcher(instance: Path) -> "Catcher":
    try:
        from formserver.demo.catcher import Catcher
    except ImportError as error:
        raise CommandFailed(f"the demo needs {error.name}: pip install 'formserver[demo]'") from error
    return Catcher(instance / "mail")


def _environment(instance: Path, port: int, catcher: "Catcher") -> dict[str, str]:
    """The settings of the demo, whatever those of this installation are: mail cannot go elsewhere."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("FORMSERVER_")}
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {
        **own,
        **kept,
        "FORMSERVER_INSTANCE": str(instance),
        "FORMSERVER_DEMO": "true",
        "FORMSERVER_PUBLIC_URL": f"http://{HOST}:{port}",
        "FORMSERVER_WEB_HOST": HOST,
        "FORMSERVER_WEB_PORT": str(port),
        "FORMSERVER_WEB_PROCESSES": "1",
        "FORMSERVER_WEB_THREADS": "8",
        "FORMSERVER_MAIL_HOST": HOST,
        "FORMSERVER_MAIL_PORT": str(catcher.port),
        "FORMSERVER_MAIL_SECURITY": "none",
    }


def _run(instance: Path, port: int, catcher: "Catcher") -> None:
    from formserver.cli.supervisor import Supervisor

    environ = _environment(instance, port, catcher)
    tools = installation.tools(installation.settings(environ))
    programs = {"web": serve.web_command(tools.settings, APPLICATION), "worker": serve.worker_command()}
    supervisor = Supervisor(programs, patience=10, environ=environ)
    if failed := supervisor.run(ports.once_taken(HOST, port, _addresses(tools))):
        raise CommandFailed(f"the {failed} ended by itself again and again; what it said stands above")


def _addresses(tools: "Tools") -> str:
    """What to open. The way in without a code exists only here."""
    from formserver.demo import links
    from formserver.usecases.service import accounts

    page = tools.signer.page
    person = next(iter(links.persons(tools)), None)
    everyone = [one for one in accounts.everyone(tools) if not one.closed_at]
    first = next((one for one in everyone if person and one.id == person.organiser_id), everyone[0])
    lines: Mapping[str, str] = {
        "start here": page("/demo/"),
        "board": page(f"/demo/enter/{first.id}" + (f"?dialog={person.dialog_id}" if person else "")),
        "a participant's form": person.address if person else "",
        "inbox": page("/demo/inbox"),
        "turn the clock": page("/demo/clock"),
    }
    told = "\n".join(f"  {what + ':':<22}{address}" for what, address in lines.items() if address)
    return f"The demo runs until Ctrl-C. Nothing is sent outside this machine.\n{told}"
