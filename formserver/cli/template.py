"""`formserver template`: check a Word template, fill one in, list the names that one may use."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from formserver.cli import arguments, files, house, table
from formserver.cli.failure import Failure
from formserver.domain.words import DOCUMENT_LANGUAGES

if TYPE_CHECKING:
    from formserver.documents.findings import Finding
    from formserver.domain.process import Process


def add(commands: arguments.Commands) -> None:
    """Describes the command."""
    own = arguments.group(
        commands,
        "template",
        does="check and fill in Word templates",
        example="formserver template check packet.nb.docx --document packet --language nb",
    )
    check = arguments.command(
        own,
        "check",
        does="every fault of a Word template, a line each in the template's language",
        example="formserver template check packet.nb.docx --document packet --language nb",
        run=_check,
    )
    check.add_argument("file", metavar="FILE", type=arguments.file)
    check.add_argument("--language", choices=DOCUMENT_LANGUAGES, required=True)
    render = arguments.command(
        own,
        "render",
        does="fill in any safe template with any JSON object",
        example="formserver template render letter.docx names.json -o filled.docx",
        run=_render,
    )
    render.add_argument("file", metavar="FILE", type=arguments.file)
    render.add_argument("data", metavar="DATA.json", type=arguments.file)
    render.add_argument("-o", "--output", metavar="OUT", type=arguments.file, required=True)
    fields = arguments.command(
        own,
        "fields",
        does="the names that a template may use",
        example="formserver template fields --document packet",
        run=_fields,
    )
    for one in (check, fields):
        one.add_argument("--document", metavar="NAME", required=True, help="such as packet")
        one.add_argument("--process", metavar="NAME", help="where more than one process has that document")


def faults(process: "Process", document: str, template: bytes, language: str) -> list[str]:
    """What is wrong with a template of a process, in sentences."""
    from formserver.documents import check, names

    return [_told(finding, language) for finding in check.check(template, names.of(process, document))]


def _check(given: argparse.Namespace) -> None:
    process = _process(given)
    content = files.read(given.file)
    print("Reading and trying the template …", file=sys.stderr)
    found = faults(process, given.document, content, given.language)
    for sentence in found:
        print(sentence)
    if found:
        raise Failure(f"{given.file} cannot be used as {given.document}: {len(found)} faults")
    print(f"{given.file} can be used as {given.document}")


def _told(finding: "Finding", language: str) -> str:
    from formserver import i18n

    sentence = i18n.say(language, f"template_fault.{finding.kind}", **finding.facts)
    place = finding.place
    if place is None:
        return sentence
    where = [i18n.say(language, f"template_part.{place.part}"), place.heading, place.paragraph]
    return f"{' – '.join(part for part in where if part)}: {sentence}"


def _render(given: argparse.Namespace) -> None:
    from formserver.documents import layout, render
    from formserver.documents.findings import FaultyTemplateError
    from formserver.documents.paper import TooLargeError
    from formserver.documents.readback import LostTextError

    content, names = files.read(given.file), _names(given)
    print("Filling the template …", file=sys.stderr)
    try:
        made = render.render(content, names, lay_out=layout.pages)
    except FaultyTemplateError as error:
        told = "; ".join(_told(finding, "en") for finding in error.findings)
        raise Failure(f"{given.file} cannot be filled in: {told}") from error
    except (TooLargeError, LostTextError) as error:
        raise Failure(f"{given.file} cannot be filled in: {error}") from error
    files.write(given.output, made)


def _names(given: argparse.Namespace) -> dict[str, Any]:
    try:
        names = json.loads(files.read(given.data))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Failure(f"{given.data} is not JSON: {error}") from error
    if not isinstance(names, dict):
        raise Failure(f"{given.data} must hold an object with the names of the template")
    return names


def _fields(given: argparse.Namespace) -> None:
    from formserver.documents import names

    known = names.of(_process(given), given.document)
    rows = [
        (name, leaf.kind, leaf.label.to("nb") if leaf.label else "") for name, leaf in names.dotted(known)
    ]
    table.show(("name", "kind", "field"), rows)


def _process(given: argparse.Namespace) -> "Process":
    """The process that was named, or the only one that has the document."""
    from formserver import definitions

    try:
        known = definitions.load_all(house.settings().doc_templates)
    except definitions.DefinitionFault as error:
        raise Failure(f"a process cannot be used: {error}") from error
    if given.process and given.process not in known:
        raise Failure(f"there is no process {given.process}; known: {', '.join(known)}")
    found = [one.process for key, one in known.items() if given.process in {None, key}]
    having = [one for one in found if any(document.key == given.document for document in one.documents)]
    if not having:
        there = ", ".join(document.key for one in found for document in one.documents)
        raise Failure(f"there is no document {given.document}; known: {there}")
    if len(having) > 1:
        told = ", ".join(one.key for one in having)
        raise Failure(f"several processes have a document {given.document}; choose with --process: {told}")
    return having[0]
