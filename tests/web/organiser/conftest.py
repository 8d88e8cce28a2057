"""The service behind a real address, for tests with a browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread

import pytest
from flask.sessions import SecureCookieSessionInterface
from werkzeug.serving import make_server

from formserver.storage.accounts import Account
from tests.support.browser import Visitor
from tests.web.house import House


@dataclass(frozen=True)
class Served:
    """A house that answers at an address on this machine."""

    house: House
    address: str

    def sign_in(self, visitor: Visitor, account: Account) -> None:
        """Give the visitor's browser an open session."""
        signer = SecureCookieSessionInterface().get_signing_serializer(self.house.app)
        assert signer
        session = {"account": account.id, "since": self.house.clock().timestamp()}
        cookie = {"name": "session", "value": str(signer.dumps(session)), "url": self.address}
        visitor.context.add_cookies([cookie])  # type: ignore[list-item]


@pytest.fixture
def served(house: House) -> Iterator[Served]:
    """The service on a free port of this machine."""
    server = make_server("127.0.0.1", 0, house.app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield Served(house=house, address=f"http://127.0.0.1:{server.port}")
    server.shutdown()
    thread.join()
    server.server_close()
