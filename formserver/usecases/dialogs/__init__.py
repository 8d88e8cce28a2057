"""Dialogs planned, invited to, followed, moved and handed over."""
