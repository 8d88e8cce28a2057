"""What a template's check is asked: handed from the web process to the child that does it."""

from collections.abc import Sequence
from dataclasses import dataclass

from formserver.documents.names.process_names import NameGroup
from formserver.domain.packet import Packet


@dataclass(frozen=True, kw_only=True)
class Task:
    """A template, the names it may use, the language its documents are in, and the names it must use."""

    template: bytes
    known: NameGroup
    language: str
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Filling:
    """A template, and all that each of the documents made from it would say."""

    template: bytes
    packets: Sequence[Packet]
