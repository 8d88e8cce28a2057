"""What the page of a letter shows: the text to change, the names it may use, faults in words, the preview."""

import textwrap
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

import flask
from flask import Response, request

from formserver.domain.refusals import LetterFaulty
from formserver.domain.words import LANGUAGES, Words
from formserver.forms.letters import ClosingForm, LetterForm
from formserver.mail import letter_check, letter_html, placeholders
from formserver.mail.letter_check import LetterFault, LetterFaultKind
from formserver.mail.letter_files import CLOSING, LetterKind, Text
from formserver.usecases.letters import change_letter, try_letter
from formserver.usecases.letters.change_letter import TypedLetter
from formserver.usecases.processes import letters_in_use
from formserver.usecases.processes.letters_in_use import LetterPlace, ProcessLetters
from formserver.web import headers, pages

SEEN = "seen"
QUOTED = 60  # characters of a faulty line


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name as one writes it, what it stands for and what it may say. `optional` ones stand inside an if."""

    tag: str
    explained: str
    sample: str
    optional: str = ""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A letter to a made-up contact, with words where link and code come."""

    language: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, kw_only=True)
class LetterPage:
    """A letter that somebody works on: where it stands, the text in use, and the form as it was filled in."""

    shelf: ProcessLetters
    place: LetterPlace
    in_use: Text
    form: LetterForm | ClosingForm

    @property
    def name(self) -> str:
        """What it is called."""
        return name_of(self.shelf, self.place.letter)

    @property
    def seen(self) -> str:
        """The fingerprint of the text in use."""
        return change_letter.fingerprint(self.in_use)

    @property
    def text(self) -> Text:
        """The text that was typed into a valid form."""
        subject = self.form.subject.data if isinstance(self.form, LetterForm) else ""
        return Text(file=self.place.file, subject=subject, body=self.form.body.data)

    @property
    def typed(self) -> TypedLetter:
        """The same, to be kept."""
        return TypedLetter(
            subject=self.text.subject,
            body=self.text.body,
            note=self.form.note.data,
            seen=request.form.get(SEEN, ""),
        )


def at(place: LetterPlace) -> LetterPage:
    """The letter at a place; with a POST the form holds what was typed. Raises NotFound."""
    shelf = letters_in_use.of_process(pages.tools(), place.process)
    text = shelf.text(place)
    make = ClosingForm if place.is_closing else LetterForm
    values = {"subject": text.subject, "body": text.body}
    typed = request.form if request.method == "POST" else None
    return LetterPage(
        shelf=shelf, place=place, in_use=text, form=make(typed, language=pages.language(), values=values)
    )


def name_of(shelf: ProcessLetters, key: str) -> str:
    """What a letter or closing is called in the reader's language."""
    letter = shelf.letter(key)
    told = pages.words(letter.name if letter else shelf.letters.explained.get(key)) or key
    return told[:1].upper() + told[1:]


def shelf_name(shelf: ProcessLetters) -> str:
    """What the process of the letters is called."""
    return pages.words(shelf.name) or pages.say("letter_edit.service")


def names(desk: LetterPage) -> list[Name]:
    """The names that may stand in it; for a closing those that all letters may use which it stands in."""
    letter = desk.shelf.letter(desk.place.letter)
    users = [letter] if letter else desk.shelf.users(desk.place)
    optional = {name for one in users for name in one.optional}
    allowed = _allowed(desk, users)
    samples = desk.shelf.letters.samples[desk.place.language]
    listed = [_name(desk, name, value, optional) for name, value in samples.items() if name in allowed]
    closings = [key for key in desk.shelf.own if key.startswith(CLOSING)]
    if desk.place.is_closing:
        return listed
    return [*listed, *(_name(desk, key, "", set()) for key in closings)]


def _allowed(desk: LetterPage, users: Sequence[LetterKind]) -> set[str]:
    """What every one of these letters may say; a closing puts no address in."""
    if not users:
        return set()
    allowed = [set(letter_check.may_use(desk.shelf.letters, one)) for one in users]
    said = set.intersection(*allowed)
    return said - set(placeholders.ADDRESSES) if desk.place.is_closing else said


def _name(desk: LetterPage, name: str, sample: str | list[str], optional: set[str]) -> Name:
    explained = desk.shelf.letters.explained.get(name, Words({}))
    guard = next((one for one in sorted(optional) if name == one or name.startswith(f"{one}.")), "")
    return Name(
        tag=f"{{{{ {name} }}}}",
        explained=pages.words(explained),
        sample=" / ".join(sample) if isinstance(sample, list) else sample,
        optional=f"{{% if {guard} %}} … {{% endif %}}" if guard else "",
    )


def preview(desk: LetterPage, text: Text) -> Preview | None:
    """A text as it will look, or None where no letter shows it. Raises LetterFaulty."""
    wording = try_letter.preview(pages.tools(), desk.place, text)
    if wording is None:
        return None
    samples = try_letter.samples(pages.tools(), desk.place)
    shown = {name: str(samples.get(name, name)) for name in placeholders.ADDRESSES}
    shown |= {"link": pages.say("letters.link_here"), "code": pages.say("letters.code_here")}
    return Preview(
        language=wording.language,
        subject=placeholders.shown(wording.subject, shown),
        text=placeholders.shown(wording.text, shown),
        html=placeholders.shown_html(wording.html, shown),
    )


def faults_in_words(desk: LetterPage, text: Text, faulty: LetterFaulty) -> list[tuple[str, str]]:
    """The faults of a text in words, each once, with the field that they stand at."""
    faults: Any = faulty.facts["faults"]
    found: dict[tuple[str, str], list[str]] = {}
    for fault in faults:
        field = fault.part if fault.part in desk.form else letter_check.BODY
        found.setdefault((field, _words(desk, text, fault)), []).append(fault.key)
    return [(field, _with_letters(desk, words, keys)) for (field, words), keys in found.items()]


def _words(desk: LetterPage, text: Text, fault: LetterFault) -> str:
    """A fault with its line, and the closing that it stands in when that is not what is being changed."""
    words = fault.told(pages.language())
    here = fault.file == desk.place.file
    if fault.reason is LetterFaultKind.NOT_UNDERSTOOD:
        words = pages.say("letter_edit.not_understood", line=fault.line, quote=_quote(text, fault))
    elif fault.line and fault.part == letter_check.BODY:
        words = pages.say("letter_edit.at_line", line=fault.line, fault=words)
    closing = fault.file.rsplit(".", 2)[0]
    return (
        words if here else pages.say("letter_edit.in_closing", name=name_of(desk.shelf, closing), fault=words)
    )


def _quote(text: Text, fault: LetterFault) -> str:
    """The beginning of the faulty line, from its first brace on: a paragraph is one line, and often long."""
    lines = (text.subject if fault.part == letter_check.SUBJECT else text.body).split("\n")
    line = lines[fault.line - 1].strip() if fault.line <= len(lines) else ""
    return textwrap.shorten(line[max(line.find("{"), 0) :], QUOTED, placeholder=" …")


def _with_letters(desk: LetterPage, words: str, keys: list[str]) -> str:
    """A fault of a closing with the names of the letters that it is one in."""
    letters = [name_of(desk.shelf, key) for key in desk.shelf.own if key in keys and key != desk.place.letter]
    if not letters:
        return words
    return pages.say(
        "letter_edit.in_letters", names=pages.join([f"«{name}»" for name in letters]), fault=words
    )


def differing(desk: LetterPage) -> list[str]:
    """Which names one language has and another has not, in words."""
    return [
        pages.say("letter_edit.differs", name=fault.name, language=pages.say(f"language.{_language(fault)}"))
        for fault in change_letter.differing(desk.shelf, desk.place)
    ]


def _language(fault: LetterFault) -> str:
    return fault.file.rsplit(".", 2)[1]


def languages(desk: LetterPage) -> list[tuple[str, str, bool]]:
    """The letter in every language: words, address, whether we are there."""
    place = desk.place
    return [
        (
            pages.say(f"language.{code}"),
            flask.url_for("admin.letter", process=place.process, letter=place.letter, language=code),
            code == place.language,
        )
        for code in LANGUAGES
    ]


def with_letter(page: str) -> Response:
    """A page that shows a letter's own HTML in a frame: the styles of letters are allowed, and no others."""
    response = flask.make_response(page)
    response.headers["Content-Security-Policy"] = _policy()
    return response


@cache
def _policy() -> str:
    """The policy of our pages with the styles of letters named by their fingerprint (CSP level 3)."""
    hashes = [b64encode(sha256(style.encode()).digest()).decode() for style in letter_html.styles()]
    allowed = " ".join(f"'sha256-{one}'" for one in hashes)
    return headers.POLICY.replace("style-src 'self'", f"style-src 'self' 'unsafe-hashes' {allowed}")
