"""The house for the tests of use cases."""

from pathlib import Path

import pytest

from tests.usecases import house as houses
from tests.usecases.house import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A fresh house in which nothing has happened."""
    return houses.build(tmp_path / "house")
