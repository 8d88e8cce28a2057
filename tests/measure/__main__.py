"""`python -m tests.measure`: how large and how plain the package is, and what its pages ask, in numbers."""

import ast
import sys
from collections import Counter
from collections.abc import Iterator

from tests.architecture import source
from tests.measure import pages

MOST_BRANCHES = 10
MOST_FILES = 32
LOOPS = ast.For | ast.AsyncFor | ast.While
BRANCHES = LOOPS | ast.If | ast.IfExp | ast.ExceptHandler | ast.Assert | ast.match_case
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef

Row = tuple[str, str]


def main() -> None:
    """Print every measure. A new one is one more function that gives rows."""
    rows = [*size(), *complexity(), *shared_names(), *full_folders(), *pages.asked()]
    width = max(len(what) for what, _ in rows)
    sys.stdout.writelines(f"{what:<{width}}  {figure}\n" for what, figure in rows)


def size() -> Iterator[Row]:
    """The package's Python, blank lines and comments too."""
    texts = [(source.ROOT / path).read_text("utf-8") for path in source.modules()]
    lines = sum(text.count("\n") for text in texts)
    yield "lines of Python in the package", f"{lines:,} in {len(texts)} files"


def complexity() -> Iterator[Row]:
    """How much branches in the functions; one inside another counts with it."""
    modules = source.modules().items()
    whole = [function for _, tree in modules for function in _outermost(tree)]
    per_hundred = 100 * sum(map(branches, whole)) / sum(map(body_lines, whole))
    yield "cyclomatic complexity per 100 lines of function bodies", f"{per_hundred:.1f}"
    dense = [
        (branches(node), f"{path}:{node.lineno} {node.name}")
        for path, tree in modules
        for node in ast.walk(tree)
        if isinstance(node, FUNCTIONS) and branches(node) > MOST_BRANCHES
    ]
    yield f"functions with more than {MOST_BRANCHES} branches", str(len(dense))
    for count, place in sorted(dense, reverse=True):
        yield f"  {place}", str(count)


def shared_names() -> Iterator[Row]:
    """Public classes that bear the name of another."""
    modules = source.modules().values()
    names = Counter(
        node.name
        for tree in modules
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    shared = {name: count for name, count in names.items() if count > 1}
    share = sum(shared.values()) / names.total()
    yield (
        "public classes whose name another bears",
        f"{sum(shared.values())} of {names.total()} ({share:.0%})",
    )
    yield "public class names that several bear", str(len(shared))
    for name, count in sorted(shared.items()):
        yield f"  {name}", str(count)


def full_folders() -> Iterator[Row]:
    """Folders with too many modules to find one in."""
    folders = Counter(path.rpartition("/")[0] for path in source.modules())
    full = {folder: count for folder, count in folders.items() if count > MOST_FILES}
    yield f"folders with more than {MOST_FILES} modules", str(len(full))
    for folder, count in sorted(full.items()):
        yield f"  {folder}", str(count)


def branches(function: ast.AST) -> int:
    """Ways through it: 1, and 1 for each branch, `and`, `or`, conditional, comprehension and its `if`."""
    return 1 + sum(map(_ways_more, ast.walk(function)))


def body_lines(function: FUNCTIONS) -> int:
    """Lines from the first of the body, its docstring among them, to the last."""
    return (function.end_lineno or function.lineno) - function.body[0].lineno + 1


def _ways_more(node: ast.AST) -> int:
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    return int(isinstance(node, BRANCHES))


def _outermost(node: ast.AST) -> Iterator[FUNCTIONS]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTIONS):
            yield child
        else:
            yield from _outermost(child)


if __name__ == "__main__":
    main()
