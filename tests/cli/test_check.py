import shutil

import pytest

from formserver.config.settings import DOC_TEMPLATES
from formserver.storage import database
from formserver.storage.engine import connection
from tests.support import pinned
from tests.support.planforum import CASE as ELVDAL


@pytest.fixture
def one_process(tmp_path):
    """A folder with one process: the fewer templates, the sooner everything is looked at."""
    shutil.copytree(DOC_TEMPLATES / "regionalt_planforum", tmp_path / "processes" / "regionalt_planforum")
    return str(tmp_path / "processes")


def states(said):
    """What was looked at, and its state."""
    rows = [line.split("  ") for line in said.out[1:]]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    return {row[0]: row[1] for row in cells}


def test_a_good_installation_is_fine_throughout(formserver, smtp_catcher):
    said = formserver("check", mail_port=str(smtp_catcher.port), public_url="https://dialog.example.no")

    assert said.code == 0
    assert set(states(said).values()) <= {"fine", "absent"}
    assert {
        "settings",
        "database",
        "mail server",
        "template mulighetsdialog/packet.nn",
        "template regionalt_planforum/meeting_document.nn",
        "letters of mulighetsdialog",
        "letters of regionalt_planforum",
        "letters of service",
    } <= {what for what, state in states(said).items() if state == "fine"}


def test_a_mail_server_that_does_not_answer_is_a_fault(formserver, one_process):
    said = formserver("check", mail_port="1", doc_templates=one_process)

    assert (said.code, states(said)["mail server"]) == (1, "fault")
    assert said.failure == "formserver: 1 of 17 is at fault: mail server"


def test_a_key_that_others_may_read_is_a_fault_with_how_to_mend_it(formserver, one_process, smtp_catcher):
    formserver("dialog", "list", doc_templates=one_process)
    (formserver.instance / "secret.key").chmod(0o644)

    said = formserver("check", mail_port=str(smtp_catcher.port), doc_templates=one_process)

    (row,) = [line for line in said.out if line.startswith("secret key")]
    assert (
        row.split("fault")[1].strip() == f"others may read it: chmod 600 {formserver.instance / 'secret.key'}"
    )


def test_a_dialog_whose_definition_cannot_be_read_is_told_with_the_reason(
    formserver, one_process, smtp_catcher
):
    formserver("dialog", "import", ELVDAL, doc_templates=one_process)
    database.bind(formserver.database)
    pinned.pin(1, lambda files: {**files, "process.toml": "nei"})
    connection.close()

    said = formserver("check", mail_port=str(smtp_catcher.port), doc_templates=one_process)

    assert (said.code, states(said)["dialog 1"]) == (1, "fault")
    assert states(said)["process regionalt_planforum"] == "fine"
    assert "cannot be read: process.toml: The file" in "\n".join(said.out)
    (row,) = [
        line for line in formserver("dialog", "list", doc_templates=one_process).out if line[:2] == "1 "
    ]
    assert "waits: see `formserver check`" in row
    shown = formserver("dialog", "show", 1, doc_templates=one_process)
    assert shown.failure.startswith(
        "formserver: this waits, for what it builds on cannot be read: process.toml"
    )
