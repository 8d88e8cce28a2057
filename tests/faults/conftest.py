"""A service whose processes can be killed, and a house of the same instance in which people act meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from formserver import app, config
from formserver.usecases.service import accounts
from formserver.usecases.service.accounts import NewAccount
from tests.support.mail_catcher import MailCatcher
from tests.support.service import Service
from tests.usecases.house import JANUARY, TERMINAL, House

if TYPE_CHECKING:
    from tests.support.set_clock import SetClock


@pytest.fixture
def service(tmp_path: Path, smtp_catcher: MailCatcher) -> Iterator[Service]:
    """Nothing of it runs yet."""
    with Service(tmp_path / "instance", smtp_catcher, page_numbers="false") as made:
        yield made


@pytest.fixture
def house(service: Service) -> House:
    """Ada's house on the service's database and by its clock, on the morning of 4 January 2027."""
    tools = app.make_tools(config.load(service.instance, service.environ))
    service.turn_to(JANUARY)
    new = NewAccount(email="ada@example.no", name="Ada", phone="+47 00 00 00 01", administrator=True)
    # The service's clock is turned by the same words as one that stands still.
    return House(tools=tools, clock=cast("SetClock", service), ada=accounts.add_account(tools, TERMINAL, new))
