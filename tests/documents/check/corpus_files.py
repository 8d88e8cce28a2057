"""Files that are not whole, not Word's, or not safe."""

import zipfile
from io import BytesIO

from tests.documents.check.corpus import (
    RELATIONS,
    TYPES,
    WORDML,
    Case,
    body,
    field,
    file,
    paragraph,
    related,
    swapped,
    with_part,
    without,
)
from tests.support import word

PLAIN = file("{{ dialog.title }}")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = f"{WORDML}.document.main+xml"


def zipped(*members: tuple[str, bytes], flag: int = 0) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    packed = made.getvalue()
    return packed.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00" + bytes([flag]))


def renamed(kind: str) -> bytes:
    return swapped(PLAIN, MAIN, kind, TYPES)


def tracked(change: str) -> bytes:
    run = f'<w:{change} w:id="1" w:author="Kari"><w:r><w:t>new</w:t></w:r></w:{change}>'
    return body(PLAIN, f"<w:p>{run}</w:p>")


CASES = (
    Case(
        name="loops in loops",
        template=file("{% for item in items %}" * 21 + "x" + "{% endfor %}" * 21),
        kinds=("too_heavy",),
    ),
    Case(name="empty", template=b"", kinds=("not_a_word_file",)),
    Case(name="cut off", template=PLAIN[: len(PLAIN) // 2], kinds=("not_a_word_file",)),
    Case(name="another zip", template=zipped(("a.txt", b"a")), kinds=("not_a_word_file",)),
    Case(name="a .doc", template=COMPOUND + "WordDocument".encode("utf-16-le"), kinds=("other_format",)),
    Case(name="a password", template=COMPOUND + "EncryptedPackage".encode("utf-16-le"), kinds=("protected",)),
    Case(name="a password on the zip", template=zipped(("a.txt", b"a"), flag=1), kinds=("protected",)),
    Case(
        name="an .odt",
        template=zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")),
        kinds=("other_format",),
    ),
    Case(name="an .rtf", template=b"{\\rtf1\\ansi hei}", kinds=("other_format",)),
    Case(name="a .pdf", template=b"%PDF-1.7 hei", kinds=("other_format",)),
    Case(name="a web page", template=b"<html><body>", kinds=("other_format",)),
    Case(name="a .dotx", template=renamed(f"{WORDML}.template.main+xml"), kinds=("other_format",)),
    Case(
        name="a .docm",
        template=renamed("application/vnd.ms-word.document.macroEnabled.main+xml"),
        kinds=("macros",),
    ),
    Case(
        name="a .dotm",
        template=renamed("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        kinds=("macros",),
    ),
    Case(
        name="an .xlsx",
        template=renamed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        kinds=("other_format",),
    ),
    Case(
        name="strict",
        template=word.changed(
            PLAIN,
            lambda xml: xml.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            ),
        ),
        kinds=("strict_format",),
        part="body",
    ),
    Case(
        name="a zip bomb",
        template=zipped(("word/document.xml", bytes(61_000_000))),
        kinds=("file_too_big",),
    ),
    Case(
        name="too many members",
        template=zipped(*((f"{number}.xml", b"") for number in range(1001))),
        kinds=("too_many_members",),
    ),
    Case(
        name="a member twice but for case",
        template=word.with_members(PLAIN, {"Word/Document.xml": b"<x/>"}),
        kinds=("double_member",),
    ),
    Case(
        name="a member that leads out",
        template=word.with_members(PLAIN, {"../evil.xml": b"<x/>"}),
        kinds=("stray_member",),
    ),
    Case(name="no types", template=without(PLAIN, TYPES), kinds=("not_a_word_file",)),
    Case(
        name="entities",
        template=swapped(PLAIN, "?>", '?><!DOCTYPE w [<!ENTITY a "aaaa">]>', times=1),
        kinds=("doctype",),
    ),
    Case(name="a part that is not XML", template=swapped(PLAIN, "</w:body>", ""), kinds=("not_a_word_file",)),
    Case(name="macros", template=word.with_members(PLAIN, {"word/vbaProject.bin": b"x"}), kinds=("macros",)),
    Case(
        name="a ribbon of its own",
        template=word.with_members(PLAIN, {"customUI/customUI.xml": b"<x/>"}),
        kinds=("macros",),
    ),
    Case(
        name="a spreadsheet inside",
        template=word.with_members(PLAIN, {"word/embeddings/sheet1.xlsx": b"x"}),
        kinds=("embedded_object",),
    ),
    Case(
        name="an object inside",
        template=body(PLAIN, "<w:p><w:r><w:object/></w:r></w:p>"),
        kinds=("embedded_object",),
        part="body",
    ),
    Case(
        name="another document inside",
        template=body(PLAIN, '<w:altChunk r:id="more"/>'),
        kinds=("embedded_object",),
        part="body",
    ),
    Case(
        name="a picture from the web",
        template=related(PLAIN, "image", "http://example.no/x.png", external=True),
        kinds=("external_content",),
    ),
    Case(
        name="a template from a share",
        template=related(PLAIN, "attachedTemplate", "file:///c:/x.dotx", external=True),
        kinds=("attached_template",),
    ),
    Case(
        name="a field that fetches a picture",
        template=body(PLAIN, field(' INCLUDEPICTURE "http://example.no/x.png" ')),
        kinds=("external_content",),
        part="body",
    ),
    Case(
        name="a field that runs a program",
        template=body(PLAIN, field(" DDEAUTO c:\\x.exe ")),
        kinds=("external_content",),
        part="body",
    ),
    Case(
        name="a field that leads to a file",
        template=body(PLAIN, field(' HYPERLINK "file:///c:/x.exe" ')),
        kinds=("external_content",),
        part="body",
    ),
    Case(
        name="an old picture from the web",
        template=body(
            PLAIN,
            '<w:p><w:r><w:pict><v:shape alt="x"><v:imagedata src="http://example.no/x"/></v:shape></w:pict></w:r></w:p>',
        ),
        kinds=("external_content",),
        part="body",
    ),
    *(
        Case(name=f"tracked {change}", template=tracked(change), kinds=("tracked_changes",), part="body")
        for change in ("ins", "del", "moveFrom")
    ),
    Case(
        name="tracked looks",
        template=body(
            PLAIN,
            paragraph("x").replace("<w:r>", '<w:r><w:rPr><w:rPrChange w:id="1" w:author="a"/></w:rPr>'),
        ),
        kinds=("tracked_changes",),
        part="body",
        paragraph="x",
    ),
    Case(
        name="signed",
        template=word.with_members(PLAIN, {"_xmlsignatures/sig1.xml": b"<x/>"}),
        kinds=("signed",),
    ),
    Case(
        name="a relationship that leads nowhere",
        template=swapped(PLAIN, 'Target="styles.xml"', 'Target="gone.xml"', RELATIONS),
        kinds=("not_a_word_file",),
    ),
    Case(
        name="properties twice",
        template=with_part(
            PLAIN,
            "docProps/core1.xml",
            "<x/>",
            "application/vnd.openxmlformats-package.core-properties+xml",
        ),
        kinds=("double_member",),
    ),
)
