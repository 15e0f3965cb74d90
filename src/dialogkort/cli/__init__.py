"""The command line: thin. Each command is a module; what is heavy is imported inside it."""

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `dialogkort` with `arguments` (those of the process by default) and return its exit code."""
    from dialogkort.cli.arguments import parse  # noqa: PLC0415

    given = parse(sys.argv[1:] if arguments is None else list(arguments), os.environ)
    code: int = given.run(given)
    return code
