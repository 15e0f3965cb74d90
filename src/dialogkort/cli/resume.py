"""`dialogkort resume`: the unfinished game."""

import argparse

from dialogkort.language import gettext as _


def about() -> str:
    return _("Go on with the latest unfinished game, at the step where it was left.")


def run(given: argparse.Namespace) -> int:
    """Open the unfinished game, or the home screen that says there is none."""
    from dialogkort.cli.terminal import open_app  # noqa: PLC0415

    return open_app(given, resume=True)
