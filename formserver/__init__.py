"""Hosts the forms of a dialog, fills Word templates with the answers, and mails them."""

__version__ = "0.2.0"
