"""A Word template made ready once, filled with names, and read back before it is given away."""
