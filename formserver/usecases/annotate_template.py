"""Gives a version of a Word template back as a file: as it is, or with a Word comment at each fault."""

from formserver.documents import comments
from formserver.storage import database, templates
from formserver.storage.templates import TemplateVersion
from formserver.usecases import check_template
from formserver.usecases.tools import Tools


class NotAnnotated(Exception):
    """The file is too broken, or too unsafe, to be written into."""


def template_file(tools: Tools, version_id: int) -> tuple[str, bytes]:
    """File name and bytes as they were uploaded. Raises NotFound."""
    del tools
    with database.reading():
        version = templates.get(version_id)
        return _name(version), templates.content(version_id)


def annotate_template(tools: Tools, version_id: int, language: str) -> tuple[str, bytes]:
    """File name and bytes with a comment at each fault, in `language`. Raises NotFound, NotAnnotated."""
    _, findings = check_template.look(version_id)
    name, content = template_file(tools, version_id)
    try:
        return f"k-{name}", comments.annotated(content, findings, language)
    except comments.NotAnnotatedError as fault:
        raise NotAnnotated from fault


def _name(version: TemplateVersion) -> str:
    return f"{version.document}.{version.language}.v{version.number}.docx"
