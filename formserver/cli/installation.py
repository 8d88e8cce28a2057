"""Opens the installation for a command: settings, database and tools, each fault told in a sentence."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from formserver.cli.failure import CommandFailed

if TYPE_CHECKING:
    from datetime import datetime

    from formserver.config import Settings
    from formserver.definitions import DefinitionFault
    from formserver.storage.accounts import Account
    from formserver.usecases.actors import Actor
    from formserver.usecases.tools import Tools


def settings(environ: Mapping[str, str] = os.environ) -> "Settings":
    """The settings of this installation."""
    from formserver import config

    try:
        return config.load(config.instance_folder(environ), environ)
    except config.SettingFaults as faults:
        told = "; ".join(f"{fault.setting} {fault.reason}" for fault in faults.faults)
        raise CommandFailed(f"the settings cannot be used: {told}") from faults


def tools(chosen: "Settings | None" = None, clock: "Callable[[], datetime] | None" = None) -> "Tools":
    """Everything that use cases need. Makes the database of an empty instance."""
    from formserver import app, config, definitions

    chosen = chosen or settings()
    try:
        with faults_as_sentences():
            return app.make_tools(chosen, clock)
    except OSError as error:
        raise CommandFailed(
            f"the instance folder {chosen.instance} cannot be used: {error.strerror}"
        ) from error
    except config.SecretKeyError as error:
        raise CommandFailed(str(error)) from error
    except definitions.DefinitionFault as error:
        raise unusable(error) from error


def unusable(error: "DefinitionFault") -> CommandFailed:
    """The sentence for a process that cannot be used, with all that is wrong in it."""
    from formserver.usecases.processes import process_fault_words

    return CommandFailed(f"a process cannot be used: {process_fault_words.all_told(error.faults, 'en')}")


@contextmanager
def faults_as_sentences() -> Iterator[None]:
    """What the database may say instead of working, and why something cannot be read, in a sentence."""
    from formserver.domain.refusals import DefinitionUnreadable
    from formserver.storage import database
    from formserver.usecases.processes import process_fault_words

    try:
        yield
    except DefinitionUnreadable as refusal:
        faults = process_fault_words.all_told(refusal.facts["faults"], "en")  # type: ignore[arg-type]
        raise CommandFailed(f"this waits, for what it builds on cannot be read: {faults}") from refusal
    except database.Busy as error:
        raise CommandFailed(
            "the database is locked by another program; nothing was changed, try again"
        ) from error
    except database.Unusable as error:
        raise CommandFailed(
            f"the database cannot be used: {error}; see `formserver database verify`"
        ) from error


def terminal() -> "Actor":
    """Who acts, in the journal, when somebody works at the terminal."""
    from formserver.usecases.actors import Actor

    return Actor(name="formserver")


def account(made: "Tools", email: str) -> "Account":
    """The open account with this address."""
    from formserver.usecases.service import accounts

    with faults_as_sentences():
        found = [one for one in accounts.everyone(made) if one.email.casefold() == email.strip().casefold()]
    if not found or found[0].closed_at:
        raise CommandFailed(f"no open account has the address {email}; see `formserver account list`")
    return found[0]
