"""What makes a template's documents poorer for those who read them; most of it lets the template be used."""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from formserver.documents.check import marked_language, structure
from formserver.documents.fill import line_breaks, tags
from formserver.documents.fill.prepared_template import CONTENTS
from formserver.documents.fill.printed_values import Printed
from formserver.documents.names.process_names import Leaf, LeafKind
from formserver.documents.word import field_codes, places, wordml
from formserver.documents.word.findings import Finding, Place
from formserver.documents.word.places import Ground

COUNTRY = "NO"
LARGE = 5_000_000  # bytes
FEW = 8  # paragraphs with text, up to which a document needs no headings

_TBL, _TR, _TC, _VAL = map(wordml.w, ("tbl", "tr", "tc", "val"))
_OFF = ("0", "false", "off")
# What must have a run of its own, with what it is without: poorer, or not there at all.
_PLACED = {
    LeafKind.ANCHOR: "needs_run",
    LeafKind.LINK: "needs_run",
    LeafKind.PAGE: "needs_run",
    LeafKind.PICTURE: "picture_needs_run",
}


def of_file(members: Mapping[str, bytes], grounds: Mapping[str, Ground], language: str) -> Iterator[Finding]:
    """Give advice about the file as a whole: title, language, headings, protection."""
    yield from _title(grounds)
    yield from marked_language.find(members, grounds.values(), f"{language}-{COUNTRY}")
    body = next(ground for ground in grounds.values() if ground.part == "body")
    said = [unit for unit in body.units if _is_running_text(unit)]
    if len(said) > FEW and not any(map(body.is_heading, body.units)):
        yield Finding(kind="no_headings")
    for name, kind in wordml.types(members).items():
        if kind.endswith(".settings+xml") and name in members:
            yield from _settings(wordml.parse(members[name]))


def of_size(template: bytes) -> Iterator[Finding]:
    """Advise where the documents, which are never smaller, would be too big for many mailboxes."""
    if len(template) > LARGE:
        yield Finding(kind="large_file", facts={"size": str(len(template))})


def _settings(settings: etree._Element) -> Iterator[Finding]:
    """Find what Word does with every document as it does with the template."""
    protection, advised, tracking = (
        settings.find(wordml.w(one)) for one in ("documentProtection", "writeProtection", "trackRevisions")
    )
    if protection is not None and protection.get(wordml.w("enforcement"), "0") not in _OFF:
        yield Finding(kind="locked")
    if advised is not None:
        yield Finding(kind="write_protected")
    if tracking is not None and tracking.get(_VAL, "1") not in _OFF:
        yield Finding(kind="changes_tracked")


def of_part(ground: Ground) -> Iterator[Finding]:
    """Give advice about what stands in a part besides codes: tables, pictures, boxes, fields."""
    looks = (
        ("table_without_head", _TBL, _needs_head),
        ("picture_without_text", "{*}docPr", _needs_text),
        ("picture_without_text", "{urn:schemas-microsoft-com:vml}imagedata", _old_needs_text),
        ("text_box", wordml.w("txbxContent"), lambda _: True),
    )
    for kind, tag, poor in looks:
        yield from (Finding(kind=kind, place=ground.of(one)) for one in ground.root.iter(tag) if poor(one))
    for one in field_codes.in_part(ground.root):
        if one.code.split()[:1] == ["MERGEFIELD"]:
            yield Finding(
                kind="merge_field", facts={"text": one.code.strip()[:100]}, place=ground.of(one.begin)
            )


def of_printed(printed: Sequence[Printed]) -> Iterator[Finding]:
    """Give advice about what the codes print: the styles that their values need, and where long texts go."""
    lacking = {""}
    for one in printed:
        leaf = one.shape
        if not one.ground.is_text or not isinstance(leaf, Leaf):
            continue
        facts, place = {"tag": one.tag.text}, one.ground.at(one.tag.number)
        if leaf.kind in _PLACED and not tags.IN_RUN.match(one.tag.text):
            better = "{{r " + one.tag.text[2:].lstrip()
            yield Finding(kind=_PLACED[leaf.kind], facts={**facts, "better": better}, place=place)
        style = _lacking_style(one) if leaf.long else ""
        if style not in lacking:
            lacking.add(style)
            yield Finding(kind="list_style_missing", facts={**facts, "style": style}, place=place)
    yield from _contents(printed)


def _contents(printed: Sequence[Printed]) -> Iterator[Finding]:
    asked = next((one for one in printed if one.path.startswith(f"{CONTENTS}[]")), None)
    if asked and not any(asked.ground.styles.level_of(unit) in (1, 2) for unit in asked.ground.units):
        yield Finding(kind="contents_without_headings", place=asked.ground.at(asked.tag.number))


def _is_running_text(paragraph: etree._Element) -> bool:
    """Whether it is a paragraph that readers see, outside tables."""
    in_cell = next(paragraph.iterancestors(_TC), None) is not None
    return not in_cell and bool(places.said(paragraph)) and not tags.LIFTED.match(places.said(paragraph))


def _title(grounds: Mapping[str, Ground]) -> Iterator[Finding]:
    titles = [
        (unit.text or "").strip()
        for ground in grounds.values()
        if ground.part == "properties"
        for unit in ground.units
        if etree.QName(unit).localname == "title"
    ]
    if not any(titles):
        yield Finding(kind="title_empty", place=Place(part="properties"))


def _needs_head(table: etree._Element) -> bool:
    """Whether it is a table of several rows and columns without a first row that is a head."""
    rows = [row for row in table.findall(_TR) if not structure.vanishes(row)]
    if not rows or max(len(row.findall(_TC)) for row in rows) < 2 or len(table.findall(_TR)) < 2:
        return False
    head = rows[0].find(f"{wordml.w('trPr')}/{wordml.w('tblHeader')}")
    return head is None or head.get(_VAL, "1") in _OFF


def _needs_text(picture: etree._Element) -> bool:
    """Whether it is a picture or a chart that says nothing to those who cannot see it."""
    holder = picture.getparent()
    if holder is None or picture.get("descr", "").strip() or picture.get("title", "").strip():
        return False
    decorative = next(picture.iter("{*}decorative"), None)
    if decorative is not None and decorative.get("val", "1") not in _OFF:
        return False
    return next(holder.iter("{*}pic", "{*}chart", "{*}relIds"), None) is not None


def _old_needs_text(picture: etree._Element) -> bool:
    """Whether it is a picture as Word wrote them before 2007, without a text."""
    shape = picture.getparent()
    return shape is not None and not shape.get("alt", "").strip()


def _lacking_style(one: Printed) -> str:
    """The name of the style that lines with a dash would have in this paragraph, when the file has it not."""
    if one.tag.number < 0:
        return ""
    styles = one.ground.styles
    own = styles.names.get(wordml.style_of(one.ground.units[one.tag.number]) or "", "")
    wanted = f"{own or 'Normal'}{line_breaks.LIST_SUFFIX}"
    return "" if styles.id_of(wanted) else wanted
