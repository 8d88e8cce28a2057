"""The names that a Word template may use, for its editor: as rows for a page, as a Word file to copy from."""

from formserver.documents.name_list import name_blocks, name_sheet
from formserver.documents.name_list.name_blocks import NameRow
from formserver.domain.process import Process
from formserver.i18n import say

__all__ = ["NameRow", "rows", "word_file"]


def rows(process: Process, document: str, language: str) -> tuple[NameRow, ...]:
    """Every name that a template of this document may use, explained in this language, with a sample.

    Raises KeyError for a document that the process has not.
    """
    blocks = name_blocks.of(process, document, language)
    return tuple(row for block in blocks for row in name_blocks.every_row(block))


def word_file(process: Process, document: str, language: str) -> bytes:
    """The same as a Word file, in which every tag stands as it is to be copied, in the loop that it needs.

    The file is itself a template that passes the check. Raises KeyError for a document that the process has
    not.
    """
    title = say(language, "name_list.title", document=process.name_of(document).to(language))
    return name_sheet.written(name_blocks.of(process, document, language), title, language)
