"""How agreements look as plain text: a list that fits the terminal, a list for an email, and a single one in full."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dialogkort.cli.columns import GAP, columns, padded
from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.filter import Standing, standing_of
from dialogkort.core.text import clean_line
from dialogkort.files import markdown
from dialogkort.files.cells import cell, cells
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.language.dates import short_date

_LONGEST = 400
"""The most characters of a title or a name that are shown: the rest is cut off, as nobody reads it in a list."""

_STATES = {
    Standing.IN_FORCE: N_("next review {date}"),
    Standing.DUE: N_("due since {date}"),
    Standing.SLEEPING: N_("sleeping, due since {date}"),
    Standing.RETIRED: N_("retired {date}"),
    Standing.SUPERSEDED: N_("replaced {date}"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement in a list; `team` is empty if all belong to the same team."""

    agreement: Agreement
    team: str = ""


def state(agreement: Agreement, day: date) -> str:
    """Return in words where an agreement is in its life on `day`, with a date that will still be right next year."""
    standing = standing_of(agreement, day)
    going_on = standing in {Standing.IN_FORCE, Standing.DUE, Standing.SLEEPING}
    return _(_STATES[standing]).format(date=short_date(agreement.review if going_on else agreement.looked_at))


def table(rows: Sequence[Row], day: date, room: int | None) -> str:
    """Return a line for each agreement, or two if it does not fit on one; without `room`, always one."""
    facts = [_facts(row, day) for row in rows]
    lines = columns(facts)
    if room is not None and any(cells(line) > room for line in lines):
        lines = [line for fact in facts for line in _two_lines(fact, room)]
    return "\n".join(lines)


def mail(rows: Sequence[Row], day: date) -> str:
    """Return the agreements as a markdown list, below a heading for each team if there are several."""
    parts = []
    for team in dict.fromkeys(row.team for row in rows):
        parts += [f"## {markdown.heading(team)}"] if team else []
        parts += [_item(row.agreement, day) for row in rows if row.team == team]
    return "\n\n".join(parts)


def labelled(rows: Iterable[tuple[str, str]], room: int) -> str:
    """Return pieces of text with a label in front of each; empty ones are left out."""
    said = [(label, text) for label, text in rows if text]
    widest = max((cells(label) for label, _text in said), default=0) + len(GAP)
    lines = []
    for label, text in said:
        first, *rest = paragraph(text, room, " " * widest)
        lines += [padded(label, widest) + first[widest:], *rest]
    return "\n".join(lines)


def paragraph(text: str, room: int, indent: str = "") -> list[str]:
    """Return `text` in lines of at most `room` cells, each after `indent`; its own line breaks are kept."""
    return [line for row in text.split("\n") for line in flow(row.split(" "), room, indent)]


def flow(words: Iterable[str], room: int, indent: str = "", separator: str = " ") -> list[str]:
    """Wrap `words` into lines of at most `room` cells; a word wider than a line is broken anywhere."""
    lines = list[str]()
    for word in words:
        for piece in _pieces(word, room - len(indent)):
            if lines and cells(lines[-1]) + len(separator) + cells(piece) <= room:
                lines[-1] += separator + piece
            else:
                lines.append(indent + piece)
    return [line.rstrip(" ") for line in lines]


def _facts(row: Row, day: date) -> tuple[str, ...]:
    agreement = row.agreement
    return tuple(
        clean_line(text, _LONGEST)
        for text in (state(agreement, day), agreement.title, agreement.keeper, row.team, agreement.id)
    )


def _two_lines(facts: tuple[str, ...], room: int) -> list[str]:
    life, title, *more = facts
    below = [words for words in (life, *more) if words]
    return [*flow(title.split(" "), room), *flow(below, room, GAP, " · ")]


def _item(agreement: Agreement, day: date) -> str:
    """Return an agreement as a list item: its title, the rule if that says more, its keeper, and when it is due."""
    keeper = _("Keeper: {name}").format(name=markdown.line(agreement.keeper)) if agreement.keeper else ""
    below = " · ".join(filter(None, (state(agreement, day), keeper)))
    says_more = agreement.rule and agreement.rule.rstrip(".") != agreement.title
    parts = [f"**{markdown.line(agreement.title)}**", *([markdown.rule(agreement.rule)] if says_more else []), below]
    first, *rest = "\n\n".join(parts).split("\n")
    return "\n".join([f"- {first}", *(f"  {line}" if line else "" for line in rest)])


def _pieces(word: str, room: int) -> Iterator[str]:
    """Cut a word into pieces of at most `room` cells."""
    start, taken = 0, 0
    for place, character in enumerate(word):
        width = cell(character)
        if taken + width > room and place > start:
            yield word[start:place]
            start, taken = place, 0
        taken += width
    yield word[start:]
