"""The versions of a letter: who made them when, what differs, and the way back."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.refusals import LetterFaulty
from formserver.domain.text_changes import TextLine, between
from formserver.usecases.letters import change_letter, letter_history
from formserver.usecases.letters.letter_history import LetterVersion
from formserver.usecases.processes import letters_in_use
from formserver.usecases.processes.letters_in_use import LetterPlace
from formserver.web import guards, pages
from formserver.web.admin.door import door
from formserver.web.admin.letters import letter_page
from formserver.web.admin.letters.letter_list import LETTER


@door.get(f"{LETTER}/versions")
def letter_versions(process: str, letter: str, language: str) -> ResponseReturnValue:
    """Show every version of a letter, the last one first."""
    place = LetterPlace(process=process, letter=letter, language=language)
    versions = letter_history.versions(pages.tools(), place)
    return pages.render("admin/letter_versions.html", versions=versions, **_names(place))


@door.get(f"{LETTER}/versions/<int:number>")
def letter_version(process: str, letter: str, language: str, number: int) -> ResponseReturnValue:
    """Show one version, and how it differs from the one before and from the one in use."""
    place = LetterPlace(process=process, letter=letter, language=language)
    version = letter_history.get(pages.tools(), place, number)
    others = letter_history.versions(pages.tools(), place)
    before = next((one for one in others if one.number == number - 1), None)
    used = next((one for one in others if one.in_use and one != version), None)
    return pages.render(
        "admin/letter_version.html",
        version=version,
        before=_changes(before, version),
        used=_changes(version, used),
        **_names(place),
    )


@door.post(f"{LETTER}/versions/<int:number>/use")
def use_letter_version(process: str, letter: str, language: str, number: int) -> ResponseReturnValue:
    """Take an earlier version into use again."""
    place = LetterPlace(process=process, letter=letter, language=language)
    note = pages.say("letter_versions.back_to", number=number)
    here = url_for("admin.letter_versions", process=process, letter=letter, language=language)
    try:
        change_letter.use_again(pages.tools(), guards.actor(), place, number, note)
    except LetterFaulty as faulty:
        desk = letter_page.at(place)
        text = letter_history.get(pages.tools(), place, number).text
        words = " ".join(words for _, words in letter_page.faults_in_words(desk, text, faulty))
        flash(pages.say("letter_versions.does_not_fit", number=number, faults=words), "warning")
    else:
        flash(pages.say("letter_versions.used", number=number))
    return redirect(here, 303)


def _names(place: LetterPlace) -> dict[str, object]:
    shelf = letters_in_use.of_process(pages.tools(), place.process)
    return {
        "place": place,
        "name": letter_page.name_of(shelf, place.letter),
        "language_name": pages.say(f"language.{place.language}"),
    }


def _changes(old: LetterVersion | None, new: LetterVersion | None) -> tuple[TextLine, ...]:
    """What differs between two versions, nothing where there are not two."""
    if old is None or new is None:
        return ()
    return between(old.text.whole, new.text.whole)
