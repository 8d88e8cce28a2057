"""The Word templates as administrators see them: the version in use, what each is worth, who is on which."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from formserver.documents.check import run_check
from formserver.documents.word.findings import Finding
from formserver.domain.dialog import Dialog
from formserver.domain.process import DocumentKind, Process
from formserver.domain.refusals import NotFound
from formserver.domain.words import Words
from formserver.storage import database, dialogs, templates
from formserver.storage.templates import TemplatePlace, TemplateUse, TemplateVersion
from formserver.usecases.processes import process_in_use
from formserver.usecases.processes.keep_shipped import places
from formserver.usecases.templates import check_template
from formserver.usecases.tools import Tools

MOST_OVER = 20


class VersionState(StrEnum):
    """What can be said of a version; the first that is true."""

    IN_USE = "in_use"
    FAULTY = "faulty"
    UNCHECKED = "unchecked"
    EARLIER = "earlier"  # was in use
    READY = "ready"


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version with what is known of it.

    `findings` is None where it was not checked against the definition in use. `was_used` says whether it was
    in use before; such a version is gone back to at once, for it is checked while it is taken into use.
    `used` is the last time that somebody took it into use.
    """

    version: TemplateVersion
    state: VersionState
    findings: tuple[Finding, ...] | None
    was_used: bool
    used: TemplateUse | None


@dataclass(frozen=True, kw_only=True)
class TemplateOverview:
    """One Word template of a process: the document it is for, the version in use, and the one added last.

    `used` is who chose the version in use, and when; None where it is the one that was shipped.
    """

    process: Process
    document: DocumentKind
    name: Words
    place: TemplatePlace
    in_use: TemplateVersion
    used: TemplateUse | None
    latest: Version


@dataclass(frozen=True, kw_only=True)
class Follower:
    """A dialog with the version that it makes the document from."""

    dialog: Dialog
    version: TemplateVersion


@dataclass(frozen=True, kw_only=True)
class TemplatePage:
    """All that is known of one Word template.

    `running` are the dialogs that are not over, those on another version than the one in use first; `over`
    the last ones that are, to try a version on.
    `newer_shipped` is a version that came with the program after the one in use.
    """

    shelf: TemplateOverview
    versions: tuple[Version, ...]
    running: tuple[Follower, ...]
    over: tuple[Follower, ...]
    newer_shipped: TemplateVersion | None


def shelves(tools: Tools) -> list[TemplateOverview]:
    """Every Word template of every process, in the order of the processes' documents."""
    with database.reading():
        return [
            _shelf(definition.process, place)
            for definition in process_in_use.every(tools).values()
            for place in places(definition.process)
        ]


def page(tools: Tools, place: TemplatePlace) -> TemplatePage:
    """One Word template. Raises NotFound."""
    now = tools.clock()
    with database.reading():
        process = process_in_use.definition(tools, place.process).process
        if place not in set(places(process)):
            raise NotFound(kind="template", id=str(place))
        shelf = _shelf(process, place)
        running, over = _followers(place, now)
        return TemplatePage(
            shelf=shelf,
            versions=tuple(_versions(place)),
            running=tuple(sorted(running, key=lambda one: one.version == shelf.in_use)),
            over=tuple(sorted(over, key=lambda one: one.dialog.meeting.day, reverse=True)[:MOST_OVER]),
            newer_shipped=_newer_shipped(shelf),
        )


def version(tools: Tools, version_id: int) -> tuple[TemplatePage, Version]:
    """One version with the page that it is on. Raises NotFound."""
    with database.reading():
        found = templates.get(version_id)
        shown = page(tools, found.place)
    return shown, next(one for one in shown.versions if one.version.id == version_id)


def _shelf(process: Process, place: TemplatePlace) -> TemplateOverview:
    return TemplateOverview(
        process=process,
        document=process.document(place.document),
        name=process.name_of(place.document),
        place=place,
        in_use=templates.in_use(place),
        used=next(iter(templates.uses(place)), None),
        latest=next(_versions(place)),
    )


def _versions(place: TemplatePlace) -> Iterator[Version]:
    in_use, used = templates.in_use(place), templates.ever_used(place)
    last = {one.version_id: one for one in reversed(templates.uses(place))}
    for one in templates.versions(place):
        findings = check_template.kept(one)
        overtook = one.shipped and one.number > in_use.number  # came with an update, and nobody chose it
        was_used = one != in_use and one.id in used and not overtook
        state = VersionState.IN_USE if one == in_use else _state(findings, was_used=was_used)
        yield Version(version=one, state=state, findings=findings, was_used=was_used, used=last.get(one.id))


def _state(findings: tuple[Finding, ...] | None, *, was_used: bool) -> VersionState:
    if findings is None:
        return VersionState.UNCHECKED
    if run_check.errors(findings):
        return VersionState.FAULTY
    return VersionState.EARLIER if was_used else VersionState.READY


def _followers(place: TemplatePlace, now: datetime) -> tuple[list[Follower], list[Follower]]:
    """The dialogs that make the document in this language: those that are not over, and those that are."""
    running: list[Follower] = []
    over: list[Follower] = []
    pinned = templates.pinned_by(place)
    for dialog in dialogs.many(sorted(pinned)):
        if dialog.language == place.language:
            ended = dialog.cancelled_at or dialog.meeting.ends <= now
            version = templates.get(pinned[dialog.id])
            (over if ended else running).append(Follower(dialog=dialog, version=version))
    return running, over


def _newer_shipped(shelf: TemplateOverview) -> TemplateVersion | None:
    shipped = templates.last_shipped(shelf.place)
    return shipped if shipped and shipped.number > shelf.in_use.number else None
