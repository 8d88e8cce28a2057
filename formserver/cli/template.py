"""`formserver template`: check a Word template, fill one in, list the names that one may use."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from formserver.cli import arguments, files, installation, table
from formserver.cli.failure import CommandFailed
from formserver.domain.words import DOCUMENT_LANGUAGES

if TYPE_CHECKING:
    from formserver.documents.fill.render import Pages
    from formserver.documents.word.findings import Finding
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
    check.add_argument(
        "--annotated", metavar="OUT", type=arguments.file, help="the same file with a comment at each fault"
    )
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


def findings(process: "Process", document: str, template: bytes, language: str) -> "list[Finding]":
    """What is wrong with a template of a process, errors first."""
    from formserver.documents.check import run_check
    from formserver.documents.names import process_names

    kind = process.document(document)
    return run_check.check(
        template, process_names.in_document(process, document), language=language, requires=kind.requires
    )


def sentences(process: "Process", document: str, template: bytes, language: str) -> list[str]:
    """What keeps a template of a process from being used, in sentences."""
    from formserver.documents.check import finding_words, run_check

    found = findings(process, document, template, language)
    return [finding_words.in_words(one, language) for one in run_check.errors(found)]


def _check(given: argparse.Namespace) -> None:
    from formserver.documents.check import finding_words, run_check

    process = _process(given)
    content = files.read(given.file)
    print("Reading and trying the template …", file=sys.stderr)
    found = findings(process, given.document, content, given.language)
    for one in found:
        print(finding_words.in_words(one, given.language))
    if given.annotated and found:
        _annotate(given, content, found)
    errors = len(run_check.errors(found))
    if errors:
        raise CommandFailed(f"{given.file} cannot be used as {given.document}: {_count(errors, 'fault')}")
    warned = f", with {_count(len(found), 'warning')}" if found else ""
    print(f"{given.file} can be used as {given.document}{warned}")


def _annotate(given: argparse.Namespace, content: bytes, found: "list[Finding]") -> None:
    from formserver.documents.check import annotated_file, finding_words

    try:
        made = annotated_file.annotated(content, found, given.language)
    except annotated_file.NotAnnotatedError as error:
        told = " ".join(finding_words.sentence(one, given.language) for one in error.findings)
        raise CommandFailed(f"{given.file} cannot be given back with comments: {told}") from error
    files.write(given.annotated, made)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _render(given: argparse.Namespace) -> None:
    from formserver.documents.fill import render
    from formserver.documents.fill.printing import TooLargeError
    from formserver.documents.fill.reading_back import LostTextError
    from formserver.documents.word.findings import FaultyTemplateError

    content, names = files.read(given.file), _names(given)
    print("Filling the template …", file=sys.stderr)
    try:
        made = render.render(content, names, lay_out=_laid_out)
    except FaultyTemplateError as error:
        from formserver.documents.check import (
            finding_words,  # here, for the words of faults take as long as filling
        )

        told = " ".join(finding_words.sentence(one, "en") for one in error.findings)
        raise CommandFailed(f"{given.file} cannot be filled in: {told}") from error
    except (TooLargeError, LostTextError) as error:
        raise CommandFailed(f"{given.file} cannot be filled in: {error}") from error
    files.write(given.output, made)


def _laid_out(document: bytes) -> "Pages":
    """On which pages the headings fall; only a template with a contents list asks."""
    from formserver.documents.office import layout

    return layout.pages(document)


def _names(given: argparse.Namespace) -> dict[str, Any]:
    try:
        names = json.loads(files.read(given.data))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise CommandFailed(f"{given.data} is not JSON: {error}") from error
    if not isinstance(names, dict):
        raise CommandFailed(f"{given.data} must hold an object with the names of the template")
    return names


def _fields(given: argparse.Namespace) -> None:
    from formserver.documents.names import process_names

    known = process_names.in_document(_process(given), given.document)
    rows = [
        (name, leaf.kind, leaf.label.to("nb") if leaf.label else "")
        for name, leaf in process_names.dotted(known)
    ]
    table.show(("name", "kind", "field"), rows)


def _process(given: argparse.Namespace) -> "Process":
    """The process that was named, or the only one that has the document."""
    known = _processes()
    if given.process and given.process not in known:
        raise CommandFailed(f"there is no process {given.process}; known: {', '.join(known)}")
    found = [known[given.process]] if given.process else list(known.values())
    having = [one for one in found if given.document in _documents(one)]
    if len(having) == 1:
        return having[0]
    if having:
        told = ", ".join(one.key for one in having)
        raise CommandFailed(
            f"several processes have a document {given.document}; choose with --process: {told}"
        )
    raise CommandFailed(f"there is no document {given.document}; known: {', '.join(_all_documents(found))}")


def _processes() -> "dict[str, Process]":
    from formserver import definitions

    try:
        known = definitions.load_all(installation.settings().doc_templates)
    except definitions.DefinitionFault as error:
        raise installation.unusable(error) from error
    return {key: one.process for key, one in known.items()}


def _all_documents(processes: "list[Process]") -> list[str]:
    return [key for process in processes for key in _documents(process)]


def _documents(process: "Process") -> list[str]:
    return [document.key for document in process.documents]
