"""Finding cards: by theme, kind, level and text."""

import pytest

from dialogkort.core.cards import Card, Deck, Kind
from dialogkort.core.filtering import Filter

CARDS = (
    Card("a", "d", Kind.QUESTION, "Hvornår ringede du sidst?", theme="Medier", level=1, tags=("telefon",)),
    Card("b", "d", Kind.DILEMMA, "Det haster.", theme="Medier", level=2, options=("Jeg RINGER", "Jeg skriver")),
    Card("c", "d", Kind.SCALE, "Hvor meget?", theme="Tillid", level=3, low="Lidt", high="Alt", advice="På Ærø"),
    Card("e", "d", Kind.DELEGATION, "Hvem?", level=3, decision="Ferien", follow_ups=("Hvad så?",), source="Bogen"),
)
DECK = Deck("d", "D", cards=CARDS)


def found(wanted: Filter) -> str:
    return "".join(card.id for card in wanted.cards_of(DECK))


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(), "abce"),
        (Filter(themes=("Medier",)), "ab"),
        (Filter(themes=("Medier", "Tillid")), "abc"),
        (Filter(kinds=(Kind.SCALE, Kind.DELEGATION)), "ce"),
        (Filter(levels=(3,)), "ce"),
        (Filter(levels=(3,), themes=("Tillid",)), "c"),
        (Filter(text="ring"), "ab"),
        (Filter(text="RING skriv"), "b"),
        (Filter(text="telefon"), "a"),
        (Filter(text="ferie"), "e"),
        (Filter(text="hvad så"), "e"),
        (Filter(text="bogen"), "e"),
        (Filter(text="ærø"), "c"),
        (Filter(text="pa\u030a"), "c"),
        (Filter(text="alt medier"), ""),
        (Filter(text="   "), "abce"),
    ],
)
def test_a_filter_finds_cards_by_theme_kind_level_and_text(wanted: Filter, ids: str) -> None:
    assert found(wanted) == ids


def test_an_empty_filter_is_falsy_and_returns_all_cards() -> None:
    assert not Filter()
    assert not Filter(text=" ")
    assert Filter().cards_of(DECK) is CARDS
    assert all((Filter(text="x"), Filter(levels=(1,)), Filter(kinds=(Kind.SCALE,)), Filter(themes=("x",))))
