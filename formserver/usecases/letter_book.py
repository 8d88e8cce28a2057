"""The letters of every process in use, each set read once.

The service's own and those pinned with the process.
"""

from collections.abc import Mapping
from pathlib import Path

from formserver.domain.process import Process
from formserver.mail.letters import LetterSet

SERVICE_LETTERS = Path(__file__).parents[1] / "letters"


class LetterBook:
    """Gives the set of letters of a process. Sets are kept for as long as the server runs."""

    def __init__(self, service: Path = SERVICE_LETTERS) -> None:
        self._service = {path.name: path.read_text(encoding="utf-8") for path in sorted(service.iterdir())}
        self._sets: dict[int, tuple[Process, LetterSet]] = {}
        self._own: dict[int, LetterSet] = {}

    @property
    def shipped(self) -> Mapping[str, str]:
        """The service's own letters as they came with the program, and what letters everywhere may use."""
        return self._service

    def own(self, version_id: int, texts: Mapping[str, str]) -> LetterSet:
        """The service's own letters, such as the sign-in code, with the texts by file name of a version."""
        if version_id not in self._own:
            self._own[version_id] = LetterSet.from_texts({**self._service, **texts})
        return self._own[version_id]

    def of(self, process: Process) -> LetterSet:
        """The letters of a process, the service's own among them."""
        kept = self._sets.get(id(process))
        if kept is None or kept[0] is not process:
            kept = (process, self.made_of(process.letter_texts))
            self._sets[id(process)] = kept
        return kept[1]

    def made_of(self, texts: Mapping[str, str]) -> LetterSet:
        """The letters of a process given as texts by file name."""
        return LetterSet.from_texts(self._service, texts)
