"""Letters that administrators change: the list, and the page of one letter in one language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Response, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain.refusals import LetterChanged, LetterFaulty, TooOften
from formserver.domain.text_changes import between
from formserver.usecases.letters import change_letter, letter_history, try_letter
from formserver.usecases.letters.letter_history import LetterVersion
from formserver.usecases.processes import letters_in_use
from formserver.usecases.processes.letters_in_use import LetterPlace, ProcessLetters
from formserver.web import guards, pages
from formserver.web.admin.door import door
from formserver.web.admin.letters import letter_page
from formserver.web.admin.letters.letter_page import LetterPage

LETTER = "/letters/<process>/<letter>/<language>"
TOO_OLD, TAKEN, FAULTY, TOO_MANY = 400, 409, 422, 429


@dataclass(frozen=True, kw_only=True)
class LetterLine:
    """A letter on the list: in which languages (words, address), and the change that was made last."""

    key: str
    name: str
    to: str
    languages: list[tuple[str, str]]
    last: LetterVersion


@dataclass(frozen=True, kw_only=True)
class LetterGroup:
    """The letters of one process by who gets them."""

    key: str
    name: str
    readers: dict[str, list[LetterLine]]


@door.get("/letters")
def letters() -> ResponseReturnValue:
    """Show every letter, with who gets it and who changed it last; ?from opens the group one comes from."""
    groups = [_group(shelf) for shelf in letters_in_use.every(pages.tools())]
    return pages.render("admin/letters.html", groups=groups, coming_from=request.args.get("from"))


@door.get(LETTER)
def letter(process: str, letter: str, language: str) -> ResponseReturnValue:
    """Show one letter to be changed, and how it looks."""
    desk = letter_page.at(LetterPlace(process=process, letter=letter, language=language))
    return _page(desk, letter_page.preview(desk, desk.in_use))


@door.post(LETTER)
@guards.keeps_text
def change_letter_text(process: str, letter: str, language: str) -> ResponseReturnValue:
    """Save what was typed, show how it looks, or send it on trial."""
    desk = letter_page.at(LetterPlace(process=process, letter=letter, language=language))
    if not desk.form.validate():
        return _page(desk), FAULTY
    if guards.stale():
        return _page(desk, told=pages.say("failed.session")), TOO_OLD
    act = ACTIONS.get(request.form.get("action", ""), _look)
    try:
        return act(desk)
    except LetterFaulty as faulty:
        _refuse(desk, faulty)
        return _page(desk), FAULTY


@door.post(f"{LETTER}/preview")
def preview_letter(process: str, letter: str, language: str) -> ResponseReturnValue:
    """Give the preview of what is typed to a script, or what is wrong with it."""
    desk = letter_page.at(LetterPlace(process=process, letter=letter, language=language))
    if not desk.form.validate():
        return jsonify(faults=[words for _, words in desk.form.faults])
    try:
        shown = letter_page.preview(desk, desk.text)
    except LetterFaulty as faulty:
        return jsonify(faults=[words for _, words in letter_page.faults_in_words(desk, desk.text, faulty)])
    return jsonify(
        faults=[], **({"subject": shown.subject, "text": shown.text, "html": shown.html} if shown else {})
    )


def _save(desk: LetterPage) -> ResponseReturnValue:
    try:
        changed = change_letter.save_letter(pages.tools(), guards.actor(), desk.place, desk.typed)
    except LetterChanged:
        return _conflict(desk)
    flash(pages.say("letter_edit.saved" if changed else "letter_edit.same"))
    return redirect(request.path, 303)


def _look(desk: LetterPage) -> ResponseReturnValue:
    return _page(desk, letter_page.preview(desk, desk.text))


def _trial(desk: LetterPage) -> ResponseReturnValue:
    try:
        sent = try_letter.send_to_me(pages.tools(), guards.account(), desk.place, desk.text)
    except TooOften:
        often = pages.say("letter_edit.trial_often", n=try_letter.TRIALS_AN_HOUR)
        return _page(desk, letter_page.preview(desk, desk.text), told=often), TOO_MANY
    key = "letter_edit.trial_sent" if sent else "letter_edit.trial_none"
    done = pages.say(key, address=guards.account().email)
    return _page(desk, letter_page.preview(desk, desk.text), done=done)


ACTIONS: dict[str, Callable[[LetterPage], ResponseReturnValue]] = {
    "save": _save,
    "preview": _look,
    "trial": _trial,
}


def _conflict(desk: LetterPage) -> ResponseReturnValue:
    """Both texts: the one that somebody took into use meanwhile, and the one that was typed."""
    theirs = next(one for one in letter_history.versions(pages.tools(), desk.place) if one.in_use)
    lines = between(theirs.text.whole, desk.text.whole)
    return _page(desk, letter_page.preview(desk, desk.text), theirs=theirs, lines=lines), TAKEN


def _refuse(desk: LetterPage, faulty: LetterFaulty) -> None:
    for name, words in letter_page.faults_in_words(desk, desk.text, faulty):
        field = desk.form[name]
        field.errors = [*field.errors, words]


def _page(desk: LetterPage, preview: letter_page.Preview | None = None, **more: object) -> Response:
    names = {"told": "", "done": "", "theirs": None, "lines": ()} | more
    # What stands beside a conflict was seen now; else what was seen when the page was opened.
    seen = desk.seen if names["theirs"] else request.form.get(letter_page.SEEN, desk.seen)
    return letter_page.with_letter(
        pages.render(
            "admin/letter.html",
            desk=desk,
            preview=preview,
            seen=seen,
            unsaved=request.method == "POST",
            **_about(desk),
            **names,
        )
    )


def _about(desk: LetterPage) -> dict[str, object]:
    return {
        "names": letter_page.names(desk),
        "languages": letter_page.languages(desk),
        "differing": letter_page.differing(desk),
        "users": [letter_page.name_of(desk.shelf, one.key) for one in desk.shelf.users(desk.place)],
        "shelf_name": letter_page.shelf_name(desk.shelf),
    }


def _group(shelf: ProcessLetters) -> LetterGroup:
    last = letter_history.in_use(pages.tools(), shelf.key)
    readers: dict[str, list[LetterLine]] = {}
    for key in shelf.own:
        line = _line(shelf, key, [place for place in last if place.letter == key], last)
        readers.setdefault(line.to, []).append(line)
    return LetterGroup(key=shelf.key, name=letter_page.shelf_name(shelf), readers=readers)


def _line(
    shelf: ProcessLetters, key: str, places: Sequence[LetterPlace], last: dict[LetterPlace, LetterVersion]
) -> LetterLine:
    letter = shelf.letter(key)
    to = pages.words(shelf.letters.readers.get(letter.to)) if letter else pages.say("letter_edit.in_others")
    return LetterLine(
        key=f"{shelf.key}.{key}",
        name=letter_page.name_of(shelf, key),
        to=to,
        languages=[
            (
                pages.say(f"language.{one.language}"),
                url_for("admin.letter", process=one.process, letter=one.letter, language=one.language),
            )
            for one in places
        ],
        last=max((last[place] for place in places), key=lambda one: one.again or one.at),
    )
