"""Takes a process out as the folder of files that it is: its text files, and the Word templates by name."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial

from formserver import definitions
from formserver.definitions import Definition
from formserver.domain.deadlines import OSLO
from formserver.domain.process import Process
from formserver.domain.refusals import NotFound
from formserver.storage import database, templates
from formserver.storage.templates import TemplatePlace, TemplateVersion
from formserver.usecases.processes.keep_shipped import places
from formserver.usecases.questions import read_questions
from formserver.usecases.tools import Tools

Member = tuple[str, bytes]


def export_process(tools: Tools, key: str, *, drafted: bool = False) -> bytes:
    """The zip of what is in use; with `drafted` the text files of the draft, where there is one.

    Raises NotFound.
    """
    with database.reading():
        found = read_questions.read(tools, key)
        files = found.drafted_files if drafted else found.files
        members = [*_texts(files), *_word_files(definitions.read(files).process, templates.in_use)]
    return _packed(members, tools.clock())


def of_dialog(tools: Tools, dialog_id: int, definition: Definition) -> bytes:
    """The zip of what a dialog has: the texts of its definition, and its own Word templates.

    Called inside a transaction.
    """
    pinned = partial(_of_dialog, dialog_id)
    return _packed([*_texts(definition.files), *_word_files(definition.process, pinned)], tools.clock())


def _of_dialog(dialog_id: int, place: TemplatePlace) -> TemplateVersion:
    return templates.of_dialog(dialog_id, place.document, place.language)[0]


def _texts(files: Mapping[str, str]) -> Iterator[Member]:
    yield from ((path, text.encode()) for path, text in files.items())


def _packed(members: Iterable[Member], now: datetime) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members:
            archive.writestr(_entry(name, now), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, now.astimezone(OSLO).timetuple()[:6])


def _word_files(process: Process, which: Callable[[TemplatePlace], TemplateVersion]) -> Iterator[Member]:
    for place in places(process):
        try:
            version = which(place)
        except NotFound:
            continue  # a document of the draft that has no template yet
        yield process.document(place.document).templates[place.language], templates.content(version.id)
