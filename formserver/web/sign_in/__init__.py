"""Signing in, by a mailed code or by the word of an OpenID provider."""
