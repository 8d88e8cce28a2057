"""One rendering of a template: writes its values as XML and remembers what was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from formserver.documents.fill import drawings, line_breaks
from formserver.documents.names.values import Anchor, Link, PageNumber, Picture
from formserver.documents.word import xml_text

HEADING_MARK = "contents"  # bookmarks of headings: contents1, contents2, …
FIRST_ID = 10_000  # of bookmarks: those that stand in the template itself are far below

_FIELD = '<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>'
_CODE = '<w:r>{look}<w:instrText xml:space="preserve"> PAGEREF {anchor} \\h </w:instrText></w:r>'


MAX_TEXT = 5_000_000  # characters of one printed value: beyond twice that, lxml and Word read no further
MAX_STEPS = 250_000  # turns of all loops together


class NotTextError(Exception):
    """A template prints a list or a group of names as if it were text."""


class TooLargeError(Exception):
    """A rendering outgrew a limit: of a text, of a part, or of the turns of its loops."""


def printable(value: object) -> str:
    """A value as clean text. Raises NotTextError for lists and groups."""
    if isinstance(value, Markup):  # the filter join escapes what it joins
        return xml_text.text(value.unescape())
    if isinstance(value, str):
        return xml_text.text(value)
    if value is None:
        return ""
    if isinstance(value, Mapping | Sequence | set):
        raise NotTextError
    return xml_text.text(str(value))


@dataclass(kw_only=True)
class Paper:
    """What one rendering has written so far: texts, anchors, links, pictures, the level of each heading."""

    texts: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    headings: list[int] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    steps: int = 0

    def text(self, value: object, spot: line_breaks.Spot) -> Markup:
        """Write a value inside a text element."""
        return _markup(line_breaks.lay(self._note(value), spot))

    def in_run(self, value: object, look: str) -> Markup:
        """Write a value where a whole run stood, with the look that the run had."""
        if isinstance(value, Anchor):
            return _markup(self._mark(value.name))
        if isinstance(value, PageNumber):
            return _markup(self._page(value, look))
        if isinstance(value, Picture):
            self.pictures[drawings.relationship(value)] = value
            return _markup(f"<w:r>{look}{drawings.markup(value)}</w:r>")
        if value is None:  # no picture
            return _markup("")
        text = line_breaks.lay(self._note(value), line_breaks.Spot())
        run = f"<w:r>{look}{line_breaks.OPEN}{text}</w:t></w:r>"
        if isinstance(value, Link) and value.anchor:
            self.links.add(value.anchor)
            run = f'<w:hyperlink w:anchor="{escape(value.anchor)}" w:history="1">{run}</w:hyperlink>'
        return _markup(run)

    def heading(self, level: int) -> Markup:
        """Mark a heading, so that the contents can lead to it."""
        self.headings.append(level)
        return _markup(self._mark(f"{HEADING_MARK}{len(self.headings)}"))

    def step(self) -> Markup:
        """Count a turn of a loop: over real answers, loops in loops may go on and on."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TooLargeError
        return _markup("")

    def _note(self, value: object) -> str:
        text = printable(value)
        if len(text) > MAX_TEXT:
            raise TooLargeError
        self.texts.append(text)
        return text

    def _mark(self, name: str) -> str:
        """A bookmark, once: Word keeps only the first of two with one name."""
        if name in self.anchors:
            return ""
        self.anchors.add(name)
        number = FIRST_ID + len(self.anchors)
        return f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/><w:bookmarkEnd w:id="{number}"/>'

    def _page(self, number: PageNumber, look: str) -> str:
        if number.page is None:
            return ""
        begin, separate, end = (_FIELD.format(look=look, kind=kind) for kind in ("begin", "separate", "end"))
        code = _CODE.format(look=look, anchor=escape(number.anchor))
        shown = f"<w:r>{look}<w:t>{number.page}</w:t></w:r>"
        return f"<w:r>{look}<w:tab/></w:r>{begin}{code}{separate}{shown}{end}"


def _markup(xml: str) -> Markup:
    return Markup(xml)  # noqa: S704 - every text in it has been through `spots.lay` or `escape`
