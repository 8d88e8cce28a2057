"""Tries a letter out before it is used: shown to a made-up contact, or sent to the one who writes it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from formserver import i18n
from formserver.domain import letter_keys
from formserver.domain.refusals import LetterFaulty, TooOften
from formserver.mail import placeholders
from formserver.mail.letter_files import Text
from formserver.mail.letters import LetterSet, Wording
from formserver.storage import database, limits, outbox
from formserver.storage.accounts import Account
from formserver.storage.outbox import NewLetter
from formserver.usecases.letters import change_letter
from formserver.usecases.mail import write_letters
from formserver.usecases.processes import letters_in_use
from formserver.usecases.processes.letters_in_use import LetterPlace
from formserver.usecases.tools import Tools

TRIALS_AN_HOUR = (
    30  # to one account: more is a button held down, and fills the queue that all letters wait in
)
HOUR = timedelta(hours=1)


def preview(tools: Tools, place: LetterPlace, text: Text) -> Wording | None:
    """A text as a letter to a made-up contact; a closing is shown in a letter that it stands in.

    Marks stand where an address or a code comes. None for a closing that stands nowhere. Raises NotFound, and
    LetterFaulty for a text that cannot be written.
    """
    with database.reading():
        marks = {name: placeholders.mark(name) for name in placeholders.ADDRESSES}
        return _written(tools, place, text, marks)


def samples(tools: Tools, place: LetterPlace) -> dict[str, object]:
    """The values that a preview says, by name."""
    with database.reading():
        return dict(letters_in_use.of_process(tools, place.process).letters.samples[place.language])


def send_to_me(tools: Tools, account: Account, place: LetterPlace, text: Text) -> bool:
    """Sends the same to an account; its address opens nothing. Says whether there was a letter to send.

    Raises as `preview`, and TooOften.
    """
    now = tools.clock()
    if limits.hit("letter/trial", str(account.id), now, HOUR) > TRIALS_AN_HOUR:
        raise TooOften(until=now + HOUR)
    with database.writing():
        wording = _written(tools, place, text, {})
        if wording is None:
            return False
        fact = f"{place.process}-{place.letter}-{place.language}/{now.isoformat()}"
        outbox.put(
            NewLetter(
                key=letter_keys.to_account(account.id, "trial", fact),
                letter=place.letter,
                language=wording.language,
                account_id=account.id,
                recipient_name=account.name,
                recipient_address=account.email,
                subject=i18n.say(account.language, "letter_edit.trial_subject", subject=wording.subject),
                text=wording.text,
                html=wording.html,
                message_id=write_letters.message_id(tools),
                due_at=now,
            ),
            now,
        )
    return True


def _written(tools: Tools, place: LetterPlace, text: Text, addresses: Mapping[str, str]) -> Wording | None:
    shelf = letters_in_use.of_process(tools, place.process)
    shelf.text(place)
    if found := change_letter.judge_text(shelf, place, text):
        raise LetterFaulty(faults=tuple(found))
    letter = shelf.shown_in(place)
    return (
        None
        if letter is None
        else _write(tools, shelf.with_text(place, text), letter, place.language, addresses)
    )


def _write(
    tools: Tools, letters: LetterSet, letter: str, language: str, addresses: Mapping[str, str]
) -> Wording:
    settings = tools.settings
    names: dict[str, Any] = letters.sample(language)
    names["service"] = {"name": settings.service_name, "email": settings.service_email}
    return letters.write(letter, language, names | dict(addresses))
