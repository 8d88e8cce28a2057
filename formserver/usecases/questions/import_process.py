"""Takes a process in as the folder of files: the texts become the draft, Word files that differ new versions.

Everything is checked first, and all of it is taken in or nothing. Nothing uses it yet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from formserver import definitions
from formserver.definitions import DefinitionFault, FaultKind, ProcessFault, archive, fault, toml_text
from formserver.documents.names import process_names
from formserver.documents.word.findings import Finding
from formserver.domain.process import Process
from formserver.domain.refusals import NotFound
from formserver.domain.words import LANGUAGES
from formserver.mail import letter_check, letter_files
from formserver.mail.letter_files import LettersFileError
from formserver.storage import database, files, journal, process_versions, templates
from formserver.storage.templates import TemplatePlace, TemplateVersion
from formserver.usecases.actors import Actor
from formserver.usecases.letters import letter_duties
from formserver.usecases.letters.letter_duties import LETTERS_FILE
from formserver.usecases.processes.keep_shipped import places
from formserver.usecases.questions import change_questions, lost_names, read_questions
from formserver.usecases.questions.read_questions import Questions
from formserver.usecases.tools import Tools

PROCESS_FILE = change_questions.PROCESS_FILE


@dataclass(frozen=True, kw_only=True)
class FaultyWordFile:
    """A Word file of the folder that cannot be used, and what its check found."""

    file: str
    findings: tuple[Finding, ...]


class FaultyFolder(Exception):
    """The folder cannot be taken in: `letters` that cannot be written, `word_files` that fail their check."""

    def __init__(self, letters: list[letter_check.LetterFault], word_files: list[FaultyWordFile]) -> None:
        super().__init__(", ".join([one.file for one in letters] + [one.file for one in word_files]))
        self.letters = letters
        self.word_files = word_files


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What came of it: whether the texts became a draft, and the new versions of Word templates."""

    drafted: bool
    versions: tuple[TemplateVersion, ...]


def import_process(tools: Tools, actor: Actor, key: str, mark: str, packed: bytes) -> Taken:
    """Take a zip of the folder in, over whatever draft there is.

    Raises NotFound, DraftChanged, definitions.DefinitionFault with every fault of the text files, and
    FaultyFolder.
    """
    found = read_questions.read(tools, key)
    change_questions.refuse_unseen(found, mark)
    folder = archive.unpack(packed)
    process = _process(key, folder)
    fresh = _fresh(process, folder.words)
    _refuse_faulty(tools, process, found.used, fresh)
    with database.writing():
        now = read_questions.read(tools, key)
        change_questions.refuse_unseen(now, mark)
        return _take_in(tools, actor, now, folder.texts, fresh)


def _process(key: str, folder: archive.Archive) -> Process:
    process = definitions.judge(folder.texts).process
    faults = [*_key(key, process), *_hidden(process), *_names(process, folder.words)]
    if faults:
        raise DefinitionFault(faults)
    return process


def _key(key: str, process: Process) -> Iterator[ProcessFault]:
    if process.key != key:
        yield fault(PROCESS_FILE, FaultKind.OTHER_PROCESS, "key", wanted=key, found=process.key)


def _hidden(process: Process) -> Iterator[ProcessFault]:
    for place in process_names.hidden(process):
        yield fault(PROCESS_FILE, FaultKind.ANSWER_HIDDEN, place)


def _letters(tools: Tools, process: Process, used: Process) -> list[letter_check.LetterFault]:
    index = process.letter_texts.get(letter_files.INDEX)
    if index is None:
        raise DefinitionFault([fault(LETTERS_FILE, FaultKind.FILE_MISSING)])
    toml_text.read(LETTERS_FILE, index)
    try:
        letter_files.judge(process.letter_texts, LANGUAGES)
        letters = tools.letters.made_of(process.letter_texts)
    except LettersFileError as error:
        raise DefinitionFault(list(_in_index(error))) from error
    if faults := list(letter_duties.unkept_duties(process, letters, used, tools.letters.of(used))):
        raise DefinitionFault(faults)
    return letters.check()


def _in_index(error: LettersFileError) -> Iterator[ProcessFault]:
    """Why letters.toml, which is TOML, says nothing of the letters."""
    known = ", ".join(sorted(letter_files.ENTRY))
    for name in error.strange:
        yield fault(LETTERS_FILE, FaultKind.UNKNOWN_KEY, f"{error.key}.{name}", name=name, known=known)
    if error.lacks:
        yield fault(LETTERS_FILE, FaultKind.LETTERS_LACK, error.key, name=error.lacks)
    elif not error.strange:
        yield fault(LETTERS_FILE, FaultKind.LETTERS_UNLIKE)


def _names(process: Process, words: Mapping[str, bytes]) -> Iterator[ProcessFault]:
    """Word files that no document names, names that no file could have, documents without a template."""
    named: dict[str, TemplatePlace] = {}
    for place in places(process):
        name = process.document(place.document).templates[place.language]
        where = f"documents.{place.document}.templates.{place.language}"
        if name in named:
            yield fault(PROCESS_FILE, FaultKind.TEMPLATE_OF_ANOTHER, where, name=name)
        elif not archive.WORD_NAME.fullmatch(name):
            yield fault(PROCESS_FILE, FaultKind.NOT_A_WORD_NAME, where, name=name)
        elif name not in words and not _is_in_use(place):
            yield fault(PROCESS_FILE, FaultKind.NO_WORD_FILE, where, name=name)
        named[name] = place
    for name in sorted(words.keys() - named.keys()):
        yield fault(name, FaultKind.TEMPLATE_OF_NONE)


def _is_in_use(place: TemplatePlace) -> bool:
    try:
        with database.reading():
            templates.in_use(place)
    except NotFound:
        return False
    return True


def _fresh(process: Process, words: Mapping[str, bytes]) -> dict[TemplatePlace, bytes]:
    """The Word files that are others than those in use."""
    fresh: dict[TemplatePlace, bytes] = {}
    for place in places(process):
        content = words.get(process.document(place.document).templates[place.language])
        if content is not None and not _is_kept(place, content):
            fresh[place] = content
    return fresh


def _is_kept(place: TemplatePlace, content: bytes) -> bool:
    if not _is_in_use(place):
        return False
    with database.reading():
        return templates.in_use(place).sha256 == files.name_of(content)


def _refuse_faulty(
    tools: Tools, process: Process, used: Process, fresh: Mapping[TemplatePlace, bytes]
) -> None:
    letters = _letters(tools, process, used)
    word_files = [
        FaultyWordFile(file=process.document(place.document).templates[place.language], findings=tuple(found))
        for place, content in fresh.items()
        if (found := lost_names.judge_template(process, place, content))
    ]
    if letters or word_files:
        raise FaultyFolder(letters, word_files)


def _take_in(
    tools: Tools,
    actor: Actor,
    found: Questions,
    texts: Mapping[str, str],
    fresh: Mapping[TemplatePlace, bytes],
) -> Taken:
    key, now = found.in_use.key, tools.clock()
    drafted = texts != found.files
    if drafted:
        change_questions.keep_draft(tools, actor, found, found.in_use.id, texts)
    else:
        process_versions.drop_draft(key)
    versions = tuple(templates.add(place, content, actor.name, "", now) for place, content in fresh.items())
    facts = {"process": key, "drafted": drafted, "templates": [one.id for one in versions]}
    journal.note(None, "process_imported", actor.name, facts, now)
    return Taken(drafted=drafted, versions=versions)
