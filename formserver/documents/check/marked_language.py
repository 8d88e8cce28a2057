"""The language that the text of a template is marked as: screen readers take their pronunciation from it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from formserver.documents.word import wordml
from formserver.documents.word.findings import Finding
from formserver.documents.word.places import Ground

_P, _R, _T, _STYLE, _ID, _VAL = map(wordml.w, ("p", "r", "t", "style", "styleId", "val"))
_LANGUAGE = "/".join(map(wordml.w, ("rPr", "lang")))
_OF_RUN = "/".join(map(wordml.w, ("rPr", "rStyle")))
_OFF = (None, "0", "false", "off")
_FEW = 10  # of what nobody marked, only more than one part in so many is told


@dataclass(frozen=True, kw_only=True)
class _Said:
    """How much a run says, in which language; `by_default` where neither it nor its style says which."""

    length: int
    language: str
    by_default: bool


class _Styles:
    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else list(root.iter(_STYLE))
        self._by_id = {one.get(_ID, ""): one for one in found}
        defaults = None if root is None else root.find("/".join(map(wordml.w, ("docDefaults", "rPrDefault"))))
        self._normal = next(
            (
                one.get(_ID, "")
                for one in found
                if one.get(wordml.w("type")) == "paragraph" and one.get(wordml.w("default")) not in _OFF
            ),
            "",
        )
        self.default = self._of_style(self._normal) or _own(defaults)

    def of_run(self, run: etree._Element) -> _Said:
        paragraph = next(run.iterancestors(_P), None)
        character, style = run.find(_OF_RUN), None if paragraph is None else wordml.style_of(paragraph)
        marked = (
            _own(run)
            or self._of_style("" if character is None else character.get(_VAL, ""))
            or self._of_style("" if style == self._normal else style or "")
        )
        length = sum(len(text.text or "") for text in run.findall(_T))
        return _Said(length=length, language=marked or self.default, by_default=not marked)

    def _of_style(self, style: str) -> str:
        """The language that a style says, or one that it is based on, short of the default one."""
        seen = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            if found := _own(self._by_id[style]):
                return found
            based = self._by_id[style].find(wordml.w("basedOn"))
            style = "" if based is None else based.get(_VAL, "")
        return ""


def faults(members: Mapping[str, bytes], grounds: Iterable[Ground], wanted: str) -> Iterator[Finding]:
    """Tell of the file as a whole, else of the first heading and of parts beside the text that are not so."""
    name = wordml.parts(members).styles
    styles = _Styles(wordml.parse(members[name]) if name else None)
    spoken = [one for one in grounds if one.is_text]
    body = [one for one in spoken if one.part == "body"]
    found = [_whole([*map(styles.of_run, one.root.iter(_R))], styles.default, wanted) for one in body]
    if any(one != wanted for one in found):
        kind = "wrong_language" if found[0] else "language_missing"
        yield Finding(kind=kind, facts={"found": found[0], "wanted": wanted})
        return
    for ground in spoken:
        yield from _of_part(ground, styles, wanted)


def _of_part(ground: Ground, styles: _Styles, wanted: str) -> Iterator[Finding]:
    """Find the first heading in another language, or the part that is."""
    body = ground.part == "body"
    groups = [[unit] for unit in ground.units if ground.is_heading(unit)] if body else [ground.units]
    for units in groups:
        spoken = {unit: _most(map(styles.of_run, unit.iter(_R)), wanted) for unit in units}
        found = _most((styles.of_run(run) for unit in units for run in unit.iter(_R)), wanted)
        if found != wanted:
            place = ground.of(next((unit for unit in units if spoken[unit] == found), units[0]))
            yield Finding(
                kind="text_in_other_language", facts={"found": found, "wanted": wanted}, place=place
            )
            return


def _whole(said: list[_Said], default: str, wanted: str) -> str:
    """The language of the text: that of most of it, or the default one where that is not meant to be."""
    by_default = sum(one.length for one in said if one.by_default)
    if not _is(default, wanted) and by_default * _FEW >= sum(one.length for one in said):
        return default
    return _most(said, wanted)


def _most(said: Iterable[_Said], wanted: str) -> str:
    lengths: Counter[str] = Counter()
    for one in said:
        lengths[wanted if _is(one.language, wanted) else one.language] += one.length
    return max(lengths, key=lambda one: lengths[one]) if lengths.total() else wanted


def _is(language: str, wanted: str) -> bool:
    return language.lower() == wanted.lower()


def _own(holder: etree._Element | None) -> str:
    own = None if holder is None else holder.find(_LANGUAGE)
    return "" if own is None else own.get(_VAL, "")
