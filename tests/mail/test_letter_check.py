"""Faults in letters, found before anybody gets one."""

import pytest

from formserver.mail.letter_check import Fault, Reason
from formserver.mail.letters import LetterSet

INDEX = """
[names]
"recipient.name" = "Nils"
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


def faults(nb: str, *, records: str = RECORDS, **more: str) -> list[Fault]:
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
        (GOOD.replace("Subject: Notat", "Notat"), Reason.NO_SUBJECT, ""),
        (GOOD.replace("recipient.name", "recipient.nam"), Reason.UNKNOWN_NAME, "recipient.nam"),
        (GOOD.replace("recipient.name", "recipient"), Reason.UNKNOWN_NAME, "recipient"),
        (GOOD.replace("recipient.name", "elsewhere"), Reason.UNKNOWN_NAME, "elsewhere"),
        (GOOD + "{{ closing.nobody }}", Reason.UNKNOWN_CLOSING, "closing.nobody"),
        (GOOD.replace("{{ link }}", ""), Reason.NEEDS_ADDRESS, "link"),
        (GOOD.replace("Åpne:\n{{ link }}", "Åpne {{ link }} nå"), Reason.NEEDS_ADDRESS, "link"),
        (GOOD.replace("Subject: Notat", "Subject: {{ link }}"), Reason.FORBIDDEN_ADDRESS, "link"),
        (GOOD.replace("Subject: Notat", "Subject: {{ code }}"), Reason.FORBIDDEN_ADDRESS, "code"),
        (GOOD + "{{ board }}", Reason.FORBIDDEN_ADDRESS, "board"),
        (GOOD + "{{ deadline.when }}", Reason.NEEDS_IF, "deadline.when"),
        (GOOD + "{% if deadline.when %}x{% endif %}", Reason.NEEDS_IF, "deadline.when"),
    ],
)
def test_a_fault_is_found_and_named(text: str, reason: Reason, name: str) -> None:
    found = [(fault.file, fault.key, fault.reason, fault.name) for fault in faults(text)]

    assert ("note.nb.txt", "note", reason, name) in found


def test_a_name_inside_its_if_is_no_fault() -> None:
    assert faults(GOOD + "{% if deadline %}\nFrist: {{ deadline.when }}\n{% endif %}\n") == []


def test_the_nearest_name_is_offered() -> None:
    assert faults(GOOD.replace("recipient.name", "recipent.name")) == [
        Fault("note.nb.txt", "note", Reason.UNKNOWN_NAME, "recipent.name", "recipient.name")
    ]


def test_what_is_not_understood_has_its_line() -> None:
    assert faults(GOOD + "{{ recipient.name|upper }}") == [
        Fault("note.nb.txt", "note", Reason.NOT_UNDERSTOOD, "Filter", line=5)
    ]


@pytest.mark.parametrize("name", ["link", "code", "board", "sign_in"])
def test_a_letter_for_the_records_carries_no_address_of_any_kind(name: str) -> None:
    found = faults(GOOD, records=f"{RECORDS}{{{{ {name} }}}}\n")

    assert found == [Fault("records.nb.txt", "records", Reason.FORBIDDEN_ADDRESS, name)]


def test_a_closing_with_an_address_is_a_fault_of_the_closing() -> None:
    found = faults(GOOD, records=f"{RECORDS}{{{{ closing.all }}}}\n", **{"closing.all.nb.txt": "{{ link }}"})

    assert Fault("closing.all.nb.txt", "records", Reason.FORBIDDEN_ADDRESS, "link") in found


def test_a_closing_that_is_not_understood_is_named() -> None:
    found = faults(GOOD, records=f"{RECORDS}{{{{ closing.all }}}}\n", **{"closing.all.nb.txt": "\n{{ a() }}"})

    assert Fault("closing.all.nb.txt", "closing.all", Reason.NOT_UNDERSTOOD, "Call", line=1) in found


def test_a_letter_without_words_is_a_fault() -> None:
    assert Fault("records.nb.txt", "records", Reason.NO_BODY) in faults(GOOD, records="Subject: Kopi\n")


def test_a_language_that_lacks_a_letter_is_named() -> None:
    files = {"letters.toml": INDEX, **{f"{one}.txt": GOOD for one in ("note.nb", "note.nn")}}

    found = LetterSet.from_texts(files).check()

    assert Fault("note.en.txt", "note", Reason.MISSING_LANGUAGE, "en") in found


def test_a_name_in_one_language_only_is_a_fault_of_the_others() -> None:
    texts = {
        "note.nb.txt": GOOD + "{% if deadline %}{{ deadline.when }}{% endif %}",
        "note.nn.txt": GOOD,
        "note.en.txt": GOOD,
    }

    found = LetterSet.from_texts({"letters.toml": INDEX, **texts}).check()

    assert [fault for fault in found if fault.key == "note"] == [
        Fault(file, "note", Reason.NAMES_DIFFER, name)
        for file in ("note.en.txt", "note.nn.txt")
        for name in ("deadline", "deadline.when")
    ]


def test_a_text_that_no_letter_asks_for_is_named() -> None:
    assert faults(GOOD, **{"nots.nb.txt": GOOD}) == [Fault("nots.nb.txt", "nots", Reason.UNKNOWN_LETTER)]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("reason", Reason)
def test_every_fault_can_be_told(reason: Reason, language: str) -> None:
    fault = Fault("note.nb.txt", "note", reason, name="deadlin", nearest="deadline", line=7)

    told = fault.told(language)

    assert len(told) > 20
    assert "{" not in told
