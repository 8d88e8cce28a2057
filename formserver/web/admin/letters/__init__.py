"""Letters that administrators change."""
