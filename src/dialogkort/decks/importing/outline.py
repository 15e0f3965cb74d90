"""Text as an outline (headings, items, quotes, paragraphs) → cards.

Plain lists, Markdown and documents all become an outline first, so that one set of rules decides what is a card:
headings become themes, items cards, items below items follow-up questions, and quotes and italics advice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Final

from dialogkort.core.cards import Card, Kind
from dialogkort.decks.format.schema import QUESTION_LIMIT
from dialogkort.decks.importing.collecting import Collection
from dialogkort.decks.importing.filling import filled
from dialogkort.decks.importing.proposal import Answer, Place, Proposal, Take, Unsure, Why, Wishes
from dialogkort.decks.importing.words import (
    holds_question,
    is_ended,
    is_question,
    is_serial,
    label_of,
    sentences,
    tidy,
    without_mark,
)
from dialogkort.language import gettext as _

_HEADING_LENGTH: Final = 70
_EXAMPLES: Final = 2
LONGEST_TEXT: Final = 4_000
"""Lines are joined to at most this many characters: no card is that long, and joining more takes too long."""
_MOST: Final = 0.6
"""From this share on, “most” of the lines are of one kind."""


class Shape(StrEnum):
    """What a piece of text is."""

    HEADING = "heading"
    ITEM = "item"
    LETTERED = "lettered"
    QUOTE = "quote"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text: a heading with a level from 1, an item with a level from 0, a line of a paragraph.

    `run` has the same number for what belongs together: the lines of a paragraph, the items of a list.
    """

    shape: Shape
    text: str
    place: Place
    level: int = 0
    run: int = 0


def from_outline(blocks: Sequence[Block], wishes: Wishes, title: str = "") -> Proposal:
    """Make cards from an outline. Raises Unsure if it can be read in several ways."""
    blocks = [replace(block, text=text) for block in blocks if (text := tidy(block.text))]
    blocks, title = _without_title(blocks, title)
    found = Collection()
    if _is_labelled(blocks):
        _labelled(blocks, found)
    elif wishes.take is Take.QUESTIONS and not _has_points(blocks):
        _only_questions(blocks, found)
    elif _ask(blocks, Shape.HEADING):
        _asked(blocks, found, Shape.HEADING)
    elif _ask_above_points(blocks):
        _asked(blocks, found, Shape.TEXT)
    elif _has_points(blocks):
        _points(blocks, found, wishes)
    else:
        _paragraphs(blocks, found, wishes)
    return found.proposal(title)


def _without_title(blocks: list[Block], title: str) -> tuple[list[Block], str]:
    """Remove the heading that is the title of the whole text: the only one of the highest level, before all others."""
    headings = [block for block in blocks if block.shape is Shape.HEADING]
    if not headings or is_question(headings[0].text) or is_serial(headings[0].text):
        return blocks, title
    first, others = headings[0], headings[1:]
    is_first = blocks[0] is first
    if is_first and all(other.level > first.level for other in others):
        return blocks[1:], title or first.text
    return blocks, title


# Cards as blocks of labelled fields


def _is_labelled(blocks: Sequence[Block]) -> bool:
    """Tell whether the text consists of “Question: …”, “Theme: …”."""
    labels = [label_of(block.text)[0] for block in blocks]
    labelled = [label for label in labels if label]
    serials = sum(is_serial(block.text) for block in blocks)
    if labelled.count("question") < 1 or len(set(labelled)) + bool(serials) < 2:
        return False
    others = [block for block, label in zip(blocks, labels, strict=True) if not label and block.shape is not Shape.ITEM]
    asked = sum(is_question(block.text) for block in others)
    return labelled.count("question") > asked


def _labelled(blocks: Sequence[Block], found: Collection) -> None:
    """Start a new card at each repeated label, number or “Card 3”."""
    card, place, field = _empty(), blocks[0].place, ""
    seen: set[str] = set()
    theme, run = "", blocks[0].run

    def finish() -> None:
        nonlocal card, field
        if seen:
            found.add(place, card if card.theme else replace(card, theme=theme))
        card, field = _empty(), ""
        seen.clear()

    for block in blocks:
        name, rest = label_of(block.text)
        begins_again = name in seen and (name == "question" or name not in {"follow_ups", "options", "tags", "advice"})
        if is_serial(block.text) or begins_again or (block.shape is Shape.HEADING and not name):
            finish()
        if is_serial(block.text):
            continue
        if block.shape is Shape.HEADING and not name:
            theme = block.text
        elif name:
            if not seen:
                place = block.place
            seen.add(name)
            field = name
            if rest:
                card = _with(card, name, rest, block.place, found)
        elif field and (block.run == run or block.shape is not Shape.TEXT or field in {"follow_ups", "options"}):
            card = _with(card, field, without_mark(block.text), block.place, found)
        else:
            found.leave(block.place, block.text, Why.PROSE)
        run = block.run
    finish()


def _with(card: Card, name: str, text: str, place: Place, found: Collection) -> Card:
    full = filled(card, name, text)
    if full is None:
        found.leave(place, text, Why.NOT_FITTING)
        return card
    return full


def _empty(theme: str = "", question: str = "") -> Card:
    return Card(id="", deck="", kind=Kind.QUESTION, question=question, theme=theme)


# Questions as headings, or as paragraphs above items


def _ask(blocks: Sequence[Block], shape: Shape) -> bool:
    """Tell whether most of the blocks of this shape, headings or paragraphs, ask a question."""
    those = [block for block in blocks if block.shape is shape]
    asked = sum(is_question(without_mark(block.text)) for block in those)
    return asked >= 2 and asked > len(those) / 2


def _ask_above_points(blocks: Sequence[Block]) -> bool:
    """Tell whether most lists follow a paragraph that asks a question."""
    below, lists, before = 0, 0, None
    for block in blocks:
        is_point = block.shape in {Shape.ITEM, Shape.LETTERED}
        if is_point and before is not None and before.shape not in {Shape.ITEM, Shape.LETTERED}:
            lists += 1
            below += before.shape is Shape.TEXT and is_question(before.text)
        lists += is_point and before is None
        before = block
    return below >= 1 and below > lists / 2


def _asked(blocks: Sequence[Block], found: Collection, shape: Shape) -> None:
    """Take the questions as cards, and what is below them as follow-up questions, answers and advice."""
    theme, open_card = "", False
    for block in blocks:
        text = without_mark(block.text)
        if block.shape is shape and is_question(text):
            open_card = found.add(block.place, _empty(theme, text))
        elif block.shape is Shape.HEADING:
            theme, open_card = text, False
        elif not open_card:
            found.leave(block.place, text, Why.PROSE)
        else:
            _below(block, text, found)


def _below(block: Block, text: str, found: Collection) -> None:
    """Add to the last card what is below its question."""
    name, rest = label_of(text)
    if name and name != "question":
        if rest:
            found.amend(block.place, name, rest[:1].upper() + rest[1:] if name == "advice" else rest)
    elif block.shape is Shape.LETTERED:
        found.amend(block.place, "options", text)
    elif block.shape is Shape.ITEM or is_question(text):
        found.amend(block.place, "follow_ups", text)
    elif block.shape is Shape.QUOTE:
        found.amend(block.place, "advice", text)
    else:
        found.leave(block.place, text, Why.PROSE)


# Points


def _has_points(blocks: Sequence[Block]) -> bool:
    points = sum(block.shape is Shape.ITEM for block in blocks)
    texts = [block for block in blocks if block.shape is Shape.TEXT]
    return points >= 2 or (points == 1 and not any(holds_question(block.text) for block in texts))


def _points(blocks: Sequence[Block], found: Collection, wishes: Wishes) -> None:
    """Take items as cards. If some lists ask questions and others do not, ask the user about the latter."""
    silent = _silent_runs(blocks)
    if silent and wishes.take is None:
        _ask_which_lists(blocks, silent)
    theme, open_card, run = "", False, -1
    for block in blocks:
        text = without_mark(block.text)
        if block.shape is Shape.HEADING:
            theme, open_card = text, False
        elif _is_theme(block, run) or (block.shape is Shape.TEXT and not open_card and label_of(text) == ("theme", "")):
            theme, open_card = label_of(text)[1], False
        elif block.shape is Shape.ITEM and block.level == 0:
            name, rest = label_of(text)
            run = block.run
            if wishes.take is Take.QUESTIONS and not holds_question(text):
                found.leave(block.place, text, Why.NO_QUESTION)
                open_card = False
                continue
            if name and name != "question" and open_card:
                found.amend(block.place, name, rest)
            else:
                open_card = found.add(block.place, _empty(theme, rest if name == "question" else text))
        elif open_card and (block.shape is not Shape.TEXT or label_of(text)[0]):
            _below(block, text, found)
        else:
            found.leave(block.place, text, Why.PROSE)


def _is_theme(block: Block, run: int) -> bool:
    """Tell whether a line “Theme: …” is separate from the list `run` and its items."""
    name, rest = label_of(block.text)
    return block.shape is Shape.TEXT and name == "theme" and bool(rest) and block.run != run


def _lists(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the items of each list, without those below other items."""
    for _run, group in groupby(blocks, key=lambda block: (block.shape in {Shape.HEADING, Shape.TEXT}, block.run)):
        if points := [block for block in group if block.shape is Shape.ITEM and block.level == 0]:
            yield points


def _silent_runs(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the lists without questions, if nearly everything in the other lists is a question."""
    lists = [points for points in _lists(blocks) if len(points) >= 2]
    asking = [points for points in lists if _share(points) >= _MOST]
    silent = [points for points in lists if _share(points) == 0]
    return silent if asking and silent and len(asking) + len(silent) == len(lists) else []


def _share(points: Sequence[Block]) -> float:
    return sum(holds_question(point.text) for point in points) / len(points)


def _ask_which_lists(blocks: Sequence[Block], silent: list[list[Block]]) -> None:
    asking = [block for block in blocks if block.shape is Shape.ITEM and holds_question(block.text)]
    raise Unsure(
        _("Some of the lists contain no questions. Are they cards as well?"),
        "take",
        (
            Answer(Take.LINES, _examples([*silent[0], *asking])),
            Answer(Take.QUESTIONS, _examples(asking)),
        ),
    )


def _examples(blocks: Sequence[Block]) -> str:
    return " · ".join(without_mark(block.text)[:60] for block in blocks[:_EXAMPLES])


# Unmarked lines and paragraphs


def _paragraphs(blocks: Sequence[Block], found: Collection, wishes: Wishes) -> None:
    """Take lines as cards if each is one, else paragraphs; if it may be prose, ask the user."""
    texts = [block for block in blocks if block.shape is Shape.TEXT]
    whole = [_joined(list(group)) for _run, group in groupby(texts, key=lambda block: block.run)]
    take = wishes.take or _taken(texts, whole)
    if take is None:
        raise Unsure(
            _("The file looks like continuous text. What should become a card?"),
            "take",
            (
                Answer(Take.LINES, _examples(texts)),
                *([Answer(Take.PARAGRAPHS, _examples(whole))] if len(whole) < len(texts) else []),
                *([Answer(Take.QUESTIONS, _examples(asked))] if (asked := _questions(texts)) else []),
            ),
        )
    firsts = {block.run: block for block in reversed(texts)}
    joined = dict(zip((block.run for block in whole), whole, strict=True))
    theme, open_card = "", False
    for block in blocks:
        if block.shape is Shape.HEADING:
            theme, open_card = block.text, False
        elif block.shape is Shape.TEXT:
            if take is Take.PARAGRAPHS:
                if block is not firsts[block.run]:
                    continue
                block = joined[block.run]  # noqa: PLW2901 - the whole paragraph stands for its first line
            text = without_mark(block.text)
            name, rest = label_of(text)
            if name and name != "question" and open_card:
                found.amend(block.place, name, rest)
            else:
                open_card = found.add(block.place, _empty(theme, rest if name == "question" else text))
        elif open_card:
            _below(block, without_mark(block.text), found)
        else:
            found.leave(block.place, block.text, Why.PROSE)


def _joined(lines: list[Block]) -> Block:
    return replace(lines[0], text=" ".join(line.text for line in lines))


def _taken(texts: Sequence[Block], whole: Sequence[Block]) -> Take | None:
    """Return which of the unmarked lines are cards; None if it is unclear."""
    if not texts:
        return Take.LINES
    if len(texts) == len(whole):
        return Take.LINES if _are_cards(texts) else None
    lines, paragraphs = _are_cards(texts), _are_cards(whole)
    if lines:
        return Take.LINES
    return Take.PARAGRAPHS if paragraphs else None


def _are_cards(blocks: Sequence[Block]) -> bool:
    """Tell whether each text may be a card: most ask and end, or each is one short sentence of its own."""
    fitting = [block for block in blocks if len(block.text) <= QUESTION_LIMIT]
    if len(fitting) < _MOST * len(blocks):
        return False
    asked = sum(is_question(block.text) for block in fitting)
    whole = sum(is_ended(block.text) and not block.text[0].islower() for block in fitting)
    short = sum(len(sentences(block.text)) <= 2 for block in fitting)
    if asked >= _MOST * len(blocks):
        return True
    if short < 0.9 * len(blocks):
        return False
    none_ended = not any(is_ended(block.text) for block in fitting)
    # a list of short statements: each a sentence, or all of them without a full stop
    return whole >= 0.9 * len(blocks) or (none_ended and all(len(block.text) <= 120 for block in fitting))


def _questions(blocks: Sequence[Block]) -> list[Block]:
    return [
        replace(block, text=sentence)
        for group in groupby(blocks, key=lambda block: (block.shape is Shape.TEXT, block.run))
        for block in [_joined(list(group[1]))]
        for sentence in sentences(block.text)
        if is_question(sentence)
    ]


def _only_questions(blocks: Sequence[Block], found: Collection) -> None:
    """Take every sentence that asks a question, wherever it is, with the heading above it as its theme."""
    theme = ""
    for key, group in groupby(blocks, key=lambda block: (block.shape, block.run if block.shape is Shape.TEXT else -1)):
        for block in [_joined(list(group))] if key[0] is Shape.TEXT else list(group):
            asked = [sentence for sentence in sentences(without_mark(block.text)) if is_question(sentence)]
            if block.shape is Shape.HEADING and not asked:
                theme = block.text
            for one in asked:
                found.add(block.place, _empty(theme, one))
            if not asked and block.shape is not Shape.HEADING:
                found.leave(block.place, block.text, Why.PROSE)
