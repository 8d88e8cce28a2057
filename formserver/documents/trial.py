"""The child process of a template's check: reads the template, then fills it with samples, under hard limits.

Started as `python -m formserver.documents.trial` with the task on stdin; answers with findings as JSON.
"""

import dataclasses
import json
import pickle
import resource
import sys

from formserver.documents import inspection, readback, render, sample
from formserver.documents.findings import FaultyTemplateError, Finding, Severity
from formserver.documents.names import Group
from formserver.documents.paper import TooLargeError
from formserver.documents.task import Task

CPU = 20  # seconds
MEMORY = 1_000_000_000  # bytes of address space: the interpreter and lxml alone take a fifth
ROWS = (2, 0, 5)  # as usual, an empty dialog, a very large one


def findings(task: Task) -> list[Finding]:
    """All that is wrong, errors first: what reading shows, or else what filling it in shows."""
    found = inspection.findings(task)
    errors = [one for one in found if one.severity is Severity.ERROR]
    return [
        *(errors or _tried(task.template, task.known)),
        *(one for one in found if one.severity is Severity.WARNING),
    ]


def _tried(template: bytes, known: Group) -> list[Finding]:
    try:
        for rows in ROWS:
            render.render(template, sample.of(known, rows=rows))
    except FaultyTemplateError as fault:
        return list(fault.findings)
    except TooLargeError:
        return [Finding(kind="too_heavy")]
    except readback.LostTextError as fault:
        return [Finding(kind="text_lost", facts={"text": fault.text[:100]})]
    return []


def main() -> None:
    """Do the task that the parent sends."""
    task = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent process
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        found = findings(task)
    except (MemoryError, RecursionError):
        found = [Finding(kind="too_heavy")]
    json.dump([dataclasses.asdict(one) for one in found], sys.stdout)


if __name__ == "__main__":
    main()
