"""What the corpus of templates is made with: the names they may use, a sound file, a case."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document

from formserver.documents.names import process_names
from formserver.documents.names.process_names import Leaf, LeafKind, NameGroup, NameList
from formserver.documents.word import package
from formserver.domain.words import Words
from tests.support import word

LONG = Leaf(long=True)
ANSWER = NameGroup(names={"party": process_names.TEXT, "assessment": LONG})
ITEM = NameGroup(
    names={
        "title": process_names.TEXT,
        "background": LONG,
        "late": process_names.FLAG,
        "link": process_names.LINK,
        "anchor": process_names.ANCHOR,
        "answers": NameList(row=ANSWER),
    }
)
LINE = NameGroup(
    names={
        "text": process_names.TEXT,
        "level": process_names.NUMBER,
        "link": process_names.LINK,
        "page": process_names.PAGE,
    }
)
LOOK = NameGroup(names={"name": process_names.TEXT, "arms": process_names.PICTURE})
PARTY = NameGroup(
    names={"name": process_names.TEXT, "role": process_names.TEXT, "late": process_names.FLAG, "look": LOOK}
)
CHOICES = (
    ("wish", Words({"nb": "ønske", "nn": "ønske"})),
    ("plan", Words({"nb": "vedtatt", "nn": "vedteken"})),
)
KNOWN = NameGroup(
    names={
        "dialog": NameGroup(names={"title": process_names.TEXT, "place": process_names.TEXT}),
        "items": NameList(row=ITEM, each="item"),
        "contents": NameList(row=LINE),
        "hosts": NameList(row=PARTY, each="party"),
        "look": LOOK,
        "count": process_names.NUMBER,
        "late": process_names.FLAG,
        "kind": Leaf(kind=LeafKind.CHOICE),
        "outcome": Leaf(kind=LeafKind.CHOICE, choices=CHOICES),
        "summary": LONG,
    }
)
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
STYLES = "word/styles.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A template with all that its check must find: the kinds in order, and the place of the first.

    No `part` means that the first finding is about the file as a whole.
    """

    name: str
    template: bytes
    kinds: tuple[str, ...] = ()
    part: str = ""
    paragraph: str = ""
    heading: str = ""
    row: int = 0
    column: int = 0
    other: str = ""
    better: str = ""
    requires: tuple[str, ...] = ()


def file(
    *paragraphs: str,
    header: str = "",
    title: str = "Notat",
    rows: Sequence[Sequence[str]] = (),
    language: str = "nb-NO",
) -> bytes:
    """A file about which there is nothing to say, but for what the paragraphs and rows hold."""
    packed = word.template(*paragraphs, header=header, title=title, rows=rows)
    packed = swapped(packed, 'w:lang w:val="en-US"', f'w:lang w:val="{language}"', STYLES)
    packed = swapped(packed, '<w:name w:val="List Bullet"/>', '<w:name w:val="Normal –"/>', STYLES)
    return swapped(packed, "<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", times=1) if rows else packed


def swapped(packed: bytes, old: str, new: str, member: str = word.BODY, times: int = -1) -> bytes:
    """The file with a piece of XML exchanged, which must be there."""
    assert old in word.xml(packed, member), old
    return word.changed(packed, lambda xml: xml.replace(old, new, times), member)


def with_style(packed: bytes, style: str, said: str) -> bytes:
    """The file with one paragraph style more, and what is said of it."""
    begin = f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{style}"/>'
    return swapped(packed, "</w:styles>", f"{begin}{said}</w:style></w:styles>", STYLES)


def table(*rows: Sequence[str]) -> str:
    """A table whose first row is a head, each cell a text or else the XML that it holds."""
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    cells = ["".join(f"<w:tc>{_held(one)}</w:tc>" for one in row) for row in rows]
    written = "".join(f"<w:tr>{'' if number else head}{row}</w:tr>" for number, row in enumerate(cells))
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{written}</w:tbl>"


def _held(cell: str) -> str:
    return cell if cell.startswith("<") else paragraph(cell)


def control(held: str) -> str:
    """A content control around this XML."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{held}</w:sdtContent></w:sdt>"


def paragraphs(*texts: str) -> str:
    """Paragraphs as XML."""
    return "".join(map(paragraph, texts))


def body(packed: bytes, xml: str) -> bytes:
    """The file with more XML at the end of its body."""
    return swapped(packed, "<w:sectPr", f"{xml}<w:sectPr", times=1)


def paragraph(text: str, style: str = "", inside: str = "") -> str:
    """A paragraph as XML."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}{inside}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def with_part(packed: bytes, name: str, content: str, kind: str, relation: str = "") -> bytes:
    """The file with one more member, declared, and related to the document where a relation is named."""
    packed = word.with_members(packed, {name: content.encode()})
    override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    packed = swapped(packed, "</Types>", override, TYPES)
    return related(packed, relation, name.removeprefix("word/")) if relation else packed


def related(packed: bytes, relation: str, target: str, *, external: bool = False) -> bytes:
    """The file with one more relationship of its document, named `more`."""
    mode = ' TargetMode="External"' if external else ""
    one = f'<Relationship Id="more" Type="{OFFICE}/{relation}" Target="{target}"{mode}/></Relationships>'
    return swapped(packed, "</Relationships>", one, RELATIONS)


def notes(packed: bytes, kind: str, text: str) -> bytes:
    """The file with a footnote or an endnote."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    content = f'<w:{kind}s {space}><w:{kind} w:id="2">{paragraph(text)}</w:{kind}></w:{kind}s>'
    packed = with_part(packed, f"word/{kind}s.xml", content, f"{WORDML}.{kind}s+xml", f"{kind}s")
    return body(packed, f'<w:p><w:r><w:{kind}Reference w:id="2"/></w:r></w:p>')


def equation(*texts: str) -> str:
    """A paragraph with an equation, a run for each text."""
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    runs = "".join(f"<m:r><m:t>{one}</m:t></m:r>" for one in texts)
    return f"<w:p><m:oMath {space}>{runs}</m:oMath></w:p>"


def text_box(text: str, *, copied: bool = False) -> str:
    """A paragraph with a text box, as Word writes it; `copied` once more for old programs."""
    box = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="900" cy="900"/><wp:docPr id="7" name="Box"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="'
        'http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr/>'
        f"<wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    if not copied:
        return f"<w:p><w:r>{drawing}</w:r></w:p>"
    old = f'<w:pict><v:shape style="width:9pt"><v:textbox>{box}</v:textbox></v:shape></w:pict>'
    return (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def field(code: str) -> str:
    """A paragraph with a field of Word, its code cut in two as editors do."""
    half = len(code) // 2
    codes = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in (code[:half], code[half:]))
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")
    )
    return f"<w:p>{begin}{codes}{separate}<w:r><w:t>x</w:t></w:r>{end}</w:p>"


def picture(text: str = "") -> bytes:
    """A file with a picture, and its alternative text."""
    document = Document(BytesIO(file("{{ dialog.title }}")))
    document.add_picture(BytesIO(PIXEL))
    saved = BytesIO()
    document.save(saved)
    described = f'<wp:docPr id="1" name="Picture 1" descr="{text}"/>'
    return swapped(saved.getvalue(), '<wp:docPr id="1" name="Picture 1"/>', described)


def without(packed: bytes, member: str) -> bytes:
    """The file without a member."""
    return package.repack({name: one for name, one in package.unpack(packed).items() if name != member})
