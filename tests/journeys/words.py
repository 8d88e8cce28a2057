"""What stands on the pages in the languages that the cast reads: the process's own words, and everybody's."""

from formserver import i18n
from formserver.domain.process import Field
from tests.support.packets import PROCESS

TITLES = {one.title.to("nb"): one.title for one in PROCESS.themes}


def said(language: str, key: str, **names: object) -> str:
    """Words that every process shares."""
    return i18n.say(language, key, **names)


def of_form(language: str, key: str, **names: str) -> str:
    """Words of a form, such as "note.submit"."""
    return PROCESS.words[f"forms.{key}"].to(language).format(**names)


def of_field(language: str, key: str) -> str:
    """The label of a field, such as "note.summary"."""
    return _field(key).label.to(language)


def of_choice(language: str, key: str, choice: str) -> str:
    """The words of a choice of a field."""
    return next(one.label.to(language) for one in _field(key).choices if one.key == choice)


def of_theme(language: str, title: str) -> str:
    """A theme of the process by its title in bokmål; one of the host's own is the same for all."""
    return TITLES[title].to(language) if title in TITLES else title


def _field(key: str) -> Field:
    name, _, wanted = key.partition(".")
    form = PROCESS.form(name)
    return next(one for one in (*form.fields, *form.item_fields) if one.key == wanted)
