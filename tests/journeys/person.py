"""One of the cast with a browser and a mailbox: opens letters, presses what buttons say, writes, looks."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect

from tests.journeys import words
from tests.support import page_faults
from tests.support.browser import Visitor, follow
from tests.support.caught_mail import Caught
from tests.support.service import Service

# A folder for a picture of every page that is looked at, for whoever wants to see them.
PICTURES = os.environ.get("JOURNEY_PICTURES")
OPTIONAL = r"( \((valgfritt|valfritt|optional)\))?"
PATIENCE = 30_000  # milliseconds; pages are quick, this machine may not be


@dataclass
class Album:
    """Every page that was looked at, by name and width, and what was wrong with it."""

    seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


class Person:
    """`address` is where their mail comes; letters are read in the order they came, each once.

    `language` is the one that their letters and pages have.
    """

    def __init__(
        self, visitor: Visitor, service: Service, address: str, album: Album, *, language: str = "nb"
    ) -> None:
        self.visitor, self.service, self.address, self.album = visitor, service, address, album
        self.language = language
        self.page = visitor.page
        self.page.set_default_timeout(PATIENCE)
        self._read: list[Caught] = []

    # ---------------------------------------------------------------- mail

    def gets(self, *words: str) -> Caught:
        """The next letter whose subject holds all these words."""
        found = self.service.post.find(lambda letter: self._is_new(letter, words))
        self._read.append(found)
        return found

    def letters(self) -> list[str]:
        """The subjects of all that came so far."""
        return [letter.subject for letter in self.service.post.to(self.address)]

    def opens(self, letter: Caught) -> str:
        """Press a letter's button as a mail program shows it. Gives its address, which the text holds too."""
        self.page.goto("about:blank")  # a letter is not held to our pages' policy
        self.page.set_content(letter.html)
        button = self.page.locator(f"a[href^='{self.service.address}/']").first
        link = button.get_attribute("href") or ""
        assert link in letter.text.splitlines()
        follow(button)
        return link

    def _is_new(self, letter: Caught, words: Iterable[str]) -> bool:
        fits = self.address in letter.recipients and all(word in letter.subject for word in words)
        return fits and not any(letter is one for one in self._read)

    # ---------------------------------------------------------------- pages

    @property
    def path(self) -> str:
        """Where the browser is, without the host."""
        return urlsplit(self.page.url).path

    @property
    def main(self) -> Locator:
        """What stands between header and footer."""
        return self.page.locator("main")

    def goes_to(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.service.address + path)

    def presses(self, words: str, within: Locator | None = None) -> None:
        """Press the button or link of which these are the words, and wait for the page that it leads to.

        The words may be followed by those that only a screen reader says.
        """
        follow(self.finds(words, within))

    def turns_to(self, words: str) -> None:
        """Press a link of the menu, which a small window folds behind a button."""
        fold = self.page.locator("button[popovertarget]").first
        if fold.is_visible():
            fold.click()
        self.presses(words)

    def finds(self, words: str, within: Locator | None = None) -> Locator:
        """The one button or link with these words."""
        place, name = within or self.page.locator("body"), re.compile(rf"^{re.escape(words)}(?!\w)")
        return place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name)).first

    def writes(self, label: str, text: str, within: Locator | None = None) -> None:
        """Fill the input with this label."""
        name = re.compile(rf"^{re.escape(label)}{OPTIONAL}$")
        place = within or self.main
        # An input with suggestions is a combobox to a screen reader.
        place.get_by_role("textbox", name=name).or_(place.get_by_role("combobox", name=name)).fill(text)

    def picks(self, choice: str, within: Locator | None = None) -> None:
        """Choose one of several, or tick a box."""
        place = within or self.main
        name = re.compile(rf"^{re.escape(choice)}$")
        place.get_by_role("radio", name=name).or_(place.get_by_role("checkbox", name=name)).check()

    def group(self, legend: str) -> Locator:
        """The fields under one legend."""
        name = re.compile(rf"^{re.escape(legend)}{OPTIONAL}$")
        return self.main.get_by_role("group", name=name)

    def row(self, words: str) -> Locator:
        """The row of a table, or the entry of a list, that holds these words."""
        return (
            self.main.get_by_role("row").or_(self.main.get_by_role("listitem")).filter(has_text=words).first
        )

    def sees(self, *words: str) -> None:
        """All of this stands on the page."""
        for text in words:
            expect(self.main).to_contain_text(text, use_inner_text=True, timeout=PATIENCE)

    def sees_nothing_of(self, *words: str) -> None:
        """None of this stands on the page."""
        for text in words:
            expect(self.main).not_to_contain_text(text)

    # ---------------------------------------------------------------- words in their language

    def says(self, key: str, **names: object) -> str:
        """What a page says by this key."""
        return words.said(self.language, key, **names)

    def form_says(self, key: str) -> str:
        """What a form says by this key."""
        return words.of_form(self.language, key)

    def label(self, field: str) -> str:
        """What a field is called."""
        return words.of_field(self.language, field)

    def choice(self, field: str, choice: str) -> str:
        """What a choice is called."""
        return words.of_choice(self.language, field, choice)

    def theme(self, title: str) -> str:
        """What a theme is called."""
        return words.of_theme(self.language, title)

    # ---------------------------------------------------------------- looking

    def looks(self, name: str) -> None:
        """Look at the page with other people's eyes, once for each `name` and window."""
        window = self.visitor.window
        title = f"{window.width}{'' if window.scripts else ' without scripts'}: {name}"
        if title in self.album.seen:
            return
        self.album.seen.add(title)
        # The pages' own tests ask axe at every width; of what a journey comes by, the phone's is enough.
        with_axe = window.scripts and window.width < 400
        checks = page_faults.of if with_axe else page_faults.without_axe
        self.album.faults += [f"{title}: {fault}" for fault in checks(self.visitor)]
        if PICTURES:
            file = f"{window.width}-{'s' if window.scripts else 'n'}-{len(self.album.seen):02}-{name}.png"
            self.page.screenshot(path=Path(PICTURES) / file, full_page=True)
