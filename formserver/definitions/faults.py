"""What can be wrong in a process's files, and the list that collects it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault.

    The file, the dotted key in it, and the reason in a sentence for the one who edits the file.
    """

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}" if self.key else f"{self.file}: {self.reason}"


class DefinitionFault(Exception):
    """The process cannot be used. `faults` holds every one that was found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


@dataclass
class Faults:
    """Collects the faults of one file while it is read."""

    file: str
    found: list[Fault] = field(default_factory=list)

    def add(self, key: str, reason: str) -> None:
        """Notes one fault."""
        self.found.append(Fault(file=self.file, key=key, reason=reason))
