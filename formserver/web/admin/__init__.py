"""What only administrators may do in the browser."""

from formserver.web.admin.users import door

__all__ = ["door"]
