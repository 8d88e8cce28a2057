"""The questions, their changes and what hinders these in the reader's words."""

from collections.abc import Mapping, Sequence

from flask import url_for

from formserver.definitions import ProcessFault
from formserver.documents.check import finding_words
from formserver.domain import questions
from formserver.domain.process import Field
from formserver.domain.questions import Need, QuestionChange, QuestionDifference, QuestionGroup
from formserver.domain.refusals import DraftChanged
from formserver.forms.questions import Offered
from formserver.usecases.processes import process_fault_words
from formserver.usecases.questions.lost_names import Candidate, Loss
from formserver.usecases.questions.read_questions import Questions
from formserver.usecases.questions.review_questions import Review
from formserver.web import pages
from formserver.web.admin.templates import template_words

MOST_LINES = 3  # that a version changes in another, told where one is to choose
MOST_OF_LINE = 120  # characters
MOST_UNFIT = 3  # versions
COLOURS = {QuestionChange.GAINED: "success", QuestionChange.LOST: "danger", QuestionChange.CHANGED: "info"}


def kind(field: Field) -> str:
    """How a question is answered."""
    return pages.say(f"questions.kind_{field.kind}")


def below(field: Field) -> str:
    """What stands below a question in a list: how it is answered, and whether it must be."""
    return f"{kind(field)}, {pages.say('questions.must' if field.required else 'questions.may')}"


def need(why: Need | None) -> str:
    """Why a question must stay as it is; "" when it need not."""
    return pages.say(f"questions.need_{why}") if why else ""


def group(which: QuestionGroup) -> str:
    """What a list of questions is about."""
    return pages.say(f"questions.group_{which.name.lower()}")


def fault(one: ProcessFault) -> str:
    """What is wrong in the files of a draft: where it is, and how it is mended."""
    return process_fault_words.with_place(one, pages.language())


def draft(found: Questions) -> str:
    """By whom and when the draft was last changed; "" without one."""
    if found.draft is None:
        return ""
    return pages.say("questions.draft_by", when=pages.moment(found.draft.changed_at), by=found.draft.by)


def count(found: Questions, form_key: str) -> int:
    """How many questions a form of the draft has."""
    form = found.form(form_key)
    return sum(len(questions.listed(form, group)) for group in QuestionGroup)


def changed_meanwhile(refusal: DraftChanged) -> str:
    """Who changed the draft since the page was opened, for who was writing."""
    at = pages.moment(refusal.facts["at"])  # type: ignore[arg-type]
    return pages.say("questions.changed_meanwhile", by=_by(refusal), when=at)


def changed_look(refusal: DraftChanged) -> str:
    """The same for who was about to do something else."""
    return pages.say("questions.changed_look", by=_by(refusal))


def _by(refusal: DraftChanged) -> str:
    return str(refusal.facts["by"]) or pages.say("questions.shipped")


def difference(one: QuestionDifference) -> tuple[str, str, str]:
    """What a version does with a question: the change, its colour, and what of the question it is."""
    aspects = [pages.say(f"questions.aspect_{aspect}") for aspect in one.aspects]
    return pages.say(f"questions.change_{one.change}"), COLOURS[one.change], pages.join(aspects)


def loss(one: Loss) -> str:
    """The Word template that would ask in vain."""
    names = {"document": document(one), "language": pages.say(f"language.{one.place.language}")}
    if one.version is None:
        return pages.say("questions.lost_missing", **names)
    return pages.say("questions.lost_row", number=one.version.number, **names)


def offers(review: Review) -> Mapping[str, Offered]:
    """The Word templates that would ask in vain and the versions that fit each, by the name of the field."""
    if review.blocked:
        return {}
    return {
        f"mend-{loss.place.document}-{loss.place.language}": (
            _which(loss),
            [_offer(one) for one in loss.fits],
        )
        for loss in review.lost
    }


def fitting(one: Loss) -> str:
    """The versions that fit; "" where there is none."""
    names = [pages.say("questions.lost_version", number=found.version.number) for found in one.fits]
    return pages.say("questions.lost_fits", versions=pages.join(names)) if names else ""


def unfit(one: Loss) -> list[tuple[Candidate, str]]:
    """The last versions that do not fit, each with the reason."""
    return [(found, _reason(found)) for found in one.candidates if not found.fits][:MOST_UNFIT]


def _which(one: Loss) -> str:
    language = pages.say(f"language.{one.place.language}")
    return pages.say("questions.lost_which", document=document(one), language=language)


def _offer(one: Candidate) -> tuple[str, str, str]:
    """A version to choose: its number, what it is called, and who made it when, why, and what it changes."""
    version = one.version
    told = [
        pages.say("questions.lost_by", by=template_words.by(version), when=pages.moment(version.added_at)),
        pages.say("questions.lost_note", note=version.note) if version.note else "",
        _lines("questions.lost_added", one.added),
        _lines("questions.lost_removed", one.removed),
    ]
    return (
        str(version.id),
        pages.say("templates.version", number=version.number),
        " ".join(filter(None, told)),
    )


def _lines(key: str, lines: Sequence[str]) -> str:
    shown = [f"«{_short(line)}»" for line in lines[:MOST_LINES]]
    if more := len(lines) - len(shown):
        shown.append(pages.count("questions.lost_more_lines", more))
    return pages.say(key, lines=pages.join(shown)) if shown else ""


def _short(line: str) -> str:
    return line if len(line) <= MOST_OF_LINE else f"{line[:MOST_OF_LINE]}…"


def _reason(one: Candidate) -> str:
    if one.names:
        return pages.say("questions.lost_too", names=pages.join(one.names))
    more = len(one.faults) - 1
    told = [finding_words.in_words(one.faults[0], pages.language())]
    return " ".join([*told, pages.count("questions.lost_more_faults", more)] if more else told)


def document(one: Loss) -> str:
    """What a document is called where there is none yet: its name without what is filled in."""
    return one.document.file_name.to(pages.language()).partition("{")[0].strip() or one.document.key


def overtaken(review: Review) -> str:
    """What was changed in the version in use since the draft began."""
    return pages.say("questions.overtaken", files=pages.join(review.overtaken)) if review.overtaken else ""


def others(review: Review) -> str:
    """The files beside the questions' that change."""
    return pages.say("questions.others", files=pages.join(review.others)) if review.others else ""


def reordered(review: Review) -> list[str]:
    """The forms whose questions stand in another order."""
    return [pages.say("questions.reordered", form_name=pages.words(form.name)) for form in review.reordered]


def crumbs(*steps: tuple[str, str | None]) -> Sequence[tuple[str, str | None]]:
    """The way from the list of forms to a page."""
    return (pages.say("questions.title"), url_for("admin.questions")), *steps
