"""The members at the table, each with a sign and a word."""

from dataclasses import dataclass

DONE, NOW, TO_COME, ASIDE = "✓", "●", "○", "·"


@dataclass(frozen=True, slots=True)
class Place:
    """A member at the table: a sign, the name, a word about them, and whether they are it now, or done.

    Those who sit together have the same number of their `group`, from 1; 0 is all of them.
    """

    sign: str
    name: str
    note: str = ""
    group: int = 0
