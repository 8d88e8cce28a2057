"""Which {names} the texts of a process may hold: one that nothing fills in would stop page or worker."""

import string
from collections.abc import Collection

from formserver.definitions.faults import FaultKind, ProcessFaults
from formserver.domain.process import Process
from formserver.domain.words import Words

OF_A_DIALOG = frozenset(
    {
        "host_name",
        "meeting_date",
        "meeting_when",
        "meeting_where",
        "organiser_email",
        "organiser_name",
        "organiser_phone",
    }
)
OF_A_PARTY = frozenset(
    {"answer_shown", "asked_count", "deadline_date", "deadline_in_words", "deadline_when", "party_name"}
)
OF_A_DOCUMENT = frozenset({"number", "party"})
# By the last part of a key: those that are said as they are, those with one name alone, those with one more.
NAMELESS = frozenset({"awaited", "definite", "missing", "none_label", "not_asked", "not_binding"})
ALONE = {"from_party": frozenset({"party_name"})}
MORE = {
    "item_corrected": frozenset({"date"}),
    "item_removed": frozenset({"date"}),
    "none_ask_one": frozenset({"item_number"}),
    "none_done_one": frozenset({"item_number"}),
    "progress": frozenset({"n", "total"}),
}
INSTEAD = "instead"  # of words that all processes share, whose names are not known here


def check_documents(process: Process, faults: ProcessFaults) -> None:
    """Notes every name in what documents and their files are called that nothing fills in."""
    for document in process.documents:
        _fill(faults, f"documents.{document.key}.name", document.name, OF_A_DOCUMENT)
        _fill(faults, f"documents.{document.key}.file_name", document.file_name, OF_A_DOCUMENT)


def check_words(process: Process, faults: ProcessFaults) -> None:
    """Notes every name in the screen words that nothing fills in."""
    for key, words in process.words.items():
        _fill(faults, key, words, _known(process, key))


def _fill(faults: ProcessFaults, place: str, words: Words, known: Collection[str] | None) -> None:
    for language, text in words.by_language.items():
        for name in _strange(text, known):
            _note(faults, f"{place}.{language}", name, known)


def _note(faults: ProcessFaults, place: str, name: str, known: Collection[str] | None) -> None:
    if not name:
        faults.add(place, FaultKind.BRACE_ALONE)
    elif known is None or name in known:
        faults.add(place, FaultKind.ODD_NAME, name=name)
    elif known:
        faults.add(place, FaultKind.NOT_FILLED_IN, name=name, known=", ".join(sorted(known)))
    else:
        faults.add(place, FaultKind.NONE_FILLED_IN, name=name)


def _strange(text: str, known: Collection[str] | None) -> list[str]:
    """What is asked for in vain; "" for a text that cannot be read (PEP 3101)."""
    try:
        asked = [part for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return [""]
    return [
        f"{name}"
        for _, name, form, conversion in asked
        if form or conversion or not f"{name}".isidentifier() or (known is not None and name not in known)
    ]


def _known(process: Process, key: str) -> Collection[str] | None:
    """The names that are filled in for a key; None where any may be."""
    group, last = key.partition(".")[0], key.rpartition(".")[2]
    if group == INSTEAD:
        return None
    if last in NAMELESS:
        return ()
    if last in ALONE:
        return ALONE[last]
    deadlines = {f"{rule.key}_deadline_{part}" for rule in process.deadlines for part in ("when", "date")}
    of_party = OF_A_PARTY if group in {"forms", "roles"} else frozenset[str]()
    return OF_A_DIALOG | deadlines | of_party | MORE.get(last, frozenset())
