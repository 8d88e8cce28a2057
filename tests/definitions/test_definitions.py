"""A process is read from its folder, and every fault in it is named by file, key and kind."""

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
    return _of(folder)


def _of(folder: Path) -> list[str]:
    """What is said of a process that cannot be used."""
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

    assert definitions.read(definition.files).process == definition.process


def test_the_same_files_have_the_same_fingerprint_and_others_another(folder: Path) -> None:
    before = definitions.load(folder).sha256
    assert definitions.load(SHIPPED).sha256 == before

    (folder / "letters" / "note_receipt.nb.txt").write_text("Subject: Ny\n\nTekst\n", encoding="utf-8")

    assert definitions.load(folder).sha256 != before


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("version = 1", "", "version: missing_number(name=version)"),
        (
            'requires = [\n    "dialog.title"',
            'requires = [\n    "{{ dialog }}"',
            "documents.note.requires: not_a_document_name(name={{ dialog }})",
        ),
        ("version = 1", "version = true", "version: not_number(name=version)"),
        ("version = 1", "version = -1", "version: negative(number=-1)"),
        (
            "version = 1",
            "version = 1\nverson = 2",
            (
                "verson: unknown_key(name=verson, known=deadlines, documents, format, forms, key, letters, "
                "name, packet_deadline, phase_statement, roles, themes, version)"
            ),
        ),
        (
            'before_meeting = "P3W"',
            'before_meeting = "3 uker"',
            "deadlines.note.before_meeting: not_a_span(text=3 uker)",
        ),
        ('before_meeting = "P3W"', "", "deadlines.note: before_or_after()"),
        (
            "working_days = 1",
            "",
            "deadlines.packet.working_days: working_days_missing()",
        ),
        ("at = 12:00:00", 'at = "12.00"', "deadlines.note.at: not_time(name=at)"),
        (
            'reminders = ["P1W", "P2D"]',
            "reminders = [1]",
            "deadlines.note.reminders: not_texts(name=reminders)",
        ),
        ('answers = "note"\n', "", 'forms: none_has(wanted=answers = "…")'),
        ("joint = true", 'joint = "ja"', "forms.note.joint: not_flag(name=joint)"),
        (
            'kind = "long_text"',
            'kind = "prose"',
            (
                "forms.note.fields[1].kind: not_one_of(name=prose, known=text, long_text, choice, choices, "
                "yes_no, email, hosts, questions, people)"
            ),
        ),
        (
            'key = "summary"',
            'key = "Kort omtale"',
            "forms.note.fields[1].key: not_a_key(name=Kort omtale)",
        ),
        (
            "max_length = 3000",
            "max_length = 0",
            "forms.note.fields[1].max_length: not_in_range(least=1, limit=100000)",
        ),
        (
            'key = "ønske"',
            'key = ""',
            "forms.note.item_fields[1].choices[1].key: not_a_choice_key(name=)",
        ),
        (
            'key = "ønske"',
            'key = "problemstilling"',
            "forms.note.kind.choices: stands_twice(name=problemstilling, count=2)",
        ),
        (
            'file_name = { nb = "Innledende respons {party}"',
            'file_name = { nb = "Innledende respons {title}"',
            "documents.response.file_name.nb: not_filled_in(name=title, known=number, party)",
        ),
        (
            'name = { nb = "Dokumentpakke {number}"',
            'name = { nb = "Dokumentpakke {number:>9}"',
            "documents.packet.name.nb: odd_name(name=number)",
        ),
        (
            'shown = "as_sent"',
            'shown = "later"',
            "forms.note.shown: not_one_of(name=later, known=as_sent, in_packet)",
        ),
        (
            'en = "Opportunity dialogue"',
            "",
            "name.en: language_missing(language=en)",
        ),
        (
            'en = "Opportunity dialogue"',
            'en = "Opportunity dialogue"\nde = "Dialog"',
            "name.de: unknown_language(name=de, known=nb, nn, en)",
        ),
        ('en = "Opportunity dialogue"', "en = 1", "name.en: not_text(name=en)"),
        (
            "[roles.guest]",
            "[roles.Guest]",
            "roles.Guest: not_a_key(name=Guest)",
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
        (
            "Notatet fra {party_name}",
            "Notatet fra {host_name}",
            "forms.note.from_party.nb: not_filled_in(name=host_name, known=party_name)",
        ),
        (INVITED, 'nb = "{host}"', "roles.responder.invited_who.nb: not_filled_in(name=host,"),
        (INVITED, 'nb = "{host_name"', "roles.responder.invited_who.nb: brace_alone()"),
        (INVITED, 'nb = "{}"', "roles.responder.invited_who.nb: brace_alone()"),
        (NEXT, "{meeting_when!r}", "roles.responder.invited_next.nb: odd_name(name=meeting_when)"),
        (
            NEXT,
            "{meeting_when.__class__}",
            "roles.responder.invited_next.nb: not_filled_in(name=meeting_when.__",
        ),
    ],
)
def test_a_name_that_nothing_fills_in_is_found_in_the_words(
    folder: Path, old: str, new: str, fault: str
) -> None:
    assert any(said.startswith(f"words.toml: {fault}") for said in _faults(folder, old, new, "words.toml"))


def test_words_that_stand_instead_of_shared_ones_have_the_names_of_those(folder: Path) -> None:
    own = '\n[instead]\nplan.lead = { nb = "Til {noen}", nn = "Til {nokon}", en = "To {whom" }\n'

    found = _faults(folder, "[first.binding]", f"{own}[first.binding]", "words.toml")

    assert found == ["words.toml: instead.plan.lead.en: brace_alone()"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("hosts = true\n", "", "roles: none_has(wanted=hosts = true)"),
        (
            'kind = "questions"',
            'kind = "long_text"',
            'forms: none_has(wanted=kind = "questions")',
        ),
        ("supplement = true\n", "", "documents: none_has(wanted=supplement = true)"),
        (
            'packet_deadline = "packet"',
            'packet_deadline = "pakke"',
            "packet_deadline: not_defined(name=pakke, known=note, response, packet)",
        ),
        (
            'after = "response"',
            'after = "svar"',
            "deadlines.packet.after: not_defined(name=svar, known=note, response)",
        ),
        (
            'shown = "as_sent"',
            'shown = "as_sent"\ncorrected_until = "kart"',
            "forms.note.corrected_until: not_defined(name=kart, known=note, response, packet)",
        ),
        (
            'role = "host"',
            'role = "eier"',
            "forms.note.role: not_defined(name=eier, known=host, responder, guest)",
        ),
        (
            'item_title = "title"',
            'item_title = "tittel"',
            (
                "forms.note.item_title: not_defined(name=tittel, known=kind, title, host_party_ids, "
                "background, tried, asks, outcome, priority)"
            ),
        ),
        (
            'item_title = "title"\n',
            "",
            "forms.note.item_title: item_title_missing()",
        ),
        (
            'verdict = "status"\n',
            "",
            "forms.response.verdict: verdict_missing()",
        ),
        (
            'key = "contact"',
            'key = "summary"',
            "forms.note.fields: stands_twice(name=summary, count=2)",
        ),
        ("number = 2", "number = 1", "themes: stands_twice(name=1, count=2)"),
        (
            'receipt = "note_receipt"',
            'kvittering = "note_receipt"',
            (
                "forms.note.letters.kvittering: unknown_occasion(name=kvittering, known=asked, corrected, "
                "informed, overdue, receipt, registered, reminder)"
            ),
        ),
        (
            'receipt = "note_receipt"',
            'receipt = "note_reciept"',
            "forms.note.letters.receipt: no_such_letter(name=note_reciept)",
        ),
        (
            'meeting_moved = "meeting_moved"\n',
            "",
            "letters.meeting_moved: letter_missing(name=meeting_moved)",
        ),
        (
            '[documents.note]\nform = "note"',
            "[documents.note]",
            "documents.note: form_or_compiled()",
        ),
        (
            'letters = { attached = "packet_attached", linked = "packet_linked" }',
            "",
            "documents.packet.letters: attached_and_linked()",
        ),
    ],
)
def test_parts_that_do_not_fit_together_are_named(folder: Path, old: str, new: str, fault: str) -> None:
    assert f"process.toml: {fault}" in _faults(folder, old, new)


def test_a_letter_that_tells_no_fact_is_named(folder: Path) -> None:
    faults = _faults(
        folder, 'records_copy = "records_copy"', 'records_copy = "records_copy"\nfest = "records_copy"'
    )

    assert len(faults) == 1
    assert faults[0].startswith("process.toml: letters.fest: unknown_occasion(name=fest, known=co_organiser")


def test_all_faults_are_found_at_once(folder: Path) -> None:
    faults = _faults(folder, "joint = true\nattachments = true", "joint = 1\nattachments = 2")

    assert faults == [
        "process.toml: forms.note.joint: not_flag(name=joint)",
        "process.toml: forms.note.attachments: not_flag(name=attachments)",
    ]


def test_words_in_a_missing_language_are_named(folder: Path) -> None:
    path = folder / "words.toml"
    path.write_text('[forms.note]\nsubmit = { nb = "Send", nn = "Send" }\nextra = 1\n', encoding="utf-8")

    with pytest.raises(DefinitionFault) as refused:
        definitions.load(folder)

    assert [str(fault) for fault in refused.value.faults] == [
        "words.toml: forms.note.submit.en: language_missing(language=en)",
        "words.toml: forms.note.extra: not_in_languages(name=extra)",
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

    assert f"words.toml: {key}: words_missing(known=nb, nn, en)" in faults


def test_a_file_that_is_no_toml_is_named_with_its_line(folder: Path) -> None:
    assert _faults(folder, "joint = true", "joint = ja") == [
        f"process.toml: not_toml(line={_line('joint = true')}, column=9, text=joint = ja)"
    ]


def test_what_stands_twice_in_a_file_is_named_with_its_line(folder: Path) -> None:
    assert _faults(folder, "joint = true", "joint = true\njoint = true") == [
        f"process.toml: toml_twice(line={_line('joint = true') + 1}, text=joint = true)"
    ]


@pytest.mark.parametrize("end", ["a = [1,\n", 'a = """b'])
def test_what_is_not_finished_where_a_file_ends_is_named_with_its_last_line(folder: Path, end: str) -> None:
    whole = (SHIPPED / "words.toml").read_text(encoding="utf-8")

    assert _faults(folder, whole, f"{whole}\n{end}", "words.toml") == [
        f"words.toml: toml_ends_early(line={whole.count(chr(10)) + 2}, text={end.strip()})"
    ]


def _line(text: str) -> int:
    """Where a text first stands in the shipped process.toml, counted from 1."""
    return (SHIPPED / "process.toml").read_text(encoding="utf-8").split(text)[0].count("\n") + 1


def test_a_missing_word_template_is_named(folder: Path) -> None:
    (folder / "packet.nn.docx").unlink()

    assert _of(folder) == ["process.toml: documents.packet.templates.nn: no_word_file(name=packet.nn.docx)"]


def test_a_missing_or_unreadable_file_is_named(folder: Path) -> None:
    (folder / "words.toml").write_bytes(b"\xff")
    assert _of(folder) == ["words.toml: not_utf8()"]
    (folder / "process.toml").unlink()
    assert _of(folder) == ["process.toml: file_missing()"]
    (folder / "process.toml").mkdir()
    assert _of(folder) == ["process.toml: unreadable(why=Is a directory)"]


@pytest.mark.parametrize("name", ["process.toml", "words.toml"])
def test_stored_files_without_one_that_is_needed_are_no_process(name: str) -> None:
    files = dict(definitions.load(SHIPPED).files)
    del files[name]

    with pytest.raises(DefinitionFault) as refused:
        definitions.read(files)

    assert [str(fault) for fault in refused.value.faults] == [f"{name}: file_missing()"]


def test_of_several_processes_the_one_at_fault_is_named(folder: Path) -> None:
    (folder / "note.nb.docx").unlink()

    with pytest.raises(DefinitionFault) as refused:
        definitions.load_all(folder.parent)

    assert [fault.file for fault in refused.value.faults] == ["mulighetsdialog/process.toml"]


def test_an_empty_folder_of_processes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionFault, match="no_process"):
        definitions.load_all(tmp_path)


def test_a_stored_definition_has_no_template_files(folder: Path) -> None:
    from dataclasses import replace

    with pytest.raises(FileNotFoundError):
        replace(definitions.load(folder), folder=None).template("packet", "nb")


NO_END = {
    "a list in lists": ("x = " + "[" * 5000 + "]" * 5000, "toml_too_deep()"),
    "a table in tables": (".".join("a" * 300) + " = 1", "toml_too_deep()"),
    "a number without end": ("x = " + "9" * 5000, "toml_number()"),
}


@pytest.mark.parametrize(("line", "fault"), NO_END.values(), ids=NO_END)
@pytest.mark.parametrize("name", ["process.toml", "words.toml"])
def test_what_has_no_end_is_a_fault_of_its_file(folder: Path, name: str, line: str, fault: str) -> None:
    assert _faults(folder, "", f"{line}\n", name) == [f"{name}: {fault}"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"P3W"', '"P9999999D"', "deadlines.note.before_meeting: not_a_span(text=P9999999D)"),
        (
            "working_days = 1",
            "working_days = 251",
            "deadlines.packet.working_days: too_large(limit=250)",
        ),
        ("version = 1", "version = 1000001", "version: too_large(limit=1000000)"),
    ],
)
def test_what_no_dialog_could_live_with_is_a_fault(folder: Path, old: str, new: str, fault: str) -> None:
    assert fault in "\n".join(_faults(folder, old, new))


def test_a_list_has_an_end(folder: Path) -> None:
    many = "".join(
        f'[[themes]]\nnumber = {one}\ntitle = {{ nb = "a", nn = "a", en = "a" }}\n' for one in range(101)
    )

    found = _faults(folder, "[[themes]]", f"{many}[[themes]]")

    assert any(" themes: too_many_rows(count=1" in one and "limit=100)" in one for one in found)


def test_a_form_takes_the_place_of_nothing_else_in_a_document(folder: Path) -> None:
    files = definitions.load(folder).files

    with pytest.raises(DefinitionFault) as refused:
        definitions.judge({name: _renamed(text) for name, text in files.items()})

    assert "process.toml: forms.dialog: name_taken(name=dialog)" in str(refused.value)


def _renamed(text: str) -> str:
    """A text of the process in which the note is called the dialog."""
    for before in ("forms.", 'answers = "', 'form = "'):
        text = text.replace(f"{before}note", f"{before}dialog")
    return text.replace("[forms.note]", "[forms.dialog]")
