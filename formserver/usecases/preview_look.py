"""Shows what a municipality's look does to a document: a made-up one, in the municipality's own language."""

import dataclasses

from formserver import municipalities
from formserver.documents import render, sample
from formserver.domain.refusals import NotFound
from formserver.usecases import looks
from formserver.usecases.tools import Tools


def preview_look(tools: Tools, municipality: str) -> tuple[str, bytes]:
    """File name and Word document that the hosts send first, from the shipped template.

    Raises NotFound for a number that no municipality has.
    """
    host = municipalities.find(municipality)
    if host is None:
        raise NotFound(kind="municipality", id=municipality)
    look = looks.get(tools, municipality)
    named = dataclasses.replace(look, name=look.name or host.full_name.to(host.language))
    definition = next(iter(tools.definitions.values()))
    process, document = definition.process, definition.process.asking_form.document
    names = sample.shown(process, document, host.language, look=named)
    template = definition.template(document, host.language)
    return f"{named.name}.docx", render.render(template, names)
