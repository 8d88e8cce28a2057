"""Judges a Word template: every fault with its place and its mend."""
