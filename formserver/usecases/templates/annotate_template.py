"""Gives a version of a Word template back as a file: as it is, or with a Word comment at each fault."""

from formserver import i18n
from formserver.documents.check import annotated_file
from formserver.domain import file_names
from formserver.storage import database, templates
from formserver.storage.templates import TemplateVersion
from formserver.usecases.processes import process_in_use
from formserver.usecases.templates import check_template
from formserver.usecases.tools import Tools


class NotAnnotated(Exception):
    """The file is too broken, or too unsafe, to be written into."""


def template_file(tools: Tools, version_id: int) -> tuple[str, bytes]:
    """File name and bytes as they were uploaded. Raises NotFound."""
    with database.reading():
        version = templates.get(version_id)
        return _name(tools, version, "template_file.name"), templates.content(version_id)


def annotate_template(tools: Tools, version_id: int, language: str) -> tuple[str, bytes]:
    """File name and bytes with a comment at each fault, in `language`. Raises NotFound, NotAnnotated."""
    _, findings = check_template.look(version_id)
    with database.reading():
        version = templates.get(version_id)
        name, content = _name(tools, version, "template_file.commented"), templates.content(version_id)
    try:
        return name, annotated_file.annotated(content, findings, language)
    except annotated_file.NotAnnotatedError as fault:
        raise NotAnnotated from fault


def _name(tools: Tools, version: TemplateVersion, key: str) -> str:
    """What the file is called, in the template's own language."""
    own = version.language
    document = process_in_use.definition(tools, version.process).process.name_of(version.document).to(own)
    said = i18n.say(
        own, key, document=document, language=i18n.say(own, f"language.{own}"), number=version.number
    )
    return file_names.safe_name(f"{said}.docx")
