"""What only administrators may do in the browser."""

from formserver.web.admin.door import door
from formserver.web.admin.letters import letter_list, letter_versions
from formserver.web.admin.looks import look_pages
from formserver.web.admin.questions import (
    question,
    question_files,
    question_list,
    question_preview,
    question_versions,
)
from formserver.web.admin.templates import template_editing, template_files, template_list, template_versions
from formserver.web.admin.users import user_pages

LETTERS = (letter_versions, letter_list)
QUESTIONS = (question, question_files, question_preview, question_versions, question_list)
TEMPLATES = (template_editing, template_files, template_versions, template_list)
VIEWS = (*LETTERS, look_pages, *QUESTIONS, *TEMPLATES, user_pages)

__all__ = ["VIEWS", "door"]
