"""A process taken out as a folder of files, changed there, and taken in again: whole, or not at all."""

import io
import sqlite3
import zipfile
from collections.abc import Callable

import pytest

from formserver.definitions import DefinitionFault, FaultKind
from formserver.documents.word import package
from formserver.domain.refusals import DraftChanged, NotFound
from formserver.storage import database, templates
from formserver.storage.templates import TemplatePlace
from formserver.usecases.processes import process_in_use
from formserver.usecases.questions import (
    change_questions,
    export_process,
    import_process,
    publish_questions,
    read_questions,
    review_questions,
)
from formserver.usecases.questions.import_process import FaultyFolder, Taken
from tests.usecases.house import House
from tests.usecases.questions.test_questions import KEY, add, mark, questions, where

NOTE = TemplatePlace(process=KEY, document="note", language="nb")
EXTRA = b"""
[documents.extra]
form = "note"
name = { nb = "E", nn = "E", en = "E" }
file_name = { nb = "E", nn = "E" }
templates = { nb = "e.nb.docx", nn = "e.nn.docx" }
"""
Files = dict[str, bytes]


def exported(house: House, *, drafted: bool = False) -> Files:
    content = export_process.export_process(house.tools, KEY, drafted=drafted)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def taken_in(house: House, files: Files) -> Taken:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return import_process.import_process(house.tools, house.actor, KEY, mark(house), made.getvalue())


def everything(house: House) -> str:
    with sqlite3.connect(house.tools.settings.database) as connection:
        return "\n".join(connection.iterdump())


def with_text(old: str, new: str, name: str = "process.toml") -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        assert old.encode() in files[name]
        return files | {name: files[name].replace(old.encode(), new.encode())}

    return change


def rewritten(word: bytes, old: bytes, new: bytes) -> bytes:
    members = package.unpack(word)
    assert any(old in member for member in members.values())
    return package.repack({name: member.replace(old, new) for name, member in members.items()})


def test_the_folder_holds_texts_and_word_templates_by_their_names(house: House) -> None:
    files = exported(house)

    in_use = process_in_use.definition(house.tools, KEY)
    assert {name: content.decode() for name, content in files.items() if not name.endswith("docx")} == (
        in_use.files
    )
    assert files["note.nn.docx"] == in_use.template("note", "nn")
    assert len([name for name in files if name.endswith(".docx")]) == 8


def test_the_draft_is_taken_out_when_it_is_asked_for(house: House) -> None:
    add(house, "Kostnad")

    assert b"kostnad" not in exported(house)["process.toml"]
    assert b"kostnad" in exported(house, drafted=True)["process.toml"]


def test_what_was_taken_out_and_in_again_changes_nothing(house: House) -> None:
    add(house)

    taken = taken_in(house, exported(house))

    assert taken == Taken(drafted=False, versions=())
    assert questions(house).draft is None


def test_changed_files_become_the_draft_and_a_word_template_that_nothing_uses_yet(house: House) -> None:
    files = with_text('key = "tried"', 'key = "attempts"')(exported(house))
    for name in [name for name in files if name.endswith(".docx")]:
        if name.split(".")[0] != "response":
            files[name] = rewritten(files[name], b"item.tried", b"item.attempts")

    taken = taken_in(house, files)

    assert taken.drafted
    assert [(one.document, one.number, one.by) for one in taken.versions] == [
        (document, 2, "Ada") for document in ("note", "note", "packet", "packet", "supplement", "supplement")
    ]
    with database.reading():
        assert templates.in_use(NOTE).number == 1
    review = review_questions.draft(house.tools, KEY)
    chosen = [loss.fits[0].version.id for loss in review.lost]
    assert (len(chosen), review.blocked) == (6, False)
    publish_questions.publish_draft(house.tools, house.actor, KEY, mark(house), "nytt navn", chosen)
    house.plan()
    assert house.dialog.process.form("note").item_field("attempts")


def test_a_letter_in_the_folder_is_drafted_too(house: House) -> None:
    files = with_text("Subject: ", "Subject: Ny: ", "letters/note_receipt.nb.txt")(exported(house))

    taken_in(house, files)

    assert review_questions.draft(house.tools, KEY).others == ("letters/note_receipt.nb.txt",)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            with_text(f'key = "{KEY}"', 'key = "another"'),
            f"process.toml: key: other_process(wanted={KEY}, found=another)",
        ),
        (
            with_text('kind = "hosts"', 'kind = "prose"'),
            "process.toml: forms.note.item_fields[3].kind: not_one_of(name=prose, ",
        ),
        (
            with_text("[letters.note_receipt]", "[letters.a", "letters/letters.toml"),
            "letters/letters.toml: not_toml(line=",
        ),
        (
            with_text(
                "[letters.note_receipt]\n", "[letters.note_receipt]\nadress = 1\n", "letters/letters.toml"
            ),
            "letters/letters.toml: letters.note_receipt.adress: unknown_key(name=adress, known=address, name",
        ),
        (
            with_text(
                "[letters.note_receipt]\n", "[letters.a]\n[letters.note_receipt]\n", "letters/letters.toml"
            ),
            "letters/letters.toml: letters.a: letters_lack(name=name)",
        ),
        (
            with_text('"correct_until?"]', "1]", "letters/letters.toml"),
            "letters/letters.toml: letters_unlike()",
        ),
        (
            lambda files: {name: text for name, text in files.items() if name != "letters/letters.toml"},
            "letters/letters.toml: file_missing()",
        ),
        (
            with_text('key = "summary"', 'key = "party"'),
            "process.toml: forms.note.fields.party: answer_hidden()",
        ),
        (
            with_text('key = "next_step"', 'key = "link"'),
            "process.toml: forms.response.item_fields.link: answer_hidden()",
        ),
        (
            with_text('"note.nn.docx"', '"note.nb.docx"'),
            "process.toml: documents.note.templates.nn: template_of_another(name=note.nb.docx)",
        ),
        (
            with_text('"note.nn.docx"', '"../note.docx"'),
            "process.toml: documents.note.templates.nn: not_a_word_name(name=../note.docx)",
        ),
        (
            lambda files: files | {"extra.docx": b"PK"},
            "extra.docx: template_of_none()",
        ),
        (lambda files: files | {"extra.py": b""}, "extra.py: foreign_file()"),
        (
            lambda files: files | {"process.toml": files["process.toml"] + EXTRA},
            "process.toml: documents.extra.templates.nb: no_word_file(name=e.nb.docx)",
        ),
    ],
)
def test_a_folder_with_a_fault_is_not_taken_in_at_all(
    house: House, change: Callable[[Files], Files], fault: str
) -> None:
    files, before = change(exported(house)), everything(house)

    with pytest.raises(DefinitionFault) as refused:
        taken_in(house, files)

    assert str(refused.value.faults[0]).startswith(fault)
    assert everything(house) == before


def test_a_word_file_with_a_fault_keeps_the_whole_folder_out(house: House) -> None:
    files = with_text('nb = "Tittel"', 'nb = "Navn"')(exported(house))
    files["note.nb.docx"] = rewritten(files["note.nb.docx"], b"item.tried", b"item.tryed")
    before = everything(house)

    with pytest.raises(FaultyFolder) as refused:
        taken_in(house, files)

    assert [
        (one.file, {finding.facts["name"] for finding in one.findings}) for one in refused.value.word_files
    ] == [("note.nb.docx", {"item.tryed"})]
    assert everything(house) == before


def test_a_letter_with_a_fault_keeps_the_whole_folder_out(house: House) -> None:
    files = with_text("{{", "{{{", "letters/note_receipt.nb.txt")(exported(house))
    before = everything(house)

    with pytest.raises(FaultyFolder) as refused:
        taken_in(house, files)

    assert {fault.file for fault in refused.value.letters} == {"note_receipt.nb.txt"}
    assert everything(house) == before


@pytest.mark.parametrize(
    "letter", ["note_invitation", "response_reminder", "note_for_responder", "packet_linked", "link_reissued"]
)
def test_a_letter_whose_readers_need_their_link_is_not_freed_of_it(house: House, letter: str) -> None:
    files = exported(house)
    before, name, after = files["letters/letters.toml"].decode().partition(f"[letters.{letter}]")
    files["letters/letters.toml"] = (before + name + after.replace('address = "link"\n', "", 1)).encode()

    with pytest.raises(DefinitionFault) as refused:
        taken_in(house, files)

    assert [(fault.file, fault.key) for fault in refused.value.faults] == [
        ("letters/letters.toml", f"letters.{letter}.address")
    ]


def test_a_new_document_comes_with_its_word_templates(house: House) -> None:
    files = exported(house)
    files["process.toml"] += EXTRA
    files |= {f"e.{language}.docx": files[f"note.{language}.docx"] for language in ("nb", "nn")}

    taken = taken_in(house, files)

    assert [(one.document, one.language) for one in taken.versions] == [("extra", "nb"), ("extra", "nn")]
    assert "e.nb.docx" not in exported(house)
    assert exported(house, drafted=True).keys() == files.keys() - {"e.nb.docx", "e.nn.docx"}


def test_a_draft_that_was_not_seen_is_not_overwritten(house: House) -> None:
    files, seen = exported(house), mark(house)
    add(house)

    with pytest.raises(DraftChanged):
        import_process.import_process(house.tools, house.actor, KEY, seen, b"")

    assert files
    change_questions.discard_draft(house.tools, KEY, mark(house))


def test_a_process_that_the_program_does_not_have_is_not_found(house: House) -> None:
    with pytest.raises(NotFound):
        export_process.export_process(house.tools, "another")
    with pytest.raises(NotFound):
        import_process.import_process(house.tools, house.actor, "another", "", b"")
    assert read_questions.read(house.tools, KEY).mark == where(house).mark


def test_a_letter_of_a_folder_invents_no_name(house: House) -> None:
    files = exported(house)
    before, name, after = files["letters/letters.toml"].decode().partition("[letters.note_invitation]\n")
    invented = after.replace('names = ["deadline"]', 'names = ["deadline", "deadline.when", "weather"]', 1)
    files["letters/letters.toml"] = (before + name + invented).encode()

    with pytest.raises(DefinitionFault) as refused:
        taken_in(house, files)

    (found,) = refused.value.faults
    assert (found.kind, found.key, found.facts["name"]) == (
        FaultKind.NAME_NOT_GIVEN,
        "letters.note_invitation.names",
        "weather",
    )
    assert "deadline" in found.facts["known"].split(", ")


def test_a_letter_may_be_sent_on_one_more_occasion(house: House) -> None:
    files = exported(house)
    files["process.toml"] = files["process.toml"].replace(
        b'asked = "note_for_responder"', b'asked = "note_for_responder"\nregistered = "note_receipt"', 1
    )

    assert taken_in(house, files).drafted
