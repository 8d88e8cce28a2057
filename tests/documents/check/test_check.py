import re
from pathlib import Path

import pytest

from formserver import documents
from formserver.documents.check import finding_words, inspection, run_check, trial
from formserver.documents.check.check_task import Task
from formserver.documents.names import process_names
from formserver.documents.word.findings import Finding, Place
from formserver.i18n import languages
from tests.support import packets, word

ITEM = process_names.NameGroup(
    names={"title": process_names.TEXT, "background": process_names.TEXT, "late": process_names.FLAG}
)
KNOWN = process_names.NameGroup(
    names={
        "dialog": process_names.NameGroup(names={"title": process_names.TEXT, "place": process_names.TEXT}),
        "items": process_names.NameList(row=ITEM),
        "count": process_names.NUMBER,
        "kind": process_names.Leaf(kind=process_names.LeafKind.CHOICE),
    }
)
CONTENT_TYPES = "[Content_Types].xml"


def findings(*paragraphs: str, **where: str) -> list[Finding]:
    return read(word.template(*paragraphs, **where))


def read(template: bytes) -> list[Finding]:
    """The errors that reading shows."""
    return run_check.errors(inspection.findings(Task(template=template, known=KNOWN, language="nb")))


def kinds(template: bytes) -> list[str]:
    return [one.kind for one in read(template)]


def test_a_sound_template_has_no_findings() -> None:
    template = word.template(
        "{{ dialog.title|sentence }} {{ kind }} {{ count }}",
        "{%p if items and kind.key == 'x' %}",
        "{%p for item in items %}",
        "{{ loop.index }}{% if not loop.last %},{% endif %}{{ item.title }}{{ item.background|d('–') }}",
        "{%p endfor %}",
        "{%p endif %}",
    )

    assert run_check.errors(run_check.check(template, KNOWN, language="nb")) == []


def test_an_unknown_name_is_told_with_the_nearest_valid_one_and_its_place() -> None:
    template = word.changed(
        word.template("About", "Where: {{ dialog.plase }}"),
        lambda xml: xml.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', 1),
    )

    assert read(template) == [
        Finding(
            kind="unknown_name_near",
            facts={"tag": "{{ dialog.plase }}", "name": "dialog.plase", "nearest": "dialog.place"},
            place=Place(part="body", heading="About", paragraph="Where: {{ dialog.plase }}"),
        )
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{{ Dialog.Title }}", "dialog.title"),
        ("{{ dialog.Place }}", "dialog.place"),
        ("{{ dialogtitle }}", "dialog.title"),
        ("{% for item in items %}{{ Item.Background }}{% endfor %}", "item.background"),
        ("{% for item in Items %}{% endfor %}", "items"),
    ],
)
def test_the_nearest_name_is_found_whole_whatever_its_capitals(written: str, meant: str) -> None:
    assert [one.facts["nearest"] for one in findings(written)] == [meant]


@pytest.mark.parametrize(
    ("where", "part"), [({"header": "{{ frob }}"}, "header"), ({"title": "{{ frob }}"}, "properties")]
)
def test_tags_are_read_in_headers_and_properties_too(where: dict[str, str], part: str) -> None:
    found = findings("x", **where)

    assert [(one.kind, one.place and one.place.part) for one in found] == [("unknown_name", part)]


def test_tags_are_read_in_table_cells() -> None:
    found = read(word.template(rows=[["{{ frob }}"]]))

    assert [one.kind for one in found] == ["unknown_name"]


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("{{ frob }}", "unknown_name"),
        ("{{ dialog }}", "not_text"),
        ("{{ items }}", "prints_list"),
        ("{% for x in dialog.title %}{% endfor %}", "not_a_list"),
        ("{% for x in items %}{{ x }}{% endfor %}", "not_text"),
        ("{% for x in items %}{{ x.late }}{% endfor %}", "prints_flag"),
        ("{% for x in items %}{{ x.titel }}{% endfor %}", "unknown_name_near"),
        ("{{ kind.label }}", "unknown_name_near"),
        ("{% if dialog.titel == 'x' %}{% endif %}", "unknown_name_near"),
        ("{{ «x» }}", "quotes"),
        ("{{ dialog. }}", "syntax"),
        ("{{ dialog.title|frob }}", "forbidden_filter"),
        ("{{ dialog.title() }}", "forbidden_call"),
        ("{% if items %}", "block_not_closed"),
        ("{% for x in items %}{% endif %}{% endfor %}", "block_not_open"),
        ("{% endfor %}", "block_not_open"),
        ("{% else %}", "block_not_open"),
        ("{%p if items %} and more{% endif %}", "text_beside_tag"),
    ],
)
def test_each_fault_of_a_paragraph_is_told(paragraph: str, kind: str) -> None:
    found = findings(paragraph)

    assert [one.kind for one in found] == [kind]


def test_the_place_of_an_open_block_is_where_it_begins() -> None:
    found = findings("{%p for x in items %}", "a", "b")

    assert [one.place and one.place.paragraph for one in found] == ["{%p for x in items %}"]


def test_an_open_block_hides_no_name_that_is_wrong_by_itself() -> None:
    found = findings("{{ dialog.titel }}", "{% for row in items %}{{ row.nobody }}", "{{ dialog.plase }}")
    own_row = findings("{% for dialog in items %}{{ dialog.title }}{{ dialog.frob }}")

    assert [(one.kind, one.facts.get("nearest")) for one in found] == [
        ("block_not_closed", None),
        ("unknown_name_near", "dialog.title"),
        ("unknown_name_near", "dialog.place"),
    ]
    assert [one.kind for one in own_row] == ["block_not_closed"]


def test_text_in_a_row_that_a_tag_takes_away_is_told() -> None:
    template = word.template(
        rows=[["{%tr for x in items %}", "lost"], ["{{ x.title }}", ""], ["{%tr endfor %}", ""]]
    )

    assert [(one.kind, one.facts["text"]) for one in read(template)] == [("text_beside_tag", "lost")]


def test_a_misspelt_code_hides_no_other_fault_of_its_part() -> None:
    found = findings(
        "{{ dialog.title }", "{{ «dialog.titel» }}", "{{ Frob }}", "{% If items %}", "{% endif %}"
    )

    assert [one.kind for one in found] == [
        "brace_missing_at_end",
        "quotes",
        "keyword_misspelt",
        "unknown_name",
    ]


def test_of_very_many_faults_the_first_are_told_and_how_many_more_there_are() -> None:
    template = word.template(*("{{ frob }}" for _ in range(trial.MOST + 5)))

    found = run_check.errors(trial.findings(Task(template=template, known=KNOWN, language="nb")))

    assert len(found) == trial.MOST + 1
    assert found[-1] == Finding(kind="more_faults", facts={"count": "5"})


def test_one_unknown_list_is_one_finding() -> None:
    found = findings("{% for x in itemz %}{{ x.title }}{{ x.frob }}{% endfor %}")

    assert [one.facts["name"] for one in found] == ["itemz"]


@pytest.mark.parametrize("change", ["ins", "del", "moveFrom"])
def test_tracked_changes_are_refused(change: str) -> None:
    template = word.changed(
        word.template("x"),
        lambda xml: xml.replace("<w:r>", f'<w:{change} w:id="1" w:author="a"><w:r>').replace(
            "</w:r>", f"</w:r></w:{change}>"
        ),
    )

    assert kinds(template) == ["tracked_changes"]


def test_macros_are_refused() -> None:
    assert kinds(word.with_members(word.template("x"), {"word/vbaProject.bin": b"x"})) == ["macros"]


def test_active_controls_are_refused() -> None:
    assert kinds(word.with_members(word.template("x"), {"word/activeX/activeX1.xml": b"<x/>"})) == ["macros"]


def test_embedded_objects_are_refused() -> None:
    template = word.with_members(word.template("x"), {"word/embeddings/oleObject1.bin": b"x"})

    assert kinds(template) == ["embedded_object"]


def test_documents_pulled_in_from_elsewhere_are_refused() -> None:
    template = word.changed(
        word.template("x"), lambda xml: xml.replace("<w:p>", '<w:altChunk r:id="rId1"/><w:p>', 1)
    )

    assert kinds(template) == ["embedded_object"]


@pytest.mark.parametrize(
    ("kind", "target", "expected"),
    [
        ("image", "http://example.no/x.png", ["external_content"]),
        ("attachedTemplate", "file:///c:/x.dotm", ["attached_template"]),
        ("hyperlink", "file://server/share", ["link_astray"]),
        ("hyperlink", "https://lovdata.no", []),
        ("hyperlink", "mailto:post@example.no", []),
    ],
)
def test_only_ordinary_links_may_lead_outside(kind: str, target: str, expected: list[str]) -> None:
    one = (
        f'<Relationship Id="x1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="{target}" TargetMode="External"/></Relationships>'
    )
    template = word.changed(
        word.template("x"), lambda xml: xml.replace("</Relationships>", one), "word/_rels/document.xml.rels"
    )

    assert kinds(template) == expected


def test_tags_in_attributes_and_field_codes_are_told() -> None:
    template = word.changed(
        word.template("x"),
        lambda xml: xml.replace(
            "<w:p>", '<w:p w:x="{{ count }}"><w:r><w:instrText>REF {{ count }}</w:instrText></w:r>', 1
        ),
    )

    assert kinds(template) == ["tag_in_attribute", "tag_in_field"]


def test_a_second_properties_part_is_refused() -> None:
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    second = f'<Override PartName="/docProps/core1.xml" ContentType="{kind}"/></Types>'
    double = word.with_members(word.template("x"), {"docProps/core1.xml": b"<x/>"})
    template = word.changed(double, lambda xml: xml.replace("</Types>", second), CONTENT_TYPES)

    assert kinds(template) == ["double_member"]


def test_a_block_that_ends_in_a_table_is_told_where_it_begins() -> None:
    found = read(word.template("{% for x in items %}a", rows=[["b{% endfor %}"]]))

    assert [(one.kind, one.place and one.place.paragraph) for one in found] == [
        ("block_across", "{% for x in items %}a")
    ]


def test_every_kind_of_finding_has_words_in_every_language() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(documents.__file__).parent.rglob("*.py"))
    kinds = set(re.findall(r'(?:refusal\(|kind=)\s*"(\w+)"', code))

    assert len(kinds) > 20
    assert all(
        finding_words.sentence(Finding(kind=kind), language) for kind in kinds for language in languages()
    )


def test_the_names_of_a_process_follow_from_its_fields() -> None:
    known = dict(process_names.dotted(process_names.in_document(packets.PROCESS, "packet")))

    assert {
        "themes[].items[].background",
        "themes[].items[].answers[].assessment",
        "note.summary",
        "responses[].contact",
    } <= known.keys()
    assert known["themes[].items[].priority"].kind is process_names.LeafKind.CHOICE
    assert "response.contact" in dict(
        process_names.dotted(process_names.in_document(packets.PROCESS, "response"))
    )
