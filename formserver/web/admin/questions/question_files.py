"""A process as the folder of files that it is: taken out as a zip, and taken in again."""

from io import BytesIO

from flask import current_app, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from formserver.definitions import DefinitionFault, archive
from formserver.documents.check import finding_words
from formserver.domain.refusals import DraftChanged
from formserver.usecases.processes import process_fault_words
from formserver.usecases.questions import export_process, import_process, read_questions
from formserver.usecases.questions.import_process import FaultyFolder, Taken
from formserver.web import guards, pages
from formserver.web.admin.door import door
from formserver.web.admin.questions import question_words

FILE = "file"
DRAFT = "draft"
Fault = tuple[str, str, str]  # file, place in it, what is wrong


@door.get("/questions/<process>/files")
def process_files(process: str) -> ResponseReturnValue:
    """Hand out what is in use, or with ?of=draft the draft."""
    drafted = request.args.get("of") == DRAFT
    found = read_questions.read(pages.tools(), process)
    number = f"{found.in_use.number}{'-' + DRAFT if drafted else ''}"
    return send_file(
        BytesIO(export_process.export_process(pages.tools(), process, drafted=drafted)),
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"{process}-{number}.zip",
    )


@door.get("/questions/<process>/import")
def ask_import(process: str) -> ResponseReturnValue:
    """Ask for the files."""
    return _show(process)


@door.post("/questions/<process>/import")
def import_files(process: str) -> ResponseReturnValue:
    """Take the files in as a draft, or tell every fault."""
    sent = request.files.get(FILE)
    content = sent.read() if sent else b""
    if not content:
        return _show(process, refused=[pages.say("questions.import_none")]), 422
    mark = request.form.get("mark", "")
    try:
        taken = import_process.import_process(pages.tools(), guards.actor(), process, mark, content)
    except DraftChanged as refusal:
        return _show(process, refused=[question_words.changed_look(refusal)]), 409
    except DefinitionFault as fault:
        return _show(process, faults=_told_texts(fault)), 422
    except FaultyFolder as fault:
        return _show(process, faults=_told(fault)), 422
    flash(_taken(taken))
    return redirect(url_for("admin.review_draft", process=process), 303)


def _show(process: str, *, refused: list[str] | None = None, faults: list[Fault] | None = None) -> str:
    return pages.render(
        "admin/import_questions.html",
        found=read_questions.read(pages.tools(), process),
        refused=refused or [],
        faults=faults or [],
        limit=min(archive.MAX_FILE, current_app.config["MAX_CONTENT_LENGTH"]),
        words=question_words,
    )


def _told_texts(fault: DefinitionFault) -> list[Fault]:
    language = pages.language()
    return [
        (one.file, process_fault_words.place(one, language), process_fault_words.sentence(one, language))
        for one in fault.faults
    ]


def _told(fault: FaultyFolder) -> list[Fault]:
    language = pages.language()
    letters = [(f"letters/{one.file}", "", one.told(language)) for one in fault.letters]
    words = [
        (one.file, finding_words.where(finding, language), finding_words.sentence(finding, language))
        for one in fault.word_files
        for finding in one.findings
    ]
    return letters + words


def _taken(taken: Taken) -> str:
    said = [pages.say("questions.import_done" if taken.drafted else "questions.import_same")]
    if taken.versions:
        said.append(pages.count("questions.import_words", len(taken.versions)))
    return " ".join(said)
