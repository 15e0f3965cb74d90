"""What an explanation of a code consists of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means and why, an example of the slip, and the same written right.

    An example that begins with a dash after two spaces is some cards, one with a line `cards:` or that begins
    with a dash or # a whole file, any other one some fields of the deck. Invisible characters stand there as
    they are. Both examples are empty where a few lines cannot show it.
    """

    why: str
    wrong: str = ""
    right: str = ""
