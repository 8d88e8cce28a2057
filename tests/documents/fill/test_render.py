import hashlib
import time
from io import BytesIO

import pytest
from docx import Document

from formserver.documents.fill import reading_back, render
from formserver.documents.fill.printing import TooLargeError
from formserver.documents.names.values import Anchor, Chosen, Link
from formserver.documents.word import package, wordml
from formserver.documents.word.findings import FaultyTemplateError
from tests.documents.check import corpus, corpus_sound
from tests.support import word

HOSTILE = 'Plan & bygg <jord> "x" {{ secret }} {% if %} {_{ }_} 😀 Čáŋŋá đŋŧž ïsjtedh'


def filled(*paragraphs: str, **names: object) -> bytes:
    return render.render(word.template(*paragraphs), names)


def test_a_name_is_replaced_by_its_value() -> None:
    document = filled("Hei {{ who }}!", who="Kari")

    assert word.body(document) == "Hei Kari!"


def test_hostile_text_arrives_whole_in_body_table_header_and_title() -> None:
    template = word.template("{{ x }}", header="{{ x }}", title="{{ x }}", rows=[["{{ x }}"]])

    document = render.render(template, {"x": HOSTILE})

    assert word.body(document) == f"{HOSTILE}\n{HOSTILE}"
    assert reading_back.texts(document).count(HOSTILE) == 4
    assert Document(BytesIO(document)).core_properties.title == HOSTILE


def test_what_xml_cannot_hold_is_left_out_and_nothing_else() -> None:
    document = filled("{{ x }}", x="a\x00b\x1fc\ud800d\ufffee")

    assert word.body(document) == "abc\ufffdde"


def test_a_hundred_thousand_characters_arrive_whole() -> None:
    text = "Æøå " * 25_000

    document = filled("{{ x }}", x=text)

    assert text.strip() in word.body(document)


def test_a_key_wins_over_the_attribute_of_the_same_name() -> None:
    document = filled(
        "{%p for one in note.items %}", "{{ one.keys }}", "{%p endfor %}", note={"items": [{"keys": "a"}]}
    )

    assert word.body(document) == "a"


def test_the_same_template_and_names_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    template = word.template("{{ x }}")
    first = render.render(template, {"x": "a"})
    monkeypatch.setattr(time, "time", lambda: 4e9)

    again = render.render(template, {"x": "a"})

    assert hashlib.sha256(first).digest() == hashlib.sha256(again).digest()


def test_a_line_break_stays_a_line_break_and_an_empty_line_begins_a_paragraph() -> None:
    document = filled("{{ x }}", x="a\r\nb\n\n\nc\n")

    assert word.paragraphs(document) == ["a\nb", "c"]


def test_a_further_paragraph_keeps_the_tab_before_the_answer() -> None:
    document = filled("Label\t{{ x }}", x="a\n\nb")

    assert word.paragraphs(document) == ["Label\ta", "\tb"]


def test_lines_that_begin_with_a_dash_become_paragraphs_of_the_list_style_beside() -> None:
    document = Document()
    for name in ("Field", "Field –"):
        document.styles.add_style(name, 1)
    document.add_paragraph("Label\t{{ x }}", style="Field")
    saved = BytesIO()
    document.save(saved)

    made = render.render(saved.getvalue(), {"x": "these:\n- a\n- b\nand so on"})

    assert [(one.text, one.style.name) for one in Document(BytesIO(made)).paragraphs] == [
        ("Label\tthese:", "Field"),
        ("- a", "Field –"),
        ("- b", "Field –"),
        ("\tand so on", "Field"),
    ]


def test_a_text_inside_a_link_never_ends_the_paragraph() -> None:
    template = word.changed(
        word.template("{{ x }}"),
        lambda xml: xml.replace("<w:r>", '<w:hyperlink w:anchor="a"><w:r>').replace(
            "</w:r>", "</w:r></w:hyperlink>"
        ),
    )

    document = render.render(template, {"x": "a\n\nb"})

    assert word.paragraphs(document) == ["a\n\nb"]


def test_a_tab_in_an_answer_is_a_tab() -> None:
    document = filled("{{ x }}", x="a\tb")

    assert word.paragraphs(document) == ["a\tb"]


def test_a_tag_cut_up_by_the_editor_is_read_whole() -> None:
    template = word.changed(
        word.template("{{ who }}"),
        lambda xml: xml.replace("{{ who }}", "{</w:t></w:r><w:r><w:t>{ wh</w:t></w:r><w:r><w:t>o\u00a0}}"),
    )

    document = render.render(template, {"who": "Kari"})

    assert word.body(document) == "Kari"


def test_a_no_break_space_in_a_tag_is_a_space() -> None:
    document = filled("{%p\u00a0if x %}", "kept", "{%p\u00a0endif %}", x="1")

    assert word.paragraphs(document) == ["kept"]


def test_braces_written_the_way_of_docxtpl_are_text_in_a_template() -> None:
    document = filled("{_{ x }_}")

    assert word.body(document) == "{{ x }}"


def test_a_link_leads_to_the_anchor_and_keeps_the_look_of_its_run() -> None:
    document = Document()
    document.add_paragraph().add_run("before {{r there }} after").bold = True
    document.add_paragraph("{{r here }}target")
    saved = BytesIO()
    document.save(saved)

    made = render.render(
        saved.getvalue(), {"there": Link(text="see", anchor="item1"), "here": Anchor(name="item1")}
    )

    assert word.paragraphs(made) == ["before see after", "target"]
    assert '<w:hyperlink w:anchor="item1" w:history="1"><w:r><w:rPr><w:b/></w:rPr>' in word.xml(made)
    assert (word.bookmarks(made), word.dangling_links(made)) == (["item1"], set())


def test_an_anchor_printed_twice_is_a_bookmark_once() -> None:
    document = filled("{{r a }}x", "{{r a }}y", a=Anchor(name="item1"))

    assert word.bookmarks(document) == ["item1"]


def test_plain_text_can_stand_where_a_run_stood() -> None:
    document = filled("{{r a }}", a="x & y")

    assert word.body(document) == "x & y"


def test_a_chosen_answer_prints_its_label_and_compares_by_its_key() -> None:
    document = filled('{% if a.key == "yes" %}{{ a }}{% endif %}', a=Chosen("Ja", "yes"))

    assert word.body(document) == "Ja"


def test_filters_for_sentences_and_for_rows_with_a_name_filled_in() -> None:
    rows = [{"x": "b", "y": ""}, {"x": "c", "y": "1"}]

    document = filled(
        '{{ a|sentence }}{% for r in rows|having("y") %} {{ r.x }}{% endfor %}', a="torsdag X", rows=rows
    )

    assert word.body(document) == "Torsdag X c"


def test_rows_are_told_apart_by_a_name_below_a_name_too() -> None:
    rows = [{"x": "a", "y": {"z": ""}}, {"x": "b", "y": {"z": "1"}}, {"x": "c", "y": "1"}, "d"]

    document = filled('{% for r in rows|having("y.z") %}{{ r.x }}{% endfor %}', rows=rows)

    assert word.body(document) == "b"


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ("{{ b }}", "unknown_name"),
        ("{{ a.b }}", "unknown_name"),
        ("{{ a }}", "not_text"),
        ("{{ a. }}", "syntax"),
        ("{{ a.x|frob }}", "forbidden"),
        ("{% if a.x > 1 %}1{% endif %}", "not_comparable"),
    ],
)
def test_a_faulty_template_is_refused_with_its_kind(template: str, kind: str) -> None:
    with pytest.raises(FaultyTemplateError) as refused:
        filled(template, a={"x": "1"})

    assert [one.kind for one in refused.value.findings] == [kind]


def test_a_block_that_begins_outside_a_table_and_ends_inside_is_refused() -> None:
    template = word.template("{% for x in xs %}a", rows=[["b{% endfor %}"]])

    with pytest.raises(FaultyTemplateError) as refused:
        render.render(template, {"xs": []})

    assert [one.kind for one in refused.value.findings] == ["broken_structure"]


def test_loops_in_loops_end_at_a_limit() -> None:
    loops = "{% for a in xs %}" * 8 + "{% endfor %}" * 8

    with pytest.raises(TooLargeError):
        filled(loops, xs=[{}] * 20)


def test_a_text_beyond_the_limit_is_refused_rather_than_cut() -> None:
    with pytest.raises(TooLargeError):
        filled("{{ x }}", x="a" * 5_000_001)


def test_every_text_is_looked_up_in_the_finished_part() -> None:
    with pytest.raises(reading_back.LostTextError):
        reading_back.refuse_lost("a b", ["b", "a"])


def test_bookmarks_of_the_editor_are_not_repeated_by_a_loop() -> None:
    template = word.changed(
        word.template("{%p for x in xs %}", "{{ x }}", "{%p endfor %}"),
        lambda xml: xml.replace(
            "{{ x }}</w:t></w:r>",
            '{{ x }}</w:t></w:r><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>',
        ),
    )

    document = render.render(template, {"xs": ["a", "b"]})

    assert (word.body(document), word.bookmarks(document)) == ("a\nb", [])


def test_no_member_tells_when_the_file_was_made_and_none_stands_twice() -> None:
    document = filled("{{ x }}", x="a")

    assert list(package.unpack(document)) == list(package.unpack(word.template("{{ x }}")))


@pytest.mark.parametrize("said", [corpus_sound.BASED, corpus_sound.BASED_TWICE, corpus_sound.LEVEL])
def test_a_heading_of_ones_own_style_stands_in_the_contents_list(said: str) -> None:
    document = render.render(corpus_sound.chapter(said), {})

    assert word.paragraphs(document) == ["Late", *["text"] * 9, "Late"]


def test_a_code_in_an_equation_that_lies_in_pieces_is_filled_in_as_the_equations_text() -> None:
    template = corpus.body(corpus.file("x"), corpus.equation("{{ who", " }}", " + 1"))

    document = render.render(template, {"who": "a\n- <b>\tc"})

    said = wordml.parse(word.xml(document).encode()).iter(wordml.MATH_TEXT)
    assert "".join(text.text or "" for text in said).endswith(" + 1")
