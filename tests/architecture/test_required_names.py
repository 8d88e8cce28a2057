"""What a document's definition says that its templates must print is there to be printed."""

import pytest

from formserver import definitions
from formserver.documents.names import process_names
from formserver.documents.names.process_names import NameGroup, NameList, Shape
from tests.architecture import source

DOCUMENTS = [
    (definition.process, document)
    for definition in definitions.load_all(source.ROOT / "doc_templates").values()
    for document in definition.process.documents
]


def below(shape: Shape, name: str) -> Shape | None:
    """What a dotted name leads to, or None."""
    for step in name.split("."):
        key, rows = step.removesuffix("[]"), step.endswith("[]")
        found = shape.names.get(key) if isinstance(shape, NameGroup) else None
        if found is None or (rows and not isinstance(found, NameList)):
            return None
        shape = found.row if rows and isinstance(found, NameList) else found
    return shape


@pytest.mark.parametrize(
    ("process", "document"),
    DOCUMENTS,
    ids=[f"{process.key}-{document.key}" for process, document in DOCUMENTS],
)
def test_every_required_name_of_a_document_is_one_of_its_names(process, document) -> None:
    known = process_names.in_document(process, document.key)

    assert [name for name in document.requires if below(known, name) is None] == []


def test_every_document_requires_something() -> None:
    assert [f"{process.key}/{document.key}" for process, document in DOCUMENTS if not document.requires] == []
