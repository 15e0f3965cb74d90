"""Make the pages that describe the decks, docs/decks.md and docs/decks.da.md, from the decks."""

from collections import Counter
from pathlib import Path

from dialogkort.core.cards import DECK_KINDS, Card, Deck, Kind, Order
from dialogkort.core.game.phases import Format
from dialogkort.core.game.plan import make_plan
from dialogkort.decks.shelf.shelf import Shelf, bundled_folder
from dialogkort.language.names import sorting_key

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = {"en": DOCS / "decks.md", "da": DOCS / "decks.da.md"}
PEOPLE = 5
"""The number of people that the times on the pages are for."""

LEVELS = (1, 2, 3)
WORDS = {
    "en": {
        "head": "# The decks\n\n*På dansk: [decks.da.md](decks.da.md)*",
        "intro": "The game comes with {decks} decks, {cards} cards in all, in Danish and in English. Each card "
        "names its source. Times are for {people} people in the classic format; the plan in the game shows what "
        "they are for you.",
        Order.SHUFFLED: "## Decks to draw from\n\nThe cards are shuffled. Several decks can be mixed in one game.",
        Order.FIXED: "## Programmes\n\nThe cards come in a fixed order, and the last ones build on the first.",
        "cards": "{cards} cards: {most} and {last}",
        "group": "For {low} to {high} people.",
        "round": "A round takes about {minutes} minutes.",
        "programme": "The whole programme takes about {minutes} minutes.",
    },
    "da": {
        "head": "# Kortsættene\n\n*In English: [decks.md](decks.md)*",
        "intro": "Med spillet følger {decks} kortsæt med i alt {cards} kort, på dansk og på engelsk. Hvert kort "
        "nævner sin kilde. Minutterne gælder for {people} personer i det klassiske format; planen i spillet "
        "siger, hvad de bliver for jer.",
        Order.SHUFFLED: "## Kortsæt at trække fra\n\nKortene bliver blandet, og flere sæt kan bruges på én gang.",
        Order.FIXED: "## Programmer\n\nKortene kommer i fast rækkefølge, og de sidste bygger på de første.",
        "cards": "{cards} kort: {most} og {last}",
        "group": "For {low} til {high} personer.",
        "round": "En runde tager ca. {minutes} minutter.",
        "programme": "Hele programmet tager ca. {minutes} minutter.",
    },
}
KINDS = {
    "en": {
        Kind.QUESTION: ("question", "questions"),
        Kind.DILEMMA: ("dilemma", "dilemmas"),
        Kind.SCALE: ("scale", "scales"),
        Kind.DELEGATION: ("“who decides”", "“who decides”"),
        Kind.EXERCISE: ("exercise", "exercises"),
        Kind.SPOKEN: ("line to say", "lines to say"),
    },
    "da": {
        Kind.QUESTION: ("spørgsmål", "spørgsmål"),
        Kind.DILEMMA: ("dilemma", "dilemmaer"),
        Kind.SCALE: ("skala", "skalaer"),
        Kind.DELEGATION: ("»hvem bestemmer«", "»hvem bestemmer«"),
        Kind.EXERCISE: ("øvelse", "øvelser"),
        Kind.SPOKEN: ("replik", "replikker"),
    },
}
"""Each kind of card, in the singular and the plural."""


def decks_of(language: str) -> list[Deck]:
    """Return the bundled decks in a language, by title."""
    found = [shelved.reading.deck for shelved in Shelf((bundled_folder(),)).decks()]
    decks = [deck for deck in found if deck is not None and deck.language == language]
    return sorted(decks, key=lambda deck: sorting_key(deck.title))


def examples(deck: Deck) -> tuple[str, ...]:
    """Return the ids of three cards that show what the deck is like.

    From each level the shortest question, of a theme that has not been shown if there is one; another kind
    of card where the level has no question, and another level where it has no card. Those of a programme
    come in its own order.
    """
    chosen: list[Card] = []
    for level in LEVELS:
        shown = {card.theme for card in chosen}
        left = [(_unlike(card, level, shown), card) for card in deck.cards if card not in chosen]
        chosen.append(min(left, key=lambda pair: pair[0])[1])
    if deck.order is Order.FIXED:
        chosen.sort(key=deck.cards.index)
    return tuple(card.id for card in chosen)


def _unlike(card: Card, level: int, shown: set[str]) -> tuple[bool, bool, bool, int, str]:
    """Return how far a card is from the example that is looked for, what counts most first."""
    return card.level != level, card.kind is not Kind.QUESTION, card.theme in shown, len(card.question), card.id


def minutes_of(deck: Deck) -> int:
    """Return the minutes of a round with the deck, and of the whole game where it is a programme."""
    if deck.order is Order.FIXED:
        return make_plan(Format.CLASSIC, PEOPLE, 24 * 60, deck.seconds, len(deck.cards)).needed
    return round(make_plan(Format.CLASSIC, PEOPLE, 0, deck.seconds).per_round / 60)


def facts(deck: Deck) -> str:
    """Return a line with how many cards of which kinds, for how many people, and how long it takes."""
    words, kinds = WORDS[deck.language], KINDS[deck.language]
    counts = Counter(card.kind for card in deck.cards)
    *most, last = [f"{counts[kind]} {kinds[kind][counts[kind] > 1]}" for kind in DECK_KINDS if counts[kind]]
    cards = words["cards"].format(cards=len(deck.cards), most=", ".join(most), last=last) if most else last
    told = [f"{cards}."]
    if deck.group:
        low, high = deck.group
        told.append(words["group"].format(low=low, high=high))
    told.append(words["programme" if deck.order is Order.FIXED else "round"].format(minutes=minutes_of(deck)))
    return " ".join([*told, f"`dialogkort play {deck.id}`"])


def page(language: str) -> str:
    """Return the page in a language. The examples are chosen in Danish, and are the same on both pages."""
    words = WORDS[language]
    decks = decks_of(language)
    shown = {deck.id: examples(deck) for deck in decks_of("da")}
    cards = sum(len(deck.cards) for deck in decks)
    parts = [words["head"], words["intro"].format(decks=len(decks), cards=cards, people=PEOPLE)]
    for order in Order:
        parts.append(words[order])
        for deck in decks:
            if deck.order is order:
                questions = {card.id: card.question for card in deck.cards}
                listed = [f"- {questions[card]}" for card in shown[deck.translation_of or deck.id]]
                parts += [f"### {deck.title}", deck.description, "\n".join(listed), facts(deck)]
    parts.append("<!-- Made by scripts/decks_page.py. -->")
    return "\n\n".join(parts) + "\n"


def main() -> None:
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
