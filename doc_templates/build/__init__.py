"""Tools for the scripts that make the shipped Word templates of a process; nothing here runs in the product."""
