"""LibreOffice opens the address, locks the file, and what it saves becomes a version."""

from pathlib import Path

import pytest

from formserver import app, config
from formserver.documents.fill import reading_back
from formserver.storage import database, templates
from formserver.usecases.actors import Actor, actor_of
from formserver.usecases.service import accounts
from formserver.usecases.service.accounts import NewAccount
from formserver.usecases.templates import check_template, open_in_word
from tests.dav import office
from tests.dav.conftest import NOTE
from tests.support.mail_catcher import MailCatcher
from tests.support.service import Service


def opened(service: Service) -> str:
    """The address of a working copy that Ada opened."""
    tools = app.make_tools(config.load(service.instance, service.environ))
    new = NewAccount(email="ada@example.no", name="Ada", administrator=True)
    ada = accounts.add_account(tools, Actor(name="terminal"), new)
    with database.reading():
        version = templates.in_use(NOTE)
    return open_in_word.open_in_word(tools, actor_of(ada), version.id, "Ny innledning").address


@pytest.mark.office
def test_libreoffice_opens_the_address_writes_and_saves_a_sound_version(
    tmp_path: Path, smtp_catcher: MailCatcher
) -> None:
    with Service(tmp_path / "instance", smtp_catcher, web_processes="2") as service:
        service.start_web()
        address = opened(service)

        office.write_and_save(address, "Skrevet her", tmp_path)
        said = service.said

    with database.reading():
        latest = templates.versions(NOTE)[0]
        content = templates.content(latest.id)
        found = check_template.kept(latest)
    assert (latest.number, latest.by, latest.note) == (2, "Ada", "Ny innledning")
    assert "Skrevet her" in reading_back.texts(content)
    assert found == ()
    assert address.split("/")[4] not in said
