"""Changing an agreement in the text that people edit: only the lines of what changes, byte for byte.

An edit owns the lines of the changed keys in the front matter, the title line, the text of a changed part, and one item
of the history. A comment on a line of its own stays. The result is read again: an edit that does not read back as
intended is discarded.
"""

import re
from collections.abc import Container, Mapping, Sequence
from enum import Enum
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement, title_of
from dialogkort.files import markdown
from dialogkort.files.front_matter import Page, cleaned, read_page
from dialogkort.files.lines import Sheet
from dialogkort.files.markdown import Section
from dialogkort.files.problems import NotUnderstood
from dialogkort.files.yaml_editing import field_edits, with_fields
from dialogkort.files.yaml_writing import Value, field
from dialogkort.language import TONGUES
from dialogkort.storage.agreements.body import PARTS, Parts, body_parts, history_of, language_of
from dialogkort.storage.agreements.front import KEYS, value_of
from dialogkort.storage.agreements.history import as_read, render_item
from dialogkort.storage.agreements.merging import differing
from dialogkort.storage.agreements.text import render_title, taken_apart

MOST_COMPARED = 40_000
"""Pairs of lines; if more of them differ, they are rewritten in one piece."""

_BARE_DAY = re.compile(r"- [0-9]{1,2}(?=\. [^\W\d_]+ [0-9]{4}: )")
_ESCAPED_DAY = re.compile(r"(- [0-9]{1,2})\\(?=\. )")
Texts = str | tuple[str, ...]
_PARTS = ("rule", "signs", "corner_flags", "concerns", "objections")


class _Care(Enum):
    """How much of the text of a changed part to preserve; the editor preserves as much as reads back correctly."""

    LINES = "the lines that stay, and comments"
    COMMENTS = "comments"
    NOTHING = "nothing"


def edited(text: str, path: Path, wanted: Agreement, *, add: str = "", drop: Sequence[str] = ()) -> str | None:
    """Return `text`, the current text of an agreement's file, changed to say `wanted`.

    `add` is an item to append to the history; of the items in `drop`, the last one that is still there as it was
    written is removed, if any. Returns None if that cannot be done line by line. Raises NotUnderstood if `text` is not
    an agreement.
    """
    page, parts, now = taken_apart(text, path)
    history = history_of(parts)
    for care in _Care:
        editor = _Editor(text, page, parts, care)
        if editor.change(now, wanted):
            editor.write_history(add, drop)
            new = editor.sheet.text()
            if _reads_as(new, path, wanted, history, add, dropped=editor.dropped):
                return new
    return None


def language_in(text: str, path: Path) -> str:
    """Return the language of the headings in a valid file, or else the current one."""
    return language_of(body_parts(read_page(cleaned(text), path)))


def _reads_as(text: str, path: Path, wanted: Agreement, history: Sequence[str], add: str, *, dropped: bool) -> bool:
    try:
        _page, parts, found = taken_apart(text, path)
    except NotUnderstood:
        return False
    items = history_of(parts)
    if dropped:
        return found == wanted and _lacks_one(items, history)
    return found == wanted and items == ((*history, as_read(add)) if add else tuple(history))


class _Editor:
    """The edits of one file. All line numbers count from 0."""

    def __init__(self, text: str, page: Page, parts: Parts, care: _Care) -> None:
        self.sheet = Sheet(text)
        self.dropped = False
        self._page = page
        self._parts = parts
        self._words = TONGUES[language_of(self._parts)].headings
        self._care = care

    def change(self, now: Agreement, wanted: Agreement) -> bool:
        """Apply the differences; False if one of them has no lines of its own."""
        changed = differing(now, wanted)
        if not set(changed) <= {*KEYS, *_PARTS, "title"}:
            return False
        if "title" in changed or ("title" not in self._parts and "rule" in changed):
            self._change_title(wanted)
        for name in _PARTS:
            if name in changed:
                self._change_part(name, getattr(now, name), getattr(wanted, name))
        values = {key: value_of(wanted, key) for key in KEYS if key in changed}
        if not self._page.text("id"):  # from now on it can be renamed and copied
            values = {"id": wanted.id, **values}
        return self._change_front(values)

    def write_history(self, add: str, drop: Sequence[str]) -> None:
        """Add and drop an item, as described in `edited`."""
        gone = next(filter(None, (self._drop_item(render_item(item).split("\n")) for item in drop)), range(0))
        self.dropped = bool(gone)
        self._escape_days(gone)
        if add:
            self._add_item(render_item(add).split("\n"))

    def _change_front(self, values: Mapping[str, Value | None]) -> bool:
        if not values:
            return True
        written = {self._page.written(key): value for key, value in values.items()}
        changes = {key: field(key, value) if value is not None else "" for key, value in written.items()}
        last = self._page.body_line - 2
        if last < 0:
            new = with_fields("", {key: line for key, line in changes.items() if line}) or ""
            self.sheet.insert(0, ["---", *new.split("\n")[:-1], "---"])
            return True
        first = next(number for number, line in enumerate(self.sheet.lines, 1) if cleaned(line).rstrip() == "---")
        old = self.sheet.lines[first:last]
        edits = field_edits("".join(f"{line}\n" for line in old), changes, KEYS)
        for edit in edits or ():
            self.sheet.replace(first + edit.first, first + edit.last, edit.new.split("\n")[:-1])
        return edits is not None

    def _change_title(self, wanted: Agreement) -> None:
        if "title" in self._parts:
            [section] = self._parts["title"]
            self.sheet.replace(section.line - 1, section.line, [render_title(wanted.title)])
        elif title_of(wanted.rule) != wanted.title:
            _start, at, _last = _extent(self._parts["rule"][0])
            self.sheet.insert(at, [render_title(wanted.title)])

    def _change_part(self, name: str, old: Texts, new: Texts) -> None:
        sections = self._parts.get(name, ())
        lines = _rendered(new)
        if not sections:
            later = (part for part in PARTS[PARTS.index(name) + 1 :] if part in self._parts)
            at = next((self._parts[part][0].line - 1 for part in later), len(self.sheet.lines))
            self.sheet.insert(at, [f"## {getattr(self._words, name)}", "", *lines], section=True)
            return
        for section in sections if not lines else sections[1:]:
            self._clear(section, whole=name != "rule")
        if lines:
            self._rewrite(sections[0], old if len(sections) == 1 else "", new, lines)

    def _rewrite(self, section: Section, old: Texts, new: Texts, lines: Sequence[str]) -> None:
        start, first, last = _extent(section)
        if first == last:
            self.sheet.insert(start, lines)
            return
        edits = None
        if self._care is _Care.LINES and isinstance(old, str) and isinstance(new, str):
            edits = self._line_edits(range(first, last), old, new)
        if edits is None:
            edits = [(first, last, lines)]
        for begin, end, put in edits:
            self.sheet.replace(begin, end, put)
        touched = {number for begin, end, _put in edits for number in range(begin, end)}
        if kept := self._comments_in(section, touched):
            self.sheet.replace(last, last, ["", *kept])

    def _line_edits(self, numbers: range, old: str, new: str) -> list[tuple[int, int, Sequence[str]]] | None:
        """Return edits that keep each line with unchanged text as it is written, or None if that is unclear.

        A line in our own notation gains, or loses, the mark that another line follows.
        """
        texts, new_texts = old.split("\n"), new.split("\n")
        were, are = _rendered(old), _rendered(new)
        if len(numbers) != len(texts) or len(were) != len(texts) or len(are) != len(new_texts):
            return None
        edits: list[tuple[int, int, Sequence[str]]] = []
        place = place_new = 0
        for start, end, start_new, end_new in [*differences(texts, new_texts), (len(texts), 0, len(are), 0)]:
            for line, other in zip(range(place, start), range(place_new, start_new), strict=True):
                number = numbers[line]
                if self.sheet.lines[number] == were[line] != are[other]:
                    edits.append((number, number + 1, [are[other]]))
            if end:
                first = numbers.start
                edits.append((first + start, first + end, are[start_new:end_new]))
            place, place_new = end, end_new
        return edits

    def _clear(self, section: Section, *, whole: bool) -> None:
        """Remove the text of a section; if nothing else is in it and `whole` is set, its heading too."""
        start, first, last = _extent(section)
        if whole and not self._comments(section):
            self._remove(section)
            return
        kept = self._comments_in(section, range(first, last))
        while first > start and self.sheet.blank(first - 1) and not kept:
            first -= 1
        self.sheet.replace(first, last, kept)

    def _remove(self, section: Section) -> None:
        self.sheet.replace(section.line - 1, min(section.line + len(section.lines), len(self.sheet.lines)), [])

    def _comments(self, section: Section) -> list[int]:
        """Return the lines of a section that contain nothing but a comment."""
        start = _extent(section)[0]
        return [
            number
            for number, line in enumerate(section.lines, start)
            if not line.strip(" ") and number < len(self.sheet.lines) and not self.sheet.blank(number)
        ]

    def _comments_in(self, section: Section, numbers: Container[int]) -> list[str]:
        """Return the comments on those lines of a section that should be preserved."""
        if self._care is _Care.NOTHING:
            return []
        return [self.sheet.lines[number] for number in self._comments(section) if number in numbers]

    def _add_item(self, item: Sequence[str]) -> None:
        sections = self._parts.get("history")
        if not sections:
            self.sheet.insert(len(self.sheet.lines), [f"## {self._words.history}", "", *item], section=True)
            return
        section = sections[-1]
        start, first, last = _extent(section)
        if first == last:
            self.sheet.insert(start, item)
        else:
            gap = [] if markdown.in_list(section.lines[last - 1 - start]) else [""]
            self.sheet.replace(last, last, [*gap, *item])

    def _escape_days(self, gone: range) -> None:
        """Escape the days in the history so that no Markdown reader takes "25. august" for a numbered list.

        Earlier versions wrote them unescaped. The lines that are `gone` no longer matter.
        """
        for section in self._parts.get("history", ()):
            for number, line in enumerate(section.lines, _extent(section)[0]):
                if number not in gone and _BARE_DAY.match(line):
                    self.sheet.replace(number, number + 1, [_BARE_DAY.sub(r"\g<0>\\", self.sheet.lines[number])])

    def _drop_item(self, item: Sequence[str]) -> range:
        """Remove the last item that is still there as it was written, and return its lines, none if there is none."""
        wanted = [_with_bare_day(line) for line in item]
        for section in reversed(self._parts.get("history", ())):
            lines = [_with_bare_day(line) for line in section.lines]
            for place in reversed(range(len(lines) - len(item) + 1)):
                end = place + len(item)
                if _stands_at(lines, place, wanted) and not _continues(lines, end):
                    start = _extent(section)[0]
                    rest = [*range(start, start + place), *range(start + end, start + len(lines))]
                    if all(number >= len(self.sheet.lines) or self.sheet.blank(number) for number in rest):
                        self._remove(section)
                        return range(start, start + len(lines))
                    self.sheet.replace(start + place, start + end, [])
                    return range(start + place, start + end)
        return range(0)


def differences(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return where `new` differs from `old`: the first and last line in each, as slices.

    The range between the first and the last difference is compared line by line if it is not too large.
    """
    pairs = zip(old, new, strict=False)
    first = next((number for number, (pair, other) in enumerate(pairs) if pair != other), min(len(old), len(new)))
    most = min(len(old), len(new)) - first
    pairs = zip(reversed(old), reversed(new), strict=False)
    same = next((number for number, (pair, other) in enumerate(pairs) if pair != other or number == most), most)
    last, last_new = len(old) - same, len(new) - same
    if (last - first) * (last_new - first) > MOST_COMPARED:
        return [(first, last, first, last_new)]
    from difflib import SequenceMatcher  # noqa: PLC0415 - 5 ms that lists do not need

    opcodes = SequenceMatcher(None, old[first:last], new[first:last_new], autojunk=False).get_opcodes()
    return [(first + a, first + b, first + c, first + d) for tag, a, b, c, d in opcodes if tag != "equal"]


def _rendered(texts: Texts) -> list[str]:
    """Return the lines of a part: one text as paragraphs, several as a list."""
    if not texts:
        return []
    written = markdown.rule(texts) if isinstance(texts, str) else markdown.items(texts).removesuffix("\n")
    return written.split("\n")


def _extent(section: Section) -> tuple[int, int, int]:
    """Return where a section begins below its heading, its first line with text, and the line after its last one.

    Without text, the latter two are where it begins.
    """
    start = section.line if section.level else section.line - 1
    filled = [number for number, line in enumerate(section.lines, start) if line.strip(" ")]
    return (start, filled[0], filled[-1] + 1) if filled else (start, start, start)


def _with_bare_day(line: str) -> str:
    """Return a history line as earlier versions wrote it, without trailing spaces."""
    return _ESCAPED_DAY.sub(r"\1", line.rstrip(" "), count=1)


def _continues(lines: Sequence[str], place: int) -> bool:
    """Tell whether the lines from `place` on, below a list item, still belong to that item."""
    if place < len(lines) and lines[place]:
        return not markdown.begins_item(lines[place])
    return next((lines[number] for number in range(place, len(lines)) if lines[number]), "").startswith("  ")


def _stands_at(lines: Sequence[str], place: int, item: Sequence[str]) -> bool:
    """Tell whether `item` is in `lines` at `place`; compared line by line, up to the first difference."""
    return all(lines[number] == line for number, line in enumerate(item, place))


def _lacks_one(items: Sequence[str], history: Sequence[str]) -> bool:
    """Tell whether `items` are the items of `history` minus one."""
    pairs = enumerate(zip(items, history, strict=False))
    place = next((number for number, (pair, other) in pairs if pair != other), len(items))
    return list(items[place:]) == list(history[place + 1 :]) and len(items) + 1 == len(history)
