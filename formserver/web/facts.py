"""The facts of a dialog as the names that the process's own words use, and those words said to a reader.

The names are listed at the top of `words.toml` in the folder of a process.
"""

from collections.abc import Mapping
from datetime import datetime

from formserver import i18n
from formserver.domain import progress
from formserver.domain.dialog import Dialog, Party
from formserver.usecases.mail import letter_names
from formserver.web import pages


def of_dialog(dialog: Dialog, party: Party | None = None) -> dict[str, str]:
    """The names for the reader of the page; those about a party only where there is one."""
    language = pages.language()
    told = letter_names.of_dialog(pages.tools(), dialog, language)
    names = {
        "host_name": told["host"]["name"],
        "meeting_when": told["dialog"]["when"],
        "meeting_date": told["dialog"]["date"],
        "meeting_where": told["dialog"]["where"],
    }
    names |= {f"organiser_{part}": told["organiser"][part] for part in ("name", "phone", "email")}
    for key, deadline in told["deadlines"].items():
        names |= {f"{key}_deadline_when": deadline["when"], f"{key}_deadline_date": deadline["date"]}
    return names | (_of_party(dialog, party, language) if party else {})


class NamesAsUsed(dict[str, str]):
    """The names of a dialog, each put into words when it is used: a page of many dialogs says few of them."""

    def __init__(self, dialog: Dialog, **others: str) -> None:
        super().__init__(others)
        self._dialog = dialog

    def __missing__(self, name: str) -> str:
        """The name's words. Raises KeyError for a name that no dialog has."""
        key, _, part = name.partition("_deadline_")
        deadline = progress.deadlines(self._dialog).get(key) if part else None
        if deadline is None:
            return of_dialog(self._dialog)[name]
        found: str = letter_names.of_deadline(deadline, pages.language())[part]
        return found


def said(dialog: Dialog, key: str, names: Mapping[str, str]) -> str:
    """One of the process's own words in the reader's language. Raises KeyError when the process lacks it."""
    return dialog.process.words[key].to(pages.language()).format_map(names)


def shared(dialog: Dialog, key: str, **names: object) -> str:
    """Words that every process shares, as the process of this dialog says them.

    For pages about several dialogs; on those about one, `pages.say` says the same.
    """
    return i18n.say_as(dialog.process, pages.language(), key, **names)


def lines(dialog: Dialog, key: str, names: Mapping[str, str]) -> list[str]:
    """The same for a text that is a list, a line each."""
    return [line for line in said(dialog, key, names).splitlines() if line.strip()]


def _of_party(dialog: Dialog, party: Party, language: str) -> dict[str, str]:
    form = progress.form_of(dialog, party)
    deadline = letter_names.of_deadline(progress.deadline_of(dialog, form), language, _now())
    return {
        "party_name": party.name.to(language),
        "asked_count": i18n.count(language, "items", progress.asked(dialog).get(party.id, 0)),
        "answer_shown": letter_names.shown_when(dialog, form, language),
        "deadline_when": deadline["when"],
        "deadline_date": deadline["date"],
        "deadline_in_words": deadline["in_words"],
    }


def _now() -> datetime:
    return pages.tools().clock()
