"""Blocks whose codes do not stand, or are not written, alike: they would cut something in two."""

from tests.documents.check.corpus import Case, body, control, file, paragraph, paragraphs, table, text_box


def unlike(tag: str, better: str, *texts: str) -> Case:
    """A template in which one code takes away its paragraph and its partner does not."""
    return Case(
        name=" | ".join(texts),
        template=body(file("x"), paragraph("Late", "Heading1") + paragraphs(*texts)),
        kinds=("partner_lifted" if "p " in better else "lift_without_partner",),
        part="body",
        heading="Late",
        paragraph=tag,
        better=better,
    )


def across(kind: str, name: str, *xml: str, row: int = 0, column: int = 0) -> Case:
    return Case(
        name=name,
        template=body(file("x"), "".join(xml) + paragraph("y")),
        kinds=(kind,),
        part="body",
        paragraph="{% if late %}a",
        row=row,
        column=column,
    )


BEGIN, END = "{% if late %}a", "b{% endif %}"


def link(text: str) -> str:
    return f'<w:p><w:hyperlink w:anchor="x"><w:r><w:t>{text}</w:t></w:r></w:hyperlink></w:p>'


CASES = (
    unlike("{% endfor %}", "{%p endfor %}", "{%p for item in items %}", "{{ item.title }}{% endfor %}"),
    unlike("{% else %}", "{%p else %}", "{%p if late %}", "a{% else %}", "{%p endif %}"),
    unlike("{% if late %}", "{%p if late %}", "{% if late %}", "a", "{%p endif %}"),
    unlike("{%p endif %}", "{% endif %}", "{% if late %}a", "b", "{%p endif %}"),
    Case(
        name="a row's code that a paragraph's code ends",
        template=body(
            file("x"),
            table(("A",), ("{%tr for item in items %}",), ("{{ item.title }}",), ("{%p endfor %}",))
            + paragraph("y"),
        ),
        kinds=("partner_lifted",),
        part="body",
        paragraph="{%p endfor %}",
        row=4,
        column=1,
        better="{%tr endfor %}",
    ),
    Case(
        name="a run's code that an ordinary code ends",
        template=file("{%r if late %}a{% endif %}"),
        kinds=("partner_lifted",),
        part="body",
        paragraph="{%r if late %}",
        better="{%r endif %}",
    ),
    across("block_across", "into a table", paragraph(BEGIN), table((END, "c"), ("d", "e"))),
    across("block_across", "over two cells", table((BEGIN, END)), row=1, column=1),
    across("block_across_control", "out of a control", control(paragraph(BEGIN)), paragraph(END)),
    across("block_across_control", "into a control", paragraph(BEGIN), control(paragraph(END))),
    across("block_across_link", "out of a link", link(BEGIN), paragraph(END)),
    Case(
        name="into a text box",
        template=body(file("x"), paragraph(BEGIN) + text_box(END) + paragraph("y")),
        kinds=("block_across_box", "text_box"),
        part="body",
        paragraph=BEGIN,
    ),
)
SOUND = (
    Case(name="a block over two paragraphs", template=file(BEGIN, END)),
    Case(
        name="a block within a control",
        template=body(file("x"), control(paragraphs("{%p if late %}", "a", "{%p endif %}"))),
    ),
    Case(name="a block of runs", template=file("{%r if late %}a{%r endif %}")),
)
