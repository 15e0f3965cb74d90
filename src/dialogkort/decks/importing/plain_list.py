"""Plain text → an outline: single lines, bullets and numbers, headings in between, continued lines."""

import re
from collections.abc import Sequence
from typing import Final

from dialogkort.decks.importing.outline import LONGEST_TEXT, Block, Shape
from dialogkort.decks.importing.proposal import Place, Unit
from dialogkort.decks.importing.words import (
    MARK,
    begins_small,
    holds_question,
    is_ended,
    is_serial,
    label_of,
    tidy,
)

_TAB: Final = 4
_RULE: Final = re.compile(r"[\s*=_~·.-]{3,}\Z")
_HEADING: Final = re.compile(r"#{1,6}\s+(?=\S)")
_LENGTH: Final = 60
_HARD_WRAP: Final = 45


def outline_of(text: str) -> list[Block]:
    """Split text into blocks."""
    lines = text.split("\n")
    blocks: list[Block] = []
    indents: list[int] = []
    run, was_blank = 0, True
    for number, raw in enumerate(lines, 1):
        line = tidy(raw)
        if not line or _RULE.match(line):
            run, was_blank = run + 1, True
            continue
        place = Place(Unit.LINE, number)
        indent = len(raw.expandtabs(_TAB)) - len(raw.expandtabs(_TAB).lstrip())
        mark = MARK.match(line)
        if mark:
            while indents and indents[-1] > indent:
                indents.pop()
            if not indents or indents[-1] < indent:
                indents.append(indent)
            shape = Shape.LETTERED if mark["letter"] else Shape.ITEM
            blocks.append(Block(shape, line, place, len(indents) - 1, run))
        elif match := _HEADING.match(line):
            blocks.append(Block(Shape.HEADING, line[match.end() :], place, match.end() - 1, run))
            indents = []
        elif line.startswith(">"):
            blocks.append(Block(Shape.QUOTE, line.lstrip("> "), place, 0, run))
        elif not was_blank and blocks and _continues(blocks[-1], line, indent, raw):
            before = blocks[-1]
            blocks[-1] = Block(before.shape, f"{before.text} {line}", before.place, before.level, before.run)
        else:
            blocks.append(Block(Shape.TEXT, line, place, 0, run))
            indents = indents if indent else []
        was_blank = False
    return _with_headings(blocks)


def _continues(before: Block, line: str, indent: int, raw: str) -> bool:
    """Tell whether a line continues the one before: in the middle of a sentence, or indented below a point."""
    del raw
    if len(before.text) > LONGEST_TEXT or label_of(line)[0] or is_serial(line) or is_serial(before.text):
        return False
    if before.shape in {Shape.ITEM, Shape.LETTERED}:
        return begins_small(line) or (indent > 0 and not is_ended(before.text))
    return begins_small(line) and not is_ended(before.text) and len(before.text) >= _HARD_WRAP


def _with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Recognise unmarked headings by the lines around them."""
    shaped = []
    texts = [block for block in blocks if block.shape is Shape.TEXT]
    asking = sum(holds_question(block.text) for block in texts)
    has_points = any(block.shape is Shape.ITEM for block in blocks)
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        before = blocks[number - 1] if number else None
        if (
            block.shape is Shape.TEXT
            and after
            and _is_heading(block, before, after, asking > len(texts) / 2, has_points)
        ):
            shaped.append(Block(Shape.HEADING, block.text.rstrip(": "), block.place, 2, block.run))
        else:
            shaped.append(block)
    return _levelled(shaped)


def _is_heading(block: Block, before: Block | None, after: Block, others_ask: bool, has_points: bool) -> bool:  # noqa: FBT001
    text = block.text
    if len(text) > _LENGTH or holds_question(text) or label_of(text)[0] or is_serial(text):
        return False
    begins = before is None or before.run != block.run
    if after.shape in {Shape.ITEM, Shape.TEXT} and text.isupper() and len(text) > 3 and not after.text.isupper():
        return True
    if text.endswith(":"):
        return after.shape is not Shape.TEXT or others_ask
    if text.endswith((".", "!", "…", ",")):
        return False
    if has_points:
        return after.shape is Shape.ITEM and (begins or before is None or before.shape is Shape.ITEM)
    return others_ask and begins and (holds_question(after.text) or after.run != block.run)


def _levelled(blocks: list[Block]) -> list[Block]:
    """Make the first heading the title if another one follows directly, or a first line that stands alone."""
    first, *others = blocks or [Block(Shape.TEXT, "", Place(Unit.LINE, 0))]
    if (
        first.shape is Shape.TEXT
        and len(first.text) <= _LENGTH
        and not first.text.endswith((".", "?", "!", "…"))
        and len(others) > 1
        and others[0].run != first.run
        and any(block.shape in {Shape.ITEM, Shape.HEADING} for block in others)
        and not MARK.match(first.text)
        and not label_of(first.text)[0]
        and not is_serial(first.text)
    ):
        blocks[0] = Block(Shape.HEADING, first.text, first.place, 1, first.run)
    if len(blocks) > 1 and blocks[0].shape is Shape.HEADING is blocks[1].shape and blocks[0].level >= blocks[1].level:
        blocks[0] = Block(Shape.HEADING, blocks[0].text, blocks[0].place, 1, blocks[0].run)
    return blocks
