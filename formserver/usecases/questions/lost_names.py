"""Which Word templates in use ask for names that other questions would no longer give, and what would fit."""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from formserver.documents.check import missing_names, run_check
from formserver.documents.compare import differences
from formserver.documents.names import process_names
from formserver.documents.word.findings import Finding
from formserver.domain.process import DocumentKind, Process
from formserver.domain.refusals import NotFound
from formserver.domain.text_changes import Mark
from formserver.storage import database, template_checks, templates
from formserver.storage.templates import TemplatePlace, TemplateVersion
from formserver.usecases.processes.keep_shipped import places
from formserver.usecases.templates import check_template

LOOKED_AT = 10  # versions of a template, the newest ones: who waits for the page waits for every check
ENOUGH = 3  # that fit, to choose between


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A version that could come in the place of the one in use.

    `names` are those that it too would ask for in vain, `faults` what else keeps it from being used; it fits
    without either. `added` and `removed` are the lines that it changes in the version in use.
    """

    version: TemplateVersion
    names: tuple[str, ...] = ()
    faults: tuple[Finding, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it can be used with the questions that are wanted, by the whole check."""
        return not (self.names or self.faults)


@dataclass(frozen=True, kw_only=True)
class Loss:
    """A Word template that would ask in vain: the version in use (None: there is none) and the names.

    `candidates` are other versions of it, the last one first; none as long as `judged` did not look.
    """

    document: DocumentKind
    place: TemplatePlace
    version: TemplateVersion | None
    names: tuple[str, ...]
    candidates: tuple[Candidate, ...] = ()

    @property
    def fits(self) -> tuple[Candidate, ...]:
        """Those that can come in its place."""
        return tuple(one for one in self.candidates if one.fits)


def between(used: Process, wanted: Process) -> tuple[Loss, ...]:
    """What would be lost if `wanted` came in the place of `used`. Called inside a transaction."""
    return tuple(loss for place in places(wanted) for loss in _at(place, used, wanted))


def judged(losses: Iterable[Loss], wanted: Process) -> tuple[Loss, ...]:
    """The same with their candidates. Outside every transaction: each is checked whole. Raises TooBusy."""
    return tuple(dataclasses.replace(loss, candidates=tuple(_candidates(loss, wanted))) for loss in losses)


def judge_template(process: Process, place: TemplatePlace, content: bytes) -> list[Finding]:
    """What keeps a Word file from being used, by the whole check. Outside every transaction."""
    known, requires = (
        process_names.in_document(process, place.document),
        process.document(place.document).requires,
    )
    return run_check.errors(run_check.check(content, known, language=place.language, requires=requires))


def _at(place: TemplatePlace, used: Process, wanted: Process) -> Iterator[Loss]:
    document = wanted.document(place.document)
    try:
        version = templates.in_use(place)
    except NotFound:
        yield Loss(document=document, place=place, version=None, names=())
        return
    before = _in_vain(version, used) if _has(used, place) else ()
    lost = tuple(name for name in _in_vain(version, wanted) if name not in before)
    if lost:
        yield Loss(document=document, place=place, version=version, names=lost)


def _has(process: Process, place: TemplatePlace) -> bool:
    return any(document.key == place.document for document in process.documents)


def _in_vain(version: TemplateVersion, process: Process) -> tuple[str, ...]:
    return missing_names.in_vain(
        templates.content(version.id), process_names.in_document(process, version.document)
    )


def _candidates(loss: Loss, wanted: Process) -> Iterator[Candidate]:
    with database.reading():
        others = [one for one in templates.versions(loss.place) if one != loss.version]
    fit = 0
    for version in others[:LOOKED_AT]:
        candidate = _judged(version, wanted)
        fit += candidate.fits
        yield _compared(candidate, loss.version) if candidate.fits and loss.version else candidate
        if fit == ENOUGH:
            return


def _judged(version: TemplateVersion, wanted: Process) -> Candidate:
    with database.reading():
        content, kinds = templates.content(version.id), template_checks.kinds(version.id)
        in_vain = _in_vain(version, wanted) if check_template.may_be_opened(version) else ()
    if kinds and run_check.TOO_HEAVY.kind in kinds:  # it takes the whole time that a check may take
        return Candidate(version=version, faults=(run_check.TOO_HEAVY,))
    found = () if in_vain else judge_template(wanted, version.place, content)
    return Candidate(version=version, names=in_vain, faults=tuple(found))


def _compared(candidate: Candidate, in_use: TemplateVersion) -> Candidate:
    with database.reading():
        old, new = templates.content(in_use.id), templates.content(candidate.version.id)
    lines = [line for part in differences.between(old, new).parts for line in part.lines]
    return dataclasses.replace(
        candidate,
        added=tuple(line.text for line in lines if line.mark is Mark.ADDED),
        removed=tuple(line.text for line in lines if line.mark is Mark.REMOVED),
    )
