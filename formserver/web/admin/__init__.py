"""What only administrators may do in the browser."""

from formserver.web.admin import (
    letter_moves,
    letter_versions,
    letters,
    looks,
    question,
    question_files,
    question_preview,
    question_versions,
    questions,
    template_editing,
    template_files,
    template_versions,
    templates,
    users,
)
from formserver.web.admin.door import door

LETTERS = (letter_moves, letter_versions, letters)
QUESTIONS = (question, question_files, question_preview, question_versions, questions)
TEMPLATES = (template_editing, template_files, template_versions, templates)
VIEWS = (*LETTERS, looks, *QUESTIONS, *TEMPLATES, users)

__all__ = ["VIEWS", "door"]
