"""Makes the shipped Word templates of the opportunity dialogue.

Run from the project's folder: python -m doc_templates.mulighetsdialog.build_templates [FOLDER]
"""

from pathlib import Path
from types import SimpleNamespace

from doc_templates.build import fronts, making, parts, senders
from doc_templates.build.matrix import overview
from doc_templates.build.sheet import Leap, Sheet

FOLDER = Path(__file__).parent


def packet(language: str, words: SimpleNamespace) -> Sheet:
    """The packet over the whole dialog."""
    sheet = fronts.sheet(language, words, f"{words.packet}: {{{{ dialog.title }}}}", chapters=True)
    head = f"{{% if packet.number %}}{words.packet_head}{{% else %}}{words.preview_head}{{% endif %}}"
    parts.furnish(sheet, words, head)
    sheet.begin("cover")
    fronts.cover(sheet, words)
    sheet.turn("upright")
    fronts.contents(sheet, words)
    sheet.add("Heading1", words.day)
    parts.programme(sheet, words)
    parts.participants(sheet, words)
    overview(sheet, words)
    _remarks(sheet, words)
    _themes(sheet, words)
    sheet.add("Heading1", words.papers)
    parts.attachments(sheet, words)
    parts.basis(sheet, words, words.basis)
    return sheet


def note(language: str, words: SimpleNamespace) -> Sheet:
    """The note by itself, as it goes to those who will answer."""
    sheet = fronts.sheet(language, words, f"{words.note_title}: {{{{ dialog.hosts }}}}")
    parts.furnish(sheet, words, words.note_head)
    sheet.begin("upright")
    senders.hosts(sheet)
    fronts.letter_head(
        sheet, words, words.note_title, form="note", to="{{ dialog.responders }}", facts=_sender(words)
    )
    with sheet.block("if note.summary"):
        sheet.add("Heading1", words.situation)
        sheet.add("BodyText", "{{ note.summary }}")
    with sheet.block("for theme in themes"):
        sheet.add("Heading1", words.theme)
        with sheet.block('for item in theme["items"]'):
            _item_head(sheet, words, back=False)
            parts.questions(sheet, words)
    parts.attachments(sheet, words)
    return sheet


def response(language: str, words: SimpleNamespace) -> Sheet:
    """One response by itself."""
    sheet = fronts.sheet(language, words, f"{words.response_title}: {{{{ response.party }}}}")
    parts.furnish(sheet, words, words.response_head)
    sheet.begin("upright")
    sheet.add("Avsender", "{{ response.party }}")
    fronts.letter_head(
        sheet, words, words.response_title, form="response", to="{{ dialog.hosts }}", facts=_sender(words)
    )
    with sheet.block("if response.general_remark"):
        sheet.add("Heading1", words.remark)
        sheet.add("BodyText", "{{ response.general_remark }}")
    parts.people(sheet, words, "Heading1", words.specialists, "response.specialists")
    with sheet.block("for theme in themes"):
        sheet.add("Heading1", words.theme)
        with sheet.block('for item in theme["items"]'):
            sheet.add("Heading2", "{{ item.number }}\u2002{{ item.title }}")
            with sheet.block("for answer in item.answers"):
                with sheet.block("if answer.question"):
                    sheet.add("FeltSporsmal", (parts.LABEL, words.question), "\t{{ answer.question }}")
                with sheet.block("if answer.answered"):
                    _answer(sheet, words)
                    sheet.otherwise()
                    sheet.add(
                        "StatusMangler", (parts.LABEL, words.status), "\t", (parts.STRONG, words.missing)
                    )
    parts.attachments(sheet, words)
    return sheet


def supplement(language: str, words: SimpleNamespace) -> Sheet:
    """What came after the packet, and only that."""
    sheet = fronts.sheet(language, words, f"{words.supplement_title}: {{{{ dialog.title }}}}")
    parts.furnish(sheet, words, words.supplement_head)
    sheet.begin("upright")
    fronts.addition_head(sheet, words)
    with sheet.block("if note.new"):
        sheet.add("Heading1", words.situation)
        sheet.add("BodyText", "{{ note.summary }}")
    said = "if response.general_remark or response.specialists"
    with sheet.block("for response in responses"), sheet.block(said):
        sheet.add("Heading1", "{{ response.party }}")
        with sheet.block("if response.general_remark"):
            sheet.add("Heading2", words.remark)
            sheet.add("BodyText", "{{ response.general_remark }}")
        parts.people(sheet, words, "Heading2", words.specialists, "response.specialists")
    with sheet.block("for theme in themes"):
        sheet.add("Heading1", words.theme)
        with sheet.block('for item in theme["items"]'):
            _item_head(sheet, words, back=False)
            with sheet.block("if note.new"):
                parts.questions(sheet, words)
            parts.answers(sheet, words, _answer)
    parts.attachments(sheet, words)
    return sheet


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
            _item_head(sheet, words, back=True)
            parts.answers(sheet, words, _answer)
            parts.not_asked(sheet, words)


def _item_head(sheet: Sheet, words: SimpleNamespace, *, back: bool) -> None:
    sheet.add("Heading2", "{{r item.anchor }}", "{{ item.number }}\u2002{{ item.title }}")
    line = (
        "{{ item.kind }}"
        f"{{% if item.priority %}} · {words.priority} {{{{ item.priority.key }}}}{{% endif %}}"
        f" · {words.concerns} {{{{ item.hosts }}}}"
    )
    sheet.add(
        "Punktlinje", line, *([" · ", Leap(text=words.to_overview, bookmark=parts.OVERVIEW)] if back else [])
    )
    parts.field(sheet, words.background, "item.background")
    parts.field(sheet, words.tried, "item.tried")
    parts.field(sheet, words.outcome, "item.outcome")


def _answer(sheet: Sheet, words: SimpleNamespace) -> None:
    sheet.add("Status", (parts.LABEL, words.status), "\t", (parts.STRONG, "{{ answer.status }}"))
    parts.field(sheet, words.assessment, "answer.assessment")
    parts.field(sheet, words.formal, "answer.formal_process")
    parts.field(sheet, words.needs, "answer.needs_from_municipality", "FeltSammen")
    parts.field(sheet, words.next, "answer.next_step", "FeltSammen")
    parts.field(sheet, words.experts, "answer.experts")


def _sender(words: SimpleNamespace) -> fronts.Facts:
    return (
        (words.contact, "contact"),
        (words.approved, "approved_by"),
        (words.case_number, "case_number"),
    )


DOCUMENTS: making.Documents = {
    "note": note,
    "response": response,
    "packet": packet,
    "supplement": supplement,
}


def words(language: str) -> SimpleNamespace:
    """All that the templates say in one language, by name."""
    return making.words(FOLDER, language)


if __name__ == "__main__":
    making.main(FOLDER, DOCUMENTS)
