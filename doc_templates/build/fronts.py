"""The first pages of the Word templates: cover, contents, and the head of a document that one party sends."""

from collections.abc import Sequence
from types import SimpleNamespace

from doc_templates.build import parts, senders
from doc_templates.build.sheet import Sheet

Facts = Sequence[tuple[str, str]]  # label, and the name in Word; one that is empty is left out

_WHEN_AND_WHERE = "{{ dialog.when|sentence }}{% if dialog.place %}\n{{ dialog.place }}{% endif %}"


def sheet(language: str, words: SimpleNamespace, title: str, *, chapters: bool = False) -> Sheet:
    """A template with its properties: title, author, and what it is not."""
    author = "{{ dialog.hosts }}"
    return Sheet(language, chapters=chapters, title=title, author=author, subject=words.not_binding)


def cover(sheet: Sheet, words: SimpleNamespace, facts: Facts = ()) -> None:
    """Write the cover of a compiled document; `facts` stand above who takes part."""
    senders.hosts(sheet)
    senders.kind(sheet, words.packet_title)
    sheet.add("Title", "{{ dialog.title }}")
    sheet.add("Subtitle", _WHEN_AND_WHERE)
    for label, name in facts:
        parts.field(sheet, label, name, "Omslagsfelt")
    for label, name in ((words.host, "hosts"), (words.answers, "responders"), (words.guests, "guests")):
        with sheet.block(f"if {name}"):
            between = "{% if not loop.last %}\n{% endif %}"
            each = f"{{% for party in {name} %}}{{{{ party.name }}}}{between}{{% endfor %}}"
            sheet.add("Omslagsfelt", (parts.LABEL, label), f"\t{each}")
    number = f"{{% if packet.number %}}{words.packet_number}{{% else %}}{words.preview}{{% endif %}}"
    sheet.add("Omslagsfelt", (parts.LABEL, words.packet), f"\t{number}")
    parts.phase(sheet, words)
    sheet.add("Merknad", words.public)


def contents(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write the contents: lines made from the finished document's headings, right as they stand."""
    link = ("Innholdslenke", "{{r line.link }}"), ("Innholdslenke", "{{r line.page }}")
    sheet.add("TOCHeading", words.contents)
    with sheet.block("for line in contents"), sheet.block("if line.level == 1"):
        sheet.add("TOC1", *link)
        sheet.otherwise()
        sheet.add("TOC2", "{{ line.number }}\t", *link)


def letter_head(
    sheet: Sheet, words: SimpleNamespace, title: str, *, form: str, to: str, facts: Facts
) -> None:
    """Write the head of a document that one party sends: to whom, when, and the `facts` of its form."""
    sheet.add("Dokumenttype", "{{ dialog.title }}")
    sheet.add("Title", title)
    place = "{% if dialog.place %}, {{ dialog.place }}{% endif %}"
    sheet.add("Omslagsfelt", (parts.LABEL, words.to), f"\t{to}")
    sheet.add("Omslagsfelt", (parts.LABEL, words.dialog), f"\t{{{{ dialog.when|sentence }}}}{place}")
    sent = (
        f"{{{{ {form}.submitted_when|sentence }}}}{{% if {form}.on_behalf %}}, {words.on_behalf}{{% endif %}}"
    )
    sheet.add("Omslagsfelt", (parts.LABEL, words.sent), f"\t{sent}")
    for label, name in facts:
        parts.field(sheet, label, f"{form}.{name}", "Omslagsfelt")
    with sheet.block(f"if {form}.corrected"):
        sheet.add("Merknad", words.correction.replace("FORM", form))
    parts.phase(sheet, words)


def addition_head(sheet: Sheet, words: SimpleNamespace) -> None:
    """Write the head of what came after a compiled document: to which, why, and what is new."""
    senders.arms(sheet)
    sheet.add("Avsender", "{{ dialog.hosts }}")
    sheet.add("Dokumenttype", words.supplement_number)
    sheet.add("Title", "{{ dialog.title }}")
    sheet.add("Subtitle", _WHEN_AND_WHERE)
    sheet.add("BodyText", words.supplement_about)
    parts.phase(sheet, words)
    parts.basis(sheet, words, words.news)
