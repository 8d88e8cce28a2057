"""Whatever people write into a template, its check ends, and its findings can be written into the file."""

from hypothesis import given, settings
from hypothesis import strategies as st

from formserver.documents.check import annotated_file, run_check, trial
from formserver.documents.check.check_task import Task
from formserver.documents.fill import render
from formserver.documents.samples import sample_names
from formserver.documents.word.findings import Finding
from tests.documents.check.corpus import KNOWN, file

PIECES = st.sampled_from(
    [
        "{{ ", " }}", "{% ", " %}", "{%p ", "{%tr ", "{{r ", "{", "}", "%", "#", "{#", "#}", "{_{", "}_}",
        "«", "»", "“", "”", "'", "–", "-", " ", "\u00a0", "dialog.title", "items", "item", "item.title",
        "kind.key", "late", "count", "frob", "if ", "for ", "item in items", "else", "elif late", "endif",
        "endfor", "set a = 1", "|d('x')", "|first", "()", "[0]", "==", "=", "og", "not ", "&", "<b>", "text",
        "\t", "\n",
    ]
)  # fmt: skip
WRITTEN = st.lists(PIECES, max_size=14).map("".join)
WELL_FORMED = st.sampled_from(
    [
        "text", "{{ dialog.title }}", "{{ items }}", "{%p if late %}", "{%p else %}", "{%p endif %}",
        "{% if late %}", "{% endif %}", "{%p for item in items %}", "{%p endfor %}", "{{ item.title }}",
        "{{r item.link }}", "{%tr for item in items %}", "{%tr endfor %}",
        "{% for item in items %}{{ item.title }}{% endfor %}",
    ]
)  # fmt: skip


def checked(template: bytes) -> list[Finding]:
    return trial.findings(Task(template=template, known=KNOWN, language="nb"))


@settings(max_examples=30)
@given(st.lists(WRITTEN, max_size=4), WRITTEN, WRITTEN, WRITTEN)
def test_any_text_is_checked_to_the_end_and_annotated(
    paragraphs: list[str], header: str, title: str, cell: str
) -> None:
    template = file(*paragraphs, header=header, title=title, rows=[["A", "B"], [cell, "b"]])

    found = checked(template)

    assert checked(annotated_file.annotated(template, found, "nb")) == found


@settings(max_examples=30)
@given(st.lists(WELL_FORMED, max_size=7), st.lists(st.lists(WELL_FORMED, min_size=2, max_size=2), max_size=4))
def test_what_has_no_error_can_be_filled_in_with_anything(
    paragraphs: list[str], rows: list[list[str]]
) -> None:
    template = file(*paragraphs, rows=[["A", "B"], *rows])

    if not run_check.errors(checked(template)):
        for number in (0, 1, 3):
            assert render.render(template, sample_names.values(KNOWN, rows=number))


@settings(max_examples=30)
@given(st.text(st.characters(), max_size=80))
def test_a_comment_can_quote_anything(text: str) -> None:
    finding = Finding(kind="unknown_name", facts={"name": text})

    made = annotated_file.annotated(file("x"), [finding], "nb")

    assert checked(made) == []
