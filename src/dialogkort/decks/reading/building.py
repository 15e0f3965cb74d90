"""The tree of a deck's file → the deck, its cards, and the position of each card.

Each field is checked by `dialogkort.decks.reading.checking`; this module covers a card or a deck as a whole.
"""

from dataclasses import dataclass
from typing import Final

from dialogkort.core.cards import DECK_KINDS, Card, Deck, Kind, Order, Step, Together
from dialogkort.decks.format.schema import CARD_FIELDS, DECK_FIELDS, FORMAT, names, required
from dialogkort.decks.reading import advice
from dialogkort.decks.reading.checking import NOTHING, Checked, Checker
from dialogkort.decks.reading.diagnosis import silent_slip
from dialogkort.decks.reading.findings import END_OF_LINE
from dialogkort.decks.reading.ids import Taken, card_id, deck_id
from dialogkort.decks.reading.source import Source
from dialogkort.decks.reading.tree import Fields, Items, Node, Refused, Text
from dialogkort.files.suggestions import likely

_DECK: Final = names(DECK_FIELDS)
_CARD: Final = names(CARD_FIELDS)
_REQUIRED: Final = required(CARD_FIELDS)
_NEEDS: Final = {kind: tuple(field.name for field in CARD_FIELDS if kind in field.needed_by) for kind in DECK_KINDS}
_INSTEAD: Final = {field.name: field.instead for field in CARD_FIELDS if field.instead}
_SPECIAL: Final = tuple((field.name, field.kinds) for field in CARD_FIELDS if field.kinds)


@dataclass(frozen=True, slots=True)
class Place:
    """The position of a card in the file, even if it cannot be dealt: lines from 1, the last one included."""

    id: str
    line: int
    last_line: int
    playable: bool


class DeckReader:
    """Reads the deck and its cards from the tree of one file."""

    def __init__(self, source: Source, root: Fields, name: str) -> None:
        self._findings = source.findings
        self._root = root
        self._checker = Checker(source)
        self._head = self._checker.fields(root, _DECK)
        self._id: str = self._head.values.get("id") or deck_id(name)
        self._language: str = self._head.values.get("language", "da")
        self._sources: dict[str, str] = self._head.values.get("sources", {})
        self._first_ids: dict[str, Text] = {}
        self._without_id: list[tuple[Node, str]] = []
        self._taken = Taken(())
        self._lists: set[str] = set()

    def read(self) -> tuple[Deck | None, tuple[Place, ...]]:
        head = self._head.values
        cards, places = self._cards(head.get("cards"))
        self._report_missing()
        self._report_ids()
        self._report_format()
        if not cards:
            return None, places
        order = Order(head.get("order", Order.SHUFFLED))
        self._advise(cards, order)
        return (
            Deck(
                id=self._id,
                title=head.get("title", self._id),
                language=self._language,
                description=head.get("description", ""),
                authors=head.get("authors", ()),
                license=head.get("license", ""),
                order=order,
                group=self._group(head.get("group", {})),
                translation_of=head.get("translation_of", ""),
                seconds=tuple(head.get("format_defaults", {}).items()),
                cards=tuple(cards),
            ),
            places,
        )

    def _report_missing(self) -> None:
        entries = self._root.entries
        first = entries[0][0] if entries else self._root
        self._checker.missing(self._root, self._head, required(DECK_FIELDS), first)
        if not self._root.broken and "format" not in self._head.entries | dict.fromkeys(self._head.meant):
            number = 1 if self._checker.newer is None else FORMAT
            self._findings.add("DK306", first.line, first.column, first.end_column, number=number)

    def _report_ids(self) -> None:
        """Report once that cards have no id, at the first such card."""
        if self._without_id:
            (first, made), count = self._without_id[0], len(self._without_id)
            self._findings.add("DK305", first.line, first.column, first.end_column, id=made, count=count)

    def _report_format(self) -> None:
        """Report once that the deck uses words of a later format than it declares, at the first such word."""
        word, given = self._checker.newer, self._head.values.get("format", FORMAT)
        if word is not None and given < FORMAT:
            parts = {"word": word.value, "number": FORMAT, "given": given}
            self._findings.add("DK314", word.line, word.column, word.end_column, **parts)

    def _group(self, group: dict[str, int]) -> tuple[int, int] | None:
        if len(group) < 2:
            return None
        low, high = group["min"], group["max"]
        if low > high:
            key = self._head.entries["group"][0]
            self._findings.add("DK311", key.line, key.column, key.end_column, low=low, high=high)
        return min(low, high), max(low, high)

    def _advise(self, cards: list[Card], order: Order) -> None:
        if theme := advice.one_theme(cards, order):
            key = self._head.entries["cards"][0]
            self._findings.add("DK304", key.line, key.column, key.end_column, theme=theme)

    # the cards

    def _cards(self, node: Items | None) -> tuple[list[Card], tuple[Place, ...]]:
        if node is None:
            return [], ()
        if not node.items:
            key = self._head.entries["cards"][0]
            self._findings.add("DK112", key.line, key.column, key.end_column)
        checked = [self._checked(item) for item in node.items]
        self._taken = Taken(card.values["id"] for card in checked if card and "id" in card.values)
        read = [
            self._card(item, card) if isinstance(item, Fields) and card else None
            for item, card in zip(node.items, checked, strict=True)
        ]
        given = [card.values.get("id", "") if card else "" for card in checked]
        return self._playable(node, read, given)

    def _playable(self, node: Items, read: list[Card | None], given: list[str]) -> tuple[list[Card], tuple[Place, ...]]:
        """Leave out the cards that contain an error."""
        starts = [(item.line, item.column if node.flow else 1) for item in node.items]
        ends = [*starts, (node.end_line, node.end_column)][1:]
        any_spoilt = bool(starts) and self._findings.spoils(starts[0], ends[-1])
        cards: list[Card] = []
        places: list[Place] = []
        for card, name, start, end in zip(read, given, starts, ends, strict=True):
            playable = card is not None and not (any_spoilt and self._findings.spoils(start, end))
            if card is not None and playable:
                cards.append(card)
            last = max(start[0], end[0] - 1)
            places.append(Place(card.id if card else name, start[0], last, playable))
        return cards, tuple(places)

    def _checked(self, item: Node) -> Checked | None:
        match item:
            case Fields():
                return self._checker.fields(item, _CARD)
            case Text():
                line = self._findings.line(item.line)
                if slip := silent_slip(line, item.column):
                    self._findings.add(slip.code, item.line, slip.column, slip.end_column, **dict(slip.parts))
                else:
                    self._findings.add("DK111", item.line, item.column, item.end_column)
            case Items():
                self._findings.add("DK111", item.line, item.column, item.column + 1)
            case Refused():
                pass
        return None

    def _card(self, node: Fields, checked: Checked) -> Card | None:
        """Create the card from the checked fields; None if even the question is missing."""
        values = checked.values
        known = checked.entries.values() or node.entries
        first: Node = next(iter(known))[0] if known else node
        self._checker.missing(node, checked, _REQUIRED, first)
        kind = Kind(values.get("kind", Kind.QUESTION))
        if not node.broken and ("kind" in values or "kind" not in checked.entries):
            self._report_kind(kind, checked, first)
        question = values.get("question")
        card_id = self._card_id(checked, first, broken=node.broken)
        if question is None:
            return None
        card = self._make(card_id, kind, question, checked)
        self._report_card(card, checked)
        return card

    def _card_id(self, checked: Checked, first: Node, *, broken: bool) -> str:
        """Return the card's id, or one derived from its question, which does not survive an edit."""
        node = checked.node("id")
        question: str | None = checked.values.get("question")
        given: str | None = checked.values.get("id")
        if given is not None and isinstance(node, Text):
            before = self._first_ids.setdefault(given, node)
            if before is not node:
                place = (before.line, before.column)
                self._findings.add_again("DK110", node.line, node.column, node.end_column, place, id=given)
            return given
        made = self._taken.free(card_id(question or ""))
        if "id" not in checked.entries and "id" not in checked.meant and question is not None and not broken:
            self._without_id.append((first, made))
        return made

    def _source(self, checked: Checked) -> str:
        """Return the source of a card: the citation that its key refers to, or its own words."""
        given: str = checked.values.get("source", "")
        if not given or given in self._sources:
            return self._sources.get(given, "")
        node = checked.node("source")
        if isinstance(node, Text) and not self._root.broken:
            parts = {"value": given}
            if self._findings.wants_suggestions("DK310") and (meant := likely(given, self._sources)):
                parts["suggestion"] = meant
            self._findings.add("DK310", node.line, node.column, node.end_column, **parts)
        return given if " " in given else ""

    def _report_card(self, card: Card, checked: Checked) -> None:
        """Report what could be improved about a valid card."""
        question = checked.entries["question"][1]
        if card.kind is not Kind.EXERCISE and advice.is_yes_or_no(card.question, self._language):
            self._findings.add("DK302", *_span(question))
        for name in ("low", "high"):
            label = checked.node(name)
            if isinstance(label, Text) and label.value.strip().isdecimal():
                self._findings.add("DK316", *_span(label), field=name, value=label.value.strip())
        if (piece := advice.split_sentence(checked.node("options"))) is not None:
            self._findings.add("DK315", *_span(piece), text=piece.value)
        if card.shows and card.shows not in self._lists:
            self._findings.add("DK317", *_span(checked.entries["shows"][1]), value=card.shows)
        if card.collect:
            self._lists.add(card.collect)
        if (rows := advice.rows_of(card)) > advice.CARD_ROWS:
            self._findings.add("DK303", *_span(question), rows=rows, limit=advice.CARD_ROWS)

    def _report_kind(self, kind: Kind, checked: Checked, at: Node) -> None:
        """Report what this kind of card requires but lacks, and what it has but does not use."""
        for name in _NEEDS[kind]:
            if _INSTEAD.get(name) in checked.entries:
                continue
            empty = isinstance(node := checked.node(name), Text) and node.value in NOTHING and not node.style
            if (name not in checked.entries and name not in checked.meant) or empty:
                place = checked.node("kind") or checked.key(name)
                if isinstance(place, Text):
                    at = place
                self._findings.add("DK105", at.line, at.column, at.end_column, kind=str(kind), field=name)
        for name, kinds in _SPECIAL:
            if name in checked.entries and kind not in kinds:
                key = checked.entries[name][0]
                self._findings.add("DK308", key.line, key.column, key.end_column, field=name, kind=str(kind))

    def _make(self, card_id: str, kind: Kind, question: str, checked: Checked) -> Card:
        get = checked.values.get
        steps = tuple(
            Step(step["text"], step["minutes"]) for step in get("steps", ()) if {"text", "minutes"} <= step.keys()
        )
        together: str | None = get("in")
        return Card(
            id=card_id,
            deck=self._id,
            kind=kind,
            question=question,
            theme=get("theme", ""),
            level=get("level", 1),
            options=get("options", ()),
            low=get("low", ""),
            high=get("high", ""),
            decision=get("decision", ""),
            minutes=sum(step.minutes for step in steps) or get("minutes", 0),
            follow_ups=get("follow_ups", ()),
            advice=get("advice", ""),
            source=self._source(checked),
            tags=get("tags", ()),
            steps=steps,
            together=Together(together) if together else None,
            break_after=get("break_after", False),
            collect=get("collect", ""),
            shows=get("shows", ""),
        )


def _span(node: Node) -> tuple[int, int, int]:
    """Return the line of a node, its column, and the column where its first line ends."""
    return node.line, node.column, node.end_column if node.end_line == node.line else END_OF_LINE
