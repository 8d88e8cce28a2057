"""Accounts, signing in, and whether the service can work."""
