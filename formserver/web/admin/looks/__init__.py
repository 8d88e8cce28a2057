"""Municipal profiles."""
