"""The parts of an explanation of a code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means and why, an example of the slip, and the corrected version.

    An example that begins with a dash after two spaces is a list of cards; one with a line `cards:`, or that begins
    with a dash or #, is a whole file; any other one is some fields of the deck. Invisible characters are written as
    they are. Both examples are empty if a few lines cannot show it.
    """

    why: str
    wrong: str = ""
    right: str = ""
