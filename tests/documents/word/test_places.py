"""A place tells a person where to look, and which of several alike is meant."""

import pytest

from formserver.documents.check import finding_words, trial
from formserver.documents.check.check_task import Task
from formserver.i18n import languages
from tests.documents.check import corpus
from tests.support import word

ROWS = (("{{ frob }}",),)


def where(template: bytes, language: str = "nb") -> list[str]:
    found = trial.findings(Task(template=template, known=corpus.KNOWN, language="nb"))
    return [finding_words.where(one, language) for one in found if one.kind.startswith("unknown")]


def test_codes_alike_are_told_by_what_they_come_after_and_by_their_order() -> None:
    template = corpus.file("one", "{{ frob }}", "two", "{{ frob }}", "{{ frob }}")

    assert where(template) == [
        "Teksten – {{ frob }} – etter «one»",
        "Teksten – {{ frob }} – etter «two»",
        "Teksten – {{ frob }} – nr. 2 etter «two»",
    ]


def test_a_code_that_is_the_only_one_under_its_heading_is_told_by_that() -> None:
    under = corpus.paragraph("Late", "Heading1") + corpus.paragraph("{{ frob }}")

    assert where(corpus.body(corpus.file("x", "{{ frob }}"), under)) == [
        "Teksten – {{ frob }}",
        "Teksten – Late – {{ frob }}",
    ]


def test_the_copy_of_a_text_box_for_old_programs_makes_no_two_alike() -> None:
    box = corpus.text_box("{{ frob }}", copied=True)

    assert where(corpus.body(corpus.file("x"), box)) == ["Tekstboks – {{ frob }}"]


def test_a_table_in_a_cell_is_told_with_the_cell() -> None:
    inner = corpus.table(("a",), *ROWS) + corpus.paragraph("y")

    told = where(
        corpus.body(corpus.file("x"), corpus.table(("A", "B"), ("b", inner)) + corpus.paragraph("z"))
    )

    assert told == ["Teksten – rad 2, kolonne 2 – tabellen i cellen: rad 2, kolonne 1 – {{ frob }}"]


def headed(*kinds: str) -> bytes:
    """A file with a header for each of these kinds of pages."""
    packed = corpus.file("x", header="{{ frob }}")
    content = word.xml(packed, "word/header1.xml")
    for number, kind in enumerate(kinds, 2):
        packed = corpus.with_part(packed, f"word/header{number}.xml", content, f"{corpus.WORDML}.header+xml")
        packed = corpus.swapped(
            packed,
            "</Relationships>",
            f'<Relationship Id="h{number}" Type="{corpus.OFFICE}/header" Target="header{number}.xml"/>'
            "</Relationships>",
            corpus.RELATIONS,
        )
        reference = f'<w:headerReference w:type="{kind}" r:id="h{number}"/>'
        packed = corpus.swapped(packed, "<w:headerReference", f"{reference}<w:headerReference", times=1)
    return packed


def test_a_header_is_told_with_the_pages_that_it_is_for_where_there_are_others() -> None:
    assert sorted(where(headed("first", "even"))) == [
        "Topptekst – første side – {{ frob }}",
        "Topptekst – partallssider – {{ frob }}",
        "Topptekst – vanlige sider – {{ frob }}",
    ]
    assert where(headed()) == ["Topptekst – {{ frob }}"]


def test_a_header_is_told_with_its_section_where_there_are_several() -> None:
    packed = headed("default")
    reference = '<w:headerReference w:type="default" r:id="h2"/>'
    section = f"<w:p><w:pPr><w:sectPr>{reference}</w:sectPr></w:pPr></w:p>"
    template = word.changed(
        packed, lambda xml: xml.replace(reference, "").replace("<w:body>", f"<w:body>{section}", 1)
    )

    assert sorted(where(template)) == [
        "Topptekst – inndeling 1 – {{ frob }}",
        "Topptekst – inndeling 2 – {{ frob }}",
    ]


@pytest.mark.parametrize("language", languages())
def test_every_step_to_a_place_has_words_in_every_language(language: str) -> None:
    several = corpus.file("one", "{{ frob }}", "{{ frob }}")

    assert all(where(several, language) + where(headed("first", "even"), language))
