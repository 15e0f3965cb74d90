"""The plain face on this machine's standard input and output. No screen is loaded."""

import argparse
import sys
from contextlib import suppress

from dialogkort.cli.printing import is_terminal, show
from dialogkort.cli.surroundings import surroundings_of
from dialogkort.plain import home
from dialogkort.plain.console import Console, InputEnded
from dialogkort.plain.review import PlainReview
from dialogkort.sessions.beginning import Beginning


def review(given: argparse.Namespace, team: str) -> int:
    """Review agreements in plain text, until an empty line or the end of the input.

    Returns 2 if some of them could not be read, as `agreements list` does.
    """
    surroundings, problems = surroundings_of(given)
    for problem in problems:
        show(str(problem))
    console = Console(sys.stdin, show, terminal=is_terminal(sys.stdin))
    plain = PlainReview(console, surroundings, team)
    with suppress(InputEnded):
        plain.run()
    return 2 if plain.is_incomplete else 0


def run(given: argparse.Namespace, beginning: Beginning | None, *, resuming: bool) -> int:
    """Play in plain text until the game ends, somebody leaves it, or the input ends."""
    surroundings, problems = surroundings_of(given)
    for problem in problems:
        show(str(problem))
    console = Console(sys.stdin, show, terminal=is_terminal(sys.stdin))
    return home.run(surroundings, console, beginning, resuming=resuming)
