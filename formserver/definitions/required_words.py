"""The screen words that a process must have: what each role, form and phase is called and says."""

from collections.abc import Iterator

from formserver.definitions.faults import FaultKind, ProcessFaults
from formserver.domain.process import Form, Process, Role
from formserver.domain.progress import Phase
from formserver.domain.words import LANGUAGES, Words

OF_A_FORM = [
    "awaited",
    "button_begun",
    "button_new",
    "button_submitted",
    "check_consequence",
    "check_title",
    "correct_others",
    "corrected_next",
    "corrected_title",
    "definite",
    "first_next",
    "first_readers",
    "first_title",
    "first_what",
    "first_who",
    "from_party",
    "progress",
    "receipt_next",
    "receipt_title",
    "submit",
    "submit_correction",
]
OF_ASKING = ["item_corrected", "item_removed"]
OF_A_VERDICT = ["verdict_missing"]
OF_SILENCE = [
    "none_ask_all",
    "none_ask_one",
    "none_button_all",
    "none_done_all",
    "none_done_one",
    "none_has_text",
    "none_help",
    "none_label",
    "none_means",
    "none_no",
    "none_people",
    "none_undo",
    "none_yes_all",
    "none_yes_one",
]
OF_A_ROLE = ["empty"]
OF_INVITED = ["invited_next", "invited_title", "invited_what", "invited_who"]
OF_A_PACKET = [
    "answers_empty",
    "documents_empty",
    "matrix_empty",
    "matrix_title",
    "missing",
    "not_asked",
    "not_binding",
]


def check(process: Process, faults: ProcessFaults) -> None:
    """Notes every text that a page of this process would look for in vain."""
    for key, _ in _needed(process):
        if key not in process.words:
            faults.add(key, FaultKind.WORDS_MISSING, known=", ".join(LANGUAGES))


def stand_ins(process: Process) -> dict[str, Words]:
    """What a page says where a stored definition has no words: the name of what they would tell of."""
    return dict(_needed(process))


def _needed(process: Process) -> Iterator[tuple[str, Words]]:
    """The keys of the words, and the name of what each tells of."""
    yield "first.binding", process.name
    yield from ((f"phases.{phase}", process.name) for phase in Phase)
    yield from ((f"packet.{key}", process.name) for key in OF_A_PACKET)
    for role in process.roles:
        yield from ((f"roles.{role.key}.{key}", role.name) for key in _of_role(role))
    for form in process.forms:
        yield from ((f"forms.{form.key}.{key}", form.name) for key in _of_form(form))


def _of_role(role: Role) -> list[str]:
    return OF_A_ROLE if role.hosts else OF_A_ROLE + OF_INVITED


def _of_form(form: Form) -> list[str]:
    verdict = form.verdict_field
    silence = OF_SILENCE if verdict and verdict.silent_choice else []
    return OF_A_FORM + (OF_ASKING if form.asks else []) + (OF_A_VERDICT if verdict else []) + silence
