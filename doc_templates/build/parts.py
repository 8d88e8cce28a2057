"""What the Word templates of every process are made of: fields, questions, answers and tables."""

from collections.abc import Callable
from types import SimpleNamespace

from doc_templates.build import styles
from doc_templates.build.sheet import FieldCode, Page, Sheet

LABEL, STRONG, RESERVE = "Ledetekst", "Statusord", "Forbehold"
OVERVIEW = "oversikt"  # the bookmark of the matrix, which every item leads back to

Part = Callable[
    [Sheet, SimpleNamespace], None
]  # what a process writes itself, such as the fields of an answer


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


def questions(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write whom an item asks what."""
    with sheet.block("for ask in item.questions"):
        asked = (STRONG, f"{words.to} {{{{ ask.party }}}}: ")
        sheet.add("Felt", (LABEL, words.question), "\t", asked, "{{ ask.question }}")


def answers(sheet: Sheet, words: SimpleNamespace, answer: Part) -> None:
    """Write all answers to an item, each party under its own heading: question, status, the rest.

    `answer` writes the fields of one that was given.
    """
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


def people(sheet: Sheet, words: SimpleNamespace, heading: str, title: str, rows: str) -> None:
    """Write the people of one field, such as the specialists of a response, under a heading."""
    with sheet.block(f"if {rows}"):
        sheet.add(heading, title)
        grid = sheet.table("Pakketabell", [2665, 3739, 1134, 1534], title, words.participants_said)
        heads = (words.name, words.position, words.themes, words.attendance)
        grid.row(*(("Tabellhode", head) for head in heads), head=True)
        with grid.block(f"for person in {rows}"):
            cells = (
                "{{ person.name }}",
                "{{ person.title|sentence }}",
                "{{ person.themes }}",
                "{{ person.attendance }}",
            )
            grid.row(*(("Tabelltekst", cell) for cell in cells))


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
