import pytest

from formserver.domain import look
from formserver.domain.refusals import ColourRefused


@pytest.mark.parametrize(
    ("typed", "kept"), [("#0b5b6e", "0B5B6E"), ("8B1A2B", "8B1A2B"), (" #000000 ", "000000"), ("", "")]
)
def test_a_colour_is_kept_as_six_digits(typed: str, kept: str) -> None:
    assert look.colour(typed) == kept


@pytest.mark.parametrize("typed", ["red", "#fff", "#12345g", "0B5B6E0B5B6E"])
def test_what_is_no_colour_is_refused(typed: str) -> None:
    with pytest.raises(ColourRefused) as refusal:
        look.colour(typed)

    assert refusal.value.facts == {"why": "form", "colour": typed}


@pytest.mark.parametrize(
    ("digits", "reached"),
    [("FFFFFF", 1.0), ("000000", 21.0), ("777777", 4.48), ("767676", 4.54), ("FF0000", 4.0)],
)
def test_the_contrast_to_white_is_that_of_wcag(digits: str, reached: float) -> None:
    assert look.contrast(digits) == pytest.approx(reached, abs=0.005)


def test_a_colour_too_pale_for_text_is_refused_with_its_contrast() -> None:
    with pytest.raises(ColourRefused) as refusal:
        look.colour("#777777")

    assert (refusal.value.facts["why"], refusal.value.facts["needed"]) == ("pale", 4.5)
    assert refusal.value.facts["contrast"] == pytest.approx(4.48, abs=0.005)
    assert look.colour("#767676") == "767676"
