"""The service behind a real address, for tests with a browser."""

from dataclasses import dataclass

from flask.sessions import SecureCookieSessionInterface

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
