"""What the worker writes to its log when a step fails."""

from pathlib import Path

import pytest

from formserver.usecases.tools import Tools
from formserver.worker import loop
from formserver.worker.steps import WorkerStep
from tests.usecases import house as houses

WHO = "kari@example.no"


def breaks(_: Tools) -> bool:
    raise ValueError(WHO)


def test_a_fault_is_logged_by_place_and_type_and_quotes_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tools = houses.build(tmp_path / "house").tools

    loop.Rounds(tools, [WorkerStep(name="broken", run=breaks)]).one()

    assert "in breaks" in caplog.text
    assert "builtins.ValueError" in caplog.text
    assert WHO not in caplog.text
