"""Processes and sample cases for the tests of case files."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from formserver import cases, definitions
from formserver.cases import Case, CaseFileFault
from formserver.config.settings import DOC_TEMPLATES
from formserver.definitions import Definition
from tests.support import planforum as sample

SAMPLES = Path(__file__).parent


@pytest.fixture(scope="session")
def processes() -> Mapping[str, Definition]:
    return definitions.load_all(DOC_TEMPLATES)


@pytest.fixture
def raw() -> dict[str, Any]:
    """The fictional case of Fossedal, to be changed at will."""
    found: dict[str, Any] = json.loads((SAMPLES / "fossedal.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def planforum() -> dict[str, Any]:
    """The fictional case of Elvdal, of the second process, to be changed at will."""
    found: dict[str, Any] = json.loads(sample.CASE.read_text(encoding="utf-8"))
    return found


@pytest.fixture
def read(processes: Mapping[str, Definition]) -> Callable[[Any], Case]:
    """Reads a case as if it had come in a file."""
    return lambda raw: cases.read(raw if isinstance(raw, bytes) else json.dumps(raw).encode(), processes)


@pytest.fixture
def faults(read: Callable[[Any], Case]) -> Callable[[Any], list[CaseFileFault]]:
    """What is told of a file that cannot be read."""

    def told(raw: Any) -> list[CaseFileFault]:
        with pytest.raises(cases.CaseFault) as caught:
            read(raw)
        return list(caught.value.faults)

    return told
