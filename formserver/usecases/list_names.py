"""The names that a Word template may use, as a list and as a Word file to copy from."""

from formserver.documents import name_list
from formserver.documents.name_list import NameRow
from formserver.storage.templates import Place
from formserver.usecases import process_in_use
from formserver.usecases.tools import Tools


def list_names(tools: Tools, place: Place, language: str) -> tuple[NameRow, ...]:
    """Every name with explanation and example, told in `language`."""
    return name_list.rows(process_in_use.of(tools, place.process).process, place.document, language)


def word_file(tools: Tools, place: Place) -> tuple[str, bytes]:
    """The same as a Word file in the template's own language, with the name of the file."""
    process = process_in_use.of(tools, place.process).process
    return (
        f"{place.document}.{place.language}.docx",
        name_list.word_file(process, place.document, place.language),
    )
