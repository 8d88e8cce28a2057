"""What the product does: one verb, one file, one transaction each. Reads as the table of contents."""
