"""The names that a Word template may use, as a list and as a Word file to copy from."""

from formserver import i18n
from formserver.documents.name_list import name_rows
from formserver.documents.name_list.name_rows import NameRow
from formserver.domain import file_names
from formserver.storage.templates import TemplatePlace
from formserver.usecases.processes import process_in_use
from formserver.usecases.tools import Tools


def list_names(tools: Tools, place: TemplatePlace, language: str) -> tuple[NameRow, ...]:
    """Every name with explanation and example, told in `language`."""
    return name_rows.rows(process_in_use.definition(tools, place.process).process, place.document, language)


def word_file(tools: Tools, place: TemplatePlace) -> tuple[str, bytes]:
    """The same as a Word file in the template's own language, with the name of the file."""
    process = process_in_use.definition(tools, place.process).process
    own = place.language
    name = i18n.say(
        own,
        "template_file.codes",
        document=process.name_of(place.document).to(own),
        language=i18n.say(own, f"language.{own}"),
    )
    return file_names.safe_name(f"{name}.docx"), name_rows.word_file(process, place.document, own)
