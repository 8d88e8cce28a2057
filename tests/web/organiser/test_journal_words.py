"""Everything that use cases write into the journal has a sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import formserver.usecases
from formserver import i18n

# These have a sentence for each outcome.
SEVERAL = {"replied": ["replied_yes", "replied_no"], "deadline_changed": ["deadline_set", "deadline_rule"]}


def noted_in(tree: ast.Module) -> Iterator[str]:
    """Every text that a module hands to `journal.note`, or to a function of its own that takes an `event`."""
    nodes = list(ast.walk(tree))
    places = {"journal.note": 1} | {
        node.name: names.index("event")
        for node in nodes
        if isinstance(node, ast.FunctionDef) and "event" in (names := [one.arg for one in node.args.args])
    }
    for node in nodes:
        if isinstance(node, ast.Call) and ast.unparse(node.func) in places and not _of_no_dialog(node):
            yield from _texts(node.args[places[ast.unparse(node.func)]])
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "event":
            yield from _texts(node.value)


def _of_no_dialog(call: ast.Call) -> bool:
    """What belongs to no dialog is shown on no page."""
    return ast.unparse(call.args[0]) == "None"


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def events() -> list[str]:
    paths = Path(formserver.usecases.__path__[0]).rglob("*.py")
    found = {event for path in paths for event in noted_in(ast.parse(path.read_text(encoding="utf-8")))}
    return sorted(key for event in found for key in SEVERAL.get(event, [event]))


def test_the_events_are_found() -> None:
    assert {"submitted", "corrected", "registered", "title_changed", "link_moved", "reminded"} <= set(
        events()
    )


@pytest.mark.parametrize("event", events())
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_event_has_a_sentence(event: str, language: str) -> None:
    names = dict.fromkeys(
        ("by", "name", "party_name", "form_name", "reason", "old", "new", "item", "number"), "x"
    )

    assert i18n.say(language, f"journal.{event}", **names)
