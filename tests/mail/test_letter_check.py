"""Faults in letters, found before anybody gets one."""

import pytest

from formserver.mail import letter_check, letter_codes, letter_files
from formserver.mail.letter_check import BODY, SUBJECT, LetterFault, LetterFaultKind
from formserver.mail.letters import LetterSet

INDEX = """
[names]
"recipient.name" = "Nils"
"recipient.tasks" = ["Les", "Skriv"]
"deadline.when" = "i dag"
"reason" = "Reise"
"elsewhere" = "x"
[to.party]
names = ["recipient"]
[letters.note]
name = { nb = "Notat" }
to = "party"
address = "link"
names = ["deadline?"]
[letters.records]
name = { nb = "Kopi" }
to = "party"
names = ["reason"]
"""
GOOD = "Subject: Notat\n\nHei, {{ recipient.name }}\n\nÅpne:\n{{ link }}\n"
RECORDS = "Subject: Kopi\n\nHer er en kopi.\n"


def faults(nb: str, *, records: str = RECORDS, **more: str) -> list[LetterFault]:
    """Checks a set whose note has `nb` in bokmål, which is well-formed else."""
    files = {f"note.{language}.txt": nb for language in ("nb", "nn", "en")}
    files |= {f"records.{language}.txt": records for language in ("nb", "nn", "en")}
    found = LetterSet.from_texts({"letters.toml": INDEX, **files, **more}).check()
    return [fault for fault in found if ".nb." in fault.file or fault.file in more]


def test_a_good_set_has_no_faults() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("text", "reason", "name"),
    [
        (GOOD.replace("Subject: Notat", "Notat"), LetterFaultKind.NO_SUBJECT, ""),
        (GOOD.replace("recipient.name", "recipient.nam"), LetterFaultKind.UNKNOWN_NAME, "recipient.nam"),
        (GOOD.replace("recipient.name", "recipient"), LetterFaultKind.UNKNOWN_NAME, "recipient"),
        (GOOD.replace("recipient.name", "elsewhere"), LetterFaultKind.UNKNOWN_NAME, "elsewhere"),
        (GOOD + "{{ closing.nobody }}", LetterFaultKind.UNKNOWN_CLOSING, "closing.nobody"),
        (GOOD.replace("{{ link }}", ""), LetterFaultKind.NEEDS_ADDRESS, "link"),
        (GOOD.replace("Åpne:\n{{ link }}", "Åpne {{ link }} nå"), LetterFaultKind.NEEDS_ADDRESS, "link"),
        (GOOD.replace("Subject: Notat", "Subject: {{ link }}"), LetterFaultKind.FORBIDDEN_ADDRESS, "link"),
        (GOOD.replace("Subject: Notat", "Subject: {{ code }}"), LetterFaultKind.FORBIDDEN_ADDRESS, "code"),
        (GOOD + "{{ board }}", LetterFaultKind.FORBIDDEN_ADDRESS, "board"),
        (
            GOOD.replace("Subject: Notat", "Subject: {{ recipient.tasks }}"),
            LetterFaultKind.LIST_IN_SUBJECT,
            "recipient.tasks",
        ),
        (GOOD + "{{ deadline.when }}", LetterFaultKind.NEEDS_IF, "deadline.when"),
        (GOOD + "{% if deadline.when %}x{% endif %}", LetterFaultKind.NEEDS_IF, "deadline.when"),
    ],
)
def test_a_fault_is_found_and_named(text: str, reason: LetterFaultKind, name: str) -> None:
    found = [(fault.file, fault.key, fault.reason, fault.name) for fault in faults(text)]

    assert ("note.nb.txt", "note", reason, name) in found


@pytest.mark.parametrize(
    ("said", "reason", "better"),
    [
        ("{ recipient.name }", LetterFaultKind.MISWRITTEN, "{{ recipient.name }}"),
        ("{recipient.name}", LetterFaultKind.MISWRITTEN, "{{ recipient.name }}"),
        ("{{ recipient.name }", LetterFaultKind.MISWRITTEN, "{{ recipient.name }}"),
        ("{ recipient.name }}", LetterFaultKind.MISWRITTEN, "{{ recipient.name }}"),
        ("{{{ recipient.name }}}", LetterFaultKind.MISWRITTEN, "{{ recipient.name }}"),
        ("{ { recipient.name } }", LetterFaultKind.MISWRITTEN, "{{ recipient.name }}"),
        ("{% recipient.name %}", LetterFaultKind.NOT_UNDERSTOOD, ""),
        ("{{ Recipient.Name }", LetterFaultKind.MISWRITTEN, "{{ recipient.name }}"),
        ("«recipient.name»", LetterFaultKind.MISWRITTEN, "{{ recipient.name }}"),
        ("{{ «recipient.name» }}", LetterFaultKind.MISWRITTEN, "{{ recipient.name }}"),
        ('{{ "recipient.name" }}', LetterFaultKind.MISWRITTEN, "{{ recipient.name }}"),
        ("{{r recipient.name }}", LetterFaultKind.MISWRITTEN, "{{ recipient.name }}"),
        ("{%p if deadline %}x{% endif %}", LetterFaultKind.MISWRITTEN, "{% if deadline %}"),
        ("{% if deadline }x{% endif %}", LetterFaultKind.MISWRITTEN, "{% if deadline %}"),
        ("{% if deadline %}x{ endif }", LetterFaultKind.MISWRITTEN, "{% endif %}"),
        ("{{ recipient.\u200bname }}", LetterFaultKind.UNSEEN, "{{ recipient.name }}"),
        ("{% if deadline %}x{% else %}y{% endif %}", LetterFaultKind.OTHERWISE, "{% endif %}"),
        ("{{ recipient.name|upper }}", LetterFaultKind.NOT_UNDERSTOOD, ""),
    ],
)
def test_what_is_meant_as_a_code_is_told_with_how_it_is_written(
    said: str, reason: LetterFaultKind, better: str
) -> None:
    found = faults(GOOD.replace("Hei, {{ recipient.name }}", f"Hei,\n{said}"))

    assert [(fault.reason, fault.nearest, fault.line, fault.part) for fault in found] == [
        (reason, better, 2, BODY)
    ]


@pytest.mark.parametrize("said", ["{ recipient.name }", "«recipient.name»"])
def test_a_code_in_the_subject_is_told_too(said: str) -> None:
    found = faults(GOOD.replace("Subject: Notat", f"Subject: Til {said}"))

    assert [(fault.name, fault.part) for fault in found] == [(said, SUBJECT)]


def test_a_code_in_a_closing_is_told_too() -> None:
    letters = LetterSet.from_texts(CLOSED | {"note.nb.txt": GOOD})
    text = letter_files.Text(file="closing.all.nb.txt", subject="", body="Hilsen { recipient.name }")

    (fault,) = letter_check.check_closing(letters, "closing.all", "nb", text)

    assert (fault.reason, fault.nearest) == (LetterFaultKind.MISWRITTEN, "{{ recipient.name }}")


@pytest.mark.parametrize(
    "words",
    [
        "{se under}",
        "«notat.docx»",
        "«link»",
        "a } b",
        "{ recipient.nickname }",
        "recipient.name",
        "{# { link } #}",
    ],
)
def test_words_of_the_letter_are_no_codes(words: str) -> None:
    assert faults(f"{GOOD}{words}\n") == []


def test_many_braces_are_judged_in_no_time() -> None:
    text = letter_files.Text(file="note.nb.txt", subject="x", body="{ " * 15_000)

    assert list(letter_codes.odd(text.body, {"recipient.name"})) == []


def test_a_name_inside_its_if_is_no_fault() -> None:
    assert faults(GOOD + "{% if deadline %}\nFrist: {{ deadline.when }}\n{% endif %}\n") == []


def test_the_nearest_name_is_offered() -> None:
    assert faults(GOOD.replace("recipient.name", "recipent.name")) == [
        LetterFault(
            "note.nb.txt", "note", LetterFaultKind.UNKNOWN_NAME, "recipent.name", "recipient.name", 1, BODY
        )
    ]


def test_what_is_not_understood_has_its_line() -> None:
    assert faults(GOOD + "{{ recipient.name|upper }}") == [
        LetterFault("note.nb.txt", "note", LetterFaultKind.NOT_UNDERSTOOD, "Filter", line=5, part=BODY)
    ]


@pytest.mark.parametrize("name", ["link", "code", "board", "sign_in"])
def test_a_letter_for_the_records_carries_no_address_of_any_kind(name: str) -> None:
    found = faults(GOOD, records=f"{RECORDS}{{{{ {name} }}}}\n")

    place = {"line": 2, "part": BODY}
    assert found == [
        LetterFault("records.nb.txt", "records", LetterFaultKind.FORBIDDEN_ADDRESS, name, **place)
    ]


def test_a_closing_with_an_address_is_a_fault_of_the_closing() -> None:
    found = faults(GOOD, records=f"{RECORDS}{{{{ closing.all }}}}\n", **{"closing.all.nb.txt": "{{ link }}"})

    assert (
        LetterFault("closing.all.nb.txt", "records", LetterFaultKind.FORBIDDEN_ADDRESS, "link", "", 1, BODY)
        in found
    )


def test_a_closing_that_is_not_understood_is_named() -> None:
    found = faults(GOOD, records=f"{RECORDS}{{{{ closing.all }}}}\n", **{"closing.all.nb.txt": "\n{{ a() }}"})

    assert (
        LetterFault("closing.all.nb.txt", "closing.all", LetterFaultKind.NOT_UNDERSTOOD, "Call", "", 1, BODY)
        in found
    )


def test_a_letter_without_words_is_a_fault() -> None:
    assert LetterFault("records.nb.txt", "records", LetterFaultKind.NO_BODY, part=BODY) in faults(
        GOOD, records="Subject: Kopi\n"
    )


def test_a_language_that_lacks_a_letter_is_named() -> None:
    files = {"letters.toml": INDEX, **{f"{one}.txt": GOOD for one in ("note.nb", "note.nn")}}

    found = LetterSet.from_texts(files).check()

    assert LetterFault("note.en.txt", "note", LetterFaultKind.MISSING_LANGUAGE, "en") in found


def test_a_name_in_one_language_only_is_a_fault_of_the_others() -> None:
    texts = {
        "note.nb.txt": GOOD + "{% if deadline %}{{ deadline.when }}{% endif %}",
        "note.nn.txt": GOOD,
        "note.en.txt": GOOD,
    }

    found = LetterSet.from_texts({"letters.toml": INDEX, **texts}).check()

    assert [fault for fault in found if fault.key == "note"] == [
        LetterFault(file, "note", LetterFaultKind.NAMES_DIFFER, name)
        for file in ("note.en.txt", "note.nn.txt")
        for name in ("deadline", "deadline.when")
    ]


def test_a_text_that_no_letter_asks_for_is_named() -> None:
    assert faults(GOOD, **{"nots.nb.txt": GOOD}) == [
        LetterFault("nots.nb.txt", "nots", LetterFaultKind.UNKNOWN_LETTER)
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "{#\n{{ link }}\n#}",
        "{% if reason %}\n{{ link }}\n{% endif %}",
        "{% if recipient.name %}\n{{ link }}\n{% endif %}",
    ],
)
def test_an_address_that_may_not_be_shown_is_none(hidden: str) -> None:
    text = GOOD.replace("{{ link }}", hidden)

    assert LetterFaultKind.NEEDS_ADDRESS in {fault.reason for fault in faults(text)}


@pytest.mark.parametrize(
    "joined",
    [
        "Her{% if deadline %} innen {{ deadline.when }}{% endif %}\n{{ link }}",
        "Her {# til skjemaet #}\n{{ link }}",
        "{{ link }}{% if deadline %}innen {{ deadline.when }}{% endif %}\n",
        "{% if deadline %}\nFrist: {{ deadline.when }}{% endif %}\n{{ link }}",
    ],
)
def test_an_address_with_words_on_its_line_when_it_is_written_does_not_stand_alone(joined: str) -> None:
    text = GOOD.replace("{{ link }}", joined)

    assert LetterFaultKind.NEEDS_ADDRESS in {fault.reason for fault in faults(text)}


@pytest.mark.parametrize(
    "apart",
    [
        "{% if deadline %}\nFrist: {{ deadline.when }}\n{% endif %}\n{{ link }}",
        "{% if deadline %}\nFrist\n{% endif %}\n{# her #}\n{{ link }}\n{% if deadline %}\nFrist\n{% endif %}",
        "Både {{ link }} her\nog for seg selv:\n{{ link }}",
    ],
)
def test_an_address_may_have_what_can_be_empty_on_the_lines_around_it(apart: str) -> None:
    assert faults(GOOD.replace("{{ link }}", apart)) == []


def test_a_closing_that_runs_into_the_line_of_the_address_is_a_fault() -> None:
    letters = LetterSet.from_texts(
        CLOSED | {"note.nb.txt": GOOD.replace("{{ link }}", "{{ closing.all }}\n{{ link }}")}
    )
    closing = "closing.all.nb.txt"
    text = letter_files.Text(file=closing, subject="", body="{% if deadline %}Snart{% endif %}")

    found = letter_check.check_closing(letters, "closing.all", "nb", text)

    assert found == [LetterFault(closing, "note", LetterFaultKind.NEEDS_ADDRESS, "link", part=BODY)]


def test_a_letter_that_grows_by_its_closings_is_too_long() -> None:
    closings = {"closing.all.nb.txt": "Hilsen oss\n" * 100}

    few = faults(GOOD + "{{ closing.all }}\n" * 20, **closings)
    many = faults(GOOD + "{{ closing.all }}\n" * 30, **closings)

    assert (few, [(fault.reason, fault.name) for fault in many]) == (
        [],
        [(LetterFaultKind.TOO_LONG, "30000")],
    )


def test_text_that_is_to_stay_as_it_is_is_not_understood() -> None:
    text = GOOD.replace("{{ link }}", "{% raw %}\n{{ link }}\n{% endraw %}")

    assert [(fault.reason, fault.name) for fault in faults(text)] == [(LetterFaultKind.NOT_UNDERSTOOD, "raw")]


def test_a_closing_that_would_not_be_put_in_is_a_fault() -> None:
    closings = {"closing.all.nb.txt": "Hilsen"}
    fine = faults(GOOD + "{{ closing.all }}", **closings)

    found = faults(GOOD.replace("Notat\n", "{{ closing.all }}\n") + "{{\nclosing.all }}", **closings)

    assert fine == []
    assert {(fault.reason, fault.name, fault.part, fault.line) for fault in found} == {
        (LetterFaultKind.UNKNOWN_NAME, "closing.all", SUBJECT, 1),
        (LetterFaultKind.UNKNOWN_NAME, "closing.all", BODY, 6),
    }


CLOSED = {
    "letters.toml": INDEX,
    **{f"note.{one}.txt": GOOD + "\n{{ closing.all }}\n" for one in ("nb", "nn")},
    **{f"records.{one}.txt": RECORDS for one in ("nb", "nn")},
    **{f"closing.all.{one}.txt": "Hilsen {{ recipient.name }}\n" for one in ("nb", "nn")},
}


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("Hilsen {{ recipient.name }}", []),
        ("", [(LetterFaultKind.NO_BODY, "", 0)]),
        ("Hilsen\n{{ recipient.name", [(LetterFaultKind.MISWRITTEN, "", 2)]),
        ("Hilsen\n{{ reason }}", [(LetterFaultKind.UNKNOWN_NAME, "reason", 2)]),
        ("{{ link }}", [(LetterFaultKind.FORBIDDEN_ADDRESS, "link", 1)]),
        ("{{ closing.all }}", [(LetterFaultKind.UNKNOWN_NAME, "closing.all", 1)]),
    ],
)
def test_a_closing_must_fit_every_letter_that_uses_it(
    body: str, wrong: list[tuple[LetterFaultKind, str, int]]
) -> None:
    letters = LetterSet.from_texts(CLOSED)
    text = letter_files.Text(file="closing.all.nb.txt", subject="", body=body)

    found = letter_check.check_closing(letters, "closing.all", "nb", text)

    told = [(one.reason, one.name if one.line and "{{ rec" not in body else "", one.line) for one in found]
    assert told == wrong


def test_a_letter_lists_the_names_it_may_use_and_a_closing_the_letters_it_stands_in() -> None:
    letters = LetterSet.from_texts(CLOSED)

    assert letter_check.may_use(letters, letters.letters["note"]) == (
        "recipient.name",
        "recipient.tasks",
        "deadline.when",
    )
    assert [one.key for one in letter_check.using(letters, "closing.all", "nb")] == ["note"]
    assert letter_check.using(letters, "closing.all", "en") == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("reason", LetterFaultKind)
def test_every_fault_can_be_told(reason: LetterFaultKind, language: str) -> None:
    fault = LetterFault("note.nb.txt", "note", reason, name="deadlin", nearest="deadline", line=7)

    told = fault.told(language)

    assert len(told) > 20
    assert "{" not in told
