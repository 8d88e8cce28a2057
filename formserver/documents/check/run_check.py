"""Whether a Word file can be used as a template: read and tried in a child process that can be ended."""

import json
import pickle
import subprocess
import sys
from collections.abc import Collection, Iterable, Sequence

from formserver.documents.check.check_task import Filling, Task
from formserver.documents.check.kept_results import Answers
from formserver.documents.names.process_names import NameGroup
from formserver.documents.office import programs
from formserver.documents.office.job_limit import Turns
from formserver.documents.word import findings, package
from formserver.documents.word.findings import Finding, Severity
from formserver.domain.packet import Packet
from formserver.domain.refusals import TooBusy

WALL = 30  # seconds the child may take
WALL_OF_ONE = 10  # seconds, for the documents of a single dialog
TOO_HEAVY = Finding(kind="too_heavy")
AT_ONCE = 2  # checks: each may take a processor and a gigabyte

_answers: Answers[list[Finding]] = Answers(200)  # review and taking into use ask about the same files
_TURNS = Turns(most=AT_ONCE, patience=1)  # seconds: who waits keeps a thread of the web server


def check(
    template: bytes, known: NameGroup, *, language: str, requires: Collection[str] = (), wall: float = WALL
) -> list[Finding]:
    """All that is wrong with a template, errors first; without an error it can be used.

    `known` are its valid names, `language` the code of the documents' language, `requires` the names (as
    `names.dotted` writes them, or what they begin with) that it must print. Nothing that the file says is
    computed in this process; one that makes the child too busy or too big gives the finding `too_heavy`.
    Raises TooBusy while others are being checked.
    """
    if len(template) > package.MAX_FILE:
        return [
            Finding(kind="file_too_big", facts={"size": str(len(template)), "limit": str(package.MAX_FILE)})
        ]
    task = Task(template=template, known=known, language=language, requires=tuple(requires))
    # One that was too heavy is tried again: the machine may be less busy then.
    return list(_answers.to(task, lambda: _tried(task, wall), lambda found: TOO_HEAVY not in found))


def filled(template: bytes, packets: Sequence[Packet], *, wall: float = WALL_OF_ONE) -> list[Finding]:
    """Why a template that passed its check cannot be filled with these answers; nothing where it can.

    It is filled in the child process, as samples are. Raises TooBusy.
    """
    return _tried(Filling(template=template, packets=tuple(packets)), wall)


def _tried(task: Task | Filling, wall: float) -> list[Finding]:
    with _TURNS.one(TooBusy):
        return _checked(task, wall)


def _checked(task: Task | Filling, wall: float) -> list[Finding]:
    child = [sys.executable, "-m", "formserver.documents.check.trial"]
    try:
        done = subprocess.run(  # noqa: S603 - ours
            child,
            input=pickle.dumps(task),
            capture_output=True,
            timeout=wall,
            check=False,
            env=programs.environment(),
        )
    except subprocess.TimeoutExpired:
        return [TOO_HEAVY]
    if done.returncode < 0:  # ended by a limit
        return [TOO_HEAVY]
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
    return findings.from_data(json.loads(done.stdout))


def errors(found: Iterable[Finding]) -> list[Finding]:
    """Those that keep a template from being used."""
    return [one for one in found if one.severity is Severity.ERROR]
