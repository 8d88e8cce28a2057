"""A general tree behind our stack and locks, for what asks more of a WebDAV server than one file.

Started as a program of its own by the web server; the folder comes in the environment.
"""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wsgidav.fs_dav_provider import FilesystemProvider

from formserver.dav.locks import Locks
from formserver.dav.webdav_server import stack
from formserver.storage import database

FOLDER = "DAV_TEST_FOLDER"


def application() -> Any:
    """The files below `tree` in the folder, whose locks and properties every process shares."""
    folder = Path(os.environ[FOLDER])
    (folder / "tree").mkdir(exist_ok=True)
    database.bind(folder / "formserver.sqlite3")
    database.migrate()
    properties = Properties(folder / "properties.sqlite3")
    inside = stack("/", FilesystemProvider(str(folder / "tree")), Locks(_now), property_manager=properties)

    def signed_in(environ: Any, start_response: Any) -> Any:
        environ["wsgidav.auth.user_name"] = "litmus"
        return inside(environ, start_response)

    return signed_in


def _now() -> datetime:
    return datetime.now(UTC)


class Properties:
    """Keeps dead properties (RFC 4918 § 4) where every process finds them: WsgiDAV's own are in memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._run("CREATE TABLE IF NOT EXISTS kept (url, name, value, PRIMARY KEY (url, name))")

    def _run(self, sql: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(self._path, isolation_level=None, timeout=30)) as connection:
            return connection.execute(sql, values).fetchall()

    def get_properties(self, url: str, environ: Any = None) -> list[str]:
        return [name for (name,) in self._run("SELECT name FROM kept WHERE url = ?", url)]

    def get_property(self, url: str, name: str, environ: Any = None) -> str | None:
        found = self._run("SELECT value FROM kept WHERE url = ? AND name = ?", url, name)
        return found[0][0] if found else None

    def write_property(
        self, url: str, name: str, value: str, dry_run: bool = False, environ: Any = None
    ) -> None:
        if not dry_run:
            self._run("REPLACE INTO kept VALUES (?, ?, ?)", url, name, value)

    def remove_property(self, url: str, name: str, dry_run: bool = False, environ: Any = None) -> None:
        if not dry_run:
            self._run("DELETE FROM kept WHERE url = ? AND name = ?", url, name)

    def remove_properties(self, url: str, environ: Any = None) -> None:
        self._run("DELETE FROM kept WHERE url = ?", url)

    def copy_properties(self, source: str, target: str, environ: Any = None) -> None:
        self.remove_properties(target)
        self._run("INSERT INTO kept SELECT ?, name, value FROM kept WHERE url = ?", target, source)

    def move_properties(self, source: str, target: str, with_children: bool, environ: Any = None) -> None:
        self.copy_properties(source, target)
        self.remove_properties(source)
