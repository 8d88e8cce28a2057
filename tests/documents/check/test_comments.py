"""Faults come back as comments in the same Word file, which opens everywhere and checks the same again."""

from pathlib import Path

import pytest

from formserver.documents.check import annotated_file, inspection, run_check
from formserver.documents.check.annotated_file import NotAnnotatedError
from formserver.documents.check.check_task import Task
from formserver.documents.fill import render
from formserver.documents.names import process_names
from formserver.documents.word import comment_parts, package, wordml
from formserver.documents.word.findings import Finding
from tests.documents.check import corpus
from tests.ooxml.validator import Validator
from tests.support import office, packets, word

COMMENTS = "word/comments.xml"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
KNOWN = process_names.NameGroup(
    names={"dialog": process_names.NameGroup(names={"title": process_names.TEXT})}
)


def found(template: bytes) -> list[Finding]:
    return inspection.findings(Task(template=template, known=KNOWN, language="nb"))


def annotated(template: bytes) -> bytes:
    return annotated_file.annotated(template, run_check.errors(found(template)), "nb")


def said(packed: bytes) -> list[str]:
    """The text of every comment, in order."""
    members = package.unpack(packed)
    return [
        "".join(text.text or "" for text in one.iter(wordml.w("t")))
        for _, one in comment_parts.trees(members)
    ]


def commented(packed: bytes) -> list[str]:
    """The text of each paragraph that carries a comment."""
    root = wordml.parse(package.unpack(packed)[word.BODY])
    starts = root.iter(wordml.w("commentRangeStart"))
    return ["".join(text.text or "" for text in one.getparent().iter(wordml.w("t"))) for one in starts]


def with_comment_of_kari(template: bytes) -> bytes:
    own = Finding(kind="macros")
    written = annotated_file.annotated(template, [own], "nb")
    return word.changed(written, lambda xml: xml.replace("Malkontroll", "Kari Eksempel"), "word/comments.xml")


def test_each_fault_has_a_comment_at_its_paragraph() -> None:
    template = word.template("{{ dialog.title }}", "{{ dialog.titel }}", rows=[["{{ frob }}"]])

    made = annotated(template)

    assert commented(made) == ["{{ dialog.titel }}", "{{ frob }}"]
    assert said(made) == [
        "Feil: Navnet «dialog.titel» finnes ikke. Mente du «dialog.title»?",
        "Feil: Navnet «frob» finnes ikke. Velg en kode fra listen over koder.",
    ]


@pytest.mark.parametrize(
    ("where", "part"), [({"header": "{{ frob }}"}, "Topptekst"), ({"title": "{{ frob }}"}, "Egenskaper")]
)
def test_a_fault_outside_the_text_stands_at_the_first_paragraph_and_names_its_part(
    where: dict[str, str], part: str
) -> None:
    made = annotated(word.template("First", "Second", **where))

    assert commented(made) == ["First"]
    assert said(made) == [
        f"Feil: {part} – {{{{ frob }}}}: Navnet «frob» finnes ikke. Velg en kode fra listen over koder."
    ]


def test_an_annotated_file_checks_the_same_and_its_comments_do_not_pile_up() -> None:
    template = word.template("{{ frob }}", "{{ dialog.titel }}")

    once = annotated(template)
    twice = annotated_file.annotated(once, run_check.errors(found(once)), "en")

    assert found(once) == found(template) == found(twice)
    assert len(said(once)) == len(said(twice)) == 2
    assert package.unpack(annotated(twice)) == package.unpack(once)


def test_comments_of_people_stay_where_they_are() -> None:
    template = with_comment_of_kari(word.template("{{ frob }}"))

    made = annotated(annotated(template))

    assert len(said(made)) == 2
    assert word.xml(made, "word/comments.xml").count("Kari Eksempel") == 1


def test_a_mended_file_loses_our_comments_whole() -> None:
    once = annotated(word.template("{{ frob }}"))

    mended = annotated_file.annotated(once, [], "nb")

    assert "comment" not in word.xml(mended)
    assert [name for name in package.unpack(mended) if "comments" in name] == []
    assert "comments" not in word.xml(mended, "[Content_Types].xml")


def test_an_answer_to_our_comment_stays_when_ours_goes() -> None:
    once = annotated(word.template("{{ frob }}"))
    word_saved = corpus.with_part(
        word.changed(once, lambda xml: xml.replace("<w:p>", f'<w:p {W14} w14:paraId="0A">'), COMMENTS),
        "word/commentsExtended.xml",
        f'<w15:commentsEx {W15}><w15:commentEx w15:paraId="0A" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="0"/></w15:commentsEx>',
        f"{corpus.WORDML}.commentsExtended+xml",
    )
    answer = f'<w:comment w:id="9" w:author="Kari"><w:p {W14} w14:paraId="0B"/></w:comment></w:comments>'
    answered = corpus.swapped(word_saved, "</w:comments>", answer, COMMENTS)

    mended = annotated_file.annotated(answered, [], "nb")

    assert "Malkontroll" not in word.xml(mended, COMMENTS)
    assert "Kari" in word.xml(mended, COMMENTS)
    assert "word/commentsExtended.xml" not in package.unpack(mended)
    assert "commentsExtended" not in word.xml(mended, "[Content_Types].xml")


def test_no_comment_reaches_a_document() -> None:
    template = with_comment_of_kari(word.template("{{ dialog.title }}"))

    document = render.render(template, {"dialog": {"title": "Fossedal"}})

    assert word.body(document) == "Fossedal"
    assert "comment" not in "".join(package.unpack(document)) + word.xml(document)


@pytest.mark.parametrize(
    "template",
    [b"", b"not a zip", word.with_members(word.template("x"), {"word/vbaProject.bin": b"x"})],
    ids=["empty", "text", "macros"],
)
def test_what_is_no_word_file_or_not_safe_is_not_given_back(template: bytes) -> None:
    with pytest.raises(NotAnnotatedError) as refused:
        annotated_file.annotated(template, [], "nb")

    assert refused.value.findings


@pytest.mark.validator
def test_comments_bring_nothing_that_the_validator_remarks(ooxml: Validator, tmp_path: Path) -> None:
    before, after = tmp_path / "before.docx", tmp_path / "after.docx"
    rows = [["{{ frob }}", "{%tr for x in items %}"], ["{%p if late %}", "{{ items }}"]]
    everywhere = corpus.file(
        "{{ frob }", "", "{%p if late %}", header="{{ frob }}", title="{{ a }}", rows=rows
    )
    everywhere = corpus.notes(
        corpus.body(everywhere, corpus.text_box("{{ frob }}")), "footnote", "{{ frob }}"
    )
    template = with_comment_of_kari(everywhere)
    before.write_bytes(template)

    faults = found(template)
    after.write_bytes(annotated_file.annotated(template, faults, "nb"))

    assert {one.place.part for one in faults if one.place} > {"body", "header", "footnotes", "textbox"}
    assert len(said(after.read_bytes())) == len(faults) + 1
    assert set(ooxml.findings(after)) <= set(ooxml.findings(before))


@pytest.mark.office
@pytest.mark.validator
def test_a_file_saved_by_libreoffice_can_be_annotated_and_opened_again(
    ooxml: Validator, tmp_path: Path
) -> None:
    saved = office.save_again(packets.FOLDER / "note.nb.docx", tmp_path)
    before = ooxml.findings(saved)  # LibreOffice itself writes a word or two that the schema has not
    every = Finding(kind="macros")

    saved.write_bytes(annotated_file.annotated(saved.read_bytes(), [every, every], "nn"))

    folder = tmp_path / "again"
    folder.mkdir()
    assert ooxml.findings(saved) == before
    assert len(said(office.save_again(saved, folder).read_bytes())) == 2
