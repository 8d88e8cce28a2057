"""What the Word templates of the opportunity dialogue are made of: items, answers, tables, the matrix."""

from types import SimpleNamespace

from doc_templates.build import styles
from doc_templates.build.sheet import FieldCode, Leap, Page, Sheet

LABEL, STRONG, RESERVE, QUIET_LINK, LINK = "Ledetekst", "Statusord", "Forbehold", "Matriselenke", "Hyperlink"
OVERVIEW = "oversikt"  # the bookmark of the matrix, which every item leads back to


def furnish(sheet: Sheet, words: SimpleNamespace, head: str) -> None:
    """Say what cover, upright and lying pages have above and below the text."""
    foot = (
        (RESERVE, words.not_binding),
        f"\t{words.page} ",
        FieldCode(code="PAGE"),
        f" {words.of} ",
        FieldCode(code="NUMPAGES"),
    )
    line = f"{{{{ dialog.title }}}}\t{head}"
    sheet.furnish("cover", Page(header=("HeaderCover", ""), footer=("Footer", *foot)))
    sheet.furnish("upright", Page(header=("Header", line), footer=("Footer", *foot)))
    sheet.furnish("lying", Page(header=("HeaderWide", line), footer=("FooterWide", *foot), lying=True))


def field(sheet: Sheet, label: str, name: str, style: str = "Felt") -> None:
    """Write a labelled answer that is left out when it is empty."""
    with sheet.block(f"if {name}"):
        sheet.add(style, (LABEL, label), f"\t{{{{ {name} }}}}")


def phase(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write the box that says what this phase is."""
    sheet.add("Fasetittel", words.phase)
    sheet.add("Fasetekst", "{{ dialog.phase_statement }}")


def item_head(sheet: Sheet, words: SimpleNamespace, *, back: bool) -> None:
    """Write an item's heading, the line under it and what the hosts say of it."""
    sheet.add("Heading2", "{{r item.anchor }}", "{{ item.number }}\u2002{{ item.title }}")
    line = (
        "{{ item.kind }}"
        f"{{% if item.priority %}} · {words.priority} {{{{ item.priority.key }}}}{{% endif %}}"
        f" · {words.concerns} {{{{ item.hosts }}}}"
    )
    sheet.add("Punktlinje", line, *([" · ", Leap(text=words.to_overview, bookmark=OVERVIEW)] if back else []))
    field(sheet, words.background, "item.background")
    field(sheet, words.tried, "item.tried")
    field(sheet, words.outcome, "item.outcome")


def questions(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write whom an item asks what."""
    with sheet.block("for ask in item.questions"):
        asked = (STRONG, f"{words.to} {{{{ ask.party }}}}: ")
        sheet.add("Felt", (LABEL, words.question), "\t", asked, "{{ ask.question }}")


def answer(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write one answer: the status first, then the rest."""
    sheet.add("Status", (LABEL, words.status), "\t", (STRONG, "{{ answer.status }}"))
    field(sheet, words.assessment, "answer.assessment")
    field(sheet, words.formal, "answer.formal_process")
    field(sheet, words.needs, "answer.needs_from_municipality", "FeltSammen")
    field(sheet, words.next, "answer.next_step", "FeltSammen")
    field(sheet, words.experts, "answer.experts")


def answers(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write all answers to an item, each party under its own heading: question, status, the rest."""
    with sheet.block("for answer in item.answers"):
        sheet.add("Heading3", "{{r answer.anchor }}", "{{ answer.party }}")
        with sheet.block("if answer.question"):
            sheet.add("FeltSporsmal", (LABEL, words.question), "\t{{ answer.question }}")
            sheet.otherwise()
            sheet.add("FeltSporsmal", (LABEL, words.question), f"\t{words.no_question}")
        with sheet.block("if answer.answered"):
            answer(sheet, words)
            sheet.otherwise()
            sheet.add("StatusMangler", (LABEL, words.status), "\t", (STRONG, words.missing))
            sheet.add("Felt", f"\t{words.later}")


def not_asked(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write who was not asked about an item, apart from who was asked and has not answered."""
    with sheet.block("if item.not_asked"):
        sheet.add("IkkeSpurt", (LABEL, words.not_asked), "\t{{ item.not_asked }}")


def programme(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write when and where, and the lines of the day."""
    sheet.add("Heading2", words.programme)
    place = "{% if dialog.place %}, {{ dialog.place }}{% endif %}."
    sheet.add("BodyText", f"{{{{ dialog.when|sentence }}}}{place}")
    with sheet.block("if dialog.online"):
        sheet.add("BodyText", "{{ dialog.online }}")
    with sheet.block("if dialog.practical"):
        sheet.add("BodyText", "{{ dialog.practical }}")
    with sheet.block("if agenda"):
        grid = sheet.table(
            "Pakketabell", [styles.AXIS, styles.TEXT - styles.AXIS], words.programme, words.programme_said
        )
        grid.row(("Tabellhode", words.clock), ("Tabellhode", words.what), head=True)
        with grid.block("for line in agenda"):
            grid.row(("Tabelltekst", "{{ line.time }}"), ("Tabelltekst", "{{ line.title }}"))


def participants(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write everybody who takes part, party by party, specialists with their themes."""
    sheet.add("Heading2", words.participants)
    grid = sheet.table("Pakketabell", [2350, 3122, 2100, 1500], words.participants, words.participants_said)
    heads = (words.name, words.position, words.part, words.attendance)
    grid.row(*(("Tabellhode", head) for head in heads), head=True)
    with grid.block("for party in parties"):
        case = f"{{% if party.case_number %}}{words.case}{{% endif %}}"
        role = "{% if party.description %}{{ party.description }}{% else %}{{ party.role }}{% endif %}"
        grid.row(
            [("Tabellpart", "{{ party.name }}"), ("Tabellrolle", role)], ("Tabellsak", case), spans=[2, 2]
        )
        with grid.block("for person in party.people"):
            themes = f"{{% if person.themes %}} {words.themes.lower()} {{{{ person.themes }}}}{{% endif %}}"
            specialist = words.specialist + themes
            part = f"{{% if person.specialist %}}{specialist}{{% else %}}{words.contact}{{% endif %}}"
            cells = ("{{ person.name }}", "{{ person.title|sentence }}", part, "{{ person.attendance }}")
            grid.row(*(("Tabelltekst", cell) for cell in cells))


def specialists(sheet: Sheet, words: SimpleNamespace, heading: str) -> None:
    """Write the specialists of one response."""
    with sheet.block("if response.specialists"):
        sheet.add(heading, words.specialists)
        grid = sheet.table(
            "Pakketabell", [2665, 3739, 1134, 1534], words.specialists, words.participants_said
        )
        heads = (words.name, words.position, words.themes, words.attendance)
        grid.row(*(("Tabellhode", head) for head in heads), head=True)
        with grid.block("for person in response.specialists"):
            cells = (
                "{{ person.name }}",
                "{{ person.title|sentence }}",
                "{{ person.themes }}",
                "{{ person.attendance }}",
            )
            grid.row(*(("Tabelltekst", cell) for cell in cells))


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


def attachments(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write the attachments, those that come another way among them."""
    with sheet.block("if attachments"):
        sheet.add("Heading2", words.attachments)
        grid = sheet.table("Pakketabell", [680, 4192, 2200, 2000], words.attachments, words.attachments_said)
        heads = (words.number, words.attachment, words.sender, words.size)
        grid.row(*(("Tabellhode", head) for head in heads), head=True)
        with grid.block("for attachment in attachments"):
            form = (
                "{% if attachment.enclosed %}{{ attachment.format }}, {{ attachment.size }}"
                f"{{% elif attachment.other_channel %}}{words.other_channel}"
                f"{{% elif attachment.address %}}{words.web}{{% else %}}{words.not_enclosed}{{% endif %}}"
            )
            title = "{{ attachment.title }}{% if attachment.address %}: {{ attachment.address }}{% endif %}"
            cells = ("{{ attachment.number }}", title, "{{ attachment.party }}", form)
            grid.row(*(("Tabelltekst", cell) for cell in cells))


def basis(sheet: Sheet, words: SimpleNamespace, title: str) -> None:
    """Write which forms the document is made from, and which are missing."""
    sheet.add("Heading2", title)
    grid = sheet.table("Pakketabell", [2492, 3580, 3000], title, words.basis_said)
    grid.row(*(("Tabellhode", head) for head in (words.document, words.sender, words.sent)), head=True)
    with grid.block("for paper in basis"):
        when = f"{{{{ paper.submitted_when }}}}{{% if paper.on_behalf %}}, {words.on_behalf}{{% endif %}}"
        remark = (
            f"{{% if paper.corrected %}}, {words.corrected}{{% elif paper.late %}}, {words.late}{{% endif %}}"
        )
        cells = (f"{{{{ paper.document }}}}{remark}", "{{ paper.party }}", when)
        grid.row(*(("Tabelltekst", cell) for cell in cells))
    with grid.block("for party in missing"):
        cells = ("{{ party.document }}", "{{ party.party }}", words.missing_row)
        grid.row(*(("Tabelltekst", cell) for cell in cells))
