"""What ends a command: one clear sentence on stderr and exit code 1."""


class Failure(Exception):  # noqa: N818 - it ends a command, it is no bug
    """The command cannot do what was asked. Its argument is the sentence that says why and what to do."""
