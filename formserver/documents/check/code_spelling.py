"""How a single code is spelt: what Word and people make of it by habit, told with what to write instead."""

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError

from formserver.documents.fill import sandbox

KEYWORDS = ("if", "elif", "else", "endif", "for", "endfor")
FORBIDDEN = {
    "set": "forbidden_assignment",
    "with": "forbidden_assignment",
    "do": "forbidden_assignment",
    "autoescape": "forbidden_markup",
    "raw": "forbidden_raw",
    **dict.fromkeys(("macro", "call", "filter", "block", "trans"), "forbidden_block"),
    **dict.fromkeys(("include", "import", "from", "extends"), "forbidden_include"),
    **dict.fromkeys(("colspan", "cellbg", "vm", "hm", "break", "continue", "debug"), "forbidden_statement"),
}
_OTHERWISE = {
    "elseif": "elif", "elsif": "elif", "elsewhere": "else", "foreach": "for", "endforeach": "endfor",
    "hvis": "if", "dersom": "if", "ellers": "else", "elles": "else", "slutt": "endif",
}  # fmt: skip
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|‘[^’]*’|«[^»]*»|„[^“”]*[“”]|”[^”]*”|’[^’]*’")
_STATEMENT = re.compile(r"\{%([-+]?)\s*(?:(p|tr|tc|r)\s+)?(\w+)(.*?)([-+]?)%\}", re.DOTALL)
_LIFT = re.compile(r"\{%\s*(p|tr|tc|r)\s*(?=(?:if|elif|else|endif|for|endfor)\b)", re.IGNORECASE)
_RIGHT_LIFT = re.compile(r"\{%(p|tr|tc|r) ")
_RUN = re.compile(r"\{\{\s*r\s+(?=[a-z_])", re.IGNORECASE)
_RIGHT_RUN = re.compile(r"\{\{r ")
_PRINT_LIFT = re.compile(r"\{\{\s*(p|tr|tc)\s+(?=[a-z_])", re.IGNORECASE)
_WORD = re.compile(r"\{\{\s*(?:'([^']*)'|\"([^\"]*)\"|[“”„]([^“”]*)[“”]|[‘’]([^‘’]*)[‘’])\s*\}\}")
_NAME = re.compile(r"[a-zæøå_]\w*(?:\.\w+)*", re.IGNORECASE)
_ODD = re.compile("[\u00ad\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASH = re.compile("[–—−‑]")
_LOGIC = {"og": "and", "eller": "or", "ikke": "not", "ikkje": "not", "i": "in", "er": "=="}
_LOGIC_WORD = re.compile(rf"\b({'|'.join(_LOGIC)})\b")


@dataclass(frozen=True, kw_only=True)
class Misspelt:
    """A code that does not say what is meant. `kind` is that of a finding, `better` how to write it."""

    kind: str
    better: str = ""
    name: str = ""


def fault(tag: str) -> Misspelt | None:
    """The first thing that is wrong with a code by itself; None for one that can be read."""
    if tag.startswith("{#"):
        return None
    for look in _LOOKS:
        if found := look(tag):
            return found
    return None


def _quotes(tag: str) -> Misspelt | None:
    if not re.search("[«»„‟]", tag):
        return None
    inside = tag[2:-2].strip(" «»„‟")
    if tag.startswith("{{") and _NAME.fullmatch(inside):
        return Misspelt(kind="quotes", better=f"{{{{ {inside} }}}}")
    return Misspelt(kind="quotes", better=re.sub("[«»„‟“”]", '"', tag))


def _word(tag: str) -> Misspelt | None:
    found = _WORD.fullmatch(tag)
    inside = next(filter(None, found.groups()), "").strip() if found else ""
    if not _NAME.fullmatch(inside):
        return None
    return Misspelt(kind="prints_word", better=f"{{{{ {inside} }}}}", name=inside)


def _characters(tag: str) -> Misspelt | None:
    bare = _QUOTED.sub("", tag)
    if _ODD.search(bare):
        return Misspelt(kind="odd_character", better=_tidy(_ODD.sub(" ", _UNSEEN.sub("", tag))))
    if _DASH.search(bare):
        better = _tidy(_outside_quotes(tag, lambda text: _DASH.sub("", text)))
        return Misspelt(kind="dash", better=better if _reads(better) else "")
    if re.match(r"\{%[-+]", tag) or re.search(r"[-+]%\}$", tag):
        return Misspelt(kind="dash", better=re.sub(r"(?<=\{%)[-+]|[-+](?=%\}$)", "", tag))
    return None


def _lift(tag: str) -> Misspelt | None:
    if (found := _LIFT.match(tag)) and not _RIGHT_LIFT.match(tag):
        return Misspelt(kind="lift_misspelt", better=f"{{%{found[1].lower()} {tag[found.end() :]}")
    if _RIGHT_LIFT.match(tag) and set(tag[2:-2]) & set("%}"):  # docxtpl looks no further than that
        return Misspelt(kind="percent_in_tag", better=re.sub(r"^\{%(?:p|tr|tc) ", "{% ", tag))
    if (found := _RUN.match(tag)) and not _RIGHT_RUN.match(tag):
        return Misspelt(kind="lift_misspelt", better="{{r " + tag[found.end() :])
    if found := _PRINT_LIFT.match(tag):
        return Misspelt(kind="print_lifted", better="{{ " + tag[found.end() :])
    return None


def _statement(tag: str) -> Misspelt | None:
    """What is wrong with the word that a statement begins with."""
    statement = _STATEMENT.fullmatch(tag)
    if statement is None or statement[3] in KEYWORDS:
        return _two_words(tag)
    word, rest = statement[3], statement[4].strip()
    if kind := FORBIDDEN.get(word.removeprefix("end")):
        return Misspelt(kind=kind, name=word)
    lower = word.lower()
    joined = lower + rest.lower().replace(" ", "")
    if joined in KEYWORDS:
        return Misspelt(kind="keyword_misspelt", better=_rewritten(statement, joined, ""), name=word)
    inside = tag[2:-2].strip()
    if "." in inside and _NAME.fullmatch(inside):
        return Misspelt(kind="name_in_statement", better=f"{{{{ {inside} }}}}")
    meant = _OTHERWISE.get(lower) or next(iter(difflib.get_close_matches(lower, KEYWORDS, n=1)), "")
    if meant:
        return Misspelt(kind="keyword_misspelt", better=_rewritten(statement, meant, rest), name=word)
    return Misspelt(kind="unknown_statement", name=word)


def _two_words(tag: str) -> Misspelt | None:
    """`else if` is one word in a template, and `endif` and `endfor` stand alone."""
    statement = _STATEMENT.fullmatch(tag)
    if statement is None:
        return _printed_statement(tag)
    rest = statement[4].strip()
    if statement[3] == "else" and rest.lower().startswith("if "):
        return Misspelt(
            kind="keyword_misspelt", better=_rewritten(statement, "elif", rest[3:]), name="else if"
        )
    if statement[3] in {"else", "endif", "endfor"} and rest:
        return Misspelt(kind="keyword_misspelt", better=_rewritten(statement, statement[3], ""), name=rest)
    return None


def _printed_statement(tag: str) -> Misspelt | None:
    inside = tag[2:-2].strip()
    word = inside.split(maxsplit=1)[0].lower() if inside else ""
    if tag.startswith("{{") and word in KEYWORDS and inside.lower() != word + "s":
        return Misspelt(kind="statement_in_print", better=f"{{% {word}{inside[len(word) :]} %}}")
    return None


def _syntax(tag: str) -> Misspelt | None:
    """What Jinja cannot read, guessed at: it says itself only what it expected."""
    if _reads(tag):
        return None
    for guess in _guesses(tag):
        if guess.better != tag and _reads(guess.better):
            return guess
    return Misspelt(kind="empty_tag" if not tag[2:-2].strip() else "syntax")


def _guesses(tag: str) -> Iterator[Misspelt]:
    equal = _outside_quotes(tag, lambda text: re.sub(r"(?<![=!<>])=(?!=)", "==", text))
    yield Misspelt(kind="single_equals", better=equal)
    said = _outside_quotes(tag, lambda text: _LOGIC_WORD.sub(lambda word: _LOGIC[word[0]], text))
    yield Misspelt(kind="norwegian_word", better=said)
    if tag.startswith("{{"):
        yield Misspelt(kind="space_in_name", better=f"{{{{ {'.'.join(tag[2:-2].split())} }}}}")


def _reads(tag: str) -> bool:
    """Whether a code can be parsed by itself, as the beginning of a block if it is one."""
    straight = re.sub("[“”]", '"', re.sub("[‘’]", "'", tag))
    source = _RIGHT_LIFT.sub("{% ", _RIGHT_RUN.sub("{{ ", straight))
    word = (_STATEMENT.fullmatch(source) or [""] * 4)[3]
    around = {"elif": ("{% if x %}", "{% endif %}"), "if": ("", "{% endif %}"), "for": ("", "{% endfor %}")}
    if word in {"else", "endif", "endfor"}:
        return True
    before, after = around.get(word, ("", ""))
    try:
        sandbox.Environment().parse(before + source + after)
    except TemplateSyntaxError:
        return False
    return True


def _rewritten(statement: re.Match[str], word: str, rest: str) -> str:
    lift = f"{statement[2]} " if statement[2] else " "
    return f"{{%{lift}{' '.join(filter(None, (word, rest)))} %}}"


def _outside_quotes(tag: str, change: Callable[[str], str]) -> str:
    pieces = re.split(f"({_QUOTED.pattern})", tag)
    return "".join(piece if place % 2 else change(piece) for place, piece in enumerate(pieces))


def _tidy(tag: str) -> str:
    return re.sub(r" {2,}", " ", tag)


_LOOKS: tuple[Callable[[str], Misspelt | None], ...] = (
    _quotes, _word, _characters, _lift, _statement, _syntax,
)  # fmt: skip
