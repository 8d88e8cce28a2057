"""Tools for the scripts that make the shipped Word templates of a process; the product does not need them."""
