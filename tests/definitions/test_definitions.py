"""A process is read from its folder, and every fault in it is named by file, key and reason."""

import shutil
from pathlib import Path

import pytest

from formserver import definitions
from formserver.definitions import DefinitionFault

SHIPPED = Path(__file__).parents[2] / "doc_templates" / "mulighetsdialog"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped process that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "mulighetsdialog"))


def _faults(folder: Path, old: str, new: str, name: str = "process.toml") -> list[str]:
    """What is said of the process when `old` is replaced by `new` in one of its files."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionFault) as refused:
        definitions.load(folder)
    return [str(fault) for fault in refused.value.faults]


def test_every_shipped_process_is_whole() -> None:
    found = definitions.load_all(SHIPPED.parent)

    assert set(found) == {path.parent.name for path in SHIPPED.parent.glob("*/process.toml")}
    assert found["mulighetsdialog"].process.asking_form.key == "note"
    assert found["mulighetsdialog"].template("packet", "nb").startswith(b"PK")


def test_what_was_stored_is_read_as_it_was(folder: Path) -> None:
    definition = definitions.load(folder)

    assert definitions.parse(definition.files) == definition.process


def test_the_same_files_have_the_same_fingerprint_and_others_another(folder: Path) -> None:
    before = definitions.load(folder).sha256
    assert definitions.load(SHIPPED).sha256 == before

    (folder / "letters" / "note_receipt.nb.txt").write_text("Subject: Ny\n\nTekst\n", encoding="utf-8")

    assert definitions.load(folder).sha256 != before


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("version = 1", "", "version: is missing; write a whole number, like 4000"),
        (
            'requires = [\n    "dialog.title"',
            'requires = [\n    "{{ dialog }}"',
            "documents.note.requires: «{{ dialog }}» is not a name like dialog.title or themes[].title",
        ),
        ("version = 1", "version = true", "version: must be a whole number, like 4000"),
        ("version = 1", "version = -1", "version: must not be negative"),
        ("version = 1", "version = 1\nverson = 2", "verson: is not a key that is known here"),
        (
            'before_meeting = "P3W"',
            'before_meeting = "3 uker"',
            "deadlines.note.before_meeting: «3 uker» is not a span of weeks or days, like P3W or P2D",
        ),
        ('before_meeting = "P3W"', "", "deadlines.note: needs either before_meeting or after"),
        (
            "working_days = 1",
            "",
            "deadlines.packet.working_days: must be at least 1 after another deadline",
        ),
        ("at = 12:00:00", 'at = "12.00"', "deadlines.note.at: must be a time, like 12:00:00"),
        (
            'reminders = ["P1W", "P2D"]',
            "reminders = [1]",
            "deadlines.note.reminders: must be a list of texts",
        ),
        ('answers = "note"\n', "", "forms: exactly one must have answers, but 0 have"),
        ("joint = true", 'joint = "ja"', "forms.note.joint: must be true or false"),
        (
            'kind = "long_text"',
            'kind = "prose"',
            (
                "forms.note.fields[1].kind: «prose» is not one of text, long_text, choice, choices,"
                " yes_no, email, hosts, questions, people"
            ),
        ),
        (
            'key = "summary"',
            'key = "Kort omtale"',
            "forms.note.fields[1].key: holds small letters, digits and _ only",
        ),
        (
            "max_length = 3000",
            "max_length = 0",
            "forms.note.fields[1].max_length: must be from 1 to 100000",
        ),
        (
            'key = "ønske"',
            'key = ""',
            "forms.note.item_fields[1].choices[1].key: holds small letters, digits and _ only",
        ),
        (
            'key = "ønske"',
            'key = "problemstilling"',
            "forms.note.kind.choices: «problemstilling» stands 2 times; each must be there once",
        ),
        (
            'file_name = { nb = "Innledende respons {party}"',
            'file_name = { nb = "Innledende respons {title}"',
            "documents.response.file_name.nb: nothing is filled in for {title}; known are number, party",
        ),
        (
            'name = { nb = "Dokumentpakke {number}"',
            'name = { nb = "Dokumentpakke {number:>9}"',
            "documents.packet.name.nb: nothing is filled in for {number}; known are number, party",
        ),
        (
            'shown = "as_sent"',
            'shown = "later"',
            "forms.note.shown: must be as_sent or in_packet",
        ),
        (
            'en = "Opportunity dialogue"',
            "",
            "name.en: is missing; write the text in this language",
        ),
        (
            'en = "Opportunity dialogue"',
            'en = "Opportunity dialogue"\nde = "Dialog"',
            "name.de: is no language of ours; use nb, nn, en",
        ),
        ('en = "Opportunity dialogue"', "en = 1", "name.en: must be a text in quotes"),
        (
            "[roles.guest]",
            "[roles.Guest]",
            "roles.Guest: a key holds small letters, digits and _ only",
        ),
    ],
)
def test_a_key_that_is_missing_or_wrong_is_named(folder: Path, old: str, new: str, fault: str) -> None:
    assert f"process.toml: {fault}" in _faults(folder, old, new)


INVITED = 'nb = "{host_name} inviterer {party_name}."'
NEXT = "Møtet er {meeting_when}."


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Notatet fra {party_name}", "Notatet fra {host_name}", "forms.note.from_party.nb: nothing"),
        (INVITED, 'nb = "{host}"', "roles.responder.invited_who.nb: nothing"),
        (INVITED, 'nb = "{host_name"', "roles.responder.invited_who.nb: a brace"),
        (INVITED, 'nb = "{}"', "roles.responder.invited_who.nb: a brace"),
        (NEXT, "{meeting_when!r}", "roles.responder.invited_next.nb: nothing"),
        (NEXT, "{meeting_when.__class__}", "roles.responder.invited_next.nb: nothing"),
    ],
)
def test_a_name_that_nothing_fills_in_is_found_in_the_words(
    folder: Path, old: str, new: str, fault: str
) -> None:
    assert any(said.startswith(f"words.toml: {fault}") for said in _faults(folder, old, new, "words.toml"))


def test_words_that_stand_instead_of_shared_ones_have_the_names_of_those(folder: Path) -> None:
    own = '\n[instead]\nplan.lead = { nb = "Til {noen}", nn = "Til {nokon}", en = "To {whom" }\n'

    found = _faults(folder, "[first.binding]", f"{own}[first.binding]", "words.toml")

    assert found == ["words.toml: instead.plan.lead.en: a brace stands alone"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("hosts = true\n", "", "roles: exactly one must have hosts = true, but 0 have"),
        (
            'kind = "questions"',
            'kind = "long_text"',
            "forms: exactly one must have a field of kind questions, but 0 have",
        ),
        ("supplement = true\n", "", "documents: exactly one must have supplement = true, but 0 have"),
        (
            'packet_deadline = "packet"',
            'packet_deadline = "pakke"',
            "packet_deadline: «pakke» is not defined; known are note, response, packet",
        ),
        (
            'after = "response"',
            'after = "svar"',
            "deadlines.packet.after: «svar» is not defined; known are note, response",
        ),
        (
            'shown = "as_sent"',
            'shown = "as_sent"\ncorrected_until = "kart"',
            "forms.note.corrected_until: «kart» is not defined; known are note, response, packet",
        ),
        (
            'role = "host"',
            'role = "eier"',
            "forms.note.role: «eier» is not defined; known are host, responder, guest",
        ),
        (
            'item_title = "title"',
            'item_title = "tittel"',
            (
                "forms.note.item_title: «tittel» is not defined; known are kind, title, host_party_ids,"
                " background, tried, asks, outcome, priority"
            ),
        ),
        (
            'item_title = "title"\n',
            "",
            "forms.note.item_title: is missing; name the field that an item is called by",
        ),
        (
            'verdict = "status"\n',
            "",
            "forms.response.verdict: is missing; name the choice field that the matrix shows",
        ),
        (
            'key = "contact"',
            'key = "summary"',
            "forms.note.fields: «summary» stands 2 times; each must be there once",
        ),
        ("number = 2", "number = 1", "themes: «1» stands 2 times; each must be there once"),
        (
            'receipt = "note_receipt"',
            'kvittering = "note_receipt"',
            (
                "forms.note.letters.kvittering: is not a fact of a form; known are asked, corrected,"
                " informed, overdue, receipt, registered, reminder"
            ),
        ),
        (
            'receipt = "note_receipt"',
            'receipt = "note_reciept"',
            "forms.note.letters.receipt: there is no letter «note_reciept» in the folder letters",
        ),
        ('meeting_moved = "meeting_moved"\n', "", "letters.meeting_moved: is missing; name the letter"),
        (
            '[documents.note]\nform = "note"',
            "[documents.note]",
            "documents.note: needs either form or compiled = true",
        ),
        (
            'letters = { attached = "packet_attached", linked = "packet_linked" }',
            "",
            "documents.packet.letters: needs attached and linked, and nothing else",
        ),
    ],
)
def test_parts_that_do_not_fit_together_are_named(folder: Path, old: str, new: str, fault: str) -> None:
    assert f"process.toml: {fault}" in _faults(folder, old, new)


def test_a_letter_that_tells_no_fact_is_named(folder: Path) -> None:
    faults = _faults(
        folder, 'records_copy = "records_copy"', 'records_copy = "records_copy"\nfest = "records_copy"'
    )

    assert faults == ["process.toml: letters.fest: is not a fact that the dialog tells"]


def test_all_faults_are_found_at_once(folder: Path) -> None:
    faults = _faults(folder, "joint = true\nattachments = true", "joint = 1\nattachments = 2")

    assert faults == [
        "process.toml: forms.note.joint: must be true or false",
        "process.toml: forms.note.attachments: must be true or false",
    ]


def test_words_in_a_missing_language_are_named(folder: Path) -> None:
    path = folder / "words.toml"
    path.write_text('[forms.note]\nsubmit = { nb = "Send", nn = "Send" }\nextra = 1\n', encoding="utf-8")

    with pytest.raises(DefinitionFault) as refused:
        definitions.load(folder)

    assert [str(fault) for fault in refused.value.faults] == [
        "words.toml: forms.note.submit.en: is missing; write the text in this language",
        "words.toml: forms.note.extra: must be a table with a text in each language",
    ]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[first.binding]", "first.binding"),
        ("submit = {", "forms.note.submit"),
        ("none_label = {", "forms.response.none_label"),
        ("verdict_missing = {", "forms.response.verdict_missing"),
        ("[forms.note.item_removed]", "forms.note.item_removed"),
        ("[roles.guest.invited_next]", "roles.guest.invited_next"),
        ("planning = {", "phases.planning"),
        ("not_asked = {", "packet.not_asked"),
    ],
)
def test_a_text_that_a_page_would_look_for_in_vain_is_named(folder: Path, text: str, key: str) -> None:
    spoilt = text.replace("]", "_x]") if "]" in text else f"x_{text}"

    faults = _faults(folder, text, spoilt, "words.toml")

    assert f"words.toml: {key}: is missing; write the text in every language" in faults


def test_a_file_that_is_no_toml_is_named_with_its_line(folder: Path) -> None:
    (fault,) = _faults(folder, 'key = "mulighetsdialog"', "key = mulighetsdialog")

    assert fault.startswith("process.toml: is not TOML: ")
    assert "line" in fault


def test_a_missing_word_template_is_named(folder: Path) -> None:
    (folder / "packet.nn.docx").unlink()

    with pytest.raises(
        DefinitionFault, match=r"documents\.packet\.templates\.nn: there is no file «packet\.nn\.docx»"
    ):
        definitions.load(folder)


def test_a_missing_or_unreadable_file_is_named(folder: Path) -> None:
    (folder / "words.toml").write_bytes(b"\xff")
    with pytest.raises(DefinitionFault, match=r"words\.toml: cannot be read"):
        definitions.load(folder)
    (folder / "process.toml").unlink()
    with pytest.raises(DefinitionFault, match=r"process\.toml: cannot be read"):
        definitions.load(folder)


def test_an_empty_folder_of_processes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionFault, match="there is no process in this folder"):
        definitions.load_all(tmp_path)


def test_a_stored_definition_has_no_template_files(folder: Path) -> None:
    from dataclasses import replace

    with pytest.raises(FileNotFoundError):
        replace(definitions.load(folder), folder=None).template("packet", "nb")


NO_END = {
    "a list in lists": "x = " + "[" * 5000 + "]" * 5000,
    "a table in tables": ".".join("a" * 300) + " = 1",
    "a number without end": "x = " + "9" * 5000,
}


@pytest.mark.parametrize("line", NO_END.values(), ids=NO_END)
@pytest.mark.parametrize("name", ["process.toml", "words.toml"])
def test_what_has_no_end_is_a_fault_of_its_file(folder: Path, name: str, line: str) -> None:
    found = _faults(folder, "", f"{line}\n", name)

    assert [fault.split(":")[0] for fault in found] == [name]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"P3W"', '"P9999999D"', "deadlines.note.before_meeting: «P9999999D» is not a span of weeks or days"),
        (
            "working_days = 1",
            "working_days = 251",
            "deadlines.packet.working_days: must not be more than 250",
        ),
        ("version = 1", "version = 1000001", "version: must not be more than 1000000"),
    ],
)
def test_what_no_dialog_could_live_with_is_a_fault(folder: Path, old: str, new: str, fault: str) -> None:
    assert fault in "\n".join(_faults(folder, old, new))


def test_a_list_has_an_end(folder: Path) -> None:
    many = "".join(
        f'[[themes]]\nnumber = {one}\ntitle = {{ nb = "a", nn = "a", en = "a" }}\n' for one in range(101)
    )

    found = _faults(folder, "[[themes]]", f"{many}[[themes]]")

    assert any("themes: holds" in one and "there is room for 100" in one for one in found)


def test_a_form_takes_the_place_of_nothing_else_in_a_document(folder: Path) -> None:
    files = definitions.load(folder).files

    with pytest.raises(DefinitionFault) as refused:
        definitions.parse({name: _renamed(text) for name, text in files.items()})

    assert "process.toml: forms.dialog: «dialog» has another meaning in documents" in str(refused.value)


def _renamed(text: str) -> str:
    """A text of the process in which the note is called the dialog."""
    for before in ("forms.", 'answers = "', 'form = "'):
        text = text.replace(f"{before}note", f"{before}dialog")
    return text.replace("[forms.note]", "[forms.dialog]")
