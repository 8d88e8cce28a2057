"""The language that the text of a template is marked as: screen readers take their pronunciation from it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from formserver.documents.word import wordml
from formserver.documents.word.findings import Finding
from formserver.documents.word.places import Ground

_STYLE, _VAL = map(wordml.w, ("style", "val"))
_LANGUAGE = "/".join(map(wordml.w, ("rPr", "lang")))
_DEFAULTS = "/".join(map(wordml.w, ("docDefaults", "rPrDefault", "rPr", "lang")))
_OFF = (None, "0", "false", "off")
_FEW = 10  # of what nobody marked, only more than one part in so many is told


def find(members: Mapping[str, bytes], grounds: Iterable[Ground], wanted: str) -> Iterator[Finding]:
    """Tell of a file whose text is marked as another language, by itself or by default."""
    name = wordml.parts(members).styles
    marked = _of_styles(wordml.parse(members[name])) if name else {}
    default = marked.get("", "")
    for ground in grounds:
        found = _whole(ground.root, marked, default, wanted) if ground.part == "body" else wanted
        if found.lower() != wanted.lower():
            kind = "wrong_language" if found else "language_missing"
            yield Finding(kind=kind, facts={"found": found, "wanted": wanted})


def _of_styles(styles: etree._Element) -> dict[str, str]:
    """The language that each style says, by its id; that of the default one, or of the file, under ""."""
    found = {"": _val(styles.find(_DEFAULTS))}
    for style in styles.iter(_STYLE):
        language = _val(style.find(_LANGUAGE))
        is_normal = style.get(wordml.w("type")) == "paragraph" and style.get(wordml.w("default")) not in _OFF
        if language:
            found["" if is_normal else style.get(wordml.w("styleId"), "")] = language
    return found


def _whole(root: etree._Element, marked: Mapping[str, str], default: str, wanted: str) -> str:
    """The language of most of the text, or the default one where that is not meant and some of it is so."""
    lengths: Counter[str] = Counter()
    for run in root.iter(wordml.w("r")):
        length = sum(len(text.text or "") for text in run.findall(wordml.w("t")))
        lengths[_of_run(run, marked)] += length
    by_default = lengths.pop("", 0)
    if default.lower() != wanted.lower() and by_default * _FEW >= lengths.total() + by_default:
        return default
    lengths[default] += by_default
    return lengths.most_common(1)[0][0] if lengths.total() else wanted


def _of_run(run: etree._Element, marked: Mapping[str, str]) -> str:
    """What a run is marked as, by itself or by its paragraph's style; nothing where neither says."""
    own = _val(run.find(_LANGUAGE))
    paragraph = next(run.iterancestors(wordml.w("p")), None)
    style = None if paragraph is None else wordml.style_of(paragraph)
    return own or (marked.get(style, "") if style else "")


def _val(element: etree._Element | None) -> str:
    return "" if element is None else element.get(_VAL, "")
