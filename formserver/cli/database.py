"""`formserver database`: bring it up to date, copy it with the secret key, put a copy back, look it over."""

import argparse
import sys

from formserver.cli import arguments, files, installation
from formserver.cli.failure import CommandFailed

KEY = "secret.key"  # its name in a backup


def add(commands: arguments.Commands) -> None:
    """Describes the command."""
    own = arguments.group(
        commands, "database", does="care for the database", example="formserver database backup today.sqlite3"
    )
    arguments.command(
        own,
        "migrate",
        does="bring it up to this version, or make it",
        example="formserver database migrate",
        run=_migrate,
    )
    backup = arguments.command(
        own,
        "backup",
        does="copy it, secret key included, while the service runs",
        example="formserver database backup /srv/backup/formserver-$(date +%F).sqlite3",
        run=_backup,
    )
    restore = arguments.command(
        own,
        "restore",
        does="put a backup in its place, secret key included; stop the service first",
        example="formserver database restore /srv/backup/formserver-2027-03-01.sqlite3",
        run=_restore,
    )
    for one in (backup, restore):
        one.add_argument("file", metavar="FILE", type=arguments.file)
    arguments.command(
        own, "verify", does="look for damage, file by file", example="formserver database verify", run=_verify
    )


def _migrate(_: argparse.Namespace) -> None:
    from formserver.storage import database

    settings = installation.settings()
    _bind()
    with installation.faults_as_sentences():
        steps = database.migrate()
    print(f"{settings.database}: {', '.join(steps) if steps else 'up to date already'}")


def _backup(given: argparse.Namespace) -> None:
    from formserver import config
    from formserver.storage import database

    settings = installation.settings()
    _bind()
    print("Copying …", file=sys.stderr)
    try:
        with installation.faults_as_sentences():
            if not settings.database.exists():
                raise CommandFailed(f"there is no database {settings.database} to copy")
            database.backup(given.file, {KEY: config.secret_key(settings.instance)})
    except OSError as error:
        raise CommandFailed(f"{given.file} cannot be written: {error.strerror}") from error
    size = files.in_bytes(given.file.stat().st_size)
    print(f"Wrote {given.file} ({size}). It holds the secret key: keep it as safe as the service itself.")


def _restore(given: argparse.Namespace) -> None:
    from formserver import config
    from formserver.storage import database

    settings = installation.settings()
    _bind()
    print("Looking through the backup …", file=sys.stderr)
    try:
        with installation.faults_as_sentences():
            extras = database.restore(given.file, settings.database)
        config.replace_secret_key(settings.instance, extras.get(KEY, b""))
    except (database.NotABackup, config.SecretKeyError) as error:
        raise CommandFailed(f"{given.file} is no backup of formserver: {error}") from error
    except OSError as error:
        raise CommandFailed(f"{given.file} cannot be restored: {error.strerror}") from error
    with installation.faults_as_sentences():
        database.migrate()
    print(f"Restored {settings.database} and its secret key from {given.file}")


def _verify(_: argparse.Namespace) -> None:
    from formserver.storage import database

    settings = installation.settings()
    if not settings.database.exists():
        raise CommandFailed(f"there is no database {settings.database}")
    _bind()
    print("Reading every file …", file=sys.stderr)
    with installation.faults_as_sentences():
        faults = database.verify()
    for fault in faults:
        print(fault)
    if faults:
        raise CommandFailed(f"{len(faults)} faults in {settings.database}; restore a backup")
    print(f"{settings.database} is whole")


def _bind() -> None:
    from formserver.storage import database

    settings = installation.settings()
    try:
        settings.instance.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandFailed(
            f"the instance folder {settings.instance} cannot be used: {error.strerror}"
        ) from error
    database.bind(settings.database)
