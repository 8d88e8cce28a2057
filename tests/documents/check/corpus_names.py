"""Names that are not there, blocks that do not fit, codes that break the layout."""

from tests.documents.check.corpus import Case, body, file, notes, paragraph, table, with_style
from tests.documents.check.corpus_codes import one

NAMES = (
    *(
        Case(
            name=f"under a heading of one's own: {said}",
            template=body(
                with_style(file("x"), "Chapter", said),
                paragraph("Late", "Chapter") + paragraph("{{ frob }}"),
            ),
            kinds=("unknown_name",),
            part="body",
            heading="Late",
            paragraph="{{ frob }}",
        )
        for said in ('<w:basedOn w:val="Heading2"/>', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    ),
    Case(
        name="under what looks like a heading and is none",
        template=body(
            with_style(
                file("x"),
                "Chapter",
                '<w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>',
            ),
            paragraph("Late", "Chapter") + paragraph("{{ frob }}"),
        ),
        kinds=("unknown_name",),
        part="body",
        paragraph="{{ frob }}",
    ),
    Case(
        name="under a paragraph with a level of its own",
        template=body(
            file("x"),
            paragraph("Late").replace("<w:p>", '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
            + paragraph("{{ frob }}"),
        ),
        kinds=("unknown_name",),
        part="body",
        heading="Late",
        paragraph="{{ frob }}",
    ),
    one("unknown_name", "{{ frob }}"),
    one("unknown_name_near", "{{ dialog.titel }}"),
    one("unknown_name_near", "{{ Dialog.Title }}"),
    one("unknown_name_near", "{% for item in items %}{{ Item.Title }}{% endfor %}"),
    one("unknown_name_near", "{% for item in items %}{{ item.titel }}{% endfor %}"),
    one("unknown_name", "{% for x in frob %}{{ x.a }}{{ x.b }}{% endfor %}"),
    one("name_outside_loop", "{% for item in items %}x{% endfor %}{{ item.title }}"),
    one("name_outside_loop", "{{ loop.index }}"),
    Case(
        name="a row of a loop, in a footnote",
        template=notes(file("{% for it in items %}{{ it.title }}{% endfor %}"), "footnote", "{{ it.title }}"),
        kinds=("name_outside_loop",),
        part="footnotes",
    ),
    one("list_needs_loop", "{{ items.title }}"),
    one("list_needs_loop", "{% for item in items %}{{ item.answers.party }}{% endfor %}"),
    one("list_in_its_loop", "{% for one in items %}{{ items.titel }}{% endfor %}"),
    one("list_in_its_loop", "{% for one in items|having('title') %}{{ items['title'] }}{% endfor %}"),
    one("unknown_name", "{{ items.length }}"),
    one("prints_list", "{{ items }}"),
    one("prints_flag", "{{ late }}"),
    one("not_text", "{{ dialog }}"),
    one("not_a_list", "{% for x in dialog %}x{% endfor %}"),
    one("missing_when_empty", "{{ (items|first).title }}"),
    one("not_comparable", "{% if count > dialog.title %}x{% endif %}"),
    Case(
        name="a name that must be printed",
        template=file("{{ dialog.place }}{% if dialog.title %}x{% endif %}"),
        requires=("dialog.title", "dialog.place"),
        kinds=("required_name_missing",),
    ),
    Case(
        name="a list that must be printed, only in the title",
        template=file("x", title="{% for item in items %}{{ item.title }}{% endfor %}"),
        requires=("items",),
        kinds=("required_name_missing",),
    ),
)


def block(
    kind: str, paragraph_: str, *paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), row: int = 0
) -> Case:
    """A template of these paragraphs and rows, whose fault is told at a paragraph."""
    template = file(*paragraphs, rows=rows)
    name = " | ".join([*paragraphs, *map(str, rows)])
    return Case(
        name=name,
        template=template,
        kinds=(kind,),
        part="body",
        paragraph=paragraph_,
        row=row,
        column=min(row, 1),
    )


def unclosed(paragraphs: tuple[str, ...]) -> Case:
    """A template of an outer and an inner block, either of which may be the one without an end."""
    return Case(
        name=" | ".join(paragraphs),
        template=file(*paragraphs, "{%p endif %}"),
        kinds=("block_or_inner_not_closed",),
        part="body",
        paragraph="{%p if late %}",
        other="{%p if count %}",
        better="{%p endif %}",
    )


FILTERS = (
    one("unknown_name_near", '{% if hosts|having("look.armz") %}x{% endif %}'),
    one("unknown_name_near", '{{ hosts|join(", ", "nam") }}'),
    one("unknown_name", '{% if hosts|having("frob") %}x{% endif %}'),
    one("unknown_name_near", "{{ dialog.title|default(dialog.plac) }}"),
    one("filter_parentheses", '{% if hosts|having("name", "role") %}x{% endif %}'),
    one("filter_parentheses", "{% if hosts|having(look.arms) %}x{% endif %}"),
    one("filter_parentheses", "{% if hosts|having %}x{% endif %}"),
    one("filter_parentheses", '{{ dialog.title|upper("x") }}'),
    one("filter_parentheses", '{{ dialog.title|join(mark="x") }}'),
    one("filter_needs_list", '{% if dialog|having("title") %}x{% endif %}'),
    one("join_needs_name", "{{ hosts|join }}"),
    one("join_needs_name", '{{ hosts|join(" og ") }}'),
    one("prints_list", "{{ hosts|upper }}"),
    one("prints_flag", "{{ late|upper }}"),
    one("not_text", "{{ dialog|lower }}"),
    one("picture_needs_run", "{{ look.arms }}"),
    one("picture_needs_run", "{% for party in hosts %}{{ party.look.arms|default('x') }}{% endfor %}"),
)

COMPARISONS = (
    one("compares_flag", "{% if late == 'ja' %}x{% endif %}"),
    one("compares_flag", "{% if late != 1 and late %}x{% endif %}"),
    one("compares_flag", "{{ 'x' if 'nei' == late else 'y' }}"),
    one("prints_flag", "{{ late if count else 'y' }}"),
    one("not_comparable", "{% if count == '3' %}x{% endif %}"),
    one("no_such_choice", "{% if outcome.key == 'frob' %}x{% endif %}"),
    one("no_such_choice_near", "{% if outcome.key == 'wisk' %}x{% endif %}"),
    one("no_such_choice_near", "{% if outcome == 'wish' %}x{% endif %}"),
    one("no_such_choice_near", "{% if outcome != 'Vedtatt' %}x{% endif %}"),
)


BLOCKS = (
    block("block_not_closed", "{%p if late %}", "{%p if late %}", "a", "b"),
    block("block_not_closed", "{% for a in items %}", "{% for a in items %}", "x{% if late %}y{% endif %}"),
    *map(
        unclosed,
        (
            ("{%p if late %}", "{%p if count %}", "{%p if kind %}", "a", "{%p endif %}", "{%p else %}", "b"),
            ("{%p if late %}", "{%p if kind %}", "a", "{%p endif %}", "{%p if count %}", "{%p else %}", "b"),
            ("{%p if late %}", "{%p if count %}", "a"),
        ),
    ),
    Case(
        name="a loop in a loop, either without an end",
        template=file(
            "{%p for item in items %}", "{%p for a in item.answers %}", "{{ a.party }}", "{%p endfor %}"
        ),
        kinds=("block_or_inner_not_closed",),
        part="body",
        paragraph="{%p for item in items %}",
        better="{%p endfor %}",
    ),
    block(
        "block_not_closed",
        "{%p if late %}",
        "{%p if late %}",
        "{%p if count %}",
        "a",
        "{%p endif %}",
        "{%p else %}",
        "b",
    ),
    block("block_not_closed", "{%p if late %}", "{%p if late %}", "{% if count %}a{% endif %}"),
    block("block_not_closed", "{% if count %}a", "{%p if late %}", "{% if count %}a", "{%p endif %}"),
    Case(
        name="a block without an end, and text beside another code",
        template=file("{% if late %}", "{%p if count %} lost", "a", "{%p endif %}"),
        kinds=("block_not_closed", "text_beside_tag"),
        part="body",
        paragraph="{% if late %}",
    ),
    block(
        "block_not_closed",
        "{%p if item.late %}",
        *("{%p if late %}", "{%p for item in items %}", "{%p if item.late %}", "a", "{%p endfor %}"),
        *("{%p else %}", "b", "{%p endif %}"),
    ),
    block(
        "block_not_open",
        "{%p endif %}",
        *("{%p if late %}", "{%p for item in items %}", "a", "{%p endif %}", "{%p endfor %}"),
        *("{%p else %}", "b", "{%p endif %}"),
    ),
    Case(
        name="a block in a loop, or the one in it, without an end, and others after the loop",
        template=file(
            *("{%p for item in items %}", "{%p if item.late %}", "{%p if item.title %}", "a", "{%p endif %}"),
            *("{%p endfor %}", "{%p if late %}", "b", "{%p endif %}"),
        ),
        kinds=("block_or_inner_not_closed",),
        part="body",
        paragraph="{%p if item.late %}",
        other="{%p if item.title %}",
        better="{%p endif %}",
    ),
    Case(
        name="rows without an end in a loop of paragraphs",
        template=body(
            file("x"),
            paragraph("{%p for item in items %}")
            + table(("A",), ("{%tr for answer in item.answers %}",), ("{{ answer.party }}",))
            + paragraph("{%p endfor %}"),
        ),
        kinds=("block_not_closed",),
        part="body",
        paragraph="{%tr for answer in item.answers %}",
        row=2,
        column=1,
        better="{%tr endfor %}",
    ),
    block("block_not_open", "{%p endif %}", "a", "{%p endif %}"),
    block("block_not_open", "{% elif late %}", "{% elif late %}"),
    block(
        "blocks_crossed",
        "{%p endif %}",
        "{%p if late %}",
        "{%p for a in items %}",
        "{%p endif %}",
        "{%p endfor %}",
    ),
    block("text_beside_tag", "{%p if late %} and more", "{%p if late %} and more", "a", "{%p endif %}"),
    block("row_tag_outside_table", "{%tr if late %}", "{%tr if late %}", "a", "{%p endif %}"),
    Case(
        name="a paragraph's code in the title",
        template=file("x", title="{%p if late %}"),
        kinds=("block_not_closed",),
        part="properties",
    ),
    Case(
        name="a link's code in the title",
        template=file("x", title="{{r dialog.title }}"),
        kinds=("lift_in_property",),
        part="properties",
        paragraph="{{r dialog.title }}",
    ),
)
CASES = (*NAMES, *FILTERS, *COMPARISONS, *BLOCKS)
