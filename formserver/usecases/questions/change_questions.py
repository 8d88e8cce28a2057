"""Changes the questions in the draft of a process, which is begun by the first change. Nothing uses it yet.

Whoever changes something says which draft they saw, so that nobody overwrites what they have not seen.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from formserver import definitions
from formserver.definitions import editing, toml_text
from formserver.definitions.editing import QuestionPlace
from formserver.documents.names import process_names
from formserver.domain import questions
from formserver.domain.process import Choice, Field, Form, Process
from formserver.domain.questions import Need, QuestionGroup
from formserver.domain.refusals import DraftChanged, NotFound, QuestionNeeded
from formserver.domain.words import Words
from formserver.storage import database, process_versions
from formserver.storage.process_versions import ProcessDraft
from formserver.usecases.actors import Actor
from formserver.usecases.questions import read_questions
from formserver.usecases.questions.read_questions import Questions
from formserver.usecases.tools import Tools

PROCESS_FILE = "process.toml"
# Words of the template language, and of its loops: a name of this kind could not be asked for.
RESERVED = frozenset({"and", "else", "false", "for", "if", "in", "is", "loop", "none", "not", "or", "true"})


@dataclass(frozen=True, kw_only=True)
class Where:
    """A list of questions in the draft as somebody saw it, by the draft's mark."""

    process: str
    form: str
    group: QuestionGroup
    mark: str

    @property
    def place(self) -> QuestionPlace:
        """The list in the file."""
        return QuestionPlace(form=self.form, group=self.group)


def add_question(tools: Tools, actor: Actor, where: Where, asked: Field) -> str:
    """The key that a new question got: made from what it is called in bokmål, as are those of its choices.

    Raises NotFound, DraftChanged, and definitions.DefinitionFault for what cannot be asked.
    """
    with database.writing():
        found = _seen(tools, where)
        key = _key(found.process, found.form(where.form), asked.label)
        made = dataclasses.replace(_with_keys(asked), key=key)
        _put(tools, actor, found, lambda toml: editing.add_field(toml, where.place, made))
    return key


def change_question(tools: Tools, actor: Actor, where: Where, key: str, asked: Field) -> None:
    """The question says what `asked` says; its key, and those of choices that have one, stay.

    Raises as `add_question`, and QuestionNeeded.
    """
    with database.writing():
        found = _seen(tools, where)
        old = _field(found, where, key)
        _refuse_loss(found.form(where.form), where.group, old, asked)
        told = dataclasses.replace(_with_keys(asked), key=key, known=old.known)
        _put(tools, actor, found, lambda toml: editing.change_field(toml, where.place, key, told))


def move_question(tools: Tools, actor: Actor, where: Where, key: str, by: int) -> None:
    """The question moves up (-1) or down (1) in its list. Raises as `add_question`."""
    with database.writing():
        found = _seen(tools, where)
        _field(found, where, key)
        _put(tools, actor, found, lambda toml: editing.move_field(toml, where.place, key, by))


def remove_question(tools: Tools, actor: Actor, where: Where, key: str) -> None:
    """The question is taken out. Raises as `add_question`, and QuestionNeeded."""
    with database.writing():
        found = _seen(tools, where)
        _field(found, where, key)
        _refuse(questions.need(found.form(where.form), where.group, key))
        _put(tools, actor, found, lambda toml: editing.remove_field(toml, where.place, key))


def put_back_question(tools: Tools, actor: Actor, where: Where, key: str) -> None:
    """A question in use that was taken out of the draft stands there again, where it stood, as it is in use.

    Raises as `add_question`; NotFound also where it is not in use, or was not taken out.
    """
    with database.writing():
        found = _seen(tools, where)
        listed = [one.key for one in questions.listed(found.form(where.form), where.group)]
        used = _in_use(found, where)
        if key not in used or key in listed:
            raise NotFound(kind="question", id=key)
        field, order = used[key], list(used)
        before = order[: order.index(key)]
        above = max((at for at, one in enumerate(listed, 1) if one in before), default=0)
        _put(tools, actor, found, lambda toml: _inserted(toml, where.place, field, len(listed) - above))


def _in_use(found: Questions, where: Where) -> dict[str, Field]:
    """The questions of a list as they are in use, in order, by key; none of a form that is not in use."""
    forms = [form for form in found.used.forms if form.key == where.form]
    return {one.key: one for form in forms for one in questions.listed(form, where.group)}


def _inserted(toml: str, place: QuestionPlace, field: Field, below: int) -> str:
    """The text with one more question, which has so many `below` it."""
    made = editing.add_field(toml, place, field)
    for _ in range(below):
        made = editing.move_field(made, place, field.key, -1)
    return made


def discard_draft(tools: Tools, process: str, mark: str) -> None:
    """Forget the draft. Raises NotFound, DraftChanged."""
    with database.writing():
        refuse_unseen(read_questions.read(tools, process), mark)
        process_versions.drop_draft(process)


def keep_draft(tools: Tools, actor: Actor, found: Questions, base_id: int, files: Mapping[str, str]) -> None:
    """Put these files in the draft's place; `base_id` is the version that they change.

    Called inside a writing transaction.
    """
    version = found.draft.version + 1 if found.draft else 1
    now = tools.clock()
    process_versions.save_draft(
        ProcessDraft(
            key=found.in_use.key,
            base_id=base_id,
            files=files,
            version=version,
            changed_at=now,
            by=actor.name,
        )
    )


def refuse_unseen(found: Questions, mark: str) -> None:
    """Raises DraftChanged unless the one who changes something saw what stands."""
    if mark != found.mark:
        now = found.draft or found.in_use
        at = found.draft.changed_at if found.draft else found.in_use.added_at
        raise DraftChanged(by=now.by, at=at)


def _seen(tools: Tools, where: Where) -> Questions:
    found = read_questions.read(tools, where.process)
    refuse_unseen(found, where.mark)
    return found


def _put(tools: Tools, actor: Actor, found: Questions, edit: Callable[[str], str]) -> None:
    before, used = found.drafted_files[PROCESS_FILE], found.files[PROCESS_FILE]
    after = edit(before)
    if toml_text.read(PROCESS_FILE, after) == toml_text.read(PROCESS_FILE, used):
        after = used  # comments included: nothing is changed any more
    if after != before:
        files = {**found.drafted_files, PROCESS_FILE: after}
        definitions.read(files)
        base_id = found.draft.base_id if found.draft else found.in_use.id
        keep_draft(tools, actor, found, base_id, files)


def _field(found: Questions, where: Where, key: str) -> Field:
    listed = questions.listed(found.form(where.form), where.group)
    field = next((one for one in listed if one.key == key), None)
    if field is None:
        raise NotFound(kind="question", id=key)
    return field


def _refuse_loss(form: Form, group: QuestionGroup, old: Field, asked: Field) -> None:
    if asked.kind is not old.kind:
        _refuse(questions.need(form, group, old.key))
    kept = {choice.key for choice in asked.choices}
    for choice in old.choices:
        if choice.key not in kept:
            _refuse(questions.need_of_choice(choice))


def _refuse(need: Need | None) -> None:
    if need is not None:
        raise QuestionNeeded(need=need)


def _key(process: Process, form: Form, label: Words) -> str:
    """A key that no question of the form has, and no name that templates have beside the questions."""
    taken = {field.key for group in QuestionGroup for field in questions.listed(form, group)}
    of_questions = {
        field.key
        for one in process.forms
        for group in QuestionGroup
        for field in questions.listed(one, group)
    }
    said = {
        part.removesuffix("[]")
        for document in process.documents
        for name, _ in process_names.dotted(process_names.in_document(process, document.key))
        for part in name.split(".")
    }
    return questions.free_key(label.to("nb"), taken | (said - of_questions) | RESERVED) or _numbered(taken)


def _numbered(taken: set[str]) -> str:
    """What a question is called whose label holds no letter of ours."""
    return questions.free_key("q", {*taken, "q"})


def _with_keys(asked: Field) -> Field:
    """The same question, its choices with a key each: made for those that have none, or another's."""
    given = {choice.key for choice in asked.choices}
    choices: dict[str, Choice] = {}
    for choice in asked.choices:
        key = choice.key
        if not key or key in choices:
            taken = given | choices.keys()
            key = questions.free_key(choice.label.to("nb"), taken) or _numbered(taken)
        choices[key] = dataclasses.replace(choice, key=key)
    return dataclasses.replace(asked, choices=tuple(choices.values()))
