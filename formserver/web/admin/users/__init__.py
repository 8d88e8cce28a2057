"""Accounts of those who run dialogs."""
