"""Letters in the hands of administrators: changed, tried, and their versions."""
