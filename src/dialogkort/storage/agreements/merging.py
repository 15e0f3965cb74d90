"""Merging what two people did to one agreement, field by field."""

from dataclasses import fields, replace

from dialogkort.core.agreements.agreement import Agreement

_NAMES = tuple(field.name for field in fields(Agreement))


def differing(agreement: Agreement, other: Agreement) -> tuple[str, ...]:
    """Return the names of the fields in which two versions of an agreement differ."""
    return tuple(name for name in _NAMES if getattr(agreement, name) != getattr(other, name))


def brought(now: Agreement, start: Agreement, end: Agreement, *, onward: bool = False) -> Agreement | None:
    """Return `now` with the fields that differ between `start` and `end` as in `end`; None if one is as in neither.

    With `onward`, of two dates of the last review the later one is kept.
    """
    values = {name: getattr(end, name) for name in differing(start, end)}
    for name, value in values.items():
        if getattr(now, name) in {getattr(start, name), value}:
            continue
        if not (onward and name == "reviewed" and now.reviewed and end.reviewed):
            return None
        values[name] = max(now.reviewed, end.reviewed)
    return replace(now, **values)
