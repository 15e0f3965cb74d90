"""What is done to the lines of a deck for each problem that has a certain fix.

A fix gets the lines without their ends, and the problem; it changes the lines, and tells whether it did.
"""

import re
from collections.abc import Callable
from typing import Final

from dialogkort.decks.format.schema import CARD_FIELDS, words_for
from dialogkort.decks.problems.problem import Problem
from dialogkort.decks.reading.repair import BULLETS, is_known, takes_list
from dialogkort.files.yaml_writing import in_quotes

_BLANKS: Final = re.compile("[\u00a0\u2007\u202f\u3000\u2002\u2003\u2009]")
_HEAD: Final = re.compile(r"(\s*(?:- +)?)([^\W\d_][\w -]*?)( *: *)(?=\S|$)")
_POINT: Final = re.compile(r"(\s*- +)(?=\S)")
_FIELD: Final = re.compile(r"( *)((?:- +)?)([^\W\d_][\w-]*) *:(?=\s|$)")
_CLOSING: Final = {
    "“": "”",
    "”": "”",
    "„": "“”",
    "‟": "”",
    "»": "«",
    "«": "»",
    "›": "‹",
    "‹": "›",
    "‘": "’",
    "’": "’",
    "‚": "‘’",
}

Lines = list[str]
Fix = Callable[[Lines, Problem], bool]


def _replace(lines: Lines, problem: Problem, text: str) -> bool:
    """Replace what the problem marks with `text`."""
    line = lines[problem.line - 1]
    lines[problem.line - 1] = line[: problem.column - 1] + text + line[problem.end_column - 1 :]
    return True


def _suggested(lines: Lines, problem: Problem) -> bool:
    suggestion = dict(problem.parts).get("suggestion")
    return isinstance(suggestion, str) and bool(suggestion) and _replace(lines, problem, suggestion)


def _deleted(lines: Lines, problem: Problem) -> bool:
    """Delete an invisible character, if it is written as itself and not as an escape."""
    sign = lines[problem.line - 1][problem.column - 1 : problem.column]
    return f"U+{ord(sign or ' '):04X}" == dict(problem.parts).get("character") and _replace(lines, problem, "")


def _space(lines: Lines, problem: Problem) -> bool:
    """Replace other blanks with ordinary spaces, up to the text of the line."""
    line = lines[problem.line - 1]
    start = problem.column - 1
    end = start
    while end < len(line) and (line[end] == " " or _BLANKS.match(line[end])):
        end += 1
    lines[problem.line - 1] = line[:start] + " " * (end - start) + line[end:]
    return True


def _tab(lines: Lines, problem: Problem) -> bool:
    """Replace tabs with spaces: one after a dash, and as indentation as many as the line needs."""
    line = lines[problem.line - 1]
    if line[: problem.column - 1].strip().startswith("-"):
        rest = line[problem.column - 1 :].lstrip()
        lines[problem.line - 1] = line[: problem.column - 1].rstrip() + " " + rest
        return True
    if not _tabs_before(line):
        return False
    for number in range(problem.line - 1, len(lines)):  # the lines below are usually indented with tabs too
        if not _tabs_before(lines[number]):
            break
        rest = lines[number].lstrip()
        lines[number] = " " * _place_of(lines, number, rest) + rest
    return True


def _tabs_before(line: str) -> int:
    """Return how many tabs there are before the text of a line."""
    rest = line.lstrip()
    return line[: len(line) - len(rest)].count("\t") if rest else 0


def _place_of(lines: Lines, number: int, rest: str) -> int:
    """Return the column in which a line belongs, judging by the lines above it."""
    field = _FIELD.match(rest)
    for above in reversed(lines[:number]):
        if not above.strip() or above.lstrip().startswith("#") or above.lstrip(" ").startswith("\t"):
            continue
        indent = len(above) - len(above.lstrip(" "))
        match = _FIELD.match(above)
        inner = match.end(2) if match else indent
        if rest.startswith("-"):
            if field and field[2]:  # the dash of a card
                return next(
                    (
                        len(line) - len(line.lstrip(" "))
                        for line in lines
                        if _FIELD.match(line) and line.lstrip(" ").startswith("-")
                    ),
                    2,
                )
            return inner + 2 if match and not above[match.end() :].strip() else indent
        if match and match[3].casefold() in words_for("cards") and not above[match.end() :].strip():
            return indent + 4
        if field:
            return inner if match else max(0, indent - 2)
        return inner + 2
    return 0


def _after_colon(lines: Lines, problem: Problem) -> bool:
    line = lines[problem.line - 1]
    colon = line.find(":", problem.column - 1)
    if colon < 0:
        return False
    lines[problem.line - 1] = line[: colon + 1] + " " + line[colon + 1 :].lstrip()
    return True


def _after_dash(lines: Lines, problem: Problem) -> bool:
    line = lines[problem.line - 1]
    lines[problem.line - 1] = line[: problem.column] + " " + line[problem.column :]
    return True


def _with_colon(lines: Lines, problem: Problem) -> bool:
    line = lines[problem.line - 1]
    end = problem.end_column - 1
    rest = line[end:].lstrip(" \t=：")
    lines[problem.line - 1] = line[:end] + (f": {rest}" if rest else ":")
    return True


def _owner(lines: Lines, number: int) -> int:
    """Return the line with the field or point to whose text a line belongs: itself or one above it."""
    while number and not (_names_field(lines[number]) or lines[number].lstrip().startswith("- ")):
        number -= 1
    return number


def _names_field(line: str) -> bool:
    match = _FIELD.match(line)
    return match is not None and is_known(match[3])


def _is_in_list(lines: Lines, number: int) -> bool:
    """Tell whether an item is below the name of a list of text."""
    indent = len(lines[number]) - len(lines[number].lstrip())
    for above in reversed(lines[:number]):
        rest = above.lstrip()
        here = len(above) - len(rest)
        if rest and (here < indent or (here == indent and not rest.startswith("- "))):
            match = _FIELD.match(above)
            return match is not None and takes_list(match[3]) and not above[match.end() :].strip()
    return False


def _value_at(lines: Lines, number: int) -> tuple[int, int]:
    """Return the column from 0 in which the text of a field or point begins, and the line after its last one."""
    line = lines[number]
    match = _HEAD.match(line)
    if line.lstrip().startswith("- ") and (match is None or _is_in_list(lines, number)):
        match = _POINT.match(line)
    start = match.end() if match else len(line) - len(line.lstrip())
    indent = len(line) - len(line.lstrip())
    last = number + 1
    while last < len(lines) and lines[last].strip() and _owner(lines, last) == number:
        if len(lines[last]) - len(lines[last].lstrip()) <= indent:
            break
        last += 1
    return start, last


def _quoted(lines: Lines, problem: Problem) -> bool:
    """Put the whole text in double quotes, including the quotes that it begins with."""
    number = _owner(lines, problem.line - 1)
    start, last = _value_at(lines, number)
    text = " ".join([lines[number][start:].strip(), *(line.strip() for line in lines[number + 1 : last])])
    if not text or text[0] in "|>":
        return False
    lines[number:last] = [lines[number][:start] + in_quotes(_bare(text))]
    return True


def _bare(text: str) -> str:
    """Return text without typographic quotes around all of it."""
    closing = _CLOSING.get(text[0], "")
    inner = text[1:-1]
    is_around = (
        len(text) > 2 and text[-1] in (closing or "\0") and not any(quote in inner for quote in (text[0], text[-1]))
    )
    return inner if is_around else text


def _inner_quotes(lines: Lines, problem: Problem) -> bool:
    """Put quotes around all of the text that continues after its closing quote."""
    line = lines[problem.line - 1]
    start, last = _value_at(lines, problem.line - 1)
    text = line[start:].strip()
    if last != problem.line or text[:1] not in {'"', "'"}:
        return False
    quote = text[0]
    text = text.replace("\\" + quote, quote)
    lines[problem.line - 1] = line[:start] + in_quotes(text[1:-1] if _is_around(text, quote) else text)
    return True


def _is_around(text: str, quote: str) -> bool:
    """Tell whether the first and last quote belong together: the second one opens another pair, as in “a "b" c”."""
    second = text.find(quote, 1)
    return text[-1] == quote and 0 < second < len(text) - 1 and text[second - 1].isspace()


def _closed(lines: Lines, problem: Problem) -> bool:
    """Close a quote at the end of its line, if the next line is a field or a point."""
    line = lines[problem.line - 1]
    after = next((below for below in lines[problem.line :] if below.strip()), "")
    field = _FIELD.match(after)
    quote = line[problem.column - 1 : problem.column]
    text = line[problem.column :].rstrip()
    if quote in text.replace("\\" + quote, "") or (
        after and not (after.lstrip().startswith("- ") or (field and is_known(field[3])))
    ):
        return False
    if line[: problem.column - 1].rstrip().endswith((",", "[")):
        return False
    lines[problem.line - 1] = line[: problem.column - 1] + (in_quotes(text) if quote == '"' else f"'{text}'")
    return True


def _backslash(lines: Lines, problem: Problem) -> bool:
    line = lines[problem.line - 1]
    lines[problem.line - 1] = line[: problem.column - 1] + "\\" + line[problem.column - 1 :]
    return True


def _moved(lines: Lines, problem: Problem) -> bool:
    """Move a field or dash into the column of the ones that it belongs with."""
    line = lines[problem.line - 1]
    rest = line.lstrip()
    field = _FIELD.match(rest)
    old = len(line) - len(rest)
    if field is None and rest.startswith("- "):
        new = _column_of_points(lines, problem.line - 1, old)
    elif field and is_known(field[3]):
        new = _place_of(lines, problem.line - 1, rest)
    else:
        return False
    if old == new:
        return False
    lines[problem.line - 1] = " " * new + rest
    if rest.startswith("-"):  # the fields of the card move along with its dash
        for number in range(problem.line, len(lines)):
            other = lines[number]
            indent = len(other) - len(other.lstrip())
            if other.strip() and (indent <= old or (other.lstrip().startswith("- ") and _FIELD.match(other.lstrip()))):
                break
            if other.strip():
                lines[number] = " " * (indent - old + new) + other.lstrip()
    return True


def _column_of_points(lines: Lines, number: int, column: int) -> int:
    """Return the column of the items right above one that is further to the left; else its own `column`."""
    above = next((line for line in reversed(lines[:number]) if line.strip()), "")
    indent = len(above) - len(above.lstrip())
    is_point = above.lstrip().startswith("- ") and _FIELD.match(above) is None
    return indent if indent > column and is_point else column


def _continued(lines: Lines, problem: Problem) -> bool:
    """Indent a line that continues the text above it, and the lines below that do so too."""
    number = problem.line - 1
    above = next((line for line in reversed(lines[:number]) if line.strip()), "")
    match = _FIELD.match(above)
    indent = match.end(2) + 2 if match else len(above) - len(above.lstrip())
    if not match and not above.startswith(" "):
        return False
    text = lines[number].lstrip()
    if _names_field(text):
        return False
    lines[number] = " " * indent + text
    return True


def _with_dash(lines: Lines, problem: Problem) -> bool:
    """Add the dash before a card, in the column of the other dashes."""
    number = problem.line - 1
    column = next(
        (
            match.end(1)
            for line in reversed(lines[:number])
            if (match := _FIELD.match(line)) and match[2] and match[3].casefold() in _OF_CARDS
        ),
        None,
    )
    if column is None:
        return False
    rest = lines[number].lstrip()
    lines[number] = " " * column + "- " + rest
    return True


def _with_cards(lines: Lines, problem: Problem) -> bool:
    """Add the line above the cards, in the language of the deck's other fields."""
    danish = any((match := _FIELD.match(line)) and match[3] in _DANISH for line in lines)
    lines.insert(problem.line - 1, "kort:" if danish else "cards:")
    return True


def _without_dash(lines: Lines, problem: Problem) -> bool:
    line = lines[problem.line - 1]
    lines[problem.line - 1] = line[: problem.column - 1].rstrip() + line[problem.column :].lstrip()
    return True


def _dashed(lines: Lines, problem: Problem) -> bool:
    """Replace bullets with dashes, on each line like this one."""
    number = problem.line - 1
    sign = lines[number].lstrip()[:1]
    indent = len(lines[number]) - len(lines[number].lstrip())
    if sign not in BULLETS:
        return False
    for place in range(number, len(lines)):
        line = lines[place]
        rest = line.lstrip()
        if len(line) - len(rest) == indent and rest[:1] == sign and rest[1:2].isspace():
            lines[place] = line[:indent].replace("\t", "  ") + "- " + rest[1:].lstrip()
        elif line.strip() and len(line) - len(rest) <= indent:
            break
    return True


def _listed(lines: Lines, problem: Problem) -> bool:
    """Turn tags or names separated by commas into a list, on the line of their field; or add its dashes."""
    line = lines[problem.line - 1]
    if not _FIELD.match(line):
        return _with_dashes(lines, problem.line - 1)
    match = _HEAD.match(line)
    name = dict(problem.parts).get("field")
    text = line[match.end() :].strip() if match else ""
    if not match or name not in {"tags", "authors"} or not text or text[0] in "[{\"'" or "#" in text:
        return False
    lines[problem.line - 1] = line[: match.end()] + "[" + ", ".join(map(_word, text.split(","))) + "]"
    return True


def _with_dashes(lines: Lines, number: int) -> bool:
    """Add the dash before an item, and before the items below it in the same column."""
    indent = len(lines[number]) - len(lines[number].lstrip())
    for place in range(number, len(lines)):
        text = lines[place][indent:]
        if lines[place][:indent].strip() or not text or text[0] in " -#" or _FIELD.match(lines[place]):
            break
        lines[place] = " " * indent + "- " + text
    return True


def _word(text: str) -> str:
    text = text.strip()
    return text if text.replace(" ", "").replace("-", "").isalnum() else in_quotes(text)


def _own_id(lines: Lines, problem: Problem) -> bool:
    """Give a card whose id is taken the next free one."""
    given = str(dict(problem.parts).get("id", ""))
    used = {match[1] for line in lines if (match := re.search(r"\bid *: *[\"']?([a-z0-9-]+)", line))}
    number = 2
    while f"{given}-{number}" in used:
        number += 1
    return bool(given) and _replace(lines, problem, f"{given}-{number}")


def _first_line(lines: Lines, problem: Problem) -> bool:
    """Declare the format above the first field of the deck."""
    lines.insert(problem.line - 1, f"format: {dict(problem.parts).get('number', 1)}")
    return True


def _format(lines: Lines, problem: Problem) -> bool:
    number = dict(problem.parts).get("number", 2)
    for place, line in enumerate(lines):
        if match := re.match(r"(format *: *[\"']?)\d+", line):
            lines[place] = f"{match[1]}{number}{line[match.end() :]}"
            return True
    return False


def _fields_for_text(lines: Lines, problem: Problem) -> bool:
    """Replace text with fields in braces, if the text says what they are."""
    line = lines[problem.line - 1]
    colon = line.find(":", problem.end_column - 1)
    suggestion = str(dict(problem.parts).get("suggestion", ""))
    if colon < 0 or not suggestion or not line[colon + 1 :].strip():
        return False
    lines[problem.line - 1] = f"{line[: colon + 1]} {suggestion}"
    return True


_OF_CARDS: Final = frozenset(word.casefold() for field in CARD_FIELDS for word in (*field.names, *field.also))
_DANISH: Final = frozenset({"titel", "sprog", "beskrivelse", "forfattere", "licens", "kilder"})

FIXES: Final[dict[str, Fix]] = {
    "DK021": _quoted,
    "DK022": _inner_quotes,
    "DK023": _closed,
    "DK024": _quoted,
    "DK025": _quoted,
    "DK026": _tab,
    "DK027": _space,
    "DK028": _after_colon,
    "DK029": _after_dash,
    "DK030": _moved,
    "DK031": _backslash,
    "DK034": _continued,
    "DK038": _with_dash,
    "DK039": _with_cards,
    "DK040": _quoted,
    "DK041": _quoted,
    "DK043": _quoted,
    "DK046": _with_colon,
    "DK047": _without_dash,
    "DK048": _dashed,
    "DK049": _quoted,
    "DK102": _suggested,
    "DK107": _listed,
    "DK108": _fields_for_text,
    "DK110": _own_id,
    "DK113": _quoted,
    "DK201": _suggested,
    "DK207": _suggested,
    "DK208": _suggested,
    "DK306": _first_line,
    "DK307": _deleted,
    "DK310": _suggested,
    "DK312": _deleted,
    "DK314": _format,
}
"""The fix for each problem that has a certain one."""
