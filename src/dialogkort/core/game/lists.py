"""Lists that a team writes at the table: a card opens them, and they are kept."""

from dataclasses import dataclass, replace

LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Collected:
    """A list: its name, and its lines in the order in which they were said."""

    name: str
    lines: tuple[str, ...] = ()


def with_line(lists: tuple[Collected, ...], name: str, line: str) -> tuple[Collected, ...]:
    """Return the lists with a new line on the one called `name`, which is created if it does not exist."""
    if not any(item.name == name for item in lists):
        lists = (*lists, Collected(name))
    return tuple(replace(item, lines=(*item.lines, line)) if item.name == name else item for item in lists)


def lines_on(lists: tuple[Collected, ...], name: str) -> tuple[str, ...]:
    """Return the lines of the list called `name`."""
    return next((line.lines for line in lists if line.name == name), ())
