"""A program that speaks WebDAV to one address, as Word and LibreOffice do."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

LOCK_INFO = (
    '<?xml version="1.0" encoding="utf-8"?><D:lockinfo xmlns:D="DAV:">'
    "<D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner><D:href>Ada</D:href></D:owner></D:lockinfo>"
)
PROPERTIES = '<?xml version="1.0"?><D:propfind xmlns:D="DAV:"><D:allprop/></D:propfind>'


@dataclass
class Program:
    """Asks by the whole address; `token` is the lock that it holds."""

    client: FlaskClient
    address: str
    token: str = ""

    @property
    def path(self) -> str:
        return urlsplit(self.address).path

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0] + "/"

    def ask(self, method: str, path: str | None = None, **options: Any) -> TestResponse:
        return self.client.open(path or self.path, method=method, **options)

    def read(self) -> TestResponse:
        return self.ask("GET")

    def lock(self, seconds: int = 600) -> TestResponse:
        answer = self.ask("LOCK", data=LOCK_INFO, headers={"Timeout": f"Second-{seconds}", "Depth": "0"})
        if answer.status_code == 200:
            self.token = answer.headers["Lock-Token"]
        return answer

    def refresh(self, seconds: int = 600) -> TestResponse:
        return self.ask("LOCK", headers={"If": f"({self.token})", "Timeout": f"Second-{seconds}"})

    def save(self, content: bytes, token: str | None = None) -> int:
        """The status that saving gives; with the lock it holds, if it holds one and no other is given."""
        held = self.token if token is None else token
        return self.ask("PUT", data=content, headers={"If": f"({held})"} if held else {}).status_code

    def unlock(self, token: str | None = None) -> int:
        return self.ask("UNLOCK", headers={"Lock-Token": token or self.token}).status_code

    def properties(self, path: str | None = None, depth: str = "0") -> str:
        answer = self.ask("PROPFIND", path, data=PROPERTIES, headers={"Depth": depth})
        assert answer.status_code == 207, answer.text
        return answer.text


def seconds_left(locked: TestResponse) -> int:
    """For how long a lock was granted."""
    found = re.search(r"Second-(\d+)", locked.text)
    assert found, locked.text
    return int(found[1])
