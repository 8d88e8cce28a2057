"""What only administrators may do in the browser."""

from formserver.web.admin import (
    letter_moves,
    letter_versions,
    letters,
    template_files,
    template_versions,
    templates,
    users,
)
from formserver.web.admin.door import door

__all__ = [
    "door",
    "letter_moves",
    "letter_versions",
    "letters",
    "template_files",
    "template_versions",
    "templates",
    "users",
]
