"""A dialog as the names that a Word template is filled with."""
