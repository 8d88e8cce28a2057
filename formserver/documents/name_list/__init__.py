"""The names that a Word template may use, as a list for those who edit it."""
