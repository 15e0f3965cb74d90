"""People's text in Markdown: it looks the same, cannot forge markup, and is read back exactly.

Characters that Markdown would interpret get a backslash; spaces and line feeds that Markdown or an editor would drop
are written as entities. Sources: CommonMark 0.31 §2.4 and §2.5; GFM 0.29 on tables.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dialogkort.core.text import clean
from dialogkort.language import gettext as _

_ENTITY = r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));"
_SPECIAL = re.compile(
    r"[\\`*<\[\]~|]"  # escapes, code, emphasis, html, links, strikethrough and fences, tables
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is not emphasis
    rf"|{_ENTITY[0]}(?={_ENTITY[1:]})"
    r"|(?<=%)%|%(?=%)|(?<==)=|=(?==)|(?<=\$)\$|\$(?=\$)"  # comments, marks and formulas in some readers
)
_AT_START = re.compile(r"[-+=>#:]")
_NUMBERED = re.compile(r"([0-9]{1,9})([.)])(?= |\Z)")
_ESCAPED = re.compile(rf"\\([!-/:-@\[-`{{-~\n])|{_ENTITY}")
_MARKS = re.compile(r"^ {0,3}(?:(#{1,2})(?= |$)|(`{3,}|~{3,}))", re.MULTILINE)
_CLOSING = re.compile(r"(?<![^ \n])#")
_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])(?: +(.*)|\Z)")
_QUOTED = re.compile(r" {0,3}> ?(.*)")

_LISTED = re.compile(r"( {0,6})([-*+]|[0-9]{1,4}[.)])( {1,3})(\[[ xX]\] +)?([^ ].*)")
_ROW = re.compile(r"\|.*\|")
_DELIMITERS = re.compile(r"\|(?: *:?-+:? *\|)+")
_KEPT = re.compile(
    r"(?<![`\\])(?P<code>`{1,2})(?!`)[^`<\\]+(?P=code)(?!`)"
    r"|(?<![!\\])\[(?P<words>[^\[\]`<\\]+)\]\((?P<url>(?:https?://|mailto:)[^\s()<>\\]+)\)"
    r"|(?<!\\)<(?:https?://|mailto:)[^\s<>\\]+>"
    r"|(?<![\w*\\])(?P<strong>\*{1,3}|(?<!_)_{1,3})(?=[^\s*_])(?P<inner>[^*_]+)(?<=[^\s*_])(?P=strong)(?![\w*_])"
)
"""What stays as it is written within a line of a rule: code, a link, emphasis."""
_ENTITY_IN = re.compile(_ENTITY)
_MOST_MARKS = 40

_FEED, _SPACE = "&#10;", "&#32;"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of level 1 or 2 as it is written, its `line`, and the lines below it up to the next one.

    The text above the first heading has level 0.
    """

    level: int
    heading: str
    line: int
    lines: tuple[str, ...]


def heading(text: str) -> str:
    """Return `text` escaped to follow `# `, on one line."""
    escaped = _CLOSING.sub(r"\\#", _SPECIAL.sub(r"\\\g<0>", text))
    return _spaces_kept(escaped).replace("\n", _FEED)


def line(text: str) -> str:
    """Return `text` escaped to be on a line of its own."""
    return _line(text.replace("\n", " "))


def block(text: str) -> str:
    """Return `text` as paragraphs, with each of its lines on a separate line."""
    inner = text.strip("\n")
    if not inner:
        return _FEED * len(text)
    lines = [_line(part) for part in inner.split("\n")]
    lines[0] = _FEED * (len(text) - len(text.lstrip("\n"))) + lines[0]
    lines[-1] += _FEED * (len(text) - len(text.rstrip("\n")))
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    return "\n".join(f"{pair}  " if pair and following else pair for pair, following in pairs)


def rule(text: str) -> str:
    """Like `block`, but keep the Markdown that a rule may contain as it is written.

    That is emphasis, code and links (http, https and mailto) within a line, lists, tasks and tables. It is read back
    exactly, too: nothing that is kept could be read as anything else.
    """
    inner = text.strip("\n")
    if not inner:
        return block(text)
    lines = _rule_lines(inner.split("\n"))
    lines[0] = _FEED * (len(text) - len(text.lstrip("\n"))) + lines[0]
    lines[-1] += _FEED * (len(text) - len(text.rstrip("\n")))
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    return "\n".join(f"{pair}  " if pair and following else pair for pair, following in pairs)


def items(texts: Sequence[str]) -> str:
    """Return `texts` as a list that ends with a line feed; empty if there are none."""
    lines = []
    for text in texts:
        first, *rest = block(text).split("\n")
        lines.append(f"- {first}" if first else "-")
        lines.extend(f"  {part}" if part else "" for part in rest)
    return "".join(f"{part}\n" for part in lines)


def quote(text: str) -> str:
    """Return `text` as a quotation."""
    return "\n".join(f"> {part}" if part else ">" for part in block(text).split("\n"))


def read_text(lines: Sequence[str]) -> str:
    """Return the text that `block` or `heading` was given, from its lines; lines that people wrote work too."""
    return _unescaped("\n".join(part.rstrip(" ") for part in lines).strip(" \n"))


def read_items(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the items of a list. A paragraph that is not a list item counts as one."""
    found: list[list[str]] = []
    blank = True
    for part in lines:
        item = _ITEM.fullmatch(part)
        if item:
            found.append([item[1] or ""])
        elif part.startswith("  ") and found:
            found[-1].append(part[2:])
        elif not part.strip(" "):
            if found:
                found[-1].append("")
        elif blank or not found:
            found.append([part])
        else:
            found[-1].append(part)
        blank = not part.strip(" ")
    return tuple(read_text(item) for item in found)


def begins_item(line: str) -> bool:
    """Tell whether `line` begins a list item."""
    return _ITEM.fullmatch(line) is not None


def in_list(line: str) -> bool:
    """Tell whether `line` begins a list item, or could continue one."""
    return line.startswith("  ") or begins_item(line)


def read_quote(lines: Sequence[str]) -> str | None:
    """Return the text of the quotation in `lines`, or None if there is none."""
    quoted = [found[1] for part in lines if (found := _QUOTED.fullmatch(part))]
    return read_text(quoted) if quoted else None


def read_heading(line: str) -> str:
    """Return the text of a heading from what follows its `#`."""
    return _unescaped(_unclosed(line.strip(" ")).strip(" \n"))


def sections(body: str, first_line: int) -> tuple[Section, ...]:
    """Split `body`, whose first line has the number `first_line`, at its headings of level 1 and 2.

    Comments are blanked; a heading in a fenced block does not count.
    """
    body = without_comments(body)
    lines = body.split("\n")
    found: list[Section] = []
    level, title, start, number, counted, fence = 0, "", 0, 0, 0, ""
    for mark in _MARKS.finditer(body):
        number += body.count("\n", counted, mark.start())
        counted = mark.start()
        if fenced := mark[2]:
            if not fence:
                fence = fenced
            elif fenced.startswith(fence):
                fence = ""
        elif not fence:
            found.append(Section(level, title, first_line + max(start - 1, 0), tuple(lines[start:number])))
            level, title, start = len(mark[1]), _unclosed(lines[number][mark.end() - counted :].strip(" ")), number + 1
    return (*found, Section(level, title, first_line + max(start - 1, 0), tuple(lines[start:])))


def without_comments(body: str) -> str:
    """Return `body` without its comments, keeping their line feeds. An unclosed comment is text."""
    if "<!--" not in body:
        return body
    kept, place = [], 0
    while (start := body.find("<!--", place)) >= 0:
        if start and body[start - 1] == "\\":
            kept.append(body[place : start + 4])
            place = start + 4
        elif (end := body.find("-->", start + 4)) >= 0:
            kept.append(body[place:start] + "\n" * body.count("\n", start, end))
            place = end + 3
        else:
            break
    return "".join(kept) + body[place:]


def _rule_lines(lines: list[str]) -> list[str]:
    """Return the lines of a rule, each on a line of its own, with the Markdown that is allowed there."""
    tables, numbered = _tables(lines), _numbered_lists(lines)
    found: list[str] = []
    listed = False
    for number, text in enumerate(lines):
        item = _LISTED.fullmatch(text)
        if number in tables:
            row = text.split("|")
            found.append(text if _DELIMITERS.fullmatch(text) else "|".join(map(_inline, row)))
        elif item and (item[2] in "-*+" or number in numbered) and len(item[1]) <= (6 if listed else 0):
            found.append(f"{item[1]}{item[2]}{item[3]}{item[4] or ''}{_started(_inline(item[5]))}")
        else:
            found.append(_started(_inline(text)))
        listed = item is not None and found[-1].startswith(item[1] + item[2])
    return found


def _tables(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that are table rows: a row of dashes follows the heading row."""
    rows: set[int] = set()
    for number in range(1, len(lines)):
        above = lines[number - 1]
        if number in rows or not (_DELIMITERS.fullmatch(lines[number]) and _ROW.fullmatch(above)):
            continue
        if above.count("|") == lines[number].count("|"):
            rows |= {number - 1, number}
            below = number + 1
            while below < len(lines) and _ROW.fullmatch(lines[below]):
                rows.add(below)
                below += 1
    return rows


def _numbered_lists(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that are items of a list numbered from 1: a single date is not a list."""
    found: set[int] = set()
    run: list[int] = []
    sign = ""
    for number, text in enumerate([*lines, ""]):
        item = _LISTED.fullmatch(text)
        place = int(item[2][:-1]) if item and item[2][:-1].isdecimal() else 0
        if item and place and place == len(run) + 1 and item[2][-1] == (sign or item[2][-1]):
            sign = item[2][-1]
            run.append(number)
            continue
        if len(run) > 1:
            found.update(run)
        run, sign = ([number], item[2][-1]) if item and place == 1 else ([], "")
    return found


def _inline(text: str) -> str:
    """Return a part of a line with its emphasis, code and links, and everything else escaped."""
    if sum(map(text.count, "*_`[<")) > _MOST_MARKS:  # nobody writes this way, and examining each would take too long
        return _SPECIAL.sub(r"\\\g<0>", text)
    kept, place = [], 0
    for found in _KEPT.finditer(text):
        if _ENTITY_IN.search(found[0]):
            continue
        kept.append(_SPECIAL.sub(r"\\\g<0>", text[place : found.start()]))
        place = found.end()
        if found["strong"]:
            kept.append(found["strong"] + _inline(found["inner"]) + found["strong"])
        elif found["words"] is not None:
            kept.append(f"[{_inline(found['words'])}]({found['url']})")
        else:
            kept.append(found[0])
    return "".join(kept) + _SPECIAL.sub(r"\\\g<0>", text[place:])


def _unclosed(title: str) -> str:
    """Return a heading's text without any closing hashes."""
    text = title.rstrip("#")
    return title if text and not text.endswith(" ") else text.rstrip(" ")


def _line(text: str) -> str:
    return _started(_SPECIAL.sub(r"\\\g<0>", text))


def _started(escaped: str) -> str:
    """Return the text of a line so that it starts no block, and keeps the spaces at its ends."""
    if _AT_START.match(escaped):
        escaped = f"\\{escaped}"
    return _spaces_kept(_NUMBERED.sub(r"\1\\\2", escaped, count=1) if _NUMBERED.match(escaped) else escaped)


def _spaces_kept(text: str) -> str:
    if text.startswith(" "):
        text = _SPACE + text[1:]
    return text[:-1] + _SPACE if text.endswith(" ") else text


def _unescaped(text: str) -> str:
    return clean(_ESCAPED.sub(_meant, text)) if "\\" in text or "&" in text else text


def _meant(found: re.Match[str]) -> str:
    escaped, decimal, hexadecimal, name = found.groups()
    if escaped:
        return str(escaped)
    if name:
        from html.entities import html5  # noqa: PLC0415 - a megabyte, and few files use entities

        return html5.get(f"{name};", found[0])
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if 0 < number <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"


def left_out(names: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraph that lists unreadable files missing from a page; empty if there are none."""
    words = _("Not included (cannot be read): {names}")
    return (f"! {words.format(names=line(', '.join(names)))}",) if names else ()
