"""Fixtures for every floor's tests: real mail, a real browser and real office programs, all on this machine.

What only one floor needs stands in that floor's own conftest.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

import hypothesis
import pytest
from playwright.sync_api import Browser

from tests.ooxml.validator import Validator
from tests.support import browser as chromium
from tests.support import network, programs
from tests.support.browser import Visitor, Window
from tests.support.certificates import Authority
from tests.support.mail_catcher import MailCatcher

network.stay_here()
# The same cases everywhere, and no time limit: a slow machine is no fault of ours.
hypothesis.settings.register_profile("formserver", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("formserver")


class Visit(Protocol):
    """Opens a browser for one person; `tests.support.browser.Window` says what can be wished for."""

    def __call__(
        self,
        *,
        width: int = 1280,
        height: int = 900,
        scripts: bool = True,
        dark: bool = False,
        language: str = "nb-NO",
    ) -> Visitor: ...


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A test never sees the settings or the instance of the person who runs it."""
    for name in [name for name in os.environ if name.startswith("FORMSERVER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("FORMSERVER_INSTANCE", str(tmp_path / "instance"))


@pytest.fixture
def smtp_catcher() -> Iterator[MailCatcher]:
    """A mail server that takes everything until it is told otherwise."""
    with MailCatcher() as catcher:
        yield catcher


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Signs certificates for a mail server: `MailCatcher(tls=authority.server("127.0.0.1"))`."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for all tests of a process."""
    with chromium.running() as started:
        yield started


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a browser for each person of a test; at its end no page may have given cause for complaint."""
    visitors: list[Visitor] = []
    with ExitStack() as windows:

        def open_window(**wishes: Any) -> Visitor:
            visitors.append(windows.enter_context(Visitor(browser, Window(**wishes))))
            return visitors[-1]

        yield open_window
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []


@pytest.fixture(scope="session")
def ooxml() -> Iterator[Validator]:
    """The Open XML SDK's validator: `ooxml.findings(path)` is empty for a file that Word accepts."""
    node = programs.path_of("node")
    if not (Path(__file__).parent / "ooxml" / "node_modules").exists():
        programs.missing("the Open XML validator")
    with Validator(node) as validator:
        yield validator
