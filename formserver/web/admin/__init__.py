"""What only administrators may do in the browser."""

from formserver.web.admin import template_editing, template_files, template_versions, templates, users
from formserver.web.admin.door import door

__all__ = ["door", "template_editing", "template_files", "template_versions", "templates", "users"]
