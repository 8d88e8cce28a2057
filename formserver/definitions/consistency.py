"""Whether the parts of a process fit together: every name that one part uses is defined in another."""

from collections import Counter
from collections.abc import Collection, Iterable

from formserver.definitions.faults import FaultKind, ProcessFaults
from formserver.domain.process import DeadlineRule, DocumentKind, Form, Kind, Process

FORM_LETTERS = frozenset({"receipt", "registered", "asked", "informed", "corrected", "reminder", "overdue"})
# What documents call other things by: a form of this name would take their place.
TAKEN = frozenset(
    {
        "agenda", "attachments", "basis", "contents", "counts", "dialog", "guests", "hosts", "look", "loop",
        "matrix", "missing", "packet", "parties", "responders", "responses", "supplement", "themes",
    }
)  # fmt: skip
DIALOG_LETTERS = frozenset(
    {
        "date_does_not_fit",
        "overdue_to_organiser",
        "last_answer_in",
        "records_copy",
        "meeting_moved",
        "meeting_cancelled",
        "link_reissued",
        "link_for_successor",
        "link_withdrawn",
        "form_reopened",
        "delivery_failed",
        "dialog_handed_over",
        "co_organiser_added",
    }
)
# Where a stored definition has no letter for a fact: one by the fact's name, which a later release may bring.
STAND_INS = {fact: fact for fact in DIALOG_LETTERS}


def check(process: Process, faults: ProcessFaults, letters: Collection[str]) -> None:
    """Notes every name without a definition, every double, and what the engine cannot do without."""
    _engine(process, faults)
    _known(faults, "packet_deadline", process.packet_deadline, [rule.key for rule in process.deadlines])
    _once(faults, "themes", [str(theme.number) for theme in process.themes])
    for rule in process.deadlines:
        _rule(process, rule, faults)
    for form in process.forms:
        _form(process, form, faults)
    for document in process.documents:
        _document(process, document, faults)
    _letters(process, faults, letters)


def _engine(process: Process, faults: ProcessFaults) -> None:
    """What the engine cannot do without, and has use for one of."""
    _one(faults, "roles", [role.key for role in process.roles if role.hosts], "hosts = true")
    _one(faults, "forms", [form.key for form in process.forms if form.asks], 'kind = "questions"')
    _one(faults, "forms", [form.key for form in process.forms if form.answers], 'answers = "…"')
    _packet(process, faults)
    _one(faults, "documents", [one.key for one in process.documents if one.supplement], "supplement = true")


def _one(faults: ProcessFaults, place: str, found: list[str], what: str) -> None:
    if not found:
        faults.add(place, FaultKind.NONE_HAS, wanted=what)
    if len(found) > 1:
        faults.add(place, FaultKind.SEVERAL_HAVE, wanted=what, names=", ".join(found))


def _packet(process: Process, faults: ProcessFaults) -> None:
    found = [one.key for one in process.documents if one.compiled and not one.supplement]
    if not found:
        faults.add("documents", FaultKind.NO_PACKET)
    if len(found) > 1:
        faults.add("documents", FaultKind.SEVERAL_PACKETS, names=", ".join(found))


def _known(faults: ProcessFaults, place: str, name: str | None, known: Iterable[str]) -> None:
    names = list(known)
    if name is None or name in names:
        return
    if names:
        faults.add(place, FaultKind.NOT_DEFINED, name=name, known=", ".join(names))
    else:
        faults.add(place, FaultKind.NONE_DEFINED, name=name)


def _once(faults: ProcessFaults, place: str, keys: Iterable[str]) -> None:
    for key, count in Counter(keys).items():
        if count > 1:
            faults.add(place, FaultKind.STANDS_TWICE, name=key, count=count)


def _rule(process: Process, rule: DeadlineRule, faults: ProcessFaults) -> None:
    earlier = [one.key for one in process.deadlines[: process.deadlines.index(rule)]]
    _known(faults, f"deadlines.{rule.key}.after", rule.after, earlier)


def _form(process: Process, form: Form, faults: ProcessFaults) -> None:
    place = f"forms.{form.key}"
    if form.key in TAKEN:
        faults.add(place, FaultKind.NAME_TAKEN, name=form.key)
    _form_names(process, form, faults)
    _questions(form, faults)
    _doubles(form, faults)
    _occasions(faults, f"{place}.letters", form.letters, FORM_LETTERS)


def _form_names(process: Process, form: Form, faults: ProcessFaults) -> None:
    """What a form names elsewhere in the process."""
    place = f"forms.{form.key}"
    _known(faults, f"{place}.role", form.role, [role.key for role in process.roles])
    deadlines = [rule.key for rule in process.deadlines]
    _known(faults, f"{place}.deadline", form.deadline, deadlines)
    _known(faults, f"{place}.corrected_until", form.corrected_until, deadlines)
    _known(faults, f"{place}.document", form.document, [one.key for one in process.documents])
    _known(faults, f"{place}.answers", form.answers, [one.key for one in process.forms if one.asks])


def _doubles(form: Form, faults: ProcessFaults) -> None:
    place = f"forms.{form.key}"
    _once(faults, f"{place}.fields", [one.key for one in form.fields])
    _once(faults, f"{place}.item_fields", [one.key for one in form.item_fields])
    for field in (*form.fields, *form.item_fields):
        _once(faults, f"{place}.{field.key}.choices", [choice.key for choice in field.choices])


def _questions(form: Form, faults: ProcessFaults) -> None:
    """The questions of a form, and what it says of them."""
    place = f"forms.{form.key}"
    _known(faults, f"{place}.item_title", form.item_title, [one.key for one in form.item_fields])
    verdicts = [one.key for one in form.item_fields_of(Kind.CHOICE)]
    _known(faults, f"{place}.verdict", form.verdict, verdicts)
    if form.item_fields and not form.answers and not form.item_title:
        faults.add(f"{place}.item_title", FaultKind.ITEM_TITLE_MISSING)
    if form.answers and not form.verdict:
        faults.add(f"{place}.verdict", FaultKind.VERDICT_MISSING)


def _occasions(faults: ProcessFaults, place: str, letters: Collection[str], known: Collection[str]) -> None:
    for name in sorted(set(letters) - set(known)):
        faults.add(f"{place}.{name}", FaultKind.UNKNOWN_OCCASION, name=name, known=", ".join(sorted(known)))


def _document(process: Process, document: DocumentKind, faults: ProcessFaults) -> None:
    place = f"documents.{document.key}"
    _known(faults, f"{place}.form", document.form, [form.key for form in process.forms])
    if document.compiled == bool(document.form):
        faults.add(place, FaultKind.FORM_OR_COMPILED)
    if document.compiled and document.letters.keys() != {"attached", "linked"}:
        faults.add(f"{place}.letters", FaultKind.ATTACHED_AND_LINKED)


def _letters(process: Process, faults: ProcessFaults, letters: Collection[str]) -> None:
    for name in sorted(DIALOG_LETTERS - process.letters.keys()):
        faults.add(f"letters.{name}", FaultKind.LETTER_MISSING, name=name)
    _occasions(faults, "letters", process.letters, DIALOG_LETTERS)
    used = {f"letters.{fact}": key for fact, key in process.letters.items()}
    used |= {f"roles.{role.key}.invitation": role.invitation for role in process.roles}
    for form in process.forms:
        used |= {f"forms.{form.key}.letters.{fact}": key for fact, key in form.letters.items()}
    for document in process.documents:
        used |= {f"documents.{document.key}.letters.{fact}": key for fact, key in document.letters.items()}
    for place, key in used.items():
        if key not in letters:
            faults.add(place, FaultKind.NO_SUCH_LETTER, name=key)
