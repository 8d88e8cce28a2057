"""Word documents: templates checked, filled and read back; the only floor that knows the format."""
