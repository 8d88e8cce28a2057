"""Files and functions stay small enough to be read in one go. (What each is for, ruff makes it say.)"""

import ast

from tests.architecture import source

LONGEST_FILE = 350
LONGEST_FUNCTION = 45


def test_no_file_is_too_long() -> None:
    long = {
        path: lines
        for path, text in source.texts().items()
        if path.startswith("formserver/") and path.endswith((".py", ".html", ".js", ".css"))
        if (lines := text.count("\n")) > LONGEST_FILE
    }

    assert long == {}


def test_no_function_is_too_long() -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in source.modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]

    assert long == []
