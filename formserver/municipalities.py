"""The 357 municipalities of 2026, and the county authority and county governor that each belongs to.

Read from `authorities/` (Statistics Norway's Klass 131; the Language Council's list of language decisions).
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from formserver.domain.words import Words

FOLDER = Path(__file__).parent / "authorities"
MUNICIPALITY, COUNTY_AUTHORITY, GOVERNOR = "kommune", "fylkeskommune", "statsforvalter"
_LANGUAGE_OF_DECISION = {"nynorsk": "nn", "bokmål": "nb", "nøytral": "nb"}


@dataclass(frozen=True, kw_only=True)
class Authority:
    """A county authority or county governor (that has no number). `language` (nb, nn) is a proposal."""

    type: str
    name: Words
    short_name: Words
    number: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """A municipality. `name` is the first of its `names` (Norwegian, Sámi, Kven), `county` a number.

    `language` (nb, nn) is a proposal from the county's decision: the municipality's own is not in the list.
    """

    number: str
    name: str
    county: str
    county_name: str
    names: tuple[str, ...]
    full_name: Words
    language: str

    @property
    def label(self) -> str:
        """The name with its county, for Herøy and Våler exist twice."""
        return f"{self.name} ({self.county_name})"


@lru_cache(maxsize=1)
def everyone() -> tuple[Municipality, ...]:
    """All municipalities in the order of their numbers."""
    listed = _read("municipalities_2026.json")
    return tuple(_municipality(row, listed["fullt_navn"]) for row in listed["kommuner"])


def find(number: str) -> Municipality | None:
    """The municipality with this four-digit number, or None."""
    return next((one for one in everyone() if one.number == number), None)


def by_name(text: str) -> list[Municipality]:
    """The municipalities that a person may mean; empty text finds none.

    Those whose number, label or any name is `text`; else where one begins with it; else where one holds it.
    """
    wanted = text.strip().casefold().removesuffix(" kommune")
    if not wanted:
        return []
    for matches in (str.__eq__, str.startswith, str.__contains__):
        found = [one for one in everyone() if any(matches(known, wanted) for known in _known_as(one))]
        if found:
            return found
    return []


def county_authority(number: str) -> Authority:
    """The county authority of the municipality with this number. Raises KeyError for an unknown one."""
    county = _county(_county_of(number))
    return Authority(
        type=COUNTY_AUTHORITY,
        name=_names(county),
        short_name=_short_name(COUNTY_AUTHORITY),
        number=county["nr"],
        language=_LANGUAGE_OF_DECISION[county["sprakvedtak"]],
    )


def governor(number: str) -> Authority:
    """The county governor over the municipality with this number. Raises KeyError for an unknown one.

    State bodies answer a municipality in its language; the county's decision is the proposal.
    """
    county = _county(_county_of(number))
    office = next(
        one for one in _read("regional_2026.json")["statsforvaltere"] if one["id"] == county["statsforvalter"]
    )
    return Authority(
        type=GOVERNOR,
        name=_names(office),
        short_name=_short_name(GOVERNOR),
        number="",
        language=_LANGUAGE_OF_DECISION[county["sprakvedtak"]],
    )


def authorities_of(number: str, kinds: tuple[str, ...]) -> tuple[Authority, ...]:
    """The authorities of these kinds over a municipality, in that order; other kinds raise KeyError."""
    of_kind = {COUNTY_AUTHORITY: county_authority, GOVERNOR: governor}
    return tuple(of_kind[kind](number) for kind in kinds)


def short_name(kind: str) -> Words | None:
    """What an authority of this kind is called where there is only one of it, or None for other kinds."""
    return _short_name(kind) if kind in {COUNTY_AUTHORITY, GOVERNOR} else None


def place_name(full_name: Words) -> Words:
    """The name of a municipality, listed or not, without the word that says that it is one."""
    form = _read("municipalities_2026.json")["fullt_navn"]
    suffix = {language: text.partition("{}")[2] for language, text in form.items()}
    return Words(
        {language: text.removesuffix(suffix[language]) for language, text in full_name.by_language.items()}
    )


@lru_cache(maxsize=2)
def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def _municipality(row: dict[str, str], full_name: dict[str, str]) -> Municipality:
    names = tuple(re.sub(r" \(.*\)$", "", name) for name in row["navn"].split(" - "))
    county = _county(row["fylke"])
    return Municipality(
        number=row["nr"],
        name=names[0],
        county=row["fylke"],
        county_name=county["fylke_ssb"].split(" - ")[0],
        names=names,
        full_name=Words({language: form.format(names[0]) for language, form in full_name.items()}),
        language=_LANGUAGE_OF_DECISION[county["sprakvedtak"]],
    )


def _known_as(one: Municipality) -> tuple[str, ...]:
    return tuple(text.casefold() for text in (one.number, one.label, *one.names))


def _county_of(number: str) -> str:
    found = find(number)
    if found is None:
        raise KeyError(number)
    return found.county


def _county(number: str) -> Any:
    return next(one for one in _read("regional_2026.json")["fylkeskommuner"] if one["nr"] == number)


def _names(row: dict[str, str]) -> Words:
    return Words({"nb": row["navn_nb"], "nn": row["navn_nn"]})


def _short_name(kind: str) -> Words:
    return Words(_read("regional_2026.json")["kortnavn"][kind])
