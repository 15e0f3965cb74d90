"""A tree of text → values, by the description in `dialogkort.decks.format.schema`, and their problems."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, assert_never

from dialogkort.core.text import REPLACEMENT, clean
from dialogkort.decks.format.field_types import (
    PATTERNS,
    CardsType,
    ChoiceType,
    Field,
    FieldsType,
    FlagType,
    Form,
    NumberType,
    SourcesType,
    StepsType,
    TextsType,
    TextType,
)
from dialogkort.decks.format.schema import CARD_FIELDS, DECK_FIELDS, FORMAT, ID_LIMIT, names, required
from dialogkort.decks.reading.diagnosis import silent_slip
from dialogkort.decks.reading.findings import END_OF_LINE, Findings
from dialogkort.decks.reading.source import SAFE, Source
from dialogkort.decks.reading.tree import Fields, Items, Node, Refused, Text
from dialogkort.files.suggestions import likely
from dialogkort.files.yaml_writing import in_quotes
from dialogkort.language import TONGUES
from dialogkort.language.names import slug

_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_PATTERNS: Final = {form: re.compile(pattern) for form, pattern in PATTERNS.items()}
_SPACE: Final = re.compile(r"[^\S ]")
_COMMENT: Final = re.compile(r"[: \t-]*+#")
NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""What stands for nothing in YAML when it is not in quotes. In a free text these are ordinary words."""
_BLANK: Final = dict.fromkeys((0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, 0xFFFD))
"""Letters and symbols that are invisible."""
_QUESTION: Final = frozenset(next(known.names for known in CARD_FIELDS if known.name == "question"))
_TWO_NUMBERS: Final = re.compile(r"\D*(\d{1,3})\D+(\d{1,3})\D*")
_ONLY_CARD: Final = frozenset(names(CARD_FIELDS)) - frozenset(names(DECK_FIELDS))
_PROSE: Final = Form.PROSE
_LINE: Final = Form.LINE
_FREE: Final = frozenset({_PROSE, _LINE})


@dataclass(slots=True)
class Checked:
    """The content of some fields: the valid values, and each field that is present, with its key."""

    values: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, tuple[Text, Node]] = field(default_factory=dict)
    meant: set[str] = field(default_factory=set)
    """The fields that a misspelled one most likely means."""

    def key(self, name: str) -> Text | None:
        return self.entries[name][0] if name in self.entries else None

    def node(self, name: str) -> Node | None:
        return self.entries[name][1] if name in self.entries else None


class Checker:
    """Checks the fields of one file; everything that is wrong goes to `findings`."""

    def __init__(self, source: Source) -> None:
        self._findings = source.findings
        self._safe = source.safe
        self._comments = " #" in (source.text or "")
        self.newer: Text | None = None
        """The first word that belongs to a later version of the format."""
        self.beyond = 0
        """The format that the file declares, if that is later than this program can read."""

    def fields(self, node: Fields, fields: Mapping[str, Field]) -> Checked:
        """Check the fields in `node`; missing ones are left to `missing`."""
        checked = Checked()
        entries, values = checked.entries, checked.values
        for entry in node.entries:
            key, value = entry
            one = fields.get(key.value)
            if one is None:
                if not key.value.startswith("x-"):
                    self._unknown(key, fields, checked)
                continue
            name = one.name
            if one.newer or key.value != name:
                self.is_newer(key)
                self._findings.danish = self._findings.danish or key.value != name
            if name in entries:
                if self._is_next_card(node, key, one, entries):
                    self._at("DK038", key)
                    break
                self._again("DK103", key, entries[name][0], field=key.value)
            else:
                entries[name] = entry
                kind = one.type
                if type(kind) is TextType and type(value) is Text and (value.style or value.value not in NOTHING):
                    found = self._text(name, kind, value)  # the usual case, by the shortest path
                else:
                    found = self._value(one, key, value)
                if found is not None:
                    values[name] = found
        return checked

    def is_newer(self, word: Text) -> None:
        """Note a word that belongs to a later version of the format."""
        if self.newer is None:
            self.newer = word

    def _is_next_card(self, node: Fields, key: Text, one: Field, entries: Mapping[str, tuple[Text, Node]]) -> bool:
        """Tell whether a repeated field begins the next card, whose dash is missing.

        It does if the card began with the same field, and there is a question on either side.
        """
        if node.flow or key.line == node.line or "question" not in entries:
            return False
        first = node.entries[0][0]
        after = {other.value for other, _value in node.entries if other.line >= key.line}
        return first.value in one.names and not after.isdisjoint(_QUESTION)

    def missing(self, node: Fields, checked: Checked, needed: Iterable[str], place: Node) -> None:
        """Report at `place` those of the fields `needed` that are missing."""
        if node.broken:
            return
        for name in needed:
            if name not in checked.entries and name not in checked.meant:
                self._findings.add("DK104", place.line, place.column, place.end_column, field=name)

    def _unknown(self, key: Text, fields: Mapping[str, Field], checked: Checked) -> None:
        name = key.value
        plain = name.strip(" -")
        if plain in fields and name.startswith("-"):
            self._findings.add("DK029", key.line, key.column, key.column + 1)
            checked.meant.add(plain)
        elif (space := _SPACE.search(name)) and name.strip() in fields and not key.style:
            column = key.column + space.start()
            self._findings.add("DK027", key.line, column, column + 1)
            checked.meant.add(name.strip())
        elif name in _ONLY_CARD and "cards" in fields:
            self._at("DK030", key)
        elif self.beyond:
            self._at("DK115", key, value=name, number=self.beyond, high=FORMAT)
        else:
            parts = {"field": name, "known": _listed(fields)}
            if self._findings.wants_suggestions("DK102"):
                also = [(word, known.name) for known in fields.values() for word in known.also]
                if meant := likely(name, fields, also):
                    meant = self._in_the_decks_language(fields[meant])
                    parts["suggestion"] = meant
                    checked.meant.add(fields[meant].name)
            self._at("DK102", key, **parts)

    def _in_the_decks_language(self, one: Field) -> str:
        """Return the name of a field in the language that the deck uses for its other fields."""
        return one.danish if one.danish and self._findings.danish else one.name

    def _value(self, one: Field, key: Text, node: Node) -> Any:
        if type(node) is Refused:
            return None
        if type(node) is Text and node.value in NOTHING and not node.style and _is_nothing(one, node.value):
            self._empty(one, key)
            return None
        kind = one.type
        match kind:
            case TextType():
                return self._text(one.name, kind, node)
            case NumberType():
                return self._number(one.name, kind, node)
            case ChoiceType():
                return self._choice(one.name, kind, node)
            case TextsType():
                return self._texts(one.name, kind, key, node)
            case FieldsType():
                return self._inner(kind, key, node)
            case FlagType():
                return self._flag(one.name, kind, node)
            case StepsType():
                return self._steps(one.name, kind, key, node)
            case SourcesType():
                return self._sources(kind, key, node)
            case CardsType():
                return self._items(one.name, key, node)
            case _:
                assert_never(kind)

    def _empty(self, one: Field, key: Text) -> None:
        """Report a field without a value, which a comment may have swallowed.

        A list whose items have no dashes has already been reported at its items.
        """
        if isinstance(one.type, TextsType) and self._findings.any_at(key.line + 1):
            return
        hash_column = self._comment_after(key.line, key.end_column)
        free = isinstance(one.type, TextType) and one.type.form in _FREE
        if hash_column and free:
            code = "DK113" if one.required else "DK301"
            self._findings.add(code, key.line, hash_column, END_OF_LINE, field=one.name)
        else:
            self._at("DK109" if one.required else "DK309", key, field=one.name)

    def _text(self, name: str, kind: TextType, node: Node, *, item: bool = False) -> str | None:
        if type(node) is not Text:
            report_no_text(self._findings, name, node, item=item)
            return None
        form = kind.form
        value = (node.value if self._safe else self._cleaned(node)).strip()
        if not value or (not value.isascii() and not value.translate(_BLANK).strip()):
            self._empty_text(name, node)
            return None
        if "\n" in value:
            if form is not _PROSE:
                value = " ".join(value.split())
            elif (lines := value.count("\n") + 1) > kind.lines:
                self._at("DK205", node, field=name, length=lines, limit=kind.lines)
                return None
        if len(value) > kind.limit:
            self._at("DK204", node, field=name, length=len(value), limit=kind.limit)
            return None
        if form is _PROSE or form is _LINE:
            if self._comments and not node.style:
                self._cut_off(node)
        elif form in _PATTERNS and not _PATTERNS[form].fullmatch(value):
            self._misshapen(form, node, value)
            return None
        return value

    def _cleaned(self, node: Text) -> str:
        """Clean text; escapes in double quotes have not been reported yet."""
        if SAFE.fullmatch(node.value):
            return node.value
        cleaned = clean(node.value)
        if cleaned.count(REPLACEMENT) > node.value.count(REPLACEMENT):
            unsafe = next(c for c in node.value if c != REPLACEMENT and clean(c) == REPLACEMENT)
            self._at("DK307", node, character=f"U+{ord(unsafe):04X}")
        return cleaned

    def _empty_text(self, name: str, node: Text) -> None:
        hash_column = self._comment_after(node.line, node.column) if not node.style else 0
        if hash_column:
            self._findings.add("DK113", node.line, hash_column, END_OF_LINE, field=name)
        else:
            self._at("DK109", node, field=name)

    def _cut_off(self, node: Text) -> None:
        if column := self._comment_after(node.end_line, node.end_column):
            self._findings.add("DK301", node.end_line, column, END_OF_LINE)

    def _comment_after(self, line: int, column: int) -> int:
        """Return the column of a comment after text that ends at this place, or 0."""
        if not self._comments:
            return 0
        found = _COMMENT.match(self._findings.line(line), column - 1)
        return found.end() if found else 0

    def _misshapen(self, form: Form, node: Text, value: str) -> None:
        parts = {"value": value}
        if form is Form.LANGUAGE:
            names = [(tongue.code, (tongue.name.casefold(), *tongue.also_called)) for tongue in TONGUES.values()]
            languages = tuple((name, code) for code, known in names for name in known)
            if meant := likely(value, tuple(TONGUES), languages):
                parts["suggestion"] = meant
            self._at("DK208", node, **parts)
            return
        parts["suggestion"] = slug(value[:ID_LIMIT])
        self._at("DK207", node, **parts)

    def _number(self, name: str, kind: NumberType, node: Node) -> int | None:
        if type(node) is not Text:
            report_no_text(self._findings, name, node)
            return None
        value = node.value.strip()
        if not _NUMBER.fullmatch(value):
            self._at("DK202", node, field=name, value=value, low=kind.low, high=kind.high)
            return None
        number = int(value)
        if kind.low <= number <= kind.high:
            return number
        code = "DK203"
        if name == "format" and number > kind.high:
            code, self.beyond = "DK209", number
        self._at(code, node, field=name, value=number, low=kind.low, high=kind.high)
        return None

    def _choice(self, name: str, kind: ChoiceType, node: Node) -> str | None:
        if type(node) is not Text:
            report_no_text(self._findings, name, node)
            return None
        value = node.value
        if found := kind.meant(value):
            if found != value or found in kind.newer:
                self.is_newer(node)
            return found
        if self.beyond:
            self._at("DK115", node, value=value, number=self.beyond, high=FORMAT)
            return None
        parts = {"field": name, "value": value, "known": ", ".join(kind.values)}
        also = (*kind.also, *kind.danish)
        if self._findings.wants_suggestions("DK201") and (meant := likely(value, kind.values, also)):
            words = {other: word for word, other in kind.danish} if self._findings.danish else {}
            parts["suggestion"] = words.get(meant, meant)
        self._at("DK201", node, **parts)
        return None

    def _texts(self, name: str, kind: TextsType, key: Text, node: Node) -> tuple[str, ...] | None:
        if not isinstance(node, Items):
            report_no_list(self._findings, name, key, node)
            return None
        texts = [self._item(name, kind, item) for item in node.items]
        if not kind.low <= len(texts) <= kind.high:
            self._at("DK206", key, field=name, length=len(texts), low=kind.low, high=kind.high)
        return tuple([text for text in texts if text is not None])

    def _item(self, name: str, kind: TextsType, item: Node) -> str | None:
        """Check an item of a list; an empty one is left out, except in lists that need theirs."""
        if type(item) is Text and not item.style and item.value in NOTHING:
            if kind.low:
                self._empty_text(name, item)
                return None
            if not item.value and not self._comment_after(item.line, item.column):
                self._at("DK309", item, field=name)
                return None
        return self._text(name, kind.text, item, item=True)

    def _flag(self, name: str, kind: FlagType, node: Node) -> bool | None:
        if type(node) is not Text:
            report_no_text(self._findings, name, node)
            return None
        flag = dict(kind.words).get(node.value.strip().casefold())
        if flag is None:
            self._at("DK201", node, field=name, value=node.value, known="true, false")
        return flag

    def _steps(self, name: str, kind: StepsType, key: Text, node: Node) -> tuple[dict[str, Any], ...] | None:
        if not isinstance(node, Items):
            report_no_list(self._findings, name, key, node)
            return None
        fields = names(kind.fields)
        steps: list[dict[str, Any]] = []
        for item in node.items:
            if isinstance(item, Fields):
                checked = self.fields(item, fields)
                self.missing(item, checked, required(kind.fields), item.entries[0][0] if item.entries else item)
                steps.append(checked.values)
            elif not isinstance(item, Refused):
                end = item.end_column if isinstance(item, Text) and item.end_line == item.line else END_OF_LINE
                self._findings.add("DK114", item.line, item.column, end)
        if not kind.low <= len(node.items) <= kind.high:
            self._at("DK206", key, field=name, length=len(node.items), low=kind.low, high=kind.high)
        return tuple(steps)

    def _inner(self, kind: FieldsType, key: Text, node: Node) -> dict[str, Any] | None:
        fields = names(kind.fields)
        if not isinstance(node, Fields):
            self._at("DK108", key, field=key.value, known=_listed(fields), suggestion=self._fields_like(kind, node))
            return None
        checked = self.fields(node, fields)
        self.missing(node, checked, required(kind.fields), key)
        return checked.values

    def _fields_like(self, kind: FieldsType, node: Node) -> str:
        """Return how to write fields that were written as text, including its numbers if it has two."""
        one, other, *rest = map(self._in_the_decks_language, kind.fields)
        if rest:
            return f"{{{one}: 60}}"
        match = _TWO_NUMBERS.fullmatch(node.value) if isinstance(node, Text) else None
        low, high = (match[1], match[2]) if match else ("3", "8")
        return f"{{{one}: {low}, {other}: {high}}}"

    def _sources(self, kind: SourcesType, key: Text, node: Node) -> dict[str, str] | None:
        if not isinstance(node, Fields):
            word = node.value if isinstance(node, Text) else "…"
            fields = f"{{{slug(word)[:20].strip('-')}: {in_quotes(word)}}}"
            self._at("DK108", key, field=key.value, known="…: …", suggestion=fields)
            return None
        sources: dict[str, str] = {}
        keys: dict[str, Text] = {}
        for source, value in node.entries:
            word = clean(source.value)
            if word.startswith("x-"):
                continue
            if word in keys:
                self._again("DK103", source, keys[word], field=word)
                continue
            keys[word] = source
            if (text := self._text(word, kind.text, value)) is not None:
                sources[word] = text
        return sources

    def _items(self, name: str, key: Text, node: Node) -> Items | None:
        if isinstance(node, Items):
            return node
        report_no_list(self._findings, name, key, node)
        return None

    def _at(self, code: str, node: Text, /, **parts: str | int) -> None:
        end = node.end_column if node.end_line == node.line else END_OF_LINE
        self._findings.add(code, node.line, node.column, end, **parts)

    def _again(self, code: str, node: Text, first: Text, /, **parts: str | int) -> None:
        place = (first.line, first.column)
        self._findings.add_again(code, node.line, node.column, node.end_column, place, **parts)


def report_no_text(findings: Findings, name: str, node: Node, *, item: bool = False) -> None:
    """Report a list or fields in place of a single piece of text, most often text that YAML misreads.

    `name` is the field's, and `item` says that the text belongs to a list.
    """
    match node:
        case Items(flow=True) | Fields(flow=True):
            character = "[" if isinstance(node, Items) else "{"
            findings.add("DK024", node.line, node.column, node.column + 1, character=character)
        case Fields(entries=((key, _), *_)) if item:
            findings.add("DK021", key.end_line, key.end_column, key.end_column + 1)
        case Items() | Fields():
            findings.add("DK106", node.line, node.column, node.column + 1, field=name)


def report_no_list(findings: Findings, name: str, key: Text, node: Node) -> None:
    """Report text or fields in place of a list; `key` and `name` are the field's."""
    match node:
        case Text() if slip := silent_slip(findings.line(node.line), node.column):
            findings.add(slip.code, node.line, slip.column, slip.end_column, **dict(slip.parts))
        case Text() | Fields():
            findings.add("DK107", key.line, key.column, key.end_column, field=name)


def _is_nothing(one: Field, word: str) -> bool:
    """Tell whether a word in `NOTHING` means nothing in a field: it does not in an optional free text."""
    kind = one.type
    if not word or one.required or one.needed_by or not isinstance(kind, TextType):
        return True
    return kind.form is Form.LANGUAGE or (kind.form is Form.ID and word != "null")


def _listed(fields: Mapping[str, Field]) -> str:
    return ", ".join(dict.fromkeys(known.name for known in fields.values()))
