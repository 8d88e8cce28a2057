"""What a version of a Word template changes: against the version in use, and against the other language."""

from dataclasses import dataclass

from formserver.documents import differences, pair
from formserver.documents.differences import Difference
from formserver.documents.findings import FaultyTemplateError
from formserver.documents.pair import OnlyIn
from formserver.domain.words import DOCUMENT_LANGUAGES
from formserver.storage import database, templates
from formserver.storage.templates import Place, TemplateVersion
from formserver.usecases import check_template
from formserver.usecases.tools import Tools


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A version held against the one in use, and the pair that the two languages would be.

    Each is None where a file cannot be read that far, or was not checked and so may be too heavy to read.
    """

    other: TemplateVersion
    difference: Difference | None
    pair: OnlyIn | None


def compare_template(tools: Tools, version_id: int) -> Compared:
    """Raises NotFound."""
    del tools
    with database.reading():
        version = templates.get(version_id)
        in_use = templates.in_use(version.place)
        own, other = templates.content(version_id), templates.content(in_use.id)
        of_pair = {
            language: own if language == version.language else _in_use(version, language)
            for language in DOCUMENT_LANGUAGES
        }
        if not check_template.may_be_opened(version):
            return Compared(other=in_use, difference=None, pair=None)
    return Compared(other=in_use, difference=_difference(other, own), pair=_pair(**of_pair))


def _in_use(version: TemplateVersion, language: str) -> bytes:
    place = Place(process=version.process, document=version.document, language=language)
    return templates.content(templates.in_use(place).id)


def _difference(old: bytes, new: bytes) -> Difference | None:
    try:
        return differences.between(old, new)
    except FaultyTemplateError:
        return None


def _pair(nb: bytes, nn: bytes) -> OnlyIn | None:
    try:
        return pair.only_in(nb, nn)
    except FaultyTemplateError:
        return None
