"""Shows what a municipality's look does to a document: a made-up one, in the municipality's own language."""

import dataclasses

from formserver import municipalities
from formserver.documents.samples import sample_names
from formserver.domain import file_names
from formserver.domain.refusals import NotFound
from formserver.storage import database, templates
from formserver.storage.templates import TemplatePlace
from formserver.usecases.documents import make_document
from formserver.usecases.processes import process_in_use
from formserver.usecases.templates import looks
from formserver.usecases.tools import Tools


def preview_look(tools: Tools, municipality: str) -> tuple[str, bytes]:
    """File name and Word document that hosts send first, made from the template in use.

    Raises NotFound for a number that no municipality has, and compiled.DocumentNotMade.
    """
    host = municipalities.find(municipality)
    if host is None:
        raise NotFound(kind="municipality", id=municipality)
    look = looks.get(tools, municipality)
    named = dataclasses.replace(look, name=look.name or host.full_name.to(host.language))
    process = process_in_use.definition(tools, next(iter(tools.definitions))).process
    document = process.asking_form.document
    with database.reading():
        place = TemplatePlace(process=process.key, document=document, language=host.language)
        template = templates.content(templates.in_use(place).id)
    names = sample_names.shown(process, document, host.language, look=named)
    return file_names.safe_name(f"{named.name}.docx"), make_document.filled_in(tools, template, names)
