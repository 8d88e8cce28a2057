"""Which Word templates in use ask for names that other questions would no longer give."""

from collections.abc import Iterator
from dataclasses import dataclass

from formserver.documents import check, names, names_asked
from formserver.documents.findings import Finding
from formserver.domain.process import DocumentKind, Process
from formserver.domain.refusals import NotFound
from formserver.storage import templates
from formserver.storage.templates import Place, TemplateVersion
from formserver.usecases.keep_shipped import places


@dataclass(frozen=True, kw_only=True)
class Loss:
    """A Word template that would ask in vain: the version in use (None: there is none) and the names.

    `mend` is the version added last, where that one asks for nothing in vain.
    """

    document: DocumentKind
    place: Place
    version: TemplateVersion | None
    names: tuple[str, ...]
    mend: TemplateVersion | None


def of(used: Process, wanted: Process) -> tuple[Loss, ...]:
    """What would be lost if `wanted` came in the place of `used`. Called inside a transaction."""
    return tuple(loss for place in places(wanted) for loss in _at(place, used, wanted))


def faults(process: Process, place: Place, content: bytes) -> list[Finding]:
    """What keeps a Word file from being used, by the whole check. Outside every transaction."""
    known, requires = names.of(process, place.document), process.document(place.document).requires
    return check.errors(check.check(content, known, language=place.language, requires=requires))


def _at(place: Place, used: Process, wanted: Process) -> Iterator[Loss]:
    document = wanted.document(place.document)
    try:
        version = templates.in_use(place)
    except NotFound:
        yield Loss(document=document, place=place, version=None, names=(), mend=_mend(place, None, wanted))
        return
    before = _in_vain(version, used) if _has(used, place) else ()
    lost = tuple(name for name in _in_vain(version, wanted) if name not in before)
    if lost:
        mend = _mend(place, version, wanted)
        yield Loss(document=document, place=place, version=version, names=lost, mend=mend)


def _has(process: Process, place: Place) -> bool:
    return any(document.key == place.document for document in process.documents)


def _in_vain(version: TemplateVersion, process: Process) -> tuple[str, ...]:
    return names_asked.in_vain(templates.content(version.id), names.of(process, version.document))


def _mend(place: Place, in_use: TemplateVersion | None, wanted: Process) -> TemplateVersion | None:
    latest = templates.latest(place)
    if latest is None or latest == in_use or _in_vain(latest, wanted):
        return None
    return latest
