"""The texts of a case file, made what they would be had they been typed on a page."""

from typing import Any

from formserver.domain import texts


def unwritable(text: str) -> str:
    """The first control character, lone surrogate or noncharacter as U+0000, or ""."""
    wrong = next((character for character in texts.clean(text) if texts.wrong_characters(character)), "")
    return f"U+{ord(wrong):04X}" if wrong else ""


def cleaned(raw: Any) -> Any:
    """The same JSON with every text (not the keys) cleaned."""
    if isinstance(raw, str):
        return texts.clean(raw)
    if isinstance(raw, list):
        return [cleaned(one) for one in raw]
    if isinstance(raw, dict):
        return {key: cleaned(one) for key, one in raw.items()}
    return raw


def line(raw: str | None) -> str:
    """A text that must stand on one line; "" for none."""
    return texts.clean_line(raw or "")
