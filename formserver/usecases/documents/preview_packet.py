"""The packet as it would be now: unnumbered, not frozen, mailed to nobody.

The one rendering that a person waits for.
"""

from formserver.storage import database, dialogs
from formserver.usecases.documents import make_document
from formserver.usecases.tools import Tools


def preview_packet(tools: Tools, dialog_id: int) -> tuple[str, bytes]:
    """File name and Word document over everything submitted. Raises NotFound and compiled.DocumentNotMade."""
    with database.reading():
        kind = dialogs.get(dialog_id).process.packet
    source = make_document.read(dialog_id, kind)
    filled = make_document.packet(tools, source, kind, None)
    _, word = make_document.made(tools, source, filled)
    return make_document.file_name(filled), word
