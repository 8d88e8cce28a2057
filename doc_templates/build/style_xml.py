"""Styles of WordprocessingML as text: a paragraph, character or table style from what is said of it."""

from dataclasses import dataclass

INK, PETROL, MUTED, RULE, TINT, GREY = "1F2A30", "0B5B6E", "55626A", "C5CED2", "EDF3F5", "F1F3F4"
CELL = (
    '<w:tblCellMar><w:top w:w="{0}" w:type="dxa"/><w:left w:w="{1}" w:type="dxa"/>'
    '<w:bottom w:w="{0}" w:type="dxa"/><w:right w:w="{2}" w:type="dxa"/></w:tblCellMar>'
)

_BUILT_IN = ("Normal", "Title", "Subtitle", "Header", "Footer", "TOC1", "TOC2", "TOCHeading", "BodyText")


def border(side: str, colour: str = RULE, size: int = 4, space: int = 0, *, kind: str = "single") -> str:
    """One side of a border; `size` in eighths of a point, `space` in points."""
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def bar(space: int, left: int) -> str:
    """A tinted block with a petrol bar at its left."""
    sides = {
        "top": (TINT, 4, space),
        "left": (PETROL, 24, left),
        "bottom": (TINT, 4, space),
        "right": (TINT, 4, 5),
    }
    return "".join(border(side, *how) for side, how in sides.items())


def right_tab(position: int, leader: str = "") -> str:
    """A right tab stop."""
    return f'<w:tab w:val="right" {leader}w:pos="{position}"/>'


@dataclass(frozen=True, kw_only=True)
class _ParagraphStyle:
    """A paragraph style; what is not said comes from the style that it is based on."""

    key: str
    name: str
    based: str = "Normal"
    follow: str = ""
    size: float = 0
    bold: bool | None = None
    colour: str = ""
    before: int | None = None
    after: int | None = None
    line: int | None = None
    indent: str = ""
    tabs: str = ""
    borders: str = ""
    fill: str = ""
    keep: bool | None = None
    whole: bool = False
    page: bool = False
    level: int | None = None
    together: bool = False  # no space between two of these

    def xml(self) -> str:
        """The style; its children stand in the order that the schema asks for."""
        first = self.key == "Normal"
        built_in = self.key in _BUILT_IN or (self.key[:7] == "Heading" and self.key[7:].isdigit())
        kind = 'w:default="1" ' if first else ""
        own = "" if built_in else 'w:customStyle="1" '
        parent = "" if first else f'<w:basedOn w:val="{self.based}"/>'
        follows = f'<w:next w:val="{self.follow}"/>' if self.follow else ""
        return (
            f'<w:style w:type="paragraph" {kind}{own}w:styleId="{self.key}"><w:name w:val="{self.name}"/>'
            f'{parent}{follows}<w:uiPriority w:val="1"/><w:qFormat/>{_wrapped("pPr", self._properties())}'
            f"{_wrapped('rPr', _letters(self.bold, self.colour, self.size))}</w:style>"
        )

    def _properties(self) -> str:
        return "".join(
            (
                {True: "<w:keepNext/>", False: '<w:keepNext w:val="0"/>', None: ""}[self.keep],
                "<w:keepLines/>" if self.whole else "",
                "<w:pageBreakBefore/>" if self.page else "",
                _wrapped("pBdr", self.borders),
                f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else "",
                _wrapped("tabs", self.tabs),
                self._spacing(),
                f"<w:ind {self.indent}/>" if self.indent else "",
                "<w:contextualSpacing/>" if self.together else "",
                f'<w:outlineLvl w:val="{self.level}"/>' if self.level is not None else "",
            )
        )

    def _spacing(self) -> str:
        said = {"before": self.before, "after": self.after, "line": self.line}
        values = "".join(f' w:{name}="{value}"' for name, value in said.items() if value is not None)
        rule = ' w:lineRule="auto"' if self.line else ""
        return f"<w:spacing{values}{rule}/>" if values else ""


def paragraph(key: str, name: str, **how: object) -> str:
    """A paragraph style; `how` says what `_ParagraphStyle` may hold."""
    return _ParagraphStyle(key=key, name=name, **how).xml()


def _letters(bold: bool | None, colour: str, size: float) -> str:
    weight = {True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>', None: ""}[bold]
    hue = f'<w:color w:val="{colour}"/>' if colour else ""
    half_points = f'<w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/>' if size else ""
    return weight + hue + half_points


def _wrapped(element: str, content: str) -> str:
    return f"<w:{element}>{content}</w:{element}>" if content else ""


def character(name: str, letters: str, *, own: bool = True) -> str:
    """A character style; its id is its name."""
    custom = 'w:customStyle="1" ' if own else ""
    return (
        f'<w:style w:type="character" {custom}w:styleId="{name}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="2"/><w:qFormat/>'
        f"<w:rPr>{letters}</w:rPr></w:style>"
    )


def table(name: str, borders: str, margins: str, first_row: str) -> str:
    """A table style; its id is its name."""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="3"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow">{first_row}</w:tblStylePr></w:style>'
    )
