"""Pairs and small groups: who talks with whom. Nobody is left over, and partners change from round to round."""

from itertools import accumulate

Groups = tuple[tuple[str, ...], ...]


def group_sizes(people: int, size: int) -> tuple[int, ...]:
    """Return the sizes of the groups when `people` form groups of `size`, 2 or 3; 0 is one group of everyone.

    With an odd number, one pair becomes three; threes become pairs before anybody is alone or in a group of four.
    """
    if not people:
        return ()
    groups = max(1, people // 2 if size == 2 else -(-people // 3)) if size else 1
    return tuple(people // groups + (place < people % groups) for place in range(groups))


def make_groups(present: tuple[str, ...], size: int, round_number: int, remote: frozenset[str] = frozenset()) -> Groups:
    """Return those who are here in groups of about `size`.

    One person stays where they are and the others move on by one place each round, so that everybody meets everybody
    (the circle method for tournaments). Those who are on a screen are put together as far as possible: they can have a
    room of their own there.
    """
    order = _folded(tuple(member for member in present if member in remote), round_number)
    order += _folded(tuple(member for member in present if member not in remote), round_number)
    ends = tuple(accumulate(group_sizes(len(order), size)))
    return tuple(order[start:end] for start, end in zip((0, *ends), ends, strict=False))


def _folded(people: tuple[str, ...], round_number: int) -> tuple[str, ...]:
    """Return people in an order where neighbours are this round's partners."""
    if len(people) < 3:
        return people
    first, rest = people[0], people[1:]
    turn = round_number % len(rest)
    circle = (first, *rest[turn:], *rest[:turn])
    return tuple(circle[place // 2] if place % 2 == 0 else circle[-1 - place // 2] for place in range(len(circle)))


def without(groups: Groups, member: str) -> Groups:
    """Return the groups after `member` has left; anyone who would be alone joins the smallest of the others."""
    left = tuple(group for one in groups if (group := tuple(name for name in one if name != member)))
    alone = next((group for group in left if len(group) == 1), None)
    if alone is None or len(left) == 1:
        return left
    return joined(tuple(group for group in left if group is not alone), alone[0])


def joined(groups: Groups, member: str) -> Groups:
    """Return the groups after `member` has joined the smallest one; nothing changes if they are already in one."""
    if not groups or any(member in group for group in groups):
        return groups
    smallest = min(groups, key=len)
    return tuple((*group, member) if group is smallest else group for group in groups)


def speaker(group: tuple[str, ...], part: int) -> str:
    """Return who in a group speaks in a part, counted from 1; if the others need longer, the order starts over."""
    return group[(part - 1) % len(group)] if group else ""
