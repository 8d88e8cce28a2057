"""Cells, rows, tables and parts that some answers leave empty: none is a fault, for each can be put right."""

from tests.documents.check.corpus import Case, body, control, file, paragraph, paragraphs, table
from tests.support import word

VANISHING = paragraphs("{%p if late %}", "b", "{%p endif %}")
ROWS = (("{%tr for item in items %}",), ("{{ item.title }}",), ("{%tr endfor %}",))
EACH = table(*ROWS)


def last(*xml: str) -> bytes:
    """A file that ends with this XML and an ordinary paragraph."""
    return body(file("x"), "".join(xml) + paragraph("y"))


def headed(packed: bytes, xml: str) -> bytes:
    """The file with a header that holds this XML alone."""
    return word.changed(
        packed, lambda old: old[: old.index("<w:p>")] + xml + old[old.index("</w:hdr>") :], "word/header1.xml"
    )


CASES = (
    Case(
        name="a fault in a cell that is a control",
        template=last(
            table(("A", "B"), ("a", "SLOT")).replace(
                f"<w:tc>{paragraph('SLOT')}</w:tc>", control(f"<w:tc>{paragraph('{{ frob }}')}</w:tc>")
            )
        ),
        kinds=("unknown_name",),
        part="body",
        row=2,
        column=2,
    ),
)


def guarded(name: str, begin: str, end: str = "{%p endif %}", inside: str = EACH) -> Case:
    """A table that is only there where it has rows."""
    begins, ends = (paragraphs(*one.split(" | ")) for one in (begin, end))
    return Case(name=name, template=last(begins, inside, ends))


CELL = f"<w:tc>{paragraph('{{ dialog.title }}')}</w:tc>"
SECTION = control(control(f"<w:tr>{CELL}{CELL}</w:tr>"))
SOUND = (
    Case(
        name="a cell that may be empty",
        template=last(paragraph("Items", "Heading1"), table(("A", "B"), ("a", VANISHING))),
    ),
    Case(
        name="a cell with nothing after an inner table",
        template=last(table(("A", "B"), ("a", EACH))),
    ),
    Case(
        name="a table that may be empty",
        template=last(EACH),
    ),
    Case(
        name="a table of two lists that may be empty",
        template=last(
            table(*ROWS, ("{%tr for item in items|having('title') %}",), *ROWS[1:]),
        ),
    ),
    Case(
        name="a table of those rows that are late",
        template=last(table(("{%tr for item in items if item.late %}",), *ROWS[1:])),
    ),
    Case(
        name="a table of the rows of every row",
        template=last(
            table(ROWS[0], ("{%tr for answer in item.answers %}",), ("{{ answer.party }}",), ROWS[2], ROWS[2])
        ),
    ),
    Case(
        name="a table within a question about something else",
        template=last(paragraph("{%p if late %}"), EACH, paragraph("{%p endif %}")),
    ),
    Case(
        name="a table where the list has no rows",
        template=last(paragraphs("{%p if items %}", "x", "{%p else %}"), EACH, paragraph("{%p endif %}")),
    ),
    Case(
        name="a row without a cell for a list without rows",
        template=last(
            table(("A", "B", "C"), ("{%tc for item in items %}", "{{ item.title }}", "{%tc endfor %}"))
        ),
    ),
    Case(
        name="a header that may be empty",
        template=headed(file("x", header="y"), VANISHING),
    ),
    Case(
        name="a control in a header that may be empty",
        template=headed(file("x", header="y"), control(VANISHING)),
    ),
    guarded("a table of a list that has rows", "{%p if items %}"),
    guarded("a table of a list that is counted", "{%p if items|length > 0 %}"),
    guarded("a table of a list, and something else", "{%p if late and items %}"),
    guarded("a table after the other branch", "{%p if not items %} | none | {%p else %}"),
    guarded("a table of a list that is not empty", "{%p if items|length == 0 %} | none | {%p else %}"),
    guarded("a table in a branch of its own", "{%p if late %} | late | {%p elif items %}"),
    guarded("a table in a loop over its list", "{%p for item in items %}", "{%p endfor %}"),
    guarded(
        "a table of either of two lists",
        "{%p if items or items|having('title') %}",
        inside=table(*ROWS, ("{%tr for item in items|having('title') %}",), *ROWS[1:]),
    ),
    guarded(
        "a table of one condition",
        "{%p if late %}",
        inside=table(("{%tr if late %}",), ("a",), ("{%tr endif %}",)),
    ),
    guarded(
        "a table of one thing or another",
        "{%p if count %}",
        inside=table(("{%tr if late %}",), ("a",), ("{%tr elif count %}",), ("c",), ("{%tr endif %}",)),
    ),
    guarded(
        "a table of cells for a list that has rows",
        "{%p if items %}",
        inside=table(("{%tc for item in items %}", "{{ item.title }}", "{%tc endfor %}")),
    ),
    guarded("a cell that is only empty where it is not", "{%p if late %}", inside=table(("A", VANISHING))),
    Case(
        name="a row whose cells are all controls",
        template=last(
            table(("A", "B"), ("a", "b"), ("c", "d")).replace(
                "<w:tr><w:tc>", f"<w:tr>{control(CELL)}<w:tc>", 1
            )
        ),
    ),
    Case(
        name="a row of controls alone",
        template=last(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{control(CELL)}</w:tr></w:tbl>"),
    ),
    Case(
        name="a table of sections that repeat",
        template=last(f"<w:tbl><w:tblPr/><w:tblGrid/>{SECTION}</w:tbl>"),
    ),
    Case(
        name="a cell whose last is a control",
        template=last(table(("A", control(paragraph("{{ dialog.title }}"))))),
    ),
    Case(
        name="a header that is a control",
        template=headed(file("x", header="y"), control(paragraph("{{ dialog.title }}"))),
    ),
    Case(
        name="an outer row around an inner row for each",
        template=last(table(("A", "B"), ("a", table(("C",), *ROWS) + paragraph("")))),
    ),
)
