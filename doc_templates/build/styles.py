"""The styles of the shipped documents: Calibri, one hue (petrol), one vertical axis, real headings.

Sizes in points, lengths in twips (1/1440 inch). No status has a colour: a preliminary "possible" is no promise.
"""

from collections.abc import Iterator
from dataclasses import dataclass

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
INK, PETROL, MUTED, RULE, TINT, GREY = "1F2A30", "0B5B6E", "55626A", "C5CED2", "EDF3F5", "F1F3F4"
AXIS = 2211  # 39 mm: labels to the left of it, text to the right, on every page
TEXT = 9072  # 160 mm: between the margins of an upright page
WIDE = 14004  # 247 mm: between the margins of a lying page
LANGUAGE = {"nb": "nb-NO", "nn": "nn-NO"}

_BUILT_IN = ("Normal", "Title", "Subtitle", "Header", "Footer", "TOC1", "TOC2", "TOCHeading", "BodyText")
_HANGING = f'w:left="{AXIS}" w:hanging="{AXIS}"'
_BOXED = f'w:left="{AXIS}" w:right="110" w:hanging="{AXIS - 180}"'
_ON_AXIS = f'w:left="{AXIS + 110}" w:hanging="110"'
_SHORTER = 'w:right="1134"'
_CELL = (
    '<w:tblCellMar><w:top w:w="{0}" w:type="dxa"/><w:left w:w="{1}" w:type="dxa"/>'
    '<w:bottom w:w="{0}" w:type="dxa"/><w:right w:w="{2}" w:type="dxa"/></w:tblCellMar>'
)


@dataclass(frozen=True, kw_only=True)
class Look:
    """How the two families differ: a packet has chapters on pages of their own, a letter runs on."""

    chapters: bool


def sheet(language: str, look: Look) -> str:
    """The whole styles part as XML; the document language is part of it."""
    tag = LANGUAGE[language]
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
    every = f'{fonts}<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/>'
    families = (
        _defaults(),
        _text(look),
        _fields(),
        _boxes(look),
        _tables_text(),
        _furniture(),
        _characters(),
    )
    return (
        f"<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>{every}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
        ' w:defQFormat="0" w:count="376"/>'
        f"{''.join(style for family in families for style in family)}{''.join(_tables())}</w:styles>"
    )


def _defaults() -> Iterator[str]:
    yield _paragraph("Normal", "Normal", size=11, colour=INK, after=120, line=271)
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_CELL.format(0, 108, 108)}</w:tblPr></w:style>"
    )
    yield (
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _text(look: Look) -> Iterator[str]:
    tall = look.chapters
    yield _paragraph("BodyText", "Body Text", follow="BodyText", indent=_SHORTER)
    yield _paragraph(
        "BodyTextLine", "Body Text –", based="BodyText", indent='w:left="115" w:hanging="115"', together=True
    )
    yield _paragraph(
        "Dokumenttype",
        "Dokumenttype",
        follow="Title",
        size=14,
        colour=MUTED,
        before=2500 if tall else 360,
        after=60,
        keep=True,
    )
    yield _paragraph(
        "Title",
        "Title",
        follow="Subtitle",
        size=28 if tall else 26,
        bold=True,
        colour=PETROL,
        after=160,
        line=235,
        keep=True,
        whole=True,
    )
    yield _paragraph(
        "Subtitle", "Subtitle", follow="BodyText", size=14, after=520 if tall else 240, line=276, keep=True
    )
    yield _paragraph("Avsender", "Avsender", follow="Dokumenttype", size=13, bold=True, after=60)
    yield _paragraph(
        "Heading1", "heading 1", follow="BodyText", size=20 if tall else 17, bold=True, colour=PETROL,
        before=0 if tall else 400, after=160 if tall else 120, line=240, keep=True, whole=True, page=tall, level=0,
    )  # fmt: skip
    yield _paragraph(
        "Heading2",
        "heading 2",
        follow="BodyText",
        size=15,
        bold=True,
        before=360,
        after=60,
        line=245,
        keep=True,
        whole=True,
        level=1,
    )
    yield _paragraph(
        "Heading3", "heading 3", follow="Felt", size=12, bold=True, colour=PETROL, before=260, after=60, line=245,
        keep=True, whole=True, level=2, borders=_border("top", RULE, 6, 7),
    )  # fmt: skip
    yield _paragraph("Merknad", "Merknad", size=9.5, colour=MUTED, before=90, after=60, indent=_SHORTER)
    yield _paragraph("Malkode", "Malkode", size=8, colour=MUTED, after=0, line=240)
    yield _paragraph("Seksjonsskifte", "Seksjonsskifte", size=1, after=0, line=240)


def _fields() -> Iterator[str]:
    tab = f'<w:tab w:val="left" w:pos="{AXIS}"/>'
    yield _paragraph("Felt", "Felt", follow="Felt", size=10.5, after=80, line=259, indent=_HANGING, tabs=tab)
    yield _paragraph("FeltLine", "Felt –", based="Felt", indent=_ON_AXIS, together=True)
    yield _paragraph("FeltSporsmal", "Felt spørsmål", based="Felt", follow="Status", after=130, keep=True)
    yield _paragraph("FeltSporsmalLine", "Felt spørsmål –", based="FeltSporsmal", indent=_ON_AXIS, together=True)
    yield _paragraph("FeltSammen", "Felt holdes sammen", based="Felt", follow="Felt", whole=True)
    yield _paragraph("FeltSammenLine", "Felt holdes sammen –", based="FeltSammen", indent=_ON_AXIS, together=True)
    yield _paragraph("Omslagsfelt", "Omslagsfelt", based="Felt", size=11, after=70, keep=True)
    yield _paragraph("Punktlinje", "Punktlinje", follow="Felt", size=10, colour=MUTED, after=100, keep=True)
    yield _paragraph(
        "IkkeSpurt",
        "Ikke spurt",
        based="Felt",
        size=10,
        colour=MUTED,
        before=220,
        borders=_border("top", RULE, 6, 7),
    )


def _boxes(look: Look) -> Iterator[str]:
    dashed = "".join(
        _border(side, MUTED, 6, space, "dashed")
        for side, space in (("top", 4), ("left", 8), ("bottom", 4), ("right", 5))
    )
    yield _paragraph(
        "Status",
        "Status",
        based="Felt",
        follow="Felt",
        before=40,
        after=140,
        indent=_BOXED,
        borders=_bar(4, 6),
        fill=TINT,
        keep=True,
        whole=True,
    )
    yield _paragraph(
        "StatusMangler", "Status ikke besvart", based="Status", follow="Felt", borders=dashed, fill=GREY
    )
    inside = 'w:left="220" w:right="110"'
    yield _paragraph(
        "Fasetittel", "Faseboks tittel", follow="Fasetekst", bold=True, colour=PETROL, before=560 if look.chapters else 280,
        after=0, indent=inside, borders=_bar(8, 8), fill=TINT, keep=True, whole=True,
    )  # fmt: skip
    yield _paragraph(
        "Fasetekst",
        "Faseboks tekst",
        based="Fasetittel",
        follow="BodyText",
        bold=False,
        colour=INK,
        before=0,
        after=280,
        keep=False,
    )


def _tables_text() -> Iterator[str]:
    number = 'w:left="454" w:hanging="454"'
    stop = '<w:tab w:val="left" w:pos="454"/>'
    dashed = "".join(_border(side, MUTED, 6, 2, "dashed") for side in ("top", "left", "bottom", "right"))
    yield _paragraph("Tabelltekst", "Tabelltekst", size=10.5, after=0, line=242)
    yield _paragraph(
        "Tabellhode", "Tabellhode", based="Tabelltekst", size=9.5, bold=True, colour=MUTED, keep=True
    )
    yield _paragraph(
        "Tabellpart", "Tabell part", based="Tabelltekst", bold=True, colour=PETROL, before=180, keep=True
    )
    yield _paragraph(
        "Tabellrolle", "Tabell rolle", based="Tabelltekst", size=9.5, colour=MUTED, keep=True
    )
    yield _paragraph("Tabellsak", "Tabell saksnummer", based="Tabellrolle", before=196)
    yield _paragraph("Matrisehode", "Matrise hode", based="Tabelltekst", size=10, bold=True, keep=True)
    yield _paragraph(
        "Matriseforbehold", "Matrise forbehold", based="Matrisehode", size=9, bold=False, colour=MUTED
    )
    yield _paragraph(
        "Matrisetema", "Matrise tema", based="Tabelltekst", size=10, bold=True, colour=PETROL, keep=True
    )
    yield _paragraph("Matrisepunkt", "Matrise punkt", based="Tabelltekst", size=10, indent=number, tabs=stop)
    yield _paragraph("Matrisesvar", "Matrise svar", based="Tabelltekst", size=10)
    yield _paragraph("MatriseIkkeSpurt", "Matrise ikke spurt", based="Matrisesvar", colour=MUTED)
    yield _paragraph(
        "MatriseIkkeBesvart",
        "Matrise ikke besvart",
        based="Matrisesvar",
        bold=True,
        indent='w:left="85" w:right="57"',
        borders=dashed,
        fill=GREY,
    )
    yield _paragraph(
        "Matrisedel",
        "Matrise fortsetter",
        follow="BodyText",
        size=12,
        bold=True,
        colour=INK,
        after=120,
        keep=True,
        page=True,
    )


def _furniture() -> Iterator[str]:
    dotted = _right_tab(TEXT, 'w:leader="dot" ')
    wide = f'<w:tab w:val="clear" w:pos="{TEXT}"/>{_right_tab(WIDE)}'
    above, below = _border("top", RULE, 4, 5), _border("bottom", RULE, 4, 5)
    yield _paragraph(
        "TOCHeading", "TOC Heading", follow="TOC1", size=20, bold=True, colour=PETROL, after=200, keep=True
    )
    yield _paragraph(
        "TOC1", "toc 1", bold=True, before=140, after=40, line=245, tabs=dotted
    )
    yield _paragraph(
        "TOC2",
        "toc 2",
        after=30,
        line=245,
        tabs=f'<w:tab w:val="left" w:pos="567"/>{dotted}',
        indent='w:left="567" w:hanging="567"',
    )
    yield _paragraph(
        "Header", "header", size=9, colour=MUTED, after=0, line=240, tabs=_right_tab(TEXT), borders=below
    )
    yield _paragraph(
        "Footer", "footer", size=9, colour=MUTED, after=0, line=240, tabs=_right_tab(TEXT), borders=above
    )
    yield _paragraph("HeaderWide", "Topptekst liggende", based="Header", tabs=wide)
    yield _paragraph("FooterWide", "Bunntekst liggende", based="Footer", tabs=wide)
    yield _paragraph("HeaderCover", "Topptekst omslag", based="Header", borders='<w:bottom w:val="nil"/>')


def _characters() -> Iterator[str]:
    bold = "<w:b/><w:bCs/>"
    yield _character("Ledetekst", f'{bold}<w:color w:val="{PETROL}"/><w:sz w:val="20"/><w:szCs w:val="20"/>')
    yield _character("Statusord", bold)
    yield _character("Forbehold", f'{bold}<w:color w:val="{INK}"/>')
    yield _character("Hyperlink", f'<w:color w:val="{PETROL}"/><w:u w:val="single"/>', own=False)
    yield _character("Matriselenke", f'<w:color w:val="{INK}"/><w:u w:val="single" w:color="6E9AA6"/>')
    yield _character("Innholdslenke", "")


def _tables() -> Iterator[str]:
    under = f"<w:tcPr><w:tcBorders>{_border('bottom', PETROL, 8)}</w:tcBorders></w:tcPr>"
    yield _table("Pakketabell", _border("bottom") + _border("insideH"), _CELL.format(50, 0, 142), under)
    strong = _border("top", PETROL, 8) + _border("bottom", PETROL, 8)
    tinted = f'<w:tcPr><w:tcBorders>{strong}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr>'
    yield _table(
        "Matrise", f"{strong}{_border('insideH')}{_border('insideV')}", _CELL.format(48, 100, 100), tinted
    )


def _border(side: str, colour: str = RULE, size: int = 4, space: int = 0, kind: str = "single") -> str:
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _bar(space: int, left: int) -> str:
    """A tinted block with a petrol bar at its left."""
    sides = {
        "top": (TINT, 4, space),
        "left": (PETROL, 24, left),
        "bottom": (TINT, 4, space),
        "right": (TINT, 4, 5),
    }
    return "".join(_border(side, *how) for side, how in sides.items())


def _right_tab(position: int, leader: str = "") -> str:
    return f'<w:tab w:val="right" {leader}w:pos="{position}"/>'


@dataclass(frozen=True, kw_only=True)
class _Style:
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


def _paragraph(key: str, name: str, **how: object) -> str:
    return _Style(key=key, name=name, **how).xml()


def _letters(bold: bool | None, colour: str, size: float) -> str:
    weight = {True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>', None: ""}[bold]
    hue = f'<w:color w:val="{colour}"/>' if colour else ""
    half_points = f'<w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/>' if size else ""
    return weight + hue + half_points


def _wrapped(element: str, content: str) -> str:
    return f"<w:{element}>{content}</w:{element}>" if content else ""


def _character(name: str, letters: str, *, own: bool = True) -> str:
    custom = 'w:customStyle="1" ' if own else ""
    return (
        f'<w:style w:type="character" {custom}w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="2"/><w:qFormat/><w:rPr>{letters}</w:rPr></w:style>'
    )


def _table(name: str, borders: str, margins: str, first_row: str) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="3"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders>{margins}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow">{first_row}</w:tblStylePr></w:style>'
    )
