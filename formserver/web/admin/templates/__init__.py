"""Word templates that administrators change."""
