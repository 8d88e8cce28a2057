"""Asks the Open XML SDK's validator whether Word would accept a file; it runs in Node beside us."""

import json
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Self

HERE = Path(__file__).parent


class Validator:
    """One Node process, kept for many files: starting costs six seconds, a file one."""

    def __init__(self, node: Path) -> None:
        self._process = subprocess.Popen(
            [node, HERE / "validate.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def findings(self, path: Path) -> list[str]:
        """What is wrong with the Word file at `path`, a sentence each; an empty list when Word would open it.

        The SDK overlooks a member that stands twice in the zip, which Word does not.
        """
        return [*_twice(path), *self._of_sdk(path)]

    def _of_sdk(self, path: Path) -> list[str]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{path.resolve()}\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "fault" in answer:
            return [answer["fault"]]
        return [f"{one['part']} {one['where']}: {one['what']}" for one in answer["findings"]]


def _twice(path: Path) -> list[str]:
    if not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as package:
        times = Counter(package.namelist())
    return [f"{name} stands {count} times in the zip" for name, count in times.items() if count > 1]
