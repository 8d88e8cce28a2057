"""Codes in places where an editor drops them or nobody fills them in."""

from tests.documents.check.corpus import (
    Case,
    body,
    field,
    file,
    paragraph,
    picture,
    related,
    swapped,
    with_part,
)

CODE = "{{ dialog.title }}"
PLAIN = file(CODE)
SPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
KINDS = "application/vnd.openxmlformats-officedocument"


def control(inside: str) -> str:
    return f"<w:sdt><w:sdtPr>{inside}</w:sdtPr><w:sdtContent>{paragraph(CODE)}</w:sdtContent></w:sdt>"


CASES = (
    Case(
        name="in a picture's text",
        template=picture(CODE),
        kinds=("tag_in_alt_text",),
        part="body",
    ),
    Case(
        name="in a table's text",
        template=swapped(
            file("x", rows=[["A", "B"], ["a", "b"]]),
            "<w:tblLook",
            f'<w:tblCaption w:val="{CODE}"/><w:tblLook',
        ),
        kinds=("tag_in_alt_text",),
        part="body",
        paragraph="A",
        row=1,
        column=1,
    ),
    Case(
        name="in a bookmark",
        template=body(
            PLAIN,
            paragraph("x", inside=f'<w:bookmarkStart w:id="5" w:name="{CODE}"/><w:bookmarkEnd w:id="5"/>'),
        ),
        kinds=("tag_in_bookmark",),
        part="body",
        paragraph="x",
    ),
    Case(
        name="in an anchor",
        template=body(
            PLAIN, f'<w:p><w:hyperlink w:anchor="{CODE}"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
        ),
        kinds=("tag_in_link",),
        part="body",
        paragraph="x",
    ),
    Case(
        name="in a link's address",
        template=related(
            body(PLAIN, '<w:p><w:hyperlink r:id="more"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>'),
            "hyperlink",
            "https://example.no/%7B%7B%20dialog.place%20%7D%7D",
            external=True,
        ),
        kinds=("tag_in_link",),
        part="body",
        paragraph="here",
    ),
    Case(
        name="in a field",
        template=body(PLAIN, field(" REF {{ dialog.title }} ")),
        kinds=("tag_in_field",),
        part="body",
        paragraph="x",
    ),
    Case(
        name="in a simple field",
        template=body(PLAIN, f'<w:p><w:fldSimple w:instr=" REF {CODE} "/></w:p>'),
        kinds=("tag_in_field",),
        part="body",
    ),
    Case(
        name="in a control's tag",
        template=body(PLAIN, control(f'<w:tag w:val="{CODE}"/>')),
        kinds=("tag_in_control",),
        part="body",
        paragraph=CODE,
    ),
    Case(
        name="in a bound control",
        template=body(PLAIN, control('<w:dataBinding w:xpath="/x" w:storeItemID="{1}"/>')),
        kinds=("tag_in_bound_control",),
        part="body",
        paragraph=CODE,
    ),
    Case(
        name="in another attribute",
        template=body(PLAIN, f'<w:p w:x="{CODE}"><w:r><w:t>x</w:t></w:r></w:p>'),
        kinds=("tag_in_attribute",),
        part="body",
        paragraph="x",
    ),
    Case(
        name="in a chart",
        template=with_part(
            PLAIN, "word/charts/chart1.xml", f"<c {SPACE}>{CODE}</c>", f"{KINDS}.drawingml.chart+xml"
        ),
        kinds=("tag_out_of_reach",),
    ),
    Case(
        name="in a property of one's own",
        template=with_part(PLAIN, "docProps/custom.xml", f"<p>{CODE}</p>", f"{KINDS}.custom-properties+xml"),
        kinds=("tag_out_of_reach",),
    ),
)
