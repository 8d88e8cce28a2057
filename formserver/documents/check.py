"""Whether a Word file can be used as a template: read and tried in a child process that can be ended."""

import hashlib
import json
import pickle
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Collection, Iterable
from typing import Any

from formserver.documents import package
from formserver.documents.findings import Finding, Place, Severity
from formserver.documents.names import Group
from formserver.documents.task import Task

WALL = 30  # seconds the child may take
ANSWER = 1_000_000  # bytes of findings that are read
TOO_HEAVY = Finding(kind="too_heavy")
REMEMBERED = 200  # answers: the same files are asked about again before anything is taken into use

_answers: OrderedDict[str, list[Finding]] = OrderedDict()


def check(
    template: bytes, known: Group, *, language: str, requires: Collection[str] = (), wall: float = WALL
) -> list[Finding]:
    """All that is wrong with a template, errors first; without an error it can be used.

    `known` are its valid names, `language` the code of the documents' language, `requires` the names (as
    `names.dotted` writes them, or what they begin with) that it must print. Nothing that the file says is
    computed in this process; one that makes the child too busy or too big gives the finding `too_heavy`.
    """
    if len(template) > package.MAX_FILE:
        return [
            Finding(kind="file_too_big", facts={"size": str(len(template)), "limit": str(package.MAX_FILE)})
        ]
    task = pickle.dumps(Task(template=template, known=known, language=language, requires=tuple(requires)))
    name = hashlib.sha256(task).hexdigest()
    if (answer := _answers.get(name)) is None:
        answer = _tried(task, wall)
        if TOO_HEAVY not in answer:  # another time the machine may be less busy
            _remember(name, answer)
    return list(answer)


def _tried(task: bytes, wall: float) -> list[Finding]:
    child = [sys.executable, "-m", "formserver.documents.trial"]
    try:
        done = subprocess.run(child, input=task, capture_output=True, timeout=wall, check=False)  # noqa: S603 - ours
    except subprocess.TimeoutExpired:
        return [TOO_HEAVY]
    if done.returncode < 0 or len(done.stdout) > ANSWER:  # ended by a limit
        return [TOO_HEAVY]
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
    return [_finding(**one) for one in json.loads(done.stdout)]


def _remember(name: str, answer: list[Finding]) -> None:
    _answers[name] = answer
    while len(_answers) > REMEMBERED:
        _answers.popitem(last=False)


def errors(found: Iterable[Finding]) -> list[Finding]:
    """Those that keep a template from being used."""
    return [one for one in found if one.severity is Severity.ERROR]


def _finding(kind: str, facts: dict[str, str], place: dict[str, Any] | None) -> Finding:
    return Finding(kind=kind, facts=facts, place=Place(**place) if place else None)
