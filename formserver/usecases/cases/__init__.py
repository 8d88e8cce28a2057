"""Whole dialogs taken out and in as files."""
