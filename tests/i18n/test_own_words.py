"""A process may say shared words its own way; whoever has none of their own says what all say."""

from dataclasses import replace

import pytest

from formserver import definitions, i18n
from formserver.config.settings import DOC_TEMPLATES
from formserver.domain.words import Words

SHIPPED = definitions.load(DOC_TEMPLATES / "mulighetsdialog").process
OWN = replace(SHIPPED, words={"instead.greeting": Words({"nb": "Hei til planforumet, {name}", "nn": "Hei"})})


@pytest.mark.parametrize(
    ("process", "said"), [(OWN, "Hei til planforumet, Kari"), (SHIPPED, "Hei, Kari"), (None, "Hei, Kari")]
)
def test_the_words_of_the_process_stand_for_the_shared_ones(shelf, process, said) -> None:
    shelf("nb", {"greeting": "Hei, {name}"})

    assert i18n.say_as(process, "nb", "greeting", name="Kari") == said


def test_a_language_that_the_process_lacks_is_said_in_another_of_its_own(shelf) -> None:
    shelf("nb", {"greeting": "Hei, {name}"})
    shelf("en", {"greeting": "Hello, {name}"})

    assert i18n.say_as(OWN, "en", "greeting", name="Kari") == "Hei til planforumet, Kari"
