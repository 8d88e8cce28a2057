"""What a use case is handed: the one clock, the settings, the signer, the processes and the letters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from formserver.config import Settings
from formserver.definitions import Definition
from formserver.links import Signer
from formserver.mail.transport import Transport
from formserver.usecases.letter_book import LetterBook


@dataclass(frozen=True, kw_only=True)
class Tools:
    """The tools of one process. `clock` gives aware UTC; `definitions` are the processes on disk by key."""

    clock: Callable[[], datetime]
    settings: Settings
    signer: Signer
    definitions: Mapping[str, Definition]
    letters: LetterBook
    transport: Transport
