"""Faults of a template written into the same file as Word comments (ECMA-376 part 1, 17.13.4).

Only the document itself can carry comments. Ours are known by their author, so a file that was annotated
before is annotated afresh.
"""

from collections.abc import Iterable, Sequence

from lxml import etree

from formserver.documents.check import finding_words
from formserver.documents.word import comment_parts, foreign_content, package, places, wordml, xml_text
from formserver.documents.word.findings import FaultyTemplateError, Finding, refusal
from formserver.i18n import languages, say

MAX_DOCUMENT = 20_000_000  # bytes of XML that are read here, outside the check's child process

# What the file itself cannot do to those who open it to mend it; a comment shows them where it is.
_HARMLESS = {
    "attached_template",
    "embedded_object",
    "external_content",
    "link_astray",
    "picture_kind",
    "signed",
    "web_add_in",
}
# What is wrong with the file as such: there is nothing to write into.
_REFUSED = {
    "doctype",
    "double_member",
    "file_too_big",
    "macros",
    "not_a_word_file",
    "other_format",
    "protected",
    "stray_member",
    "too_heavy",
    "too_many_members",
}

_PARAGRAPH, _BOX, _PROPERTIES, _ID = map(wordml.w, ("p", "txbxContent", "pPr", "id"))


class NotAnnotatedError(Exception):
    """A file that is no Word file, or not safe to hand back. `findings` says why."""

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__(", ".join(one.kind for one in found))
        self.findings = tuple(found)


def may_annotate(findings: Iterable[Finding]) -> bool:
    """Whether a file about which a check found this can be given back with comments."""
    return not any(one.kind in _REFUSED for one in findings)


def annotated(template: bytes, findings: Iterable[Finding], language: str) -> bytes:
    """The same file with a comment for each finding, in place of those that an earlier check wrote.

    What is found outside the document's own text stands at its first paragraph and names the part; beside a
    text box, not in it. Raises NotAnnotatedError.
    """
    findings = list(findings)
    _refuse_unopenable(findings)
    members, name, root = _opened(template)
    number = comment_parts.free_number(members, root)
    written = []
    for finding in findings:
        paragraph, exact = _paragraph(root, name, finding)
        written.append(_comment(number, finding, language, exact=exact))
        _mark(paragraph, number)
        number += 1
    if not written:
        return package.repack(members)
    return package.repack(comment_parts.added({**members, name: wordml.serialize(root)}, name, written))


def without_ours(members: dict[str, bytes]) -> dict[str, bytes]:
    """The package without the comments that a check wrote, in whatever language."""
    authors = {say(language, "template_comment.author") for language in languages()}
    return comment_parts.without(members, lambda comment: comment.get(wordml.w("author")) in authors)


def _refuse_unopenable(findings: Iterable[Finding]) -> None:
    """Whoever checked the file may know better than the look at it here that Word will not open it.

    What was too heavy for the check is too heavy here, too.
    """
    if found := [one for one in findings if one.kind in {"not_a_word_file", "too_heavy"}]:
        raise NotAnnotatedError(found)


def _opened(template: bytes) -> tuple[dict[str, bytes], str, etree._Element]:
    """The package without our comments, the document's name in it, and the document."""
    try:
        members = package.unpack(template)
        _refuse(foreign_content.of_package(members))
        name = wordml.parts(members).document
        if len(members[name]) > MAX_DOCUMENT:
            raise refusal("file_too_big", size=len(members[name]), limit=MAX_DOCUMENT)
        members = without_ours(members)
        return members, name, wordml.parse(members[name])
    except FaultyTemplateError as fault:
        raise NotAnnotatedError(fault.findings) from fault


def _refuse(unsafe: Iterable[Finding]) -> None:
    if found := tuple(one for one in unsafe if one.kind not in _HARMLESS):
        raise FaultyTemplateError(*found)


def _paragraph(root: etree._Element, name: str, finding: Finding) -> tuple[etree._Element, bool]:
    """The paragraph that carries the comment, and whether it is the very one that the finding is about."""
    paragraphs = places.paragraphs(root)
    place = finding.place
    if place and place.member == name and 0 <= place.number < len(paragraphs):
        found = paragraphs[place.number]
        outside = _out_of_boxes(found)
        return outside, outside is found
    outermost = [one for one in paragraphs if next(one.iterancestors(_BOX), None) is None]
    return outermost[0] if outermost else _fresh_paragraph(root), False


def _out_of_boxes(paragraph: etree._Element) -> etree._Element:
    boxes = list(paragraph.iterancestors(_BOX))
    return next(boxes[-1].iterancestors(_PARAGRAPH), paragraph) if boxes else paragraph


def _fresh_paragraph(root: etree._Element) -> etree._Element:
    body = root[0]
    body.insert(0, body.makeelement(_PARAGRAPH))
    return body[0]


def _comment(number: int, finding: Finding, language: str, *, exact: bool) -> etree._Element:
    text = finding_words.in_words(finding, language, place=not exact)
    comment = etree.Element(wordml.w("comment"), nsmap={"w": wordml.W})
    comment.set(_ID, str(number))
    comment.set(wordml.w("author"), say(language, "template_comment.author"))
    comment.set(wordml.w("initials"), say(language, "template_comment.initials"))
    paragraph = etree.SubElement(comment, _PARAGRAPH)
    etree.SubElement(etree.SubElement(paragraph, wordml.w("r")), wordml.w("annotationRef"))
    said = etree.SubElement(etree.SubElement(paragraph, wordml.w("r")), wordml.w("t"))
    said.set(wordml.SPACE, "preserve")
    said.text = xml_text.text(text)
    return comment


def _mark(paragraph: etree._Element, number: int) -> None:
    """Put the comment around all that the paragraph holds."""
    start, end, reference = (
        paragraph.makeelement(wordml.w(name), {_ID: str(number)})
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    )
    properties = paragraph.find(_PROPERTIES)
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.append(end)
    etree.SubElement(paragraph, wordml.w("r")).append(reference)
