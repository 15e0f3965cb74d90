"""`dialogkort`: the home screen."""

import argparse

from dialogkort.cli.terminal import open_app


def run(given: argparse.Namespace) -> int:
    """Open the home screen."""
    return open_app(given)
