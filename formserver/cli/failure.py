"""What ends a command: one clear sentence on stderr and exit code 1."""


class CommandFailed(Exception):
    """The command cannot do what was asked. Its argument is the sentence that says why and what to do."""
