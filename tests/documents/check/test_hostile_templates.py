"""A template is somebody's program: what it must not do is refused, and what it must not take is limited."""

import resource
import zipfile
from io import BytesIO

import pytest

from formserver.documents.check import annotated_file, run_check
from formserver.documents.fill import printing, render
from formserver.documents.names import process_names
from formserver.documents.word.findings import FaultyTemplateError, Finding
from tests.support import word

KNOWN = process_names.NameGroup(
    names={
        "a": process_names.TEXT,
        "rows": process_names.NameList(row=process_names.NameGroup(names={"b": process_names.TEXT})),
    }
)
FORBIDDEN = [
    "{{ a.__class__.__mro__ }}",
    "{{ ''.__class__ }}",
    "{{ a() }}",
    "{{ range(9) }}",
    "{{ 10**100000000 }}",
    "{{ 'a' * 999999999 }}",
    "{{ 1 + 1 }}",
    "{{ a ~ a }}",
    "{{ [a, a] }}",
    "{{ a|safe }}",
    "{{ a|attr('__class__') }}",
    "{{ a|format }}",
    "{{ a is callable }}",
    "{{ _paper }}",
    "{{ a|text_at(0) }}",
    "{% set a = 1 %}",
    "{% macro m() %}{% endmacro %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% block x %}{% endblock %}",
    "{% filter upper %}{% endfilter %}",
    "{% autoescape false %}{{ a }}{% endautoescape %}",
    "{% call a() %}{% endcall %}",
    "{% with b = 1 %}{% endwith %}",
    "{% for a, b in rows %}{% endfor %}",
    "{% for x in rows recursive %}{% endfor %}",
    "{{ rows[a] }}",
    "{{ self }}{{ self.a() }}",
    "{% raw %}{{ a }}{% endraw %}",
]


@pytest.mark.parametrize("tag", FORBIDDEN)
def test_a_template_cannot_compute_call_assign_or_reach_out(tag: str) -> None:
    with pytest.raises(FaultyTemplateError) as refused:
        render.render(word.template(tag), {"a": "x", "rows": []})

    assert {one.kind for one in refused.value.findings} <= {"forbidden", "syntax"}


@pytest.mark.parametrize("name", ["keys", "items", "format", "mro"])
def test_a_dot_reads_keys_and_never_attributes(name: str) -> None:
    template = word.template(
        f"{{% if a.{name} is defined %}}found{{% endif %}}{{% if b.{name} is defined %}}found{{% endif %}}"
    )

    document = render.render(template, {"a": {"x": "1"}, "b": "text"})

    assert word.body(document) == ""


def test_a_child_that_takes_too_long_is_ended_and_told() -> None:
    nested = "{% for x in rows %}" * 16 + "{% endfor %}" * 16

    found = run_check.errors(run_check.check(word.template(nested), KNOWN, language="nb", wall=20))

    assert [one.kind for one in found] == ["too_heavy"]


def test_what_was_found_once_is_not_looked_for_again_but_a_machine_that_was_too_busy_is_asked_again() -> None:
    template = word.template("{{ a }} and {{ b }}")
    too_busy = run_check.check(template, KNOWN, language="nb", wall=0.001)

    found = run_check.check(template, KNOWN, language="nb")
    again = run_check.check(template, KNOWN, language="nb", wall=0.001)

    assert [one.kind for one in too_busy] == ["too_heavy"]
    assert again == found
    assert "too_heavy" not in [one.kind for one in found]


def test_a_child_that_does_not_answer_in_time_is_ended() -> None:
    found = run_check.errors(run_check.check(word.template("{{ a }}"), KNOWN, language="nb", wall=0.01))

    assert [one.kind for one in found] == ["too_heavy"]


def heavy(xml: str) -> bytes:
    """A Word file whose body holds this besides."""
    return word.changed(word.template("x"), lambda body: body.replace("<w:sectPr", f"{xml}<w:sectPr", 1))


HEAVY = {
    "millions of paragraphs": ("<w:p/>", 8_000_000),
    "thousands of codes": ("<w:p><w:r><w:t>{{ b }}</w:t></w:r></w:p>", 100_000),
    "braces without end": ("<w:p><w:r><w:t>" + "{" * 9000 + "</w:t></w:r></w:p>", 100),
    "a code without end": ("<w:p><w:r><w:t>{{ a" + "|trim" * 20_000 + " }}</w:t></w:r></w:p>", 1),
}


@pytest.mark.parametrize(("xml", "times"), HEAVY.values(), ids=HEAVY)
def test_a_heavy_file_costs_only_the_child_that_reads_it(xml: str, times: int) -> None:
    template = heavy(xml * times)
    before = resource.getrusage(resource.RUSAGE_SELF)

    found = run_check.check(template, KNOWN, language="nb", wall=4)

    after = resource.getrusage(resource.RUSAGE_SELF)
    assert [one.kind for one in found] == ["too_heavy"]
    assert after.ru_maxrss - before.ru_maxrss < 100_000  # kB


def test_elements_nested_without_end_are_no_word_file() -> None:
    template = heavy("<w:p>" * 5000 + "</w:p>" * 5000)

    assert [one.kind for one in run_check.check(template, KNOWN, language="nb")] == ["not_a_word_file"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(61_000_000))

    found = run_check.errors(run_check.check(bomb.getvalue(), KNOWN, language="nb"))

    assert [one.kind for one in found] == ["file_too_big"]


def test_entities_of_xml_are_refused() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    template = word.changed(word.template("x"), lambda xml: xml.replace("?>", f"?>{bomb}", 1))

    found = run_check.errors(run_check.check(template, KNOWN, language="nb"))

    assert [one.kind for one in found] == ["doctype"]


@pytest.mark.parametrize("packed", [b"", b"PK", b"not a zip", b"PK\x03\x04" + bytes(50)])
def test_what_is_no_word_file_is_told(packed: bytes) -> None:
    found = run_check.errors(run_check.check(packed, KNOWN, language="nb"))

    assert [one.kind for one in found] == ["not_a_word_file"]


def test_a_file_with_a_password_is_told() -> None:
    found = run_check.errors(
        run_check.check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), KNOWN, language="nb")
    )

    assert [one.kind for one in found] == ["protected"]


def test_a_template_that_fetches_content_is_not_filled_in() -> None:
    picture = (
        '<Relationship Id="rId99" TargetMode="External" Target="http://192.0.2.1/x.png" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    template = word.changed(
        word.template("{{ a }}"),
        lambda xml: xml.replace("</Relationships>", picture),
        "word/_rels/document.xml.rels",
    )

    with pytest.raises(FaultyTemplateError) as refused:
        render.render(template, {"a": "x"})

    assert [one.kind for one in refused.value.findings] == ["external_content"]


def test_a_block_cannot_make_a_fetching_field_of_a_harmless_one() -> None:
    pieces = ['<w:fldChar w:fldCharType="begin"/>', "<w:instrText>SUBJECT_IN</w:instrText>"]
    pieces += [
        "<w:t>{%r if a %}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        '<w:fldChar w:fldCharType="begin"/>',
    ]
    pieces += [
        "<w:instrText>IN</w:instrText>",
        "<w:t>{%r endif %}</w:t>",
        "<w:instrText>CLUDETEXT x</w:instrText>",
    ]
    field = "".join(f"<w:r>{one}</w:r>" for one in pieces)
    template = heavy(f'<w:p>{field}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    assert render.render(template, {"a": ""})

    with pytest.raises(FaultyTemplateError) as refused:
        render.render(template, {"a": "x"})

    assert [one.kind for one in refused.value.findings] == ["external_content"]


def test_a_text_joined_with_itself_does_not_grow() -> None:
    document = render.render(word.template("{{ a|join(a)|join(a) }}"), {"a": "x" * 20_000})

    assert word.body(document) == "x" * 20_000


def test_rows_that_join_to_more_than_a_text_may_be_are_refused_before_they_are_joined() -> None:
    template = word.template("{{ rows|join(a) }}")

    with pytest.raises(printing.TooLargeError):
        render.render(template, {"a": "x" * 4_000_000, "rows": ["y"] * 1_000_000})


@pytest.mark.parametrize("name", ["lower", "upper", "capitalize", "trim", "sentence", "join"])
def test_a_group_of_names_never_prints_as_text(name: str) -> None:
    with pytest.raises(FaultyTemplateError) as refused:
        render.render(word.template(f"{{{{ a|{name} }}}}"), {"a": {"b": "x"}})

    assert [one.kind for one in refused.value.findings] == ["not_text"]


BEYOND = {
    "loops in loops": ("{% for x in rows %}" * 21 + "{% endfor %}" * 21, "too_heavy"),
    "blocks in blocks": ("{% if a %}" * 101 + "{% endif %}" * 101, "too_heavy"),
    "too many digits": ("{% if a == " + "9" * 5000 + " %}x{% endif %}", "syntax"),
    "an infinite number": ("{% if a == 1e999 %}x{% endif %}", "syntax"),
    "braces within a text": ("{{ '}}' }}", "syntax"),
}


@pytest.mark.parametrize(("tag", "kind"), BEYOND.values(), ids=BEYOND)
def test_what_python_would_not_compile_is_told(tag: str, kind: str) -> None:
    template = word.template(tag)

    with pytest.raises(FaultyTemplateError) as refused:
        render.render(template, {"a": "x", "rows": []})

    found = run_check.errors(run_check.check(template, KNOWN, language="nb"))
    assert [[one.kind for one in each] for each in (refused.value.findings, found)] == [[kind]] * 2


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_that_cannot_be_unpacked_is_told(method: int) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("word/document.xml", "".join(map(str, range(999))))
    whole, start = made.getvalue(), 30 + len("word/document.xml") + 4

    found = run_check.errors(
        run_check.check(whole[:start] + b"\xff" * 20 + whole[start + 20 :], KNOWN, language="nb")
    )

    assert [one.kind for one in found] == ["not_a_word_file"]


def test_brackets_without_end_are_too_heavy() -> None:
    template = word.template("{{ " + "(" * 3000 + "a" + ")" * 3000 + " }}")

    with pytest.raises(FaultyTemplateError) as refused:
        render.render(template, {"a": "x"})

    assert [
        one.kind for one in (*refused.value.findings, *run_check.check(template, KNOWN, language="nb"))
    ] == ["too_heavy"] * 2


OURS = {
    "a bookmark like ours": '<w:p><w:bookmarkStart w:id="1" w:name="contents99"/><w:bookmarkEnd w:id="1"/>'
    '<w:hyperlink w:anchor="contents99"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>',
    "a mark like ours": "<?columns 99?>",
    "a section of any size": '<w:p><w:pPr><w:sectPr><w:pgSz w:w="'
    + "9" * 5000
    + '"/></w:sectPr></w:pPr></w:p>',
    "a comment of any number": '<w:p><w:commentRangeStart w:id="²"/></w:p>',
}


@pytest.mark.parametrize("xml", OURS.values(), ids=OURS)
def test_what_looks_like_our_own_marks_is_only_what_it_is(xml: str) -> None:
    columns = word.template(
        "{%p for line in contents %}",
        "{{r line.link }}",
        "{%p endfor %}",
        rows=[["A", "{%tc for x in rows %}", "{{ x }}", "{%tc endfor %}"]],
    )
    template = word.changed(columns, lambda body: body.replace("<w:sectPr", f"{xml}<w:sectPr", 1))

    assert render.render(template, {"rows": ["a"]})
    assert annotated_file.annotated(template, [Finding(kind="no_headings")], "nb")
