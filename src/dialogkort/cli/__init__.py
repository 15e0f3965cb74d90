"""The command line: thin. Each command is a module, which is loaded when it is named."""

import os
import sys
from collections.abc import Sequence

from dialogkort.cli.arguments import parse


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `dialogkort` with `arguments` (those of the process by default) and return its exit code."""
    given = parse(sys.argv[1:] if arguments is None else list(arguments), os.environ)
    code: int = given.run(given)
    return code
