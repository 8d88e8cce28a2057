"""Takes a process out as the folder of files that it is: its text files, and the Word templates by name."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime

from formserver import definitions
from formserver.domain.deadlines import OSLO
from formserver.domain.refusals import NotFound
from formserver.storage import database, templates
from formserver.usecases import read_questions
from formserver.usecases.keep_shipped import places
from formserver.usecases.tools import Tools

Member = tuple[str, bytes]


def export_process(tools: Tools, key: str, *, drafted: bool = False) -> bytes:
    """The zip of what is in use; with `drafted` the text files of the draft, where there is one.

    Raises NotFound.
    """
    with database.reading():
        found = read_questions.read(tools, key)
        files = found.drafted_files if drafted else found.files
        members = [(path, text.encode()) for path, text in files.items()] + list(_word_files(files))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members:
            archive.writestr(_entry(name, tools.clock()), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, now.astimezone(OSLO).timetuple()[:6])


def _word_files(files: Mapping[str, str]) -> Iterator[Member]:
    process = definitions.parse(files)
    for place in places(process):
        try:
            version = templates.in_use(place)
        except NotFound:
            continue  # a document of the draft that has no template yet
        yield process.document(place.document).templates[place.language], templates.content(version.id)
