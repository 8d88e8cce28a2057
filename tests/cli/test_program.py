import shutil
import subprocess
import sys

import pytest

from formserver.cli import program
from formserver.config.settings import DOC_TEMPLATES

COMMANDS = [
    ("demo",),
    ("serve",),
    ("web",),
    ("worker",),
    ("check",),
    *[("account", name) for name in ("add", "list", "close", "code")],
    *[("dialog", name) for name in ("import", "list", "show", "packet", "export")],
    *[("template", name) for name in ("check", "render", "fields")],
    *[("outbox", name) for name in ("list", "retry")],
    *[("database", name) for name in ("migrate", "backup", "restore", "verify")],
]
HEAVY = {"flask", "peewee", "docx", "docxtpl", "lxml", "jinja2", "jsonschema", "aiosmtpd", "babel", "smtplib"}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(formserver, words):
    said = formserver(*words, "--help")

    assert said.code == 0
    assert said.out[said.out.index("example:") + 1].strip().startswith(f"formserver {' '.join(words)}")


def test_help_loads_nothing_that_takes_time():
    look = f"""
import sys
from formserver.cli import program
program._parser([])
print({HEAVY!r} & set(sys.modules))
"""

    said = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    assert said.stdout == "set()\n"


@pytest.mark.parametrize("name", program.COMMANDS)
def test_a_command_alone_is_told_as_the_help_of_all_tells_it(name):
    alone, every = program._parser([name]), program._parser([])

    shown = [one._subparsers._group_actions[0].choices[name].format_help() for one in (alone, every)]

    assert shown[0] == shown[1]


def test_every_command_of_the_help_is_known_by_its_module():
    every = program._parser([])._subparsers._group_actions[0].choices

    assert list(program.COMMANDS) == list(every)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("dialogs",),
        ("dialog",),
        ("dialog", "import"),
        ("dialog", "show", "first"),
        ("dialog", "show", "0"),
        ("dialog", "packet", "1"),
        ("account", "add", "kari"),
        ("demo", "--port", "80000"),
        ("template", "check", "a.docx"),
        ("outbox", "list", "--limit", "-1"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(formserver, words):
    said = formserver(*words)

    assert (said.code, said.out) == (2, [])
    assert "error: " in said.failure


def test_settings_that_cannot_be_used_are_told_all_at_once(formserver):
    said = formserver("dialog", "list", mail_port="smtp", language="se")

    assert said.code == 1
    assert said.failure == (
        "formserver: the settings cannot be used: mail_port must be a whole number, not 'smtp'; "
        "language must be one of nb, nn, en"
    )


def test_a_process_that_cannot_be_used_is_told_by_file_and_key(formserver, tmp_path):
    folder = tmp_path / "templates/broken"
    folder.mkdir(parents=True)
    (folder / "process.toml").write_text("key = 3\n", encoding="utf-8")

    said = formserver("dialog", "list", doc_templates=str(tmp_path / "templates"))

    assert said.code == 1
    assert said.failure == (
        "formserver: a process cannot be used: broken/words.toml: "
        "The file is missing. Put it into the folder."
    )


def test_a_line_of_a_process_that_cannot_be_used_is_told_with_the_way_to_it(formserver, tmp_path):
    folder = tmp_path / "templates/broken"
    shutil.copytree(DOC_TEMPLATES / "mulighetsdialog", folder)
    toml = folder / "process.toml"
    toml.write_text(toml.read_text("utf-8").replace("joint = true", 'joint = "ja"'), encoding="utf-8")

    said = formserver("dialog", "list", doc_templates=str(tmp_path / "templates"))

    assert said.failure == (
        "formserver: a process cannot be used: broken/process.toml, forms → note → joint: "
        "There must be yes or no here, without quotation marks: joint = true or joint = false."
    )


def test_an_instance_that_is_no_folder_is_told(formserver, tmp_path):
    (tmp_path / "instance").write_text("a file", encoding="utf-8")

    said = formserver("dialog", "list")

    assert (said.code, said.out) == (1, [])
    assert said.failure.startswith("formserver: the settings cannot be used: config.toml cannot be read: ")


def test_a_key_file_that_is_no_key_is_told(formserver):
    formserver("database", "migrate")
    (formserver.instance / "secret.key").write_bytes(b"short")

    said = formserver("dialog", "list")

    assert said.code == 1
    assert said.failure.endswith("must hold 32 bytes, not 5; restore it from a backup")


def test_a_fault_of_the_program_is_one_sentence_too():
    break_it = (
        "from formserver.cli import installation, program\n"
        "installation.tools = lambda: 1 / 0\n"
        "program.run(['dialog', 'list'])"
    )

    said = subprocess.run([sys.executable, "-c", break_it], capture_output=True, text=True, check=False)

    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith(
        "formserver: a fault in the program itself, at <string>:2: ZeroDivisionError"
    )
    assert said.stderr.count("\n") == 1


def test_a_reader_that_has_enough_ends_the_command_quietly(with_dialog):
    words = with_dialog.words("template", "fields", "--document", "packet")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}

    with subprocess.Popen(words, env=with_dialog.environ(), **pipes) as listing:
        listing.stdout.close()
        complaint = listing.stderr.read()

    assert (listing.returncode, complaint) == (0, "")
