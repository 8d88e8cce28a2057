"""What each letter of a process is sent for, and what it must and may say because of that.

A folder of files may say in its letters.toml what it likes; what is filled in, the program decides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

from formserver.definitions import FaultKind, ProcessFault, fault
from formserver.domain.process import Process
from formserver.mail.letters import LetterSet

LETTERS_FILE = "letters/letters.toml"
INVITATION = "invitation"
BRING_LINKS = {
    INVITATION,
    "forms.asked",
    "forms.reminder",
    "forms.overdue",
    "documents.linked",
    "link_reissued",
    "link_for_successor",
    "form_reopened",
}


def unkept_duties(
    wanted: Process, letters: LetterSet, used: Process, letters_used: LetterSet
) -> Iterator[ProcessFault]:
    """What the letters of a folder may not be: `used` are the process in use and its letters, which work."""
    given, every = _given(used, letters_used), _duties(wanted)
    for key in sorted(every.keys() & letters.letters.keys()):
        letter, duties = letters.letters[key], every[key]
        if duties & BRING_LINKS and not letter.needs_link:
            yield fault(LETTERS_FILE, FaultKind.NEEDS_LINK, f"letters.{key}.address")
        known = [given[duty] | _forms(wanted) for duty in duties if duty in given]
        for name in sorted(letter.names):
            if not all(_is_given(name, names) for names in known):
                names = ", ".join(sorted(set.intersection(*known)))
                place = f"letters.{key}.names"
                yield fault(LETTERS_FILE, FaultKind.NAME_NOT_GIVEN, place, name=name, known=names)


def _duties(process: Process) -> dict[str, set[str]]:
    """What each letter is for, by its key."""
    found: dict[str, set[str]] = defaultdict(set)
    for role in process.roles:
        found[role.invitation].add(INVITATION)
    for form in process.forms:
        for fact, letter in form.letters.items():
            found[letter].add(f"forms.{fact}")
    for document in process.documents:
        for fact, letter in document.letters.items():
            found[letter].add(f"documents.{fact}")
    for fact, letter in process.letters.items():
        found[letter].add(fact)
    return found


def _given(process: Process, letters: LetterSet) -> dict[str, set[str]]:
    """The names that are filled in for each duty."""
    given: dict[str, set[str]] = defaultdict(set)
    every = _duties(process)
    for key in every.keys() & letters.letters.keys():
        for duty in every[key]:
            given[duty] |= letters.letters[key].names
    return given


def _forms(process: Process) -> set[str]:
    """What is counted of a form is called as the form is."""
    return {form.key for form in process.forms}


def _is_given(name: str, names: Collection[str]) -> bool:
    """A name is given with all that begins with it and a dot."""
    return any(name == one or name.startswith(f"{one}.") for one in names)
