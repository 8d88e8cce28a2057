"""What is wrong with something typed: a key and facts, put into words for one reader at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by

from formserver import i18n
from formserver.domain.words import Words


@dataclass(frozen=True)
class InputFault:
    """One fault. `key` is that of its words less "error."; `values` fills them in: Words or ready text."""

    key: str
    values: Mapping[str, object] = made_by(default_factory=dict)

    def told(self, language: str) -> str:
        """The fault in words, the same at the field and in the summary."""
        said = {
            name: one.to(language) if isinstance(one, Words) else one for name, one in self.values.items()
        }
        return i18n.say(language, f"error.{self.key}", **said)


class FaultError(ValueError):
    """Raised while a field is read, with the Fault that was found."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.fault = InputFault(key, values)
