"""The styles of the shipped documents: Calibri, one hue (petrol), one vertical axis, real headings.

Sizes in points, lengths in twips (1/1440 inch). No status has a colour: "possible" is no promise.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from doc_templates.build.style_xml import (
    CELL,
    GREY,
    INK,
    MUTED,
    PETROL,
    RULE,
    TINT,
    bar,
    border,
    character,
    paragraph,
    right_tab,
    table,
)  # fmt: skip

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
AXIS = 2211  # 39 mm: labels to the left of it, text to the right, on every page
TEXT = 9072  # 160 mm: between the margins of an upright page
WIDE = 14004  # 247 mm: between the margins of a lying page
LANGUAGE = {"nb": "nb-NO", "nn": "nn-NO"}

_HANGING = f'w:left="{AXIS}" w:hanging="{AXIS}"'
_BOXED = f'w:left="{AXIS}" w:right="110" w:hanging="{AXIS - 180}"'
_ON_AXIS = f'w:left="{AXIS + 110}" w:hanging="110"'
_SHORTER = 'w:right="1134"'


@dataclass(frozen=True, kw_only=True)
class Look:
    """How the two families differ: a packet has chapters on pages of their own, a letter runs on."""

    chapters: bool


def sheet(language: str, look: Look) -> str:
    """The whole styles part as XML; the document language is part of it."""
    tag = LANGUAGE[language]
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
    tongue = f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/>'
    every = f'{fonts}<w:sz w:val="22"/><w:szCs w:val="22"/>{tongue}'
    families = (
        _defaults(), _titles(look), _headings(look), _text(), _fields(), _boxes(look), _tables_text(),
        _furniture(), _characters(),
    )  # fmt: skip
    return (
        f"<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>{every}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
        ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        f"{''.join(style for family in families for style in family)}{''.join(_tables())}</w:styles>"
    )


def _defaults() -> Iterator[str]:
    yield paragraph("Normal", "Normal", size=11, colour=INK, after=120, line=271)
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{CELL.format(0, 108, 108)}</w:tblPr></w:style>"
    )
    yield (
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _titles(look: Look) -> Iterator[str]:
    tall = look.chapters
    yield paragraph("Avsendervapen", "Avsender våpen", follow="Avsender", after=80, line=240, keep=True)
    yield paragraph("Avsender", "Avsender", follow="Dokumenttype", size=13, bold=True, after=60)
    yield paragraph(
        "Avsenderadresse", "Avsender adresse", follow="Dokumenttype", size=9.5, colour=MUTED, after=160
    )
    yield paragraph(
        "Dokumenttype", "Dokumenttype", follow="Title", size=14, colour=MUTED, before=2500 if tall else 360,
        after=60, keep=True,
    )  # fmt: skip
    yield paragraph(
        "DokumenttypeNaer", "Dokumenttype nær avsender", based="Dokumenttype", follow="Title",
        before=900 if tall else 360,
    )  # fmt: skip
    yield paragraph(
        "Title", "Title", follow="Subtitle", size=28 if tall else 26, bold=True, colour=PETROL, after=160,
        line=235, keep=True, whole=True,
    )  # fmt: skip
    yield paragraph(
        "Subtitle", "Subtitle", follow="BodyText", size=14, after=520 if tall else 240, line=276, keep=True
    )


def _headings(look: Look) -> Iterator[str]:
    tall = look.chapters
    yield paragraph(
        "Heading1", "heading 1", follow="BodyText", size=20 if tall else 17, bold=True, colour=PETROL,
        before=0 if tall else 400, after=160 if tall else 120, line=240, keep=True, whole=True, page=tall,
        level=0,
    )  # fmt: skip
    yield paragraph(
        "Heading2", "heading 2", follow="BodyText", size=15, bold=True, before=360, after=60, line=245,
        keep=True, whole=True, level=1,
    )  # fmt: skip
    yield paragraph(
        "Heading3", "heading 3", follow="Felt", size=12, bold=True, colour=PETROL, before=260, after=60,
        line=245, keep=True, whole=True, level=2, borders=border("top", RULE, 6, 7),
    )  # fmt: skip


def _text() -> Iterator[str]:
    yield paragraph("BodyText", "Body Text", follow="BodyText", indent=_SHORTER)
    yield paragraph(
        "BodyTextLine", "Body Text –", based="BodyText", indent='w:left="115" w:hanging="115"', together=True
    )
    yield paragraph("Merknad", "Merknad", size=9.5, colour=MUTED, before=90, after=60, indent=_SHORTER)
    yield paragraph("Malkode", "Malkode", size=8, colour=MUTED, after=0, line=240)
    yield paragraph("Seksjonsskifte", "Seksjonsskifte", size=1, after=0, line=240)


def _fields() -> Iterator[str]:
    tab = f'<w:tab w:val="left" w:pos="{AXIS}"/>'
    yield paragraph("Felt", "Felt", follow="Felt", size=10.5, after=80, line=259, indent=_HANGING, tabs=tab)
    yield paragraph("FeltLine", "Felt –", based="Felt", indent=_ON_AXIS, together=True)
    yield paragraph("FeltSporsmal", "Felt spørsmål", based="Felt", follow="Status", after=130, keep=True)
    yield paragraph(
        "FeltSporsmalLine", "Felt spørsmål –", based="FeltSporsmal", indent=_ON_AXIS, together=True
    )
    yield paragraph("FeltSammen", "Felt holdes sammen", based="Felt", follow="Felt", whole=True)
    yield paragraph(
        "FeltSammenLine", "Felt holdes sammen –", based="FeltSammen", indent=_ON_AXIS, together=True
    )
    yield paragraph("Omslagsfelt", "Omslagsfelt", based="Felt", size=11, after=70, keep=True)
    yield paragraph("Punktlinje", "Punktlinje", follow="Felt", size=10, colour=MUTED, after=100, keep=True)
    yield paragraph(
        "IkkeSpurt",
        "Ikke spurt",
        based="Felt",
        size=10,
        colour=MUTED,
        before=220,
        borders=border("top", RULE, 6, 7),
    )


def _boxes(look: Look) -> Iterator[str]:
    dashed = "".join(
        border(side, MUTED, 6, space, kind="dashed")
        for side, space in (("top", 4), ("left", 8), ("bottom", 4), ("right", 5))
    )
    yield paragraph(
        "Status",
        "Status",
        based="Felt",
        follow="Felt",
        before=40,
        after=140,
        indent=_BOXED,
        borders=bar(4, 6),
        fill=TINT,
        keep=True,
        whole=True,
    )
    yield paragraph(
        "StatusMangler", "Status ikke besvart", based="Status", follow="Felt", borders=dashed, fill=GREY
    )
    inside = 'w:left="220" w:right="110"'
    yield paragraph(
        "Fasetittel", "Faseboks tittel", follow="Fasetekst", bold=True, colour=PETROL,
        before=560 if look.chapters else 280,
        after=0, indent=inside, borders=bar(8, 8), fill=TINT, keep=True, whole=True,
    )  # fmt: skip
    yield paragraph(
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
    dashed = "".join(border(side, MUTED, 6, 2, kind="dashed") for side in ("top", "left", "bottom", "right"))
    yield paragraph("Tabelltekst", "Tabelltekst", size=10.5, after=0, line=242)
    yield paragraph(
        "Tabellhode", "Tabellhode", based="Tabelltekst", size=9.5, bold=True, colour=MUTED, keep=True
    )
    yield paragraph(
        "Tabellpart", "Tabell part", based="Tabelltekst", bold=True, colour=PETROL, before=180, keep=True
    )
    yield paragraph("Tabellrolle", "Tabell rolle", based="Tabelltekst", size=9.5, colour=MUTED, keep=True)
    yield paragraph("Tabellsak", "Tabell saksnummer", based="Tabellrolle", before=196)
    yield paragraph("Matrisehode", "Matrise hode", based="Tabelltekst", size=10, bold=True, keep=True)
    yield paragraph(
        "Matriseforbehold", "Matrise forbehold", based="Matrisehode", size=9, bold=False, colour=MUTED
    )
    yield paragraph(
        "Matrisetema", "Matrise tema", based="Tabelltekst", size=10, bold=True, colour=PETROL, keep=True
    )
    yield paragraph("Matrisepunkt", "Matrise punkt", based="Tabelltekst", size=10, indent=number, tabs=stop)
    yield paragraph("Matrisesvar", "Matrise svar", based="Tabelltekst", size=10)
    yield paragraph("MatriseIkkeSpurt", "Matrise ikke spurt", based="Matrisesvar", colour=MUTED)
    yield paragraph(
        "MatriseIkkeBesvart",
        "Matrise ikke besvart",
        based="Matrisesvar",
        bold=True,
        indent='w:left="85" w:right="57"',
        borders=dashed,
        fill=GREY,
    )
    yield paragraph(
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
    dotted = right_tab(TEXT, 'w:leader="dot" ')
    wide = f'<w:tab w:val="clear" w:pos="{TEXT}"/>{right_tab(WIDE)}'
    above, below = border("top", RULE, 4, 5), border("bottom", RULE, 4, 5)
    yield paragraph(
        "TOCHeading", "TOC Heading", follow="TOC1", size=20, bold=True, colour=PETROL, after=200, keep=True
    )
    yield paragraph("TOC1", "toc 1", bold=True, before=140, after=40, line=245, tabs=dotted)
    yield paragraph(
        "TOC2",
        "toc 2",
        after=30,
        line=245,
        tabs=f'<w:tab w:val="left" w:pos="567"/>{dotted}',
        indent='w:left="567" w:hanging="567"',
    )
    yield paragraph(
        "Header", "header", size=9, colour=MUTED, after=0, line=240, tabs=right_tab(TEXT), borders=below
    )
    yield paragraph(
        "Footer", "footer", size=9, colour=MUTED, after=0, line=240, tabs=right_tab(TEXT), borders=above
    )
    yield paragraph("HeaderWide", "Topptekst liggende", based="Header", tabs=wide)
    yield paragraph("FooterWide", "Bunntekst liggende", based="Footer", tabs=wide)
    yield paragraph("HeaderCover", "Topptekst omslag", based="Header", borders='<w:bottom w:val="nil"/>')


def _characters() -> Iterator[str]:
    bold = "<w:b/><w:bCs/>"
    yield character("Ledetekst", f'{bold}<w:color w:val="{PETROL}"/><w:sz w:val="20"/><w:szCs w:val="20"/>')
    yield character("Profilfarge", f'<w:color w:val="{PETROL}"/>')  # what has this colour gets the host's
    yield character("Statusord", bold)
    yield character("Forbehold", f'{bold}<w:color w:val="{INK}"/>')
    yield character("Hyperlink", f'<w:color w:val="{PETROL}"/><w:u w:val="single"/>', own=False)
    yield character("Matriselenke", f'<w:color w:val="{INK}"/><w:u w:val="single" w:color="6E9AA6"/>')
    yield character("Innholdslenke", "")


def _tables() -> Iterator[str]:
    under = f"<w:tcPr><w:tcBorders>{border('bottom', PETROL, 8)}</w:tcBorders></w:tcPr>"
    yield table("Pakketabell", border("bottom") + border("insideH"), CELL.format(50, 0, 142), under)
    strong = border("top", PETROL, 8) + border("bottom", PETROL, 8)
    tint = f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
    tinted = f"<w:tcPr><w:tcBorders>{strong}</w:tcBorders>{tint}</w:tcPr>"
    yield table(
        "Matrise", f"{strong}{border('insideH')}{border('insideV')}", CELL.format(48, 100, 100), tinted
    )
