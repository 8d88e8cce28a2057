"""Codes that are not written right: braces, Word's habits, people's habits, what templates may not do."""

from formserver.documents.check import trial
from tests.documents.check.corpus import Case, body, equation, file, notes, paragraph, table, text_box


def one(kind: str, text: str) -> Case:
    """A template whose second paragraph has this fault."""
    return Case(name=text, template=file("Notat", text), kinds=(kind,), part="body", paragraph=text)


BRACES = (
    one("brace_missing_at_end", "{{ dialog.title }"),
    one("brace_missing_at_end", "{% if late }"),
    one("brace_missing_at_begin", "{ dialog.title }}"),
    one("braces_too_many", "{{{ dialog.title }}}"),
    one("braces_too_many", "{{ dialog.title }}}"),
    one("braces_mixed", "{% if late }}x{% endif %}"),
    one("braces_mixed", "{{ dialog.title %}"),
    one("braces_spaced", "{ {dialog.title} }"),
    one("braces_spaced", "{ % if late % }"),
    one("braces_single", "{dialog.title}"),
    one("tag_not_ended", "{{ dialog.title"),
    one("tag_not_begun", "dialog.title }}"),
    Case(
        name="a code over two paragraphs",
        template=file("{{ dialog.", "title }}"),
        kinds=("tag_split",),
        part="body",
        paragraph="{{ dialog.",
    ),
    Case(
        name="a code over two cells",
        template=file("x", rows=[["{{ dialog.title", "}}"], ["a", "b"]]),
        kinds=("tag_split",),
        part="body",
        paragraph="{{ dialog.title",
        row=1,
        column=1,
    ),
)
HABITS = (
    one("quotes", "{% if kind.key == «a» %}x{% endif %}"),
    one("quotes", "{{ «dialog.title» }}"),
    one("prints_word", "{{ “title” }}"),
    one("prints_word", "{{ 'dialog.title' }}"),
    one("dash", "{%– if late %}x{% endif %}"),
    one("dash", "{%- if late %}x{% endif %}"),
    one("odd_character", "{{ dialog\u200b.title }}"),
    one("odd_character", "{{ dialog.title\u2009}}"),
    one("lift_misspelt", "{% p if late %}"),
    one("lift_misspelt", "{%P if late %}"),
    one("lift_misspelt", "{%pif late %}"),
    one("lift_misspelt", "{{ r dialog.title }}"),
    one("print_lifted", "{{p dialog.title }}"),
    one("percent_in_tag", "{%p if kind == '50 %' %}"),
    one("keyword_misspelt", "{% If late %}"),
    one("keyword_misspelt", "{%p For item in items %}"),
    one("keyword_misspelt", "{% if late %}x{% end if %}"),
    one("keyword_misspelt", "{% if late %}x{% else if count %}{% endif %}"),
    one("keyword_misspelt", "{% if late %}x{% endif late %}"),
    one("keyword_misspelt", "{% hvis late %}"),
    one("unknown_statement", "{% skriv dialog.title %}"),
    one("statement_in_print", "{{ if late }}x{% endif %}"),
    one("name_in_statement", "{% dialog.title %}"),
    one("single_equals", "{% if kind.key = 'a' %}x{% endif %}"),
    one("norwegian_word", "{% if late og count %}x{% endif %}"),
    one("norwegian_word", "{% for item i items %}x{% endfor %}"),
    one("space_in_name", "{{ dialog title }}"),
    one("empty_tag", "{{ }}"),
    one("syntax", "{{ dialog. }}"),
)
FORBIDDEN = (
    one("forbidden_call", "{{ dialog.title() }}"),
    one("forbidden_call", "{% for item in items.items() %}x{% endfor %}"),
    one("forbidden_calculation", "{{ count + 1 }}"),
    one("forbidden_calculation", "{{ dialog.title ~ dialog.place }}"),
    one("forbidden_calculation", "{{ 10**100000000 }}"),
    one("forbidden_collection", "{{ dialog.title, dialog.place }}"),
    one("forbidden_filter", "{{ dialog.title|format }}"),
    one("forbidden_markup", "{{ dialog.title|safe }}"),
    one("forbidden_lookup", "{{ items[count].title }}"),
    one("forbidden_loop", "{% for a, b in items %}x{% endfor %}"),
    one("forbidden_private", "{{ dialog.__class__ }}"),
    one("forbidden_assignment", "{% set x = 1 %}"),
    one("forbidden_block", "{% macro m() %}x{% endmacro %}"),
    one("forbidden_raw", "{% raw %}"),
    one("forbidden_include", "{% include 'x' %}"),
    one("forbidden_statement", "{% cellbg count %}"),
    one("forbidden_statement", "{% vm %}"),
)
ELSEWHERE = (
    Case(
        name="in a header",
        template=file("x", header="{{ dialog.title }"),
        kinds=("brace_missing_at_end",),
        part="header",
        paragraph="{{ dialog.title }",
    ),
    Case(
        name="in a footnote",
        template=notes(file("x"), "footnote", "{{ frob }}"),
        kinds=("unknown_name",),
        part="footnotes",
        paragraph="{{ frob }}",
    ),
    Case(
        name="in an endnote",
        template=notes(file("x"), "endnote", "{{ frob }}"),
        kinds=("unknown_name",),
        part="endnotes",
        paragraph="{{ frob }}",
    ),
    Case(
        name="in the title",
        template=file("x", title="{{ frob }}"),
        kinds=("unknown_name",),
        part="properties",
        paragraph="{{ frob }}",
    ),
    *(
        Case(
            name=f"in an equation: {texts}",
            template=body(file("x"), paragraph("Sum", "Heading1") + equation(*texts)),
            kinds=(kind,),
            part="body",
            heading="Sum",
            paragraph="".join(texts),
            better=better,
        )
        for kind, better, *texts in (
            ("unknown_name_near", "", "{{ dialog.titel }}"),
            ("unknown_name_near", "", "{{ dialog.", "titel }}"),
            ("brace_missing_at_end", "{{ dialog.title }}", "{{ dialog.title }"),
        )
    ),
    Case(
        name="in a text box",
        template=body(file("x"), text_box("{{ frob }}")),
        kinds=("unknown_name", "text_box"),
        part="textbox",
        paragraph="{{ frob }}",
    ),
    Case(
        name="in a text box that old programs read too",
        template=body(file("x"), text_box("{{ frob }}", copied=True)),
        kinds=("unknown_name", "text_box"),
        part="textbox",
        paragraph="{{ frob }}",
    ),
    Case(
        name="in a paragraph cut into runs",
        template=body(file("x"), paragraph("{{ fr</w:t></w:r><w:r><w:t>ob }}")),
        kinds=("unknown_name",),
        part="body",
        paragraph="{{ frob }}",
    ),
)
IN_A_TABLE = tuple(
    Case(
        name=f"in a cell under a heading: {text}",
        template=body(
            file("x"),
            paragraph("Items", "Heading1") + table(("A", "B"), ("a", "b"), ("c", text)) + paragraph("y"),
        ),
        kinds=(kind,),
        part="body",
        heading="Items",
        paragraph=text,
        row=3,
        column=2,
    )
    for kind, text in (
        ("brace_missing_at_end", "{{ dialog.title }"),
        ("tag_not_ended", "{{ dialog.title"),
        ("lift_misspelt", "{% p if late %}"),
        ("norwegian_word", "{% if late og count %}x{% endif %}"),
        ("forbidden_call", "{{ dialog.title() }}"),
        ("unknown_name_near", "{{ dialog.titel }}"),
        ("list_needs_loop", "{{ items.title }}"),
        ("block_not_closed", "{% if late %}"),
        ("block_not_open", "{% endif %}"),
        ("not_comparable", "{% if count > dialog.title %}x{% endif %}"),
        ("missing_when_empty", "{{ (items|first).title }}"),
    )
)
MANY = (
    Case(
        name="more faults than are told",
        template=file(" ".join(f"{{{{ frob{number} }}}}" for number in range(trial.MOST + 1))),
        kinds=(*("unknown_name" for _ in range(trial.MOST)), "more_faults"),
        part="body",
        paragraph="{{ frob0 }}",
    ),
)
CASES = (*BRACES, *HABITS, *FORBIDDEN, *ELSEWHERE, *IN_A_TABLE, *MANY)
