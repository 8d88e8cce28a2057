import json
import re
import shutil

import pytest

from formserver.config.settings import DOC_TEMPLATES
from tests.support import word

SHIPPED = DOC_TEMPLATES / "mulighetsdialog"


def checked(formserver, path, document="packet", language="nb"):
    return formserver("template", "check", path, "--document", document, "--language", language)


def test_a_shipped_template_can_be_used(formserver):
    path = SHIPPED / "packet.nn.docx"

    assert checked(formserver, path, language="nn").out == [f"{path} can be used as packet"]


def test_every_fault_is_told_in_the_templates_language(formserver, tmp_path):
    path = tmp_path / "mine.docx"
    path.write_bytes(word.template("{{ dialog.titel }}", "{% for a in themes %}"))

    nynorsk, bokmal = checked(formserver, path, language="nn"), checked(formserver, path)

    assert (nynorsk.code, len(nynorsk.out)) == (1, len(bokmal.out))
    assert nynorsk.out != bokmal.out
    assert nynorsk.failure.startswith(f"formserver: {path} cannot be used as packet: ")


def test_an_unknown_name_is_told_with_the_nearest_that_there_is(formserver, tmp_path):
    path = tmp_path / "mine.docx"
    path.write_bytes(word.template("{{ dialog.titel }}"))

    said = checked(formserver, path)

    assert said.out[:1] == [
        "Feil: Teksten – {{ dialog.titel }}: Navnet «dialog.titel» finnes ikke. Mente du «dialog.title»?"
    ]


def test_advice_is_told_and_the_template_can_be_used(formserver, tmp_path):
    path = tmp_path / "mine.docx"
    shipped = (SHIPPED / "packet.nb.docx").read_bytes()
    path.write_bytes(
        word.changed(shipped, lambda xml: re.sub("<dc:title>.*</dc:title>", "", xml), "docProps/core.xml")
    )

    said = checked(formserver, path)

    assert said.code == 0
    assert said.out[0].startswith("Råd: Egenskaper: Dokumentet har ingen tittel")
    assert said.out[1:] == [f"{path} can be used as packet, with 1 warning"]


def test_the_same_file_comes_back_with_a_comment_at_each_fault(formserver, tmp_path):
    path, out = tmp_path / "mine.docx", tmp_path / "annotated.docx"
    path.write_bytes(word.template("{{ dialog.titel }}"))

    said = formserver(
        "template", "check", path, "--document", "packet", "--language", "nb", "--annotated", out
    )

    assert said.code == 1
    assert said.out[-1].startswith(f"Wrote {out} (")
    told = word.xml(out.read_bytes(), "word/comments.xml")
    assert "Navnet «dialog.titel» finnes ikke. Mente du «dialog.title»?" in told
    assert checked(formserver, out).out == said.out[:-1]


def test_a_file_that_is_not_safe_is_not_given_back(formserver, tmp_path):
    path, out = tmp_path / "mine.docx", tmp_path / "annotated.docx"
    path.write_bytes(word.with_members(word.template("x"), {"word/vbaProject.bin": b"x"}))

    said = formserver(
        "template", "check", path, "--document", "packet", "--language", "nb", "--annotated", out
    )

    assert said.code == 1
    assert "cannot be given back with comments: Filen inneholder makroer" in said.failure
    assert not out.exists()


def test_a_template_that_cannot_be_read_is_told_in_words(formserver, tmp_path):
    (tmp_path / "mine.docx").write_bytes(word.template("{{ a. }}"))
    (tmp_path / "names.json").write_text("{}", encoding="utf-8")

    said = formserver(
        "template", "render", tmp_path / "mine.docx", tmp_path / "names.json", "-o", tmp_path / "o.docx"
    )

    assert "is not written correctly" in said.failure


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"<html>"])
def test_a_file_that_is_no_word_file_is_told(formserver, tmp_path, content):
    if content is not None:
        (tmp_path / "mine.docx").write_bytes(content)

    said = checked(formserver, tmp_path / "mine.docx")

    assert said.code == 1
    assert str(tmp_path / "mine.docx") in said.failure


def test_any_safe_template_is_filled_in_and_a_key_wins_over_what_else_the_name_could_mean(
    formserver, tmp_path
):
    (tmp_path / "mine.docx").write_bytes(word.template("{{ note.items }} & {{ note.keys }}"))
    (tmp_path / "names.json").write_text(json.dumps({"note": {"items": "Plan & bygg <jord>", "keys": "č"}}))

    said = formserver(
        "template", "render", tmp_path / "mine.docx", tmp_path / "names.json", "-o", tmp_path / "o.docx"
    )

    assert said.code == 0
    assert word.paragraphs((tmp_path / "o.docx").read_bytes()) == ["Plan & bygg <jord> & č"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("{", "names.json is not JSON: "),
        ("[1]", "names.json must hold an object with the names of the template"),
        ("{}", "mine.docx cannot be filled in: There is no name “title”."),
    ],
)
def test_names_that_cannot_be_used_are_told_and_nothing_is_written(formserver, tmp_path, names, told):
    (tmp_path / "mine.docx").write_bytes(word.template("{{ title }}"))
    (tmp_path / "names.json").write_text(names, encoding="utf-8")

    said = formserver(
        "template", "render", tmp_path / "mine.docx", tmp_path / "names.json", "-o", tmp_path / "o.docx"
    )

    assert (said.code, said.out) == (1, [])
    assert told in said.failure
    assert not (tmp_path / "o.docx").exists()


def test_a_template_that_computes_is_not_filled_in(formserver, tmp_path):
    (tmp_path / "mine.docx").write_bytes(word.template("{{ 10**100000000 }}"))
    (tmp_path / "names.json").write_text("{}", encoding="utf-8")

    said = formserver(
        "template", "render", tmp_path / "mine.docx", tmp_path / "names.json", "-o", tmp_path / "o.docx"
    )

    assert said.code == 1


def test_the_names_a_template_may_use_are_listed_with_the_field_they_come_from(formserver):
    said = formserver("template", "fields", "--document", "packet")

    names = [line.split()[0] for line in said.out]
    assert names[:2] == ["name", "dialog.title"]
    assert "themes[].items[].background" in names
    assert any(
        line.startswith("themes[].items[].background ") and line.endswith("Bakgrunn") for line in said.out
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--document", "brev", "--process", "mulighetsdialog"),
            "there is no document brev; known: note, response, packet, supplement",
        ),
        (
            ("--document", "packet", "--process", "høring"),
            "there is no process høring; known: mulighetsdialog, regionalt_planforum",
        ),
    ],
)
def test_what_is_not_in_any_process_is_told(formserver, words, told):
    said = formserver("template", "fields", *words)

    assert (said.code, said.failure) == (1, f"formserver: {told}")


def test_a_document_that_one_process_has_needs_no_process_named(formserver):
    path = DOC_TEMPLATES / "regionalt_planforum" / "meeting_document.nb.docx"

    assert checked(formserver, path, "meeting_document").out == [f"{path} can be used as meeting_document"]


def test_where_several_processes_have_the_document_one_must_be_named(formserver, tmp_path):
    for name in ("one", "two"):
        folder = shutil.copytree(SHIPPED, tmp_path / "processes" / name)
        definition = folder / "process.toml"
        text = definition.read_text(encoding="utf-8")
        definition.write_text(text.replace('key = "mulighetsdialog"', f'key = "{name}"'), encoding="utf-8")
    there = {"doc_templates": str(tmp_path / "processes")}

    asked = formserver("template", "fields", "--document", "packet", **there)
    named = formserver("template", "fields", "--document", "packet", "--process", "two", **there)

    assert asked.failure == (
        "formserver: several processes have a document packet; choose with --process: one, two"
    )
    assert named.code == 0
