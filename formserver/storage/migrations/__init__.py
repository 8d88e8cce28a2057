"""The steps by which an older database becomes one of today: numbered SQL files, each taken once, in order.

A step is never changed once it is out. What databases have different words for is written {id}, {bytes},
{boolean} and {true}.
"""

from pathlib import Path

from formserver.storage.engine import connection

FOLDER = Path(__file__).parent
SQLITE = {
    "id": "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
    "bytes": "BLOB",
    "boolean": "INTEGER",
    "true": "1",
}


def pending() -> list[str]:
    """The names of the steps that the database has not taken yet, in order."""
    taken: set[str] = set()
    if connection.bound().table_exists("migration"):
        taken = {name for (name,) in connection.execute('SELECT "name" FROM "migration"')}
    return [name for name in names() if name not in taken]


def names() -> list[str]:
    """The names of all steps, in order."""
    return sorted(path.stem for path in FOLDER.glob("[0-9]*.sql"))


def take(name: str) -> None:
    """Take one step, and note that it was taken. Called inside a transaction."""
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    for statement in text.format_map(SQLITE).split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute('INSERT INTO "migration" ("name") VALUES (?)', name)
