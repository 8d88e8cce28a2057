"""What a letter's text may do, and what it may not."""

import pytest
from jinja2 import UndefinedError

from formserver.mail import letter_language
from formserver.mail.characters import UnsendableError
from formserver.mail.letter_language import LetterLanguageError, NameUse


def said(source: str, **names: object) -> str:
    return letter_language.unmarked(letter_language.write(source, names))


def test_names_are_said() -> None:
    assert said("Hei, {{ recipient.name }}.", recipient={"name": "Nils"}) == "Hei, Nils."


def test_an_entry_wins_over_a_method_of_the_same_name() -> None:
    assert said("{{ note.items }}", note={"items": "8 punkter"}) == "8 punkter"


def test_lines_about_what_is_empty_are_left_out() -> None:
    source = "Før\n{% if reason %}\nGrunn: {{ reason }}\n{% endif %}\nEtter"

    assert said(source, reason="") == "Før\nEtter"
    assert said(source, reason="Reise") == "Før\nGrunn: Reise\nEtter"


def test_a_list_is_a_line_an_entry() -> None:
    assert said("Mangler:\n{{ missing }}", missing=["A", "B"]) == "Mangler:\n– A\n– B"


def test_a_value_stands_on_one_line() -> None:
    assert said("{{ reason }}", reason=" Syk\r\n\n--\n– x\u2028y ") == "Syk -- – x y"


def test_no_break_spaces_stay() -> None:
    assert said("{{ size }}", size="1,8\u00a0MB") == "1,8\u00a0MB"


@pytest.mark.parametrize("character", ["\x00", "\x02", "\x0e", "\x1b", "\x7f", "\x9f", "\ud800"])
def test_control_characters_in_a_value_are_refused(character: str) -> None:
    with pytest.raises(UnsendableError):
        said("{{ reason }}", reason=f"a{character}b")


@pytest.mark.parametrize("value", [None, True, 1.5, {"name": "x"}, ["a", ["b"]], object()])
def test_a_value_that_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        said("{{ reason }}", reason=value)


@pytest.mark.parametrize(
    "source", ["{{ missing }}", "{% if missing %}x{% endif %}", "{{ party.missing }}", "{{ text.upper }}"]
)
def test_a_name_that_is_not_given_is_refused(source: str) -> None:
    with pytest.raises(UndefinedError):
        said(source, party={"name": "Fjellheim"}, text="x")


@pytest.mark.parametrize(
    "source",
    [
        "{{ name() }}",
        "{{ name|upper }}",
        "{{ name[0] }}",
        "{{ 2 ** 100000000 }}",
        "{{ 'x' * 1000000 }}",
        "{{ 'text' }}",
        "{{ name.__class__() }}",
        "{{ name if name }}",
        "{{ not name }}",
        "{% for one in name %}{% endfor %}",
        "{% if name == 'x' %}{% endif %}",
        "{% if name %}a{% else %}b{% endif %}",
        "{% if name %}a{% elif other %}b{% endif %}",
        "{% set name = other %}",
        "{% include name %}",
        "{% macro name() %}{% endmacro %}",
        "{% autoescape false %}{% endautoescape %}",
        "{{ name",
        "{% if name %}",
        "{% endif %}",
        "{{ name -}}",
        "{%- if name %}{% endif %}",
        "{#- name -#}",
        "\x02code\x03",
        "a\rb",
        "a\u2028b",
        "{% if name %}" * 101 + "{% endif %}" * 101,
        "{% if name %}" * 2000 + "{% endif %}" * 2000,
        "{{ name" + ".name" * 500 + " }}",
        "{% if " + "(" * 2000 + "name" + ")" * 2000 + " %}{% endif %}",
    ],
)
def test_anything_but_names_and_ifs_is_refused_before_it_runs(source: str) -> None:
    with pytest.raises(LetterLanguageError):
        said(f"Linje 1\n{source}", name="x", other="y")


def test_a_fault_has_its_line() -> None:
    with pytest.raises(LetterLanguageError) as refused:
        letter_language.uses("Hei\n\n{{ name() }}")

    assert (refused.value.line, refused.value.why) == (3, "Call")


def test_uses_tell_what_is_said_and_under_which_ifs() -> None:
    source = "{{ a.b }}{% if c %}{{ c.d }}{% if e %}{{ a.b }}{% endif %}{% endif %}"

    assert letter_language.uses(source) == (
        NameUse("a.b", frozenset(), said=True),
        NameUse("c", frozenset({"c"}), said=False),
        NameUse("c.d", frozenset({"c"}), said=True),
        NameUse("e", frozenset({"c", "e"}), said=False),
        NameUse("a.b", frozenset({"c", "e"}), said=True),
    )


def test_closings_are_put_in_as_texts_of_their_own() -> None:
    source = "Hei\n\n{{ closing.party }}"

    assert letter_language.closings(source) == ("closing.party",)
    assert letter_language.with_closings(source, {"closing.party": "Hilsen {{ host.name }}"}) == (
        "Hei\n\nHilsen {{ host.name }}"
    )
