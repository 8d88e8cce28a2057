"""What only administrators may do in the browser."""

from formserver.web.admin import (
    letter_moves,
    letter_versions,
    letters,
    looks,
    template_files,
    template_versions,
    templates,
    users,
)
from formserver.web.admin.door import door

VIEWS = (letter_moves, letter_versions, letters, looks, template_files, template_versions, templates, users)

__all__ = ["VIEWS", "door"]
