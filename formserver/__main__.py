"""The `formserver` program. It only hands over to the commands."""

import sys

from formserver.cli import program


def main() -> None:
    """Run one command and end with its exit code: 0 done, 1 failed, 2 wrong usage."""
    sys.exit(program.run(sys.argv[1:]))


if __name__ == "__main__":
    main()
