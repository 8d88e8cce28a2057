"""A name says what it names, and names one thing."""

import ast
from collections import defaultdict

from tests.architecture import source


def test_no_two_public_classes_share_a_name() -> None:
    places = defaultdict(list)
    for path, tree in source.modules().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(path)

    assert len(places) > 300
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_a_public_function_reads_with_its_module() -> None:
    """`of`, `told` and `faults` say nothing of what comes back."""
    bare = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in source.modules().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name in {"of", "told", "faults"}
    ]

    assert bare == []
