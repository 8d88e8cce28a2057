"""Makes the shipped Word templates of the opportunity dialogue.

Run from the project's folder: python -m doc_templates.mulighetsdialog.build_templates [FOLDER]
"""

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from doc_templates.build import senders
from doc_templates.build.sheet import Sheet
from doc_templates.mulighetsdialog import template_parts as parts

LANGUAGES = ("nb", "nn")


def packet(language: str, words: SimpleNamespace) -> Sheet:
    """The packet over the whole dialog."""
    sheet = _sheet(language, words, f"{words.packet}: {{{{ dialog.title }}}}", chapters=True)
    head = f"{{% if packet.number %}}{words.packet_head}{{% else %}}{words.preview_head}{{% endif %}}"
    parts.furnish(sheet, words, head)
    sheet.begin("cover")
    _cover(sheet, words)
    sheet.turn("upright")
    _contents(sheet, words)
    sheet.add("Heading1", words.day)
    parts.programme(sheet, words)
    parts.participants(sheet, words)
    with sheet.block("if matrix.wide"):
        sheet.turn("lying")
    sheet.add("Heading1", words.overview)
    parts.matrix(sheet, words)
    with sheet.block("if matrix.wide"):
        sheet.turn("upright")
    _remarks(sheet, words)
    _themes(sheet, words)
    sheet.add("Heading1", words.papers)
    parts.attachments(sheet, words)
    parts.basis(sheet, words, words.basis)
    return sheet


def note(language: str, words: SimpleNamespace) -> Sheet:
    """The note by itself, as it goes to those who will answer."""
    sheet = _sheet(language, words, f"{words.note_title}: {{{{ dialog.hosts }}}}", chapters=False)
    parts.furnish(sheet, words, words.note_head)
    sheet.begin("upright")
    senders.hosts(sheet)
    _letter_head(sheet, words, words.note_title, form="note", to="{{ dialog.responders }}")
    with sheet.block("if note.summary"):
        sheet.add("Heading1", words.situation)
        sheet.add("BodyText", "{{ note.summary }}")
    with sheet.block("for theme in themes"):
        sheet.add("Heading1", words.theme)
        with sheet.block('for item in theme["items"]'):
            parts.item_head(sheet, words, back=False)
            parts.questions(sheet, words)
    parts.attachments(sheet, words)
    return sheet


def response(language: str, words: SimpleNamespace) -> Sheet:
    """One response by itself."""
    sheet = _sheet(language, words, f"{words.response_title}: {{{{ response.party }}}}", chapters=False)
    parts.furnish(sheet, words, words.response_head)
    sheet.begin("upright")
    sheet.add("Avsender", "{{ response.party }}")
    _letter_head(sheet, words, words.response_title, form="response", to="{{ dialog.hosts }}")
    with sheet.block("if response.general_remark"):
        sheet.add("Heading1", words.remark)
        sheet.add("BodyText", "{{ response.general_remark }}")
    parts.specialists(sheet, words, "Heading1")
    with sheet.block("for theme in themes"):
        sheet.add("Heading1", words.theme)
        with sheet.block('for item in theme["items"]'):
            sheet.add("Heading2", "{{ item.number }}\u2002{{ item.title }}")
            with sheet.block("for answer in item.answers"):
                with sheet.block("if answer.question"):
                    sheet.add("FeltSporsmal", (parts.LABEL, words.question), "\t{{ answer.question }}")
                with sheet.block("if answer.answered"):
                    parts.answer(sheet, words)
                    sheet.otherwise()
                    sheet.add(
                        "StatusMangler", (parts.LABEL, words.status), "\t", (parts.STRONG, words.missing)
                    )
    parts.attachments(sheet, words)
    return sheet


def supplement(language: str, words: SimpleNamespace) -> Sheet:
    """What came after the packet, and only that."""
    sheet = _sheet(language, words, f"{words.supplement_title}: {{{{ dialog.title }}}}", chapters=False)
    parts.furnish(sheet, words, words.supplement_head)
    sheet.begin("upright")
    senders.arms(sheet)
    sheet.add("Avsender", "{{ dialog.hosts }}")
    sheet.add("Dokumenttype", words.supplement_number)
    sheet.add("Title", "{{ dialog.title }}")
    sheet.add("Subtitle", "{{ dialog.when|sentence }}{% if dialog.place %}\n{{ dialog.place }}{% endif %}")
    sheet.add("BodyText", words.supplement_about)
    parts.phase(sheet, words)
    parts.basis(sheet, words, words.news)
    with sheet.block("if note.new"):
        sheet.add("Heading1", words.situation)
        sheet.add("BodyText", "{{ note.summary }}")
    said = "if response.general_remark or response.specialists"
    with sheet.block("for response in responses"), sheet.block(said):
        sheet.add("Heading1", "{{ response.party }}")
        with sheet.block("if response.general_remark"):
            sheet.add("Heading2", words.remark)
            sheet.add("BodyText", "{{ response.general_remark }}")
        parts.specialists(sheet, words, "Heading2")
    with sheet.block("for theme in themes"):
        sheet.add("Heading1", words.theme)
        with sheet.block('for item in theme["items"]'):
            parts.item_head(sheet, words, back=False)
            with sheet.block("if note.new"):
                parts.questions(sheet, words)
            parts.answers(sheet, words)
    parts.attachments(sheet, words)
    return sheet


def _sheet(language: str, words: SimpleNamespace, title: str, *, chapters: bool) -> Sheet:
    return Sheet(
        language, chapters=chapters, title=title, author="{{ dialog.hosts }}", subject=words.not_binding
    )


def _cover(sheet: Sheet, words: SimpleNamespace) -> None:
    senders.hosts(sheet)
    sheet.add("Dokumenttype", words.packet_title)
    sheet.add("Title", "{{ dialog.title }}")
    sheet.add("Subtitle", "{{ dialog.when|sentence }}{% if dialog.place %}\n{{ dialog.place }}{% endif %}")
    for label, name in ((words.host, "hosts"), (words.answers, "responders"), (words.guests, "guests")):
        with sheet.block(f"if {name}"):
            between = "{% if not loop.last %}\n{% endif %}"
            each = f"{{% for party in {name} %}}{{{{ party.name }}}}{between}{{% endfor %}}"
            sheet.add("Omslagsfelt", (parts.LABEL, label), f"\t{each}")
    number = f"{{% if packet.number %}}{words.packet_number}{{% else %}}{words.preview}{{% endif %}}"
    sheet.add("Omslagsfelt", (parts.LABEL, words.packet), f"\t{number}")
    parts.phase(sheet, words)
    sheet.add("Merknad", words.public)


def _contents(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write the contents: lines made from the finished document's headings, right as they stand."""
    link = ("Innholdslenke", "{{r line.link }}"), ("Innholdslenke", "{{r line.page }}")
    sheet.add("TOCHeading", words.contents)
    with sheet.block("for line in contents"), sheet.block("if line.level == 1"):
        sheet.add("TOC1", *link)
        sheet.otherwise()
        sheet.add("TOC2", "{{ line.number }}\t", *link)


def _remarks(sheet: Sheet, words: SimpleNamespace) -> None:
    with sheet.block("if note.summary"):
        sheet.add("Heading2", words.situation)
        sheet.add("BodyText", "{{ note.summary }}")
    with sheet.block("if dialog.themes_without_items"):
        sheet.add("Merknad", f"{words.no_items}{{{{ dialog.themes_without_items }}}}.")
    with_remark = 'responses|having("general_remark")'
    with sheet.block(f"if {with_remark}"):
        sheet.add("Heading2", words.remarks)
        with sheet.block(f"for response in {with_remark}"):
            sheet.add("BodyText", (parts.STRONG, "{{ response.party }}. "), "{{ response.general_remark }}")


def _themes(sheet: Sheet, words: SimpleNamespace) -> None:
    with sheet.block("for theme in themes"):
        sheet.add("Heading1", words.theme)
        with sheet.block('for item in theme["items"]'):
            parts.item_head(sheet, words, back=True)
            parts.answers(sheet, words)
            parts.not_asked(sheet, words)


def _letter_head(sheet: Sheet, words: SimpleNamespace, title: str, *, form: str, to: str) -> None:
    """Write the head of a document that one party sends: from, to, when, contact, case number."""
    sheet.add("Dokumenttype", "{{ dialog.title }}")
    sheet.add("Title", title)
    place = "{% if dialog.place %}, {{ dialog.place }}{% endif %}"
    sheet.add("Omslagsfelt", (parts.LABEL, words.to), f"\t{to}")
    sheet.add("Omslagsfelt", (parts.LABEL, words.dialog), f"\t{{{{ dialog.when|sentence }}}}{place}")
    sent = (
        f"{{{{ {form}.submitted_when|sentence }}}}{{% if {form}.on_behalf %}}, {words.on_behalf}{{% endif %}}"
    )
    sheet.add("Omslagsfelt", (parts.LABEL, words.sent), f"\t{sent}")
    for label, name in (
        (words.contact, "contact"),
        (words.approved, "approved_by"),
        (words.case_number, "case_number"),
    ):
        parts.field(sheet, label, f"{form}.{name}", "Omslagsfelt")
    with sheet.block(f"if {form}.corrected"):
        sheet.add("Merknad", words.correction.replace("response.", f"{form}."))
    parts.phase(sheet, words)


DOCUMENTS: dict[str, Callable[[str, SimpleNamespace], Sheet]] = {
    "note": note,
    "response": response,
    "packet": packet,
    "supplement": supplement,
}


def words(language: str) -> SimpleNamespace:
    """All that the templates say in one language, by name."""
    said = tomllib.loads((Path(__file__).parent / "template_words.toml").read_text(encoding="utf-8"))
    return SimpleNamespace(**{name: texts[language] for name, texts in said.items()})


def main(folder: Path) -> None:
    """Write every template in every language into the folder."""
    for language in LANGUAGES:
        for name, make in DOCUMENTS.items():
            path = folder / f"{name}.{language}.docx"
            path.write_bytes(make(language, words(language)).bytes())
            print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
