"""Versions of a process: those that came with the program, those in use, and new ones."""
