"""The names that a Word template may use, for its editor: as rows for a page, as a Word file to copy from."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from formserver.documents.fill import render
from formserver.documents.name_list import name_blocks
from formserver.documents.name_list.name_blocks import NameBlock, NameRow
from formserver.documents.word import package
from formserver.domain.process import Process
from formserver.i18n import say

__all__ = ["NameRow", "rows", "word_file"]

DEEPEST = 4  # of the heading levels that Word's contents and navigation show well

_SAYING_LANGUAGE = ("word/styles.xml", "docProps/core.xml")
_MARKED = b"nb-NO"  # as the template of the list is
_REGIONS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def rows(process: Process, document: str, language: str) -> tuple[NameRow, ...]:
    """Every name that a template of this document may use, explained in this language, with a sample.

    Raises KeyError for a document that the process has not.
    """
    blocks = name_blocks.blocks_of_document(process, document, language)
    return tuple(row for block in blocks for row in name_blocks.every_row(block))


def word_file(process: Process, document: str, language: str) -> bytes:
    """The same as a Word file, in which every tag stands as it is to be copied, in the loop that it needs.

    The file is itself a template that passes the check. Raises KeyError for a document that the process has
    not.
    """
    blocks = name_blocks.blocks_of_document(process, document, language)
    names = {
        "title": say(language, "name_list.title", document=process.name_of(document).to(language)),
        "about": {key: say(language, f"name_list.about_{key}") for key in ("copy", "loops", "conditions")},
        "heads": {key: say(language, f"name_list.{key}") for key in ("code", "explanation", "sample")},
        "blocks": list(_blocks(blocks, 1)),
    }
    return render.render(_template(language), names)


@cache
def _template(language: str) -> bytes:
    """The template of the list, which is made in Word like any other, marked as this language."""
    members = package.unpack(Path(__file__).with_suffix(".docx").read_bytes())
    region = _REGIONS.get(language, language).encode()
    return package.repack(
        {
            name: content.replace(_MARKED, region) if name in _SAYING_LANGUAGE else content
            for name, content in members.items()
        }
    )


def _blocks(blocks: Sequence[NameBlock], level: int) -> Iterator[dict[str, object]]:
    """The blocks in reading order; after one with a loop, and those in it, comes the end of the loop."""
    for block in blocks:
        begin, end = (f"{{%p {block.loop} %}}", "{%p endfor %}") if block.loop else ("", "")
        rows = [{"tag": row.tag, "explanation": row.explanation, "sample": row.sample} for row in block.rows]
        yield {"level": min(level, DEEPEST), "heading": block.heading, "code": begin, "rows": rows}
        yield from _blocks(block.blocks, level + 1)
        yield {"level": 0, "heading": "", "code": end, "rows": []}
