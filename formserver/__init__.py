"""Hosts the structured forms of a dialog, fills Word templates with the answers and mails them; nothing runs on import."""

__version__ = "0.1.0"
