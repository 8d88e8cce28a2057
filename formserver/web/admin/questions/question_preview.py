"""A form as people will meet it, with the questions of the draft. Nothing is stored, nothing can be sent."""

from flask import request
from flask.typing import ResponseReturnValue

from formserver.domain import questions as rules
from formserver.domain.process import Process
from formserver.domain.questions import QuestionGroup
from formserver.forms import answers
from formserver.forms.answers import AnswerForm
from formserver.forms.build import Offer
from formserver.usecases.questions import read_questions
from formserver.web import pages
from formserver.web.admin.door import door
from formserver.web.admin.questions import question_words
from formserver.web.admin.questions.question_list import GROUPS

HOSTS = 2  # with a single one nobody is asked which


@door.get("/questions/<process>/form/<form_key>/preview")
def preview_form(process: str, form_key: str) -> ResponseReturnValue:
    """Show the questions about the whole form, or with ?part=item those about an item."""
    found = read_questions.read(pages.tools(), process)
    form = found.form(form_key)
    part = GROUPS.get(request.args.get("part", ""), QuestionGroup.ONCE)
    asked = AnswerForm(rules.listed(form, part), _offered(found.process), {})
    return pages.render(
        "admin/preview_form.html",
        found=found,
        form=form,
        part=part,
        asked=asked,
        parts=[(group, bool(rules.listed(form, group))) for group in QuestionGroup],
        words=question_words,
    )


def _offered(process: Process) -> Offer:
    """Parties of every role that the questions may be about, called by their roles."""
    host = pages.words(process.host_role.name)
    others = [role for role in process.roles if role.may_be_asked]
    return answers.offer(
        pages.language(),
        hosts={number: f"{host} {number}" for number in range(1, HOSTS + 1)},
        askable={number: pages.words(role.name) for number, role in enumerate(others, HOSTS + 1)},
        themes={theme.number: pages.words(theme.title) for theme in process.themes},
    )
