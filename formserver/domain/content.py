"""What a form holds: the values of its fields, its items and its attachments, as one frozen value.

A value is JSON: its shape by kind of field is written at `formserver.domain.process.Kind`.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Value = Any  # a JSON value; which shape, the kind of the field says


class AttachmentKind(StrEnum):
    """How an attachment reaches the readers."""

    FILE = "file"  # enclosed, bytes in the database
    ADDRESS = "address"  # a web address
    OTHER_CHANNEL = "other_channel"  # exempt from public access: only its title is here
    NOT_ENCLOSED = "not_enclosed"  # named, but its bytes never came


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """One attachment. `size` in bytes, `sha256` in hex for files; `address` only for web addresses."""

    id: int
    kind: AttachmentKind
    title: str
    file_name: str = ""
    size: int = 0
    sha256: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item. `id` is its identity through all corrections (in an answer: that of the item answered).

    `number` is how people name it ("1.2"): theme number and a count that is never used again in its theme.
    """

    id: int
    number: str
    theme: int
    values: Mapping[str, Value]

    def value(self, key: str) -> Value:
        """The value of one field, or None."""
        return self.values.get(key)


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that a form holds at one moment."""

    values: Mapping[str, Value] = dataclasses.field(default_factory=dict)
    items: tuple[Item, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def item(self, item_id: int) -> Item | None:
        """The item with this identity, or None."""
        return next((item for item in self.items if item.id == item_id), None)


EMPTY = Content()


def is_empty(value: Value) -> bool:
    """Whether a value says nothing: no text, nothing chosen, nobody named."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping):
        return all(is_empty(one) for one in value.values())
    return value is None or value == []


def to_json(content: Content) -> dict[str, Any]:
    """The content as JSON, as it is frozen in the database and in exports."""
    return {
        "values": dict(content.values),
        "items": [dataclasses.asdict(item) for item in content.items],
        "attachments": [dataclasses.asdict(one) | {"kind": one.kind.value} for one in content.attachments],
    }


def from_json(stored: Mapping[str, Any]) -> Content:
    """The content that `to_json` wrote."""
    return Content(
        values=stored["values"],
        items=tuple(Item(**item) for item in stored["items"]),
        attachments=tuple(
            Attachment(**(one | {"kind": AttachmentKind(one["kind"])})) for one in stored["attachments"]
        ),
    )
