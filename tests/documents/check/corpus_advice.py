"""Templates that can be used, but whose documents would be poorer for somebody."""

import hashlib

from tests.documents.check.corpus import (
    PIXEL,
    STYLES,
    Case,
    body,
    field,
    file,
    paragraph,
    picture,
    swapped,
    text_box,
    without,
)
from tests.documents.check.corpus_beside import CROSS, LINK, MARK
from tests.support import word

PLAIN = file("{{ dialog.title }}")
SETTINGS = "word/settings.xml"


def styled(text: str, style: str = "") -> bytes:
    """A file with one paragraph more, whose text has a character style."""
    run = f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else "<w:r>"
    return body(PLAIN, paragraph(text).replace("<w:r>", run))


def led_to(link: str) -> bytes:
    """A file with a link to a place that stands in a loop."""
    place = paragraph("{{ item.title }}", "Heading1", MARK)
    loop = paragraph("{%p for item in items %}") + place + paragraph("{%p endfor %}")
    return body(PLAIN, link + loop)


ENGLISH = '<w:rPr><w:lang w:val="en-GB"/></w:rPr>'
OLD_PICTURE = "<w:p><w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:p>"


def drawing(inside: str, text: str = "") -> str:
    """A paragraph with a drawing, and its alternative text."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="7" name="x" descr="{text}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="x">'
        f"{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def shape(kind: str, text: str = "") -> str:
    """A paragraph with a drawn shape of this kind."""
    return drawing(f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:prstGeom prst="{kind}"/></wps:spPr></wps:wsp>', text)


def in_norwegian(text: str) -> str:
    return paragraph(text).replace("<w:r>", '<w:r><w:rPr><w:lang w:val="nb-NO"/></w:rPr>')


def contents(code: str, *said: str) -> str:
    """Word's own list of contents, a paragraph for each line."""
    begin, *middle, end = (field(code), *map(paragraph, said), paragraph("x"))
    mark = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return begin.replace(mark, "") + "".join(middle) + end.replace("</w:p>", f"{mark}</w:p>")


CASES = (
    *(
        Case(
            name=f"a link to a place that is there for every row: {link}",
            template=led_to(link),
            kinds=("link_into_loop",),
            part="body",
            heading="{{ item.title }}",
            paragraph="{{ item.title }}",
        )
        for link in (LINK, CROSS, field(" PAGEREF here "))
    ),
    Case(name="no title", template=file("x", title=""), kinds=("title_empty",), part="properties"),
    Case(name="in English", template=file("x", language="en-US"), kinds=("wrong_language",)),
    Case(
        name="in the other written standard", template=file("x", language="nn-NO"), kinds=("wrong_language",)
    ),
    Case(
        name="without a language",
        template=swapped(PLAIN, "<w:lang ", "<w:noProof/><w:zzz ", STYLES),
        kinds=("language_missing",),
    ),
    Case(
        name="text marked as English",
        template=body(
            PLAIN,
            paragraph("A long text in which everything is marked").replace(
                "<w:r>", '<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr>'
            ),
        ),
        kinds=("wrong_language",),
    ),
    Case(
        name="text of a style marked as English",
        template=swapped(
            body(PLAIN, paragraph("A long text in which everything is marked", "BodyText")),
            '<w:name w:val="Body Text"/>',
            f'<w:name w:val="Body Text"/>{ENGLISH}',
            STYLES,
        ),
        kinds=("wrong_language",),
    ),
    Case(
        name="text that nobody marked, in a file in English",
        template=body(file("Half of it", language="en-US"), in_norwegian("The other half of it")),
        kinds=("wrong_language",),
    ),
    Case(
        name="a table without a head",
        template=swapped(file("x", rows=[["A", "B"], ["a", "b"]]), "<w:trPr><w:tblHeader/></w:trPr>", ""),
        kinds=("table_without_head",),
        part="body",
        paragraph="A",
        row=1,
        column=1,
    ),
    Case(
        name="a table whose head is turned off",
        template=swapped(
            file("x", rows=[["A", "B"], ["a", "b"]]), "<w:tblHeader/>", '<w:tblHeader w:val="0"/>'
        ),
        kinds=("table_without_head",),
        part="body",
        row=1,
        column=1,
    ),
    Case(name="a picture without a text", template=picture(), kinds=("picture_without_text",), part="body"),
    Case(
        name="a text box",
        template=body(PLAIN, text_box("x")),
        kinds=("text_box",),
        part="textbox",
        paragraph="x",
    ),
    Case(name="no headings", template=file(*("text" for _ in range(9))), kinds=("no_headings",)),
    Case(
        name="contents of nothing",
        template=file("{% for line in contents %}{{ line.text }}{% endfor %}"),
        kinds=("contents_without_headings",),
        part="body",
    ),
    Case(
        name="Word's own list of contents, with the codes of a heading in a loop",
        template=body(
            file("{% for item in items %}", "{{ item.title }}", "{% endfor %}"),
            contents(' TOC \\o "1-3" ', "{{ item.title }}", "{{ frob }}") + paragraph("{{ late }}"),
        ),
        kinds=("prints_flag", "automatic_contents"),
        part="body",
        paragraph="{{ late }}",
    ),
    Case(
        name="Word's own list of contents, in one field",
        template=body(PLAIN, '<w:p><w:fldSimple w:instr=" TOC "><w:r><w:t>A</w:t></w:r></w:fldSimple></w:p>'),
        kinds=("automatic_contents",),
        part="body",
        paragraph="A",
    ),
    Case(
        name="a link that is no link",
        template=file("{% for item in items %}{{ item.link }}{% endfor %}"),
        kinds=("needs_run",),
        part="body",
    ),
    Case(
        name="no style for list lines",
        template=swapped(file("{{ summary }}", "{{ summary }}"), "Normal –", "List Bullet", STYLES),
        kinds=("list_style_missing",),
        part="body",
        paragraph="{{ summary }}",
    ),
    Case(
        name="a diagram without a text",
        template=body(
            PLAIN,
            drawing('<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'),
        ),
        kinds=("picture_without_text",),
        part="body",
    ),
    Case(
        name="an old picture without a text",
        template=body(PLAIN, OLD_PICTURE),
        kinds=("picture_without_text",),
        part="body",
    ),
    Case(
        name="locked",
        template=word.changed(
            PLAIN,
            lambda xml: xml.replace("<w:zoom", '<w:documentProtection w:enforcement="1"/><w:zoom', 1),
            SETTINGS,
        ),
        kinds=("locked",),
    ),
    Case(
        name="changes are tracked",
        template=swapped(PLAIN, "<w:zoom", "<w:trackRevisions/><w:zoom", SETTINGS, times=1),
        kinds=("changes_tracked",),
    ),
    Case(
        name="to be opened without changing it",
        template=swapped(
            PLAIN, "<w:zoom", '<w:writeProtection w:recommended="1"/><w:zoom', SETTINGS, times=1
        ),
        kinds=("write_protected",),
    ),
    Case(
        name="a very large file",
        template=word.with_members(
            PLAIN, {"word/media/x.png": PIXEL + hashlib.shake_256().digest(5_000_000)}
        ),
        kinds=("large_file",),
    ),
    Case(
        name="a mail-merge field",
        template=body(PLAIN, field(" MERGEFIELD Navn ")),
        kinds=("merge_field",),
        part="body",
    ),
    Case(
        name="no properties at all",
        template=swapped(
            without(PLAIN, "docProps/core.xml"), "docProps/core.xml", "docProps/app.xml", "_rels/.rels"
        ),
        kinds=("title_empty",),
        part="properties",
    ),
)
