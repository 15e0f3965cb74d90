"""`python -m dialogkort` is the same as `dialogkort`."""

import sys

from dialogkort.cli import main

if __name__ == "__main__":
    sys.exit(main())
