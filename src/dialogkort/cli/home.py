"""`dialogkort`: the home screen."""

import argparse


def run(given: argparse.Namespace) -> int:
    """Open the home screen."""
    from dialogkort.cli.terminal import open_app  # noqa: PLC0415

    return open_app(given)
