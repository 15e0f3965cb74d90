"""JSON → cards: a list of strings, a list of objects, or either of them nested by theme."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dialogkort.decks.importing.filling import Cell
from dialogkort.decks.importing.outline import Block, Shape, from_outline
from dialogkort.decks.importing.proposal import Place, Proposal, Refused, Take, Unit, Wishes
from dialogkort.decks.importing.table import Row, check_width, from_table
from dialogkort.decks.importing.words import field_named, is_weak, tidy
from dialogkort.language import gettext as _

_DEEPEST: Final = 20
_NAMES: Final = ("theme", "category", "kategori", "tema", "name", "navn", "title", "titel", "topic", "emne")
_TITLES: Final = ("title", "titel", "name", "navn")
_GENERIC: Final = frozenset(
    {"questions", "cards", "items", "prompts", "data", "deck", "list", "entries", "results", "kort", "spørgsmål",
     "icebreakers", "conversation_starters", "categories", "themes", "sections"}
)  # fmt: skip


def from_json(text: str, wishes: Wishes) -> Proposal:
    """Make cards from a JSON text, or from lines with a JSON object each."""
    value = loaded(text)
    title = next((tidy(one) for name in _TITLES if isinstance(one := _get(value, name), str)), "")
    texts: list[Block] = []
    objects: list[tuple[str, Mapping[str, Any]]] = []
    runs: dict[str, int] = {}
    for theme, one in _entries(value, "", 0):
        if isinstance(one, str):
            place = Place(Unit.ENTRY, len(texts) + len(objects) + 1)
            run = runs.setdefault(theme, len(runs)) if theme else -len(texts)
            if theme and (not texts or texts[-1].run != run):
                texts.append(Block(Shape.HEADING, theme, place, 2, run))
            texts.append(Block(Shape.TEXT, one, place, 0, run))
        else:
            objects.append((theme, one))
    if objects:
        return _from_objects(objects, wishes, title)
    if not texts:
        raise Refused(_("There is no text in the file that could be used as cards."))
    return from_outline(texts, wishes if wishes.take else Wishes(take=Take.LINES), title)


def loaded(text: str) -> Any:
    """Return the value of a JSON text, or of lines with an object each. Raises Refused."""
    try:
        return json.loads(text)
    except RecursionError:
        raise Refused(_("The file is nested too deeply.")) from None
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        try:
            if len(lines) > 1:
                return [json.loads(line) for line in lines]
        except (ValueError, RecursionError):
            pass
        line = getattr(error, "lineno", 1)
        raise Refused(
            _("The JSON in the file cannot be read: there is a mistake on line {line}.").format(line=line)
        ) from None


def _get(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _entries(value: Any, theme: str, depth: int) -> Iterator[tuple[str, Any]]:
    """Yield the strings and the objects that may be cards, each with the theme that it is listed under."""
    if depth > _DEEPEST:
        raise Refused(_("The file is nested too deeply."))
    if isinstance(value, list):
        for item in value:
            if isinstance(item, str):
                yield theme, item
            elif isinstance(item, (list, dict)):
                yield from _entries(item, theme, depth + 1)
    elif isinstance(value, dict):
        yield from _entries_of(value, theme, depth)


def _entries_of(value: dict[str, Any], theme: str, depth: int) -> Iterator[tuple[str, Any]]:
    lists = {name: inner for name, inner in value.items() if _holds_cards(name, inner)}
    if not lists or _is_card(value):
        if _is_card(value) or (depth and any(isinstance(held, str) for held in value.values())):
            yield theme, value
        elif value and all(isinstance(held, str) for held in value.values()):
            for one in value.values():
                yield theme, one
        return
    own = next((tidy(one) for name in _NAMES if isinstance(one := value.get(name), str)), "") if depth else ""
    for name, one in lists.items():
        is_generic = name.casefold() in _GENERIC or name.isdecimal()
        inner = own or theme if is_generic else tidy(name)
        if isinstance(one, dict) and _is_card(one):
            yield (own or theme), one
        else:
            yield from _entries(one, inner, depth + 1)


def _is_card(value: Any) -> bool:
    """Tell whether an object has a question of its own."""
    if not isinstance(value, dict):
        return False
    names = [name for name, held in value.items() if isinstance(held, str) and field_named(name) == "question"]
    if any(not is_weak(name) for name in names):
        return True
    return bool(names) and not any(_holds_groups(name, held) for name, held in value.items())


def _holds_groups(name: str, value: Any) -> bool:
    """Tell whether the value of a name is a list of cards or of groups of them, so that its object is not a card."""
    if not isinstance(value, (list, dict)) or not _holds_cards(name, value):
        return False
    inner = value if isinstance(value, list) else list(value.values())
    return name.casefold() in _GENERIC or any(isinstance(item, (list, dict)) for item in inner)


def _holds_cards(name: str, value: Any) -> bool:
    """Tell whether the value of a name may contain cards: strings or objects, and not a field of a card."""
    if field_named(name) not in {"", "question"} and name.casefold() not in _GENERIC:
        return False
    match value:
        case list():
            return any(isinstance(item, (str, dict, list)) for item in value)
        case dict():
            return any(isinstance(item, (str, dict, list)) for item in value.values())
        case _:
            return False


def _from_objects(objects: list[tuple[str, Mapping[str, Any]]], wishes: Wishes, title: str) -> Proposal:
    """Read objects as the rows of a table whose headings are their names."""
    names = list(dict.fromkeys(name for _theme, fields in objects for name in fields))
    check_width(len(names))
    has_theme = any(theme for theme, _one in objects) and not any(field_named(name) == "theme" for name in names)
    headings: tuple[Cell, ...] = (*(["theme"] if has_theme else []), *names)
    rows = [Row(Place(Unit.ENTRY, 0), headings)]
    for number, (theme, fields) in enumerate(objects, 1):
        cells = tuple(_cell(fields.get(name)) for name in names)
        rows.append(Row(Place(Unit.ENTRY, number), ((theme,) if has_theme else ()) + cells))
    return from_table(rows, wishes, title)


def _cell(value: Any) -> Cell:
    match value:
        case None | bool() | dict():
            return ""
        case list():
            return tuple(text for item in value if (text := _word(item)))
        case _:
            return str(value)


def _word(value: Any) -> str:
    """Return an entry of a list as text: its own value, or the longest text of an object."""
    if isinstance(value, dict):
        return max((text for text in value.values() if isinstance(text, str)), key=len, default="")
    return "" if value is None or isinstance(value, (list, bool)) else str(value)
