"""Commands for people at a terminal; each says what it did in a line. What they do lies on the floors below.

Commands import what they need when they run, so that `formserver --help` answers at once.
"""
