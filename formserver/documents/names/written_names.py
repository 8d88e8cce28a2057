"""Names as the author of a template wrote them, read back from the tree that Jinja makes of a code."""

import re

from jinja2 import nodes

from formserver.documents.names.process_names import NameList

UNSAID = "…"  # stands for what is no name


def as_written(node: nodes.Node) -> str:
    """An expression as its author wrote it, as far as it is names."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{as_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{as_written(node.node)}.{node.arg.value}"
    if isinstance(node, nodes.Filter) and node.node is not None:
        return as_written(node.node)
    return UNSAID


def first(node: nodes.Node) -> nodes.Name | None:
    """The name that a chain of names begins with; None for what begins otherwise."""
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    return node if isinstance(node, nodes.Name) else None


def loop_over(written: str, rows: NameList) -> str:
    """The code that goes through a list."""
    return f"{{%p for {rows.each} in {written} %}}"


def instead(tag: str, asked: str, meant: str) -> str:
    """A code with another name in the place of one that it asks for, also where that is in brackets."""
    begin, *further = map(re.escape, asked.split("."))
    below = "".join(rf"\s*(?:\.\s*{name}\b|\[\s*\W{name}\W\s*\])" for name in further)
    return re.sub(rf"(?<![\w.]){begin}\b{below}", meant, tag)
