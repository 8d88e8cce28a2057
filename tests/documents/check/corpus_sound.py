"""Templates about which there is nothing to say, though each looks a little like one of the faults."""

from tests.documents.check import corpus_beside, corpus_cut, corpus_rooms
from tests.documents.check.corpus import (
    TYPES,
    Case,
    body,
    equation,
    field,
    file,
    notes,
    paragraph,
    picture,
    related,
    swapped,
    with_style,
)
from tests.documents.check.corpus_advice import OLD_PICTURE, in_norwegian, led_to, shape, styled
from tests.documents.check.corpus_beside import LINK, MARK
from tests.support import word


def one(*paragraphs: str) -> Case:
    return Case(name=" | ".join(paragraphs), template=file(*paragraphs))


LOOP = "{%p for item in items %}"
ROWS = [
    ["Title", "Text"],
    ["{%tr for item in items %}", ""],
    ["{{ item.title }}", "{{ item.background }}"],
    ["{%tr endfor %}", ""],
]

BASED = '<w:basedOn w:val="Heading1"/>'
BASED_TWICE = '<w:basedOn w:val="Between"/>'
LEVEL = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'


def chapter(said: str) -> bytes:
    """A long file of one chapter with its contents, whose heading's style is one's own."""
    texts = ["{% for line in contents %}{{ line.text }}{% endfor %}", *("text" for _ in range(9))]
    between = with_style(file(*texts), "Between", BASED)
    return body(with_style(between, "Chapter", said), paragraph("Late", "Chapter"))


CASES = (
    *corpus_beside.SOUND,
    *corpus_cut.SOUND,
    *corpus_rooms.SOUND,
    one("No code at all"),
    one("{{ dialog.title|sentence }} {{ kind }} {{ count }}"),
    one("{{dialog.title}}{{  dialog.place  }}"),
    one("{{ dialog.title|d(“–”) }} {{ dialog.place|default('–') }}"),
    one("{{\u00a0dialog.title\u00a0}}", "{%p\u00a0if late\u00a0%}", "x", "{%p\u00a0endif\u00a0%}"),
    one("{% if kind.key == “a” %}x{% elif count > 3 and not late %}y{% else %}z{% endif %}"),
    one(LOOP, "{{ loop.index }} {{ item.title }}", "{%p for answer in item.answers %}", "{{ answer.party }}",
        "{%p endfor %}", "{%p endfor %}"),
    one("{% for item in items %}{{ item.title }}{% if not loop.last %}, {% endif %}{% endfor %}"),
    one("{% if late %}one paragraph", "and another{% endif %}"),
    one("{# a remark #}{{ dialog.title }}", "{#p a remark in a paragraph of its own #}"),
    one("{_{ braces as text }_} and {one} and }"),
    one("{{ '{{' }} as text"),
    one("100 % and « quoted » – with a dash"),
    one("{% if items is defined %}x{% endif %}{{ items|length }}"),
    one("{% if items %}{{ (items|first).title }}{% endif %}", "{% if items|having('title') %}x{% endif %}"),
    one("{{ hosts|join(“, ”, “name”) }}", "{% if hosts|having(“look.arms”) %}x{% endif %}"),
    one("{{ hosts|having('late')|join(' – ', attribute='role')|upper }}"),
    one("{{ dialog.place|d(dialog.title)|trim('.') }}"),
    one("{{r look.arms }}", "{{ dialog.title if look.arms else dialog.place }}"),
    one("{% if outcome.key == 'wish' or outcome == 'vedteken' %}x{% endif %}"),
    one("{% if outcome == '' or outcome.key != '' %}x{% endif %}"),
    one("{% if late == true and count == 3 and dialog.title == 'x' and kind == 'y' %}x{% endif %}"),
    one("{%p if late %}", "a", "{%p else %}", "b", "{%p endif %}"),
    Case(name="a table with a row for each", template=file("x", rows=ROWS)),
    Case(
        name="cells for each",
        template=file(
            "x",
            rows=[
                ["A", "B", "C", "D"],
                ["a", "{%tc for item in items %}", "{{ item.title }}", "{%tc endfor %}"],
            ],
        ),
    ),
    Case(
        name="codes in header and title",
        template=file("x", header="{{ count }}", title="{{ dialog.title }}"),
    ),
    Case(name="a footnote", template=notes(file("x"), "footnote", "{{ dialog.title }}")),
    Case(name="a picture with its text", template=picture("A coat of arms")),
    Case(
        name="a link with a style",
        template=styled("{% for item in items %}{{r item.link }}{% endfor %}", "Strong"),
    ),
    Case(
        name="a link to a place outside the loop",
        template=body(
            led_to(LINK.replace("here", "there")),
            paragraph("x", inside=MARK.replace("here", "there")) + LINK.replace("here", "there"),
        ),
    ),
    Case(
        name="a code in an equation",
        template=body(file("x"), equation("{1, 2} + ", "{{ dialog.", "title }}")),
    ),
    Case(name="a page number", template=body(file("x"), field(" PAGE "))),
    Case(
        name="a link to the web",
        template=related(
            body(file("x"), '<w:p><w:hyperlink r:id="more"><w:r><w:t>Lov</w:t></w:r></w:hyperlink></w:p>'),
            "hyperlink", "https://lovdata.no", external=True,
        ),
    ),
    Case(
        name="a link to a phone",
        template=related(
            body(file("x"), '<w:p><w:hyperlink r:id="more"><w:r><w:t>112</w:t></w:r></w:hyperlink></w:p>'),
            "hyperlink", "tel:112", external=True,
        ),
    ),
    Case(
        name="an old shape that links to the web",
        template=body(file("x"), '<w:p><w:r><w:pict><v:shape href="https://lovdata.no"/></w:pict></w:r></w:p>'),
    ),
    *(
        Case(name=f"a heading of one's own: {said}", template=chapter(said))
        for said in (BASED, BASED_TWICE, LEVEL)
    ),
    Case(
        name="contents with headings",
        template=body(
            file("{% for line in contents %}{{ line.text }}{% endfor %}"), paragraph("Heading", "Heading1")
        ),
    ),
    Case(
        name="contents with page numbers, as one is told to write them",
        template=body(
            file("{%p for line in contents %}", "{{ line.text }} {{r line.page }}", "{%p endfor %}"),
            paragraph("Heading", "Heading1"),
        ),
    ),
    Case(name="a list of tables", template=body(file("x"), field(' TOC \\h \\c "Tabell" '))),
    Case(
        name="all of a file in English marked as Norwegian",
        template=body(file(language="en-US"), in_norwegian("{{ dialog.title }}")),
    ),
    Case(
        name="a few words in English",
        template=body(
            file("En lang tekst på norsk"),
            paragraph("Go").replace("<w:r>", '<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr>'),
        ),
    ),
    Case(name="a drawn line", template=body(file("x"), shape("line") + shape("straightConnector1"))),
    Case(name="a drawn shape with its text", template=body(file("x"), shape("ellipse", "A ring"))),
    Case(
        name="an old picture with its text",
        template=body(file("x"), OLD_PICTURE.replace("<v:shape>", '<v:shape alt="A tree">')),
    ),
    Case(
        name="a code cut up by spelling marks",
        template=body(
            file("x"), paragraph('{{ dia</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>log.title }}')
        ),
    ),
    Case(
        name="a row that is all the table has",
        template=swapped(file("x", rows=[["{{ dialog.title }}", "b"]]), "<w:tblHeader/>", "<w:cantSplit/>"),
    ),
    Case(
        name="a cell that is never empty",
        template=swapped(
            file("x", rows=[["A", "B"], ["a", "SLOT"]]),
            "SLOT</w:t></w:r></w:p>",
            "{%p if late %}</w:t></w:r></w:p>"
            + "".join(map(paragraph, ("b", "{%p else %}", "c", "{%p endif %}"))),
        ),
    ),
    Case(
        name="an SVG of its own shapes",
        template=swapped(
            word.with_members(
                file("x"),
                {"word/media/x.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><g fill="url(#a)"/></svg>'},
            ),
            "</Types>",
            '<Default Extension="svg" ContentType="image/svg+xml"/></Types>',
            TYPES,
        ),
    ),
    Case(
        name="names that must be printed",
        template=file("{{ dialog.title }}"),
        requires=("dialog.title", "dialog"),
    ),
)  # fmt: skip
