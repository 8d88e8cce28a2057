"""Questions that administrators change."""
