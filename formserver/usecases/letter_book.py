"""The letters of every process in use, each set read once.

The service's own and those pinned with the process.
"""

from pathlib import Path

from formserver.domain.process import Process
from formserver.mail.letters import LetterSet

SERVICE_LETTERS = Path(__file__).parents[1] / "letters"


class LetterBook:
    """Gives the set of letters of a process. Sets are kept for as long as the server runs."""

    def __init__(self, service: Path = SERVICE_LETTERS) -> None:
        self._service = {path.name: path.read_text(encoding="utf-8") for path in sorted(service.iterdir())}
        self._sets: dict[int, tuple[Process, LetterSet]] = {}
        self._own: LetterSet | None = None

    @property
    def own(self) -> LetterSet:
        """The service's own letters, such as the sign-in code."""
        if self._own is None:
            self._own = LetterSet.from_texts(self._service)
        return self._own

    def of(self, process: Process) -> LetterSet:
        """The letters of a process, the service's own among them."""
        kept = self._sets.get(id(process))
        if kept is None or kept[0] is not process:
            kept = (process, LetterSet.from_texts(self._service, process.letter_texts))
            self._sets[id(process)] = kept
        return kept[1]
