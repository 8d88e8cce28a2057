"""What a version of a Word template changes: against the version in use, and against the other language."""

from dataclasses import dataclass

from formserver.documents.compare import differences, language_pair
from formserver.documents.compare.differences import TemplateDifference
from formserver.documents.compare.language_pair import OnlyIn
from formserver.documents.word.findings import FaultyTemplateError
from formserver.domain.refusals import NotFound
from formserver.domain.words import DOCUMENT_LANGUAGES
from formserver.storage import database, templates
from formserver.storage.templates import TemplatePlace, TemplateVersion
from formserver.usecases.templates import check_template
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A version held against another, and the pair that the two languages would be.

    Each is None where a file cannot be read that far, or was not checked and so may be too heavy to read.
    `other` is None where there is no other version yet.
    """

    other: TemplateVersion | None
    difference: TemplateDifference | None
    pair: OnlyIn | None


def compare_template(tools: Tools, version_id: int, other_id: int | None = None) -> Compared:
    """Hold a version against another of the same document, else against the one that `_other` says.

    Raises NotFound.
    """
    del tools
    with database.reading():
        version = templates.get(version_id)
        other = _other(version) if other_id is None else _of_same_place(version, other_id)
        if not check_template.may_be_opened(version):
            return Compared(other=other, difference=None, pair=None)
        own = templates.content(version_id)
        before = templates.content(other.id) if other and check_template.may_be_opened(other) else None
        of_pair = {
            language: own if language == version.language else _in_use(version, language)
            for language in DOCUMENT_LANGUAGES
        }
    return Compared(
        other=other, difference=None if before is None else _difference(before, own), pair=_pair(**of_pair)
    )


def _other(version: TemplateVersion) -> TemplateVersion | None:
    """The version in use; for that one itself, the one in use before it, else the one added before it."""
    in_use = templates.in_use(version.place)
    if version != in_use:
        return in_use
    used = [templates.get(one.version_id) for one in templates.uses(version.place)]
    before = [one for one in templates.versions(version.place) if one.number < version.number]
    return next((one for one in (*used, *before) if one != version), None)


def _of_same_place(version: TemplateVersion, other_id: int) -> TemplateVersion:
    other = templates.get(other_id)
    if other.place != version.place:
        raise NotFound(kind="template", id=other_id)
    return other


def _in_use(version: TemplateVersion, language: str) -> bytes:
    place = TemplatePlace(process=version.process, document=version.document, language=language)
    return templates.content(templates.in_use(place).id)


def _difference(old: bytes, new: bytes) -> TemplateDifference | None:
    try:
        return differences.between(old, new)
    except FaultyTemplateError:
        return None


def _pair(nb: bytes, nn: bytes) -> OnlyIn | None:
    try:
        return language_pair.only_in(nb, nn)
    except FaultyTemplateError:
        return None
