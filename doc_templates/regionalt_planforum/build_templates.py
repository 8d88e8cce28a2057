"""Makes the shipped Word templates of the regional planning forum.

Run from the project's folder: python -m doc_templates.regionalt_planforum.build_templates [FOLDER]
"""

from pathlib import Path
from types import SimpleNamespace

from doc_templates.build import fronts, making, parts, senders
from doc_templates.build.matrix import overview
from doc_templates.build.sheet import Leap, Sheet

FOLDER = Path(__file__).parent


def registration(language: str, words: SimpleNamespace) -> Sheet:
    """The registration by itself, as it goes to the authorities."""
    title = words.registration_title
    sheet = fronts.sheet(language, words, f"{title}: {{{{ dialog.hosts }}}}")
    parts.furnish(sheet, words, words.registration_head)
    sheet.begin("upright")
    senders.hosts(sheet)
    fronts.letter_head(
        sheet, words, title, form="registration", to="{{ dialog.responders }}", facts=_sender(words)
    )
    _plan(sheet, words)
    with sheet.block("for theme in themes"):
        sheet.add("Heading1", words.theme)
        with sheet.block('for item in theme["items"]'):
            _item_head(sheet, words, back=False)
            parts.questions(sheet, words)
    parts.attachments(sheet, words)
    return sheet


def signal(language: str, words: SimpleNamespace) -> Sheet:
    """The preliminary signals of one authority by themselves."""
    sheet = fronts.sheet(language, words, f"{words.signal_title}: {{{{ signal.party }}}}")
    parts.furnish(sheet, words, words.signal_head)
    sheet.begin("upright")
    sheet.add("Avsender", "{{ signal.party }}")
    fronts.letter_head(
        sheet, words, words.signal_title, form="signal", to="{{ dialog.hosts }}", facts=_sender(words)
    )
    with sheet.block("if signal.main_view or signal.needed_documentation or signal.wants_meeting"):
        sheet.add("Heading1", words.whole)
        _main_view(sheet, words, "signal")
    parts.people(sheet, words, "Heading1", words.attendees, "signal.attendees")
    with sheet.block("for theme in themes"):
        sheet.add("Heading1", words.theme)
        with sheet.block('for item in theme["items"]'):
            sheet.add("Heading2", "{{ item.number }}\u2002{{ item.point }}")
            with sheet.block("for answer in item.answers"):
                _own_answer(sheet, words)
    parts.attachments(sheet, words)
    return sheet


def meeting_document(language: str, words: SimpleNamespace) -> Sheet:
    """Everything that everybody should have read before the meeting."""
    sheet = fronts.sheet(language, words, f"{words.packet}: {{{{ dialog.title }}}}", chapters=True)
    head = f"{{% if packet.number %}}{words.packet_head}{{% else %}}{words.preview_head}{{% endif %}}"
    parts.furnish(sheet, words, head)
    sheet.begin("cover")
    plan = ((words.plan_name, "plan_name"), (words.plan_type, "plan_type"))
    fronts.cover(sheet, words, [(label, f"registration.{name}") for label, name in plan])
    sheet.turn("upright")
    fronts.contents(sheet, words)
    sheet.add("Heading1", words.day)
    parts.programme(sheet, words)
    parts.participants(sheet, words)
    _plan(sheet, words)
    overview(sheet, words)
    with sheet.block("if responses"):
        sheet.add("Heading2", words.main_views)
        with sheet.block("for response in responses"):
            sheet.add("Heading3", "{{ response.party }}")
            _main_view(sheet, words, "response")
    with sheet.block("for theme in themes"):
        sheet.add("Heading1", words.theme)
        with sheet.block('for item in theme["items"]'):
            _item_head(sheet, words, back=True)
            parts.answers(sheet, words, _answer)
            parts.not_asked(sheet, words)
    sheet.add("Heading1", words.papers)
    parts.attachments(sheet, words)
    parts.basis(sheet, words, words.basis)
    return sheet


def addition(language: str, words: SimpleNamespace) -> Sheet:
    """What came after the meeting document, and only that."""
    sheet = fronts.sheet(language, words, f"{words.addition_title}: {{{{ dialog.title }}}}")
    parts.furnish(sheet, words, words.addition_head)
    sheet.begin("upright")
    fronts.addition_head(sheet, words)
    with sheet.block("if registration.new"):
        _plan(sheet, words)
    with sheet.block("for response in responses"):
        sheet.add("Heading1", "{{ response.party }}")
        _main_view(sheet, words, "response")
        parts.people(sheet, words, "Heading2", words.attendees, "response.attendees")
    with sheet.block("for theme in themes"):
        sheet.add("Heading1", words.theme)
        with sheet.block('for item in theme["items"]'):
            _item_head(sheet, words, back=False)
            with sheet.block("if registration.new"):
                parts.questions(sheet, words)
            parts.answers(sheet, words, _answer)
    parts.attachments(sheet, words)
    return sheet


def _plan(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write what the plan is, how far it has come, and who presents it; nothing before it is registered."""
    with sheet.block("if registration.plan_name"):
        sheet.add("Heading1", words.plan)
        for name in (
            "plan_name",
            "plan_id",
            "plan_type",
            "planning_stage",
            "impact_assessment",
            "interests",
        ):
            parts.field(sheet, getattr(words, name), f"registration.{name}", "FeltSammen")
        for title, name in ((words.summary, "plan_summary"), (words.progress, "progress_plan")):
            with sheet.block(f"if registration.{name}"):
                sheet.add("Heading2", title)
                sheet.add("BodyText", f"{{{{ registration.{name} }}}}")
        parts.people(sheet, words, "Heading2", words.presenters, "registration.presenters")


def _main_view(sheet: Sheet, words: SimpleNamespace, signals: str) -> None:
    parts.field(sheet, words.main_view, f"{signals}.main_view")
    parts.field(sheet, words.needed, f"{signals}.needed_documentation")
    parts.field(sheet, words.wants_meeting, f"{signals}.wants_meeting")


def _item_head(sheet: Sheet, words: SimpleNamespace, *, back: bool) -> None:
    sheet.add("Heading2", "{{r item.anchor }}", "{{ item.number }}\u2002{{ item.point }}")
    leap = Leap(text=words.to_overview, bookmark=parts.OVERVIEW)
    sheet.add("Punktlinje", f"{words.concerns} {{{{ item.hosts }}}}", *([" · ", leap] if back else []))
    parts.field(sheet, words.background, "item.background")
    parts.field(sheet, words.own_view, "item.own_view")


def _answer(sheet: Sheet, words: SimpleNamespace) -> None:
    sheet.add("Status", (parts.LABEL, words.status), "\t", (parts.STRONG, "{{ answer.signal_level }}"))
    parts.field(sheet, words.assessment, "answer.assessment")
    parts.field(sheet, words.affected, "answer.affected_interests", "FeltSammen")
    parts.field(sheet, words.solutions, "answer.solutions", "FeltSammen")
    parts.field(sheet, words.documentation, "answer.documentation")


def _own_answer(sheet: Sheet, words: SimpleNamespace) -> None:
    with sheet.block("if answer.question"):
        sheet.add("FeltSporsmal", (parts.LABEL, words.question), "\t{{ answer.question }}")
    with sheet.block("if answer.answered"):
        _answer(sheet, words)
        sheet.otherwise()
        sheet.add("StatusMangler", (parts.LABEL, words.status), "\t", (parts.STRONG, words.missing))


def _sender(words: SimpleNamespace) -> fronts.Facts:
    return ((words.contact, "contact"), (words.case_number, "case_number"))


DOCUMENTS: making.Documents = {
    "registration": registration,
    "signal": signal,
    "meeting_document": meeting_document,
    "addition": addition,
}


def words(language: str) -> SimpleNamespace:
    """All that the templates say in one language, by name."""
    return making.words(FOLDER, language)


if __name__ == "__main__":
    making.main(FOLDER, DOCUMENTS)
