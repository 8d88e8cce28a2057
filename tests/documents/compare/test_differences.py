import pytest

from formserver.documents.compare import differences, language_pair
from formserver.documents.compare.differences import PartDifference, TemplateDifference
from formserver.documents.compare.language_pair import OnlyIn
from formserver.documents.word.findings import FaultyTemplateError
from formserver.domain.text_changes import Mark, TextLine
from tests.documents.check import corpus
from tests.support import packets, word


def told(difference: TemplateDifference) -> list[tuple[str, str, str]]:
    """Part, fate and text of every line that is not kept."""
    return [
        (part.part, line.mark, line.text)
        for part in difference.parts
        for line in part.lines
        if line.mark is not Mark.KEPT
    ]


def test_lines_are_kept_removed_and_added_in_reading_order() -> None:
    old = word.template("Program", "Sted: {{ dialog.place }}", "Slutt")
    new = word.template("Program", "Møtested: {{ dialog.place }}", "Slutt")

    body = differences.between(old, new).parts[0]

    assert body == PartDifference(
        part="body",
        lines=(
            TextLine(Mark.KEPT, "Program"),
            TextLine(Mark.REMOVED, "Sted: {{ dialog.place }}"),
            TextLine(Mark.ADDED, "Møtested: {{ dialog.place }}"),
            TextLine(Mark.KEPT, "Slutt"),
        ),
    )
    assert body.changed


def test_header_table_and_title_are_compared_too() -> None:
    old = word.template("a", header="før", title="Pakke", rows=[["x", "y"]])
    new = word.template("a", header="etter", title="Møtepakke", rows=[["x", "z"]])

    assert told(differences.between(old, new)) == [
        ("body", "removed", "y"),
        ("body", "added", "z"),
        ("header", "removed", "før"),
        ("header", "added", "etter"),
        ("properties", "removed", "Pakke"),
        ("properties", "added", "Møtepakke"),
    ]


def test_a_tag_that_an_editor_cut_up_or_gave_a_no_break_space_is_no_difference() -> None:
    old = word.template("{{ dialog.title }}")
    cut = word.changed(old, lambda xml: xml.replace(" dialog.ti", "\u00a0dialog.</w:t></w:r><w:r><w:t>ti"))

    difference = differences.between(old, cut)

    assert (told(difference), difference.names_gained, difference.names_lost) == ([], (), ())
    assert cut != old


def test_a_changed_endnote_is_told() -> None:
    old, new = (corpus.notes(corpus.file("x"), "endnote", text) for text in ("før", "etter"))

    assert told(differences.between(old, new)) == [
        ("endnotes", "removed", "før"),
        ("endnotes", "added", "etter"),
    ]


def test_a_text_box_is_told_once_though_it_stands_there_for_old_programs_too() -> None:
    old, new = (
        corpus.body(corpus.file("x"), corpus.text_box(text, copied=True)) for text in ("før", "etter")
    )

    assert told(differences.between(old, new)) == [("body", "removed", "før"), ("body", "added", "etter")]


def test_a_change_is_shown_after_the_line_that_stands_above_it() -> None:
    old = word.template("en", "Program", "Sted", "Tid", "Slutt")
    new = word.template("en", "Program", "Møtested", "Tid", "Slutt", "Takk")

    shown = [(line.mark, line.text) for line in differences.between(old, new).parts[0].shown]

    assert shown == [
        ("kept", "Program"),
        ("removed", "Sted"),
        ("added", "Møtested"),
        ("kept", "Slutt"),
        ("added", "Takk"),
    ]


def test_what_an_editor_numbers_and_cuts_anew_says_the_same() -> None:
    old = word.template("Program og sted")
    again = word.changed(
        old,
        lambda xml: xml.replace("<w:p>", '<w:p w:rsidR="00AB12CD">', 1).replace(
            "<w:t>Program og", '<w:t>Program</w:t></w:r><w:r w:rsidR="1"><w:t> og'
        ),
    )

    assert (old != again, told(differences.between(old, again))) == (True, [])


def test_names_gained_and_lost_are_told_as_they_are_whatever_a_loop_calls_its_rows() -> None:
    old = word.template(
        "{%p for theme in themes %}", "{{ theme.title }}", "{%p endfor %}", "{{ dialog.place }}"
    )
    new = word.template("{%p for t in themes %}", "{{ t.title }} {{ t.number }}", "{%p endfor %}")

    difference = differences.between(old, new)

    assert difference.names_gained == ("themes[].number",)
    assert difference.names_lost == ("dialog.place",)


def test_a_list_that_is_gone_is_told_by_its_names_alone() -> None:
    old = word.template('{% for one in responses|having("remark") %}{{ one.party }}{% endfor %}')

    difference = differences.between(old, word.template("-"))

    assert difference.names_lost == ("responses[].party", "responses[].remark")


def test_where_a_tag_cannot_be_read_the_text_is_compared_all_the_same() -> None:
    difference = differences.between(word.template("{{ a }}"), word.template("{{ a b }}"))

    assert told(difference) == [("body", "removed", "{{ a }}"), ("body", "added", "{{ a b }}")]
    assert not difference.names_read


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(FaultyTemplateError):
        differences.between(word.template("a"), b"PK nothing")


def test_a_version_does_not_differ_from_itself() -> None:
    template = packets.template("packet", "nb")

    difference = differences.between(template, template)

    assert told(difference) == []
    assert {part.part for part in difference.parts} == {"body", "header", "footer", "properties"}


@pytest.mark.parametrize("document", [document.key for document in packets.PROCESS.documents])
def test_the_shipped_templates_of_a_pair_use_the_same_names(document: str) -> None:
    only = language_pair.only_in(packets.template(document, "nb"), packets.template(document, "nn"))

    assert (only, bool(only)) == (OnlyIn(), False)


def test_a_name_that_only_one_of_a_pair_uses_is_told() -> None:
    nb = word.template("{% for x in hosts %}{{ x.name }}{{ x.people|first }}{% endfor %}{{ dialog.place }}")
    nn = word.template('{% for y in hosts %}{{ y["name"] }}{% endfor %}{{ dialog.title|sentence }}')

    only = language_pair.only_in(nb, nn)

    assert only == OnlyIn(nb=("dialog.place", "hosts[].people[]"), nn=("dialog.title",))


def test_what_a_loop_knows_of_itself_and_what_is_compared_is_read_too() -> None:
    nb = word.template(
        "{% for a in rows if a.on %}{{ loop.index }}",
        "{{ a.x if a.y == b.z else '-' }}{% else %}{{ a }}{% endfor %}",
    )

    only = language_pair.only_in(nb, word.template("-"))

    assert only.nb == ("a", "b.z", "rows[].on", "rows[].x", "rows[].y")
