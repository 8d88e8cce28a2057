"""What stands together with a code that takes its paragraph, row or cell away."""

from tests.documents.check.corpus import Case, body, field, file, paragraph, paragraphs, table

SPACE = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
LINK = '<w:p><w:hyperlink w:anchor="here"><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p>'
CROSS = '<w:p><w:fldSimple w:instr=" REF here \\h "><w:r><w:t>a place</w:t></w:r></w:fldSimple></w:p>'
MARK = '<w:bookmarkStart w:id="5" w:name="here"/><w:bookmarkEnd w:id="5"/>'
THINGS = {
    "picture_beside_tag": ("<w:r><w:pict/></w:r>",),
    "break_beside_tag": ('<w:r><w:br w:type="page"/></w:r>', '<w:r><w:br w:type="column"/></w:r>'),
    "note_beside_tag": (
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        '<w:r><w:endnoteReference w:id="1"/></w:r>',
    ),
    "equation_beside_tag": (f"<m:oMath {SPACE}><m:r><m:t>x</m:t></m:r></m:oMath>",),
    "symbol_beside_tag": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',),
    "field_beside_tag": (
        field(" PAGE ").replace("<w:t>x</w:t>", "").removeprefix("<w:p>").removesuffix("</w:p>"),
        '<w:fldSimple w:instr=" DATE "/>',
    ),
}


def beside(thing: str, after: str = "") -> bytes:
    """A file with a heading and, under it, a code together with a thing."""
    code = paragraph("{%p if late %}", inside=thing)
    return body(file("x"), paragraph("Late", "Heading1") + code + paragraphs("a", "{%p endif %}") + after)


def in_table(*rows: tuple[str, ...]) -> bytes:
    return body(file("x"), table(*rows) + paragraph("y"))


CASES = (
    *(
        Case(
            name=f"{kind}: {thing}",
            template=beside(thing),
            kinds=(kind,),
            part="body",
            heading="Late",
            paragraph="{%p if late %}",
        )
        for kind, things in THINGS.items()
        for thing in things
    ),
    *(
        Case(
            name=f"a bookmark for {link}",
            template=beside(MARK, link),
            kinds=("bookmark_beside_tag",),
            part="body",
            heading="Late",
            paragraph="{%p if late %}",
        )
        for link in (LINK, CROSS)
    ),
    Case(
        name="a section beside a code",
        template=body(
            file("x"),
            paragraph("{%p if late %}").replace("<w:p>", "<w:p><w:pPr><w:sectPr/></w:pPr>")
            + paragraphs("a", "{%p endif %}"),
        ),
        kinds=("section_beside_tag",),
        part="body",
        paragraph="{%p if late %}",
    ),
    Case(
        name="text in the row of a code",
        template=in_table(
            ("A", "B"), ("{%tr for item in items %}", "lost"), ("a", ""), ("{%tr endfor %}", "")
        ),
        kinds=("text_beside_tag",),
        part="body",
        paragraph="{%tr for item in items %}",
        row=2,
        column=1,
    ),
    Case(
        name="text in the cell of a code",
        template=in_table(("A", "{%tc for item in items %} lost", "{{ item.title }}", "{%tc endfor %}")),
        kinds=("text_beside_tag",),
        part="body",
        paragraph="{%tc for item in items %} lost",
        row=1,
        column=2,
    ),
    Case(
        name="a break in the row of a code",
        template=in_table(
            ("A", "B"),
            ("{%tr for item in items %}", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'),
            ("{{ item.title }}", "b"),
            ("{%tr endfor %}", ""),
        ),
        kinds=("break_beside_tag",),
        part="body",
        paragraph="{%tr for item in items %}",
        row=2,
        column=1,
    ),
)
SOUND = (
    Case(name="a bookmark that nothing leads to", template=beside(MARK)),
    Case(name="a line break beside a code", template=beside("<w:r><w:br/></w:r>")),
    Case(
        name="a field to type in that holds a code",
        template=beside('<w:fldSimple w:instr=" FORMTEXT "/>'),
    ),
)
