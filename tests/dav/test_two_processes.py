"""The same address asked by many programs at once, with two processes and one database behind it."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from formserver import app, config
from formserver.storage import database, templates
from formserver.usecases.actors import Actor, actor_of
from formserver.usecases.service import accounts
from formserver.usecases.service.accounts import NewAccount
from formserver.usecases.templates import open_in_word
from tests.dav.conftest import NOTE, template
from tests.dav.program import LOCK_INFO
from tests.support.mail_catcher import MailCatcher
from tests.support.service import Service

PROGRAMS = 16


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Started once; each test has an address of its own."""
    instance = tmp_path_factory.mktemp("two") / "instance"
    with MailCatcher() as post, Service(instance, post, web_processes="2") as running:
        running.start_web()
        yield running


@pytest.fixture
def address(service: Service) -> str:
    """A working copy that Ada opened."""
    tools = app.make_tools(config.load(service.instance, service.environ))
    new = NewAccount(email=f"{uuid.uuid4()}@example.no", name="Ada", administrator=True)
    ada = accounts.add_account(tools, Actor(name="terminal"), new)
    with database.reading():
        version = templates.in_use(NOTE)
    return open_in_word.open_in_word(tools, actor_of(ada), version.id, "Ny innledning").address


def ask(address: str, method: str, body: bytes) -> int:
    parts = urlsplit(address)
    with closing(HTTPConnection(parts.netloc)) as connection:
        connection.request(method, parts.path, body)
        return connection.getresponse().status


def test_one_of_many_programs_gets_the_lock(address: str) -> None:
    with ThreadPoolExecutor(PROGRAMS) as crowd:
        asked = [crowd.submit(ask, address, "LOCK", LOCK_INFO.encode()) for _ in range(PROGRAMS)]
        statuses = sorted(one.result() for one in asked)

    assert statuses == [200] + [423] * (PROGRAMS - 1)


def test_saves_at_once_are_all_kept(address: str) -> None:
    contents = [template(f"Tekst {number}") for number in range(4)]

    with ThreadPoolExecutor(len(contents)) as crowd:
        statuses = list(crowd.map(lambda content: ask(address, "PUT", content), contents))

    with database.reading():
        kept = [templates.content(one.id) for one in templates.versions(NOTE)]
    assert statuses == [204] * len(contents)
    assert set(contents) <= set(kept)


def test_no_log_tells_the_address(service: Service, address: str) -> None:
    token = address.split("/")[4]
    statuses = [ask(address, "GET", b""), ask(address, "PUT", b"text"), ask(address, "LOCK", b"<broken")]

    assert statuses == [200, 415, 400]
    assert "Serving" in service.said
    assert token not in service.said
