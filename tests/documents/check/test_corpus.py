"""Every trap and fault of templates, one by one: found as what it is, told at its place, and given back."""

import dataclasses
from functools import cache

import pytest

from formserver.documents.check import annotated_file, finding_words, trial
from formserver.documents.check.check_task import Task
from formserver.documents.names import process_names
from formserver.documents.word.findings import Finding
from formserver.i18n import catalogues, languages
from tests.documents.check import (
    corpus_advice,
    corpus_beside,
    corpus_codes,
    corpus_cut,
    corpus_files,
    corpus_foreign,
    corpus_hidden,
    corpus_names,
    corpus_rooms,
    corpus_sound,
)
from tests.documents.check.corpus import KNOWN, Case, file
from tests.support import packets

FAULTY = (
    *corpus_files.CASES,
    *corpus_foreign.CASES,
    *corpus_codes.CASES,
    *corpus_names.CASES,
    *corpus_beside.CASES,
    *corpus_cut.CASES,
    *corpus_rooms.CASES,
    *corpus_hidden.CASES,
    *corpus_advice.CASES,
)
# These are faults of the file as such: no template that somebody could mend at a place in Word.
OF_FILE = {
    "doctype", "double_member", "file_too_big", "macros", "not_a_word_file", "other_format", "protected",
    "stray_member", "too_heavy", "too_many_members",
}  # fmt: skip
NOT_GIVEN_BACK = tuple(case for case in FAULTY if OF_FILE & set(case.kinds))
GIVEN_BACK = tuple(case for case in FAULTY if case not in NOT_GIVEN_BACK)
each_faulty = pytest.mark.parametrize("case", FAULTY, ids=lambda case: case.name)
each_sound = pytest.mark.parametrize("case", corpus_sound.CASES, ids=lambda case: case.name)


def read(case: Case, template: bytes) -> list[Finding]:
    return trial.findings(Task(template=template, known=KNOWN, language="nb", requires=case.requires))


def without_size(found: list[Finding]) -> list[Finding]:
    """What was found, but for how large the file is: comments add to it."""
    facts = [{name: text for name, text in one.facts.items() if name != "size"} for one in found]
    return [dataclasses.replace(one, facts=kept) for one, kept in zip(found, facts, strict=True)]


@cache
def checked(case: Case) -> list[Finding]:
    return read(case, case.template)


@each_faulty
def test_a_fault_is_found_once_as_what_it_is_and_where_it_is(case: Case) -> None:
    found = checked(case)

    assert tuple(one.kind for one in found) == case.kinds
    place = found[0].place
    assert (place.part if place else "") == case.part
    assert place is None or case.paragraph in place.paragraph
    told = (place.heading, place.row, place.column) if place else ("", 0, 0)
    assert told == (case.heading, case.row, case.column)
    assert case.other == found[0].facts.get("other", "") or not case.other
    assert case.better in found[0].facts.get("better", "")


@each_sound
def test_a_sound_template_has_neither_fault_nor_advice(case: Case) -> None:
    assert checked(case) == []


@each_faulty
def test_a_fault_is_told_in_every_language(case: Case) -> None:
    for language in languages():
        words = catalogues.read(language)

        for one in checked(case):
            asked = catalogues.placeholders(words[f"template_fault.{one.kind}"])
            assert finding_words.in_words(one, language)
            assert asked - one.facts.keys() == set()


@pytest.mark.parametrize("case", GIVEN_BACK, ids=lambda case: case.name)
def test_a_file_that_is_given_back_with_comments_checks_the_same(case: Case) -> None:
    found = checked(case)

    annotated = annotated_file.annotated(case.template, found, "nb")

    assert annotated_file.may_annotate(found)
    assert without_size(read(case, annotated)) == without_size(found)


@pytest.mark.parametrize("case", NOT_GIVEN_BACK, ids=lambda case: case.name)
def test_a_file_that_is_not_word_or_not_safe_is_not_given_back(case: Case) -> None:
    with pytest.raises(annotated_file.NotAnnotatedError) as refused:
        annotated_file.annotated(case.template, checked(case), "nb")

    assert tuple(one.kind for one in refused.value.findings) == case.kinds
    assert not annotated_file.may_annotate(checked(case))


def test_every_kind_of_finding_has_a_case() -> None:
    """But for those that tell what the check overlooked, which no file is known to bring about."""
    others = {"broken_structure", "forbidden", "text_lost"}
    words = {key.removeprefix("template_fault.") for key in catalogues.read("nb") if "template_fault." in key}

    assert {kind for case in FAULTY for kind in case.kinds} == words - others


def test_the_corpus_is_large_enough() -> None:
    assert len(FAULTY) >= 60
    assert len(corpus_sound.CASES) >= 20


@pytest.mark.parametrize(
    ("finding", "told"),
    [
        (
            Finding(kind="wrong_language", facts={"found": "en-US", "wanted": "nb-NO"}),
            "merket som engelsk, men",
        ),
        (
            Finding(kind="wrong_language", facts={"found": "xx-YY", "wanted": "nb-NO"}),
            "merket som xx-YY, men",
        ),
        (Finding(kind="language_missing", facts={"wanted": "nb-NO"}), "Velg norsk bokmål i Word"),
        (Finding(kind="file_too_big", facts={"size": "11500000", "limit": "10000000"}), "er på 11,5 MB"),
    ],
)
def test_facts_of_the_file_format_are_told_as_people_write_them(finding: Finding, told: str) -> None:
    assert told in finding_words.sentence(finding, "nb")


@pytest.mark.parametrize(
    ("code", "better"),
    [
        ("{{ hosts.name }}", "{{ party.name }}"),
        ("{{r hosts.look.arms }}", "{{r party.look.arms }}"),
        ("{% if hosts.nam and look.name %}x{% endif %}", "{% if party.name and look.name %}"),
        ("{% if late == 'nei' %}x{% endif %}", "not late"),
        ("{% if 'ja' == late %}x{% endif %}", "late"),
        ("{% if outcome != 'Vedtatt' %}x{% endif %}", 'outcome.key != "plan"'),
        ("{% if outcome.key == 'x' %}x{% endif %}", 'outcome.key == "wish", outcome.key == "plan"'),
        ("{% if hosts|having(look.arms) %}x{% endif %}", 'having("look.arms")'),
        ("{{ hosts|join }}", '{{ hosts|join(", ", "name") }}'),
        ("{% for one in hosts %}{{ hosts[“role”]|upper }}{% endfor %}", "{{ one.role|upper }}"),
    ],
)
def test_a_code_that_asks_wrongly_is_told_with_what_should_be_written(code: str, better: str) -> None:
    found = trial.findings(Task(template=file(code), known=KNOWN, language="nb"))

    assert [one.facts["better"] for one in found] == [better]


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("sted", "dialog.place"),
        ("dialog.sted", "dialog.place"),
        ("note.kontaktperson", "note.contact"),
        ("look.logo", "look.arms"),
        ("look.farge", "look.colour"),
        ("dialog.titel", "dialog.title"),
        ("dialog.dato", "dialog.date"),
        ("attachment", "attachments"),
        ("dialog.nope", ""),
        ("look.kommune", ""),
    ],
)
def test_a_name_is_known_by_its_letters_and_by_what_people_call_it(written: str, nearest: str) -> None:
    found = trial.findings(
        Task(
            template=file(f"{{{{ {written} }}}}"),
            known=process_names.in_document(packets.PROCESS, "note"),
            language="nb",
        )
    )

    assert [one.facts.get("nearest", "") for one in found] == [nearest]
