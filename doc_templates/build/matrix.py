"""The matrix of a packet as its Word template holds it: item by responder, in one table or several."""

from types import SimpleNamespace

from doc_templates.build.parts import OVERVIEW, RESERVE
from doc_templates.build.sheet import Sheet

QUIET_LINK = "Matriselenke"


def overview(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write the chapter with the matrix, on lying pages where it is wide."""
    with sheet.block("if matrix.wide"):
        sheet.turn("lying")
    sheet.add("Heading1", words.overview)
    matrix(sheet, words)
    with sheet.block("if matrix.wide"):
        sheet.turn("upright")


def matrix(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write the matrix, item by responder; with seven responders or more in several tables."""
    sheet.add("Heading2", words.matrix, bookmark=OVERVIEW)
    with sheet.block("if matrix.tables"):
        sheet.add("BodyText", words.intro + _how_many(words))
        _matrix_tables(sheet, words)
        sheet.otherwise()
        sheet.add("BodyText", words.nobody_asked)


def _matrix_tables(sheet: Sheet, words: SimpleNamespace) -> None:
    with sheet.block("for table in matrix.tables"):
        with sheet.block("if not loop.first"):
            sheet.add("Matrisedel", words.matrix_part)
        _matrix_table(sheet, words)
    sheet.add(
        "Merknad",
        (RESERVE, f"«{words.not_asked}»"),
        words.not_asked_means,
        (RESERVE, f"«{words.missing}»"),
        words.missing_means,
    )


def _how_many(words: SimpleNamespace) -> str:
    answered = f"{{% if missing %}}{words.some_answered}{{% else %}}{words.all_answered}{{% endif %}}"
    return f"{answered}{{% if counts.silent > 0 %}}{words.silent}{{% endif %}}"


def _matrix_table(sheet: Sheet, words: SimpleNamespace) -> None:
    code = "Malkode"
    first, each = 3402, 2835
    grid = sheet.table("Matrise", [first, 1417, each, 1418], words.matrix, words.matrix_said)
    grid.row(
        [("Matrisehode", words.item), ("Matriseforbehold", words.reserve)],
        (code, "{%tc for party in table.responders %}"),
        ("Matrisehode", "{{ party.label }}"),
        (code, "{%tc endfor %}"),
        head=True,
    )
    with grid.block("for theme in table.themes"):
        grid.row(("Matrisetema", words.theme), spans=[4])
        with grid.block("for row in theme.rows"):
            grid.row(
                ("Matrisepunkt", "{{ row.number }}\t", (QUIET_LINK, "{{r row.link }}")),
                (code, "{%tc for cell in row.cells %}"),
                [
                    (code, "{%p if cell.answered %}"),
                    ("Matrisesvar", (QUIET_LINK, "{{r cell.link }}")),
                    (code, "{%p elif cell.asked %}"),
                    ("MatriseIkkeBesvart", (QUIET_LINK, "{{r cell.link }}")),
                    (code, "{%p else %}"),
                    ("MatriseIkkeSpurt", "– {{ cell.label }}"),
                    (code, "{%p endif %}"),
                ],
                (code, "{%tc endfor %}"),
            )
