"""The child process of a template's check: reads the template, then fills it with samples, under hard limits.

Started as `python -m formserver.documents.check.trial` with the task on stdin; answers with findings as JSON.
"""

import dataclasses
import json
import pickle
import resource
import sys
from collections.abc import Iterable, Mapping

from formserver.documents.check import inspection
from formserver.documents.check.check_task import Filling, Task
from formserver.documents.fill import reading_back, render
from formserver.documents.fill.printing import TooLargeError
from formserver.documents.packet import packet_names
from formserver.documents.samples import sample_names
from formserver.documents.word import comment_parts, package
from formserver.documents.word.findings import FaultyTemplateError, Finding, Severity, as_data

CPU = 20  # seconds
MEMORY = 1_000_000_000  # bytes of address space: the interpreter and lxml alone take a fifth
ANSWER = 1_000_000  # characters that the parent is told: a code may be as long as the file
MOST = 200  # findings of a severity that are told: whoever mends those sees the rest
# Rows of every list, how much each text says, and each that may be long: as usual, an empty dialog, one with
# nothing filled in yet, one with very many answers, one with answers as long as forms let them be. Both at
# once show nothing more and take four times as long.
DIALOGS = ((2, 1, 1), (0, 0, 0), (2, 0, 0), (5, 10, 10), (2, 1, 130))


def findings(task: Task) -> list[Finding]:
    """All that is wrong, errors first: what reading shows, or else what filling it in shows."""
    found = inspection.findings(task)
    samples = (
        sample_names.values(task.known, rows=rows, times=times, long=long) for rows, times, long in DIALOGS
    )
    errors = [one for one in found if one.severity is Severity.ERROR] or _tried(task.template, samples)
    if len(errors) > MOST:
        errors = [*errors[:MOST], Finding(kind="more_faults", facts={"count": str(len(errors) - MOST)})]
    return [*errors, *[one for one in found if one.severity is Severity.WARNING][:MOST]]


def filled(filling: Filling) -> list[Finding]:
    """What filling a template with the answers of real dialogs shows."""
    return _tried(filling.template, map(packet_names.in_template, filling.packets))


def _tried(template: bytes, dialogs: Iterable[Mapping[str, object]]) -> list[Finding]:
    try:
        for names in dialogs:
            render.render(template, names)
    except FaultyTemplateError as fault:
        return [_placed(one, template) for one in fault.findings]
    except TooLargeError:
        return [Finding(kind="too_heavy")]
    except reading_back.LostTextError as fault:
        return [Finding(kind="text_lost", facts={"text": fault.text[:100]})]
    return []


def _placed(finding: Finding, template: bytes) -> Finding:
    """The finding with what stands at its place: the rendering only knows the number of the paragraph."""
    if finding.kind == "unknown_name":  # what nobody ever filled in, reading has told already
        finding = dataclasses.replace(finding, kind="missing_when_empty")
    place = finding.place
    if place is None or place.number < 0:
        return finding
    ground = inspection.grounds_of(comment_parts.without(package.unpack(template)))[place.member]
    return dataclasses.replace(finding, place=ground.at(place.number))


def main() -> None:
    """Do the task that the parent sends."""
    task = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own parent process
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        found = filled(task) if isinstance(task, Filling) else findings(task)
    except (MemoryError, RecursionError):
        found = [Finding(kind="too_heavy")]
    told = json.dumps(as_data(found))
    sys.stdout.write(told if len(told) < ANSWER else json.dumps(as_data([Finding(kind="too_heavy")])))


if __name__ == "__main__":
    main()
