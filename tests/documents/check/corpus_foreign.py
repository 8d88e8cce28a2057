"""Files that hide what they must not hold where names and the obvious parts do not tell of it."""

from tests.documents.check.corpus import (
    OFFICE,
    RELATIONS,
    TYPES,
    WORDML,
    Case,
    body,
    field,
    file,
    related,
    swapped,
    with_part,
)
from tests.support import word

PLAIN = file("{{ dialog.title }}")
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
RUNS = field(' DDEAUTO c:\\x.exe "/k" ')
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEADER = f"<w:hdr {SPACE}>{RUNS}</w:hdr>"
BINARY = "word/x.bin"
SETTINGS = "word/settings.xml"

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">{}</svg>'
PICTURES = {
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0",
    "PostScript in a frame": b"\xc5\xd0\xd3\xc6x",
    "a PDF": b"%PDF-1.7",
    "nothing we know": b"what",
    "empty": b"",
    "an SVG with a picture in it": SVG.format('<image x:href="data:image/x-eps;base64,JSE="/>').encode(),
    "an SVG that fetches": SVG.format('<use x:href="http://example.no/x.svg#y"/>').encode(),
    "an SVG that imports": SVG.format("<style>@import 'http://example.no/x.css';</style>").encode(),
    "an SVG that fetches in its looks": SVG.format('<g style="fill:url(http://example.no/x)"/>').encode(),
    "an SVG with a script": SVG.format("<script>1</script>").encode(),
}


def declared(packed: bytes, extension: str, kind: str) -> bytes:
    one = f'<Default Extension="{extension}" ContentType="{kind}"/></Types>'
    return swapped(packed, "</Types>", one, TYPES)


def held(packed: bytes, content: bytes = b"x") -> bytes:
    return word.with_members(packed, {BINARY: content})


def typed(packed: bytes, relation: str) -> bytes:
    """The file with a relationship of this very type to a member that is there."""
    one = f'<Relationship Id="more" Type="{relation}" Target="x.bin"/></Relationships>'
    return swapped(held(packed), "</Relationships>", one, RELATIONS)


def in_utf_16(packed: bytes) -> bytes:
    text = word.xml(packed, TYPES).split("?>", 1)[1]
    return word.with_members(
        packed, {TYPES: f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")}
    )


def another_document() -> bytes:
    """Two documents: the one that is named by its type, and the one that Word opens."""
    harmless = declared(PLAIN, "other", f"{WORDML}.document.main+xml")
    both = word.with_members(harmless, {"word/document.other": word.xml(body(PLAIN, RUNS)).encode()})
    return swapped(both, "word/document.xml", "word/document.other", "_rels/.rels")


def plain_code(code: str) -> str:
    """A field whose code is written as text."""
    return field(code).replace("w:instrText", "w:t")


RELATIONS_OF_CHART = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}/package" Target="../embeddings/book.xlsx"/></Relationships>'
)
USER = '<w:p><w:hyperlink r:id="more"><w:r><w:t>Here</w:t></w:r></w:hyperlink></w:p>'

PLACED = (
    Case(
        name="a link to a file",
        template=related(body(PLAIN, USER), "hyperlink", "file:///C:/plan.docx", external=True),
        kinds=("link_astray",),
        part="body",
        paragraph="Here",
    ),
    Case(
        name="a link to a file, beside another fault",
        template=related(body(file("{{ frob }}"), USER), "hyperlink", "plan.docx", external=True),
        kinds=("link_astray", "unknown_name"),
        part="body",
        paragraph="Here",
    ),
    Case(
        name="a picture from the web, where it is seen",
        template=related(body(PLAIN, USER), "image", "http://example.no/x.png", external=True),
        kinds=("external_content",),
        part="body",
        paragraph="Here",
    ),
    Case(
        name="a picture of a kind that is not drawn, where it is seen",
        template=related(
            declared(word.with_members(body(PLAIN, USER), {"word/media/x.wdp": b"what"}), "wdp", "image/x"),
            "image",
            "media/x.wdp",
        ),
        kinds=("picture_kind",),
        part="body",
        paragraph="Here",
    ),
    Case(
        name="the workbook of a chart, where the chart is seen",
        template=word.with_members(
            related(body(PLAIN, USER), "chart", "charts/chart1.xml"),
            {
                "word/charts/chart1.xml": b"<c/>",
                "word/charts/_rels/chart1.xml.rels": RELATIONS_OF_CHART.encode(),
                "word/embeddings/book.xlsx": b"PK\x03\x04",
            },
        ),
        kinds=("embedded_object",),
        part="body",
        paragraph="Here",
    ),
    Case(
        name="an add-in from the web",
        template=declared(held(PLAIN), "bin", "application/vnd.ms-office.webextension+xml"),
        kinds=("web_add_in",),
    ),
)
CASES = (
    *PLACED,
    Case(
        name="a header known by its extension alone",
        template=related(
            declared(
                word.with_members(PLAIN, {"word/h.hdr": HEADER.encode()}), "hdr", f"{WORDML}.header+xml"
            ),
            "header",
            "h.hdr",
        ),
        kinds=("external_content",),
        part="header",
    ),
    Case(
        name="a header known by its relationship alone",
        template=related(word.with_members(PLAIN, {"word/h.xml": HEADER.encode()}), "header", "h.xml"),
        kinds=("external_content",),
    ),
    Case(
        name="a field in a building block",
        template=with_part(
            PLAIN,
            "word/glossary/document.xml",
            f"<w:glossaryDocument {SPACE}>{RUNS}</w:glossaryDocument>",
            f"{WORDML}.document.glossary+xml",
            "glossaryDocument",
        ),
        kinds=("external_content",),
    ),
    Case(
        name="a field in a comment",
        template=with_part(
            PLAIN,
            "word/comments.xml",
            f'<w:comments {SPACE}><w:comment w:id="0">{RUNS}</w:comment></w:comments>',
            f"{WORDML}.comments+xml",
            "comments",
        ),
        kinds=("external_content",),
    ),
    Case(
        name="a field whose code is written as text",
        template=body(PLAIN, plain_code(' INCLUDEPICTURE "file:///etc/x" ')),
        kinds=("external_content",),
        part="body",
    ),
    Case(
        name="a field with a quoted word",
        template=body(PLAIN, field(' "DDEAUTO" c:\\x.exe ')),
        kinds=("external_content",),
        part="body",
    ),
    Case(
        name="a film from the web",
        template=body(
            PLAIN,
            '<w:p><w:r><wp15:webVideoPr xmlns:wp15="http://schemas.microsoft.com/office/word/2012/'
            'wordprocessingDrawing" embeddedHtml="&lt;iframe&gt;"/></w:r></w:p>',
        ),
        kinds=("embedded_object",),
        part="body",
    ),
    Case(
        name="a mail merge",
        template=swapped(
            PLAIN,
            "</w:settings>",
            '<w:mailMerge><w:connectString w:val="Data Source=\\\\x\\y"/></w:mailMerge></w:settings>',
            SETTINGS,
        ),
        kinds=("external_content",),
    ),
    Case(
        name="macros of a type spelt otherwise",
        template=declared(held(PLAIN), "bin", "application/vnd.ms-office.vba&#80;roject"),
        kinds=("macros",),
    ),
    Case(
        name="macros of a type in another encoding",
        template=in_utf_16(declared(held(PLAIN), "bin", "application/vnd.ms-office.vbaProject")),
        kinds=("macros",),
    ),
    Case(name="macros by relationship", template=typed(PLAIN, f"{MICROSOFT}/vbaProject"), kinds=("macros",)),
    Case(
        name="a ribbon by relationship",
        template=typed(PLAIN, f"{MICROSOFT}/ui/extensibility"),
        kinds=("macros",),
    ),
    Case(name="a compound file", template=held(PLAIN, b"\xd0\xcf\x11\xe0x"), kinds=("embedded_object",)),
    Case(name="a package", template=held(PLAIN, b"PK\x03\x04x"), kinds=("embedded_object",)),
    *(
        Case(
            name=f"by relationship: {one}",
            template=typed(PLAIN, f"{OFFICE}/{one}"),
            kinds=("embedded_object",),
        )
        for one in ("oleObject", "package", "control", "aFChunk", "subDocument")
    ),
    Case(
        name="relationships in capital letters",
        template=word.with_members(
            PLAIN,
            {
                "word/_rels/h.xml.RELS": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                b'relationships"><Relationship Id="a" Type="x" Target="//x/y" TargetMode="External"/>'
                b"</Relationships>"
            },
        ),
        kinds=("external_content",),
    ),
    Case(
        name="a file elsewhere that says it lies within",
        template=related(PLAIN, "image", "file:///etc/x"),
        kinds=("external_content",),
    ),
    Case(
        name="a link that is none",
        template=related(PLAIN, "image/hyperlink", "http://example.no/x.png", external=True),
        kinds=("external_content",),
    ),
    Case(
        name="another document than the one that is read",
        template=another_document(),
        kinds=("not_a_word_file",),
    ),
    Case(
        name="entities in a part that is not read",
        template=swapped(PLAIN, "?>", '?><!DOCTYPE w [<!ENTITY a "aaaa">]>', SETTINGS, times=1),
        kinds=("doctype",),
    ),
    *(
        Case(
            name=f"a picture that is {what}",
            template=related(
                declared(word.with_members(PLAIN, {"word/media/x.png": content}), "png", "image/png"),
                "image",
                "media/x.png",
            ),
            kinds=("picture_kind",),
        )
        for what, content in PICTURES.items()
    ),
)
