"""What would change if a draft, or the questions of an earlier version, were taken into use."""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from formserver import definitions
from formserver.definitions import DefinitionFault, ProcessFault, merging
from formserver.domain import questions
from formserver.domain.process import Form, Process
from formserver.domain.questions import QuestionDifference
from formserver.domain.refusals import NotFound, NotPublishable
from formserver.storage import database, process_versions, processes
from formserver.storage.process_versions import ProcessVersion
from formserver.storage.templates import TemplateVersion
from formserver.usecases.questions import lost_names, read_questions
from formserver.usecases.questions.change_questions import PROCESS_FILE
from formserver.usecases.questions.lost_names import Loss
from formserver.usecases.questions.read_questions import Questions
from formserver.usecases.tools import Tools

LETTERS = "letters/"


@dataclass(frozen=True, kw_only=True)
class Review:
    """What the files of a new version would be, and what they change.

    `process` is what they say, or None with `faults`. `others` are files beside the questions' that change;
    `overtaken` those that also changed in the version in use since the draft began; `lost` the Word templates
    that would ask in vain, each with the versions that could come in its place.
    """

    questions: Questions
    files: Mapping[str, str]
    process: Process | None = None
    differences: tuple[QuestionDifference, ...] = ()
    reordered: tuple[Form, ...] = ()
    others: tuple[str, ...] = ()
    overtaken: tuple[str, ...] = ()
    faults: tuple[ProcessFault, ...] = ()
    lost: tuple[Loss, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether anything changes at all."""
        return self.files != self.questions.files

    @property
    def blocked(self) -> bool:
        """Whether it cannot be taken into use, whatever is chosen: the lost ones must have been judged."""
        return bool(self.overtaken or self.faults or not all(loss.fits for loss in self.lost))

    def mends(self, chosen: Collection[int]) -> tuple[TemplateVersion, ...]:
        """The chosen versions, one that fits in the place of each Word template that would ask in vain.

        Raises NotPublishable.
        """
        found = [[one.version for one in loss.fits if one.version.id in chosen] for loss in self.lost]
        if self.blocked or any(len(versions) != 1 for versions in found):
            raise NotPublishable
        return tuple(versions[0] for versions in found)


@dataclass(frozen=True, kw_only=True)
class ReviewedVersion:
    """One version with what it changed; `is_other` when its questions differ from those in use."""

    version: ProcessVersion
    in_use: bool
    questions: bool
    letters: bool
    is_other: bool


def draft(tools: Tools, key: str) -> Review:
    """The draft, its changes put into the version in use now. Outside every transaction: it takes long.

    Raises NotFound, also without a draft, and TooBusy.
    """
    return _judged(draft_seen(tools, key))


def draft_seen(tools: Tools, key: str) -> Review:
    """The same at a glance: what could come in the place of the lost ones is left out."""
    with database.reading():
        found = read_questions.read(tools, key)
        if found.draft is None:
            raise NotFound(kind="draft", id=key)
        base = processes.files(process_versions.get(found.draft.base_id).process_id)
        merged = merging.merged(base, found.draft.files, found.files)
        return dataclasses.replace(_review(found, merged.files), overtaken=merged.overtaken)


def earlier(tools: Tools, version_id: int) -> Review:
    """The questions of a version, beside the letters in use now, as `draft`. Raises NotFound, TooBusy."""
    return _judged(earlier_seen(tools, version_id))


def earlier_seen(tools: Tools, version_id: int) -> Review:
    """The same at a glance, as `draft_seen`."""
    with database.reading():
        version = process_versions.get(version_id)
        found = read_questions.read(tools, version.key)
        return _review(found, _with_letters(processes.files(version.process_id), found.files))


def history(tools: Tools, key: str) -> list[ReviewedVersion]:
    """Every version of a process, the last one first. Raises NotFound."""
    with database.reading():
        found = read_questions.read(tools, key)
        versions = process_versions.versions(key)
        files = {version.id: processes.files(version.process_id) for version in versions}
    before = [files[version.id] for version in versions[1:]] + [{}]
    return [
        ReviewedVersion(
            version=version,
            in_use=version == found.in_use,
            questions=_without_letters(files[version.id]) != _without_letters(earlier),
            letters=_letters(files[version.id]) != _letters(earlier),
            is_other=_without_letters(files[version.id]) != _without_letters(found.files),
        )
        for version, earlier in zip(versions, before, strict=True)
    ]


def _review(found: Questions, files: Mapping[str, str]) -> Review:
    others = tuple(path for path in merging.different(found.files, files) if path != PROCESS_FILE)
    review = Review(questions=found, files=files, others=others)
    try:
        wanted = definitions.judge(files).process
    except DefinitionFault as fault:
        return dataclasses.replace(review, faults=tuple(fault.faults))
    return dataclasses.replace(
        review,
        process=wanted,
        differences=questions.differences(found.used, wanted),
        reordered=questions.reordered(found.used, wanted),
        lost=lost_names.between(found.used, wanted),
    )


def _judged(review: Review) -> Review:
    if review.process is None:
        return review
    return dataclasses.replace(review, lost=lost_names.judged(review.lost, review.process))


def _with_letters(files: Mapping[str, str], letters: Mapping[str, str]) -> dict[str, str]:
    return _without_letters(files) | _letters(letters)


def _without_letters(files: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if not path.startswith(LETTERS)}


def _letters(files: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if path.startswith(LETTERS)}
