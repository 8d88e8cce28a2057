"""The language a template may speak: a small part of Jinja, over mappings and lists alone.

The allowlist is what keeps a template from computing; the sandbox is the wall behind it.
"""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from formserver.documents.fill import filters, printing
from formserver.documents.names.values import Chosen

FILTERS = (
    "capitalize", "count", "d", "default", "first", "having", "join", "last", "length", "lower", "sentence",
    "trim", "upper",
)  # fmt: skip
TESTS = ("defined", "none", "undefined")
LOOP_NAMES = ("first", "last", "index", "index0", "length")

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem,
    nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Filter, nodes.Test, nodes.Keyword,
)  # fmt: skip
_KNOWN: Mapping[type[nodes.Node], tuple[str, ...]] = {nodes.Filter: FILTERS, nodes.Test: TESTS}
_RAW = re.compile(r"\{%[-+]?\s*raw\b")  # of what it encloses, no node of the tree tells


class Environment(ImmutableSandboxedEnvironment):
    """Jinja with nothing but names: a dot reads a mapping's key, never an attribute of an object."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_finalize, cache_size=0)
        self.globals.clear()
        self.filters = {name: one for name, one in self.filters.items() if name in FILTERS}
        self.filters |= filters.OWN
        self.tests = {name: one for name, one in self.tests.items() if name in TESTS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Read a source; numbers that cannot be compiled are no better than a typing error."""
        try:
            tree = super()._parse(source, name, filename)
        except ValueError as fault:  # more digits than Python reads
            raise TemplateSyntaxError(str(fault), 1) from fault
        for one in tree.find_all(nodes.Const):
            if isinstance(one.value, float) and not math.isfinite(one.value):
                raise TemplateSyntaxError("too large a number", one.lineno)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read `obj.attribute`: a key, a fact of the loop, or the key of a chosen answer."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP_NAMES:
            return getattr(obj, attribute)
        if isinstance(obj, Chosen) and attribute == "key":
            return obj.key
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Read `obj["key"]` or `obj[0]`."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        if isinstance(obj, list | tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)


def forbidden(template: nodes.Template, source: str) -> Iterator[tuple[int, str]]:
    """Give line and construct for all that a template must not contain; it was read from `source`."""
    if raw := _RAW.search(source):
        yield source.count("\n", 0, raw.start()) + 1, "raw"
    for node in _all(template):
        if construct := _forbidden(node):
            yield node.lineno, construct


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)


def _forbidden(node: nodes.Node) -> str:
    """What is forbidden about a node itself, or nothing."""
    if not isinstance(node, _ALLOWED):
        return type(node).__name__.lower()
    if isinstance(node, nodes.Filter | nodes.Test):
        return "" if node.name in _KNOWN[type(node)] else node.name
    if isinstance(node, nodes.For) and (node.recursive or not isinstance(node.target, nodes.Name)):
        return "for"
    if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
        return "[]"
    name = _name(node)
    return name if name.startswith("_") else ""


def _name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return node.attr
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return str(node.arg.value)
    return ""


def _finalize(value: Any) -> Any:
    """Clean what is printed outside the text of a paragraph; undefined names complain by themselves."""
    if isinstance(value, Undefined) or hasattr(value, "__html__"):
        return value
    return printing.printable(value)
