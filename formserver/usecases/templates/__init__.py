"""Word templates and municipal profiles in the hands of administrators."""
