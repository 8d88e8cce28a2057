"""What only administrators may do in the browser."""

from formserver.web.admin import letter_moves, letter_versions, letters
from formserver.web.admin.users import door

VIEWS = (letters, letter_versions, letter_moves)

__all__ = ["VIEWS", "door"]
