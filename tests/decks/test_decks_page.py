"""The pages about the decks are generated from the decks, and must be generated again when a deck changes."""

import pytest
from scripts.decks_page import LEVELS, PAGES, decks_of, examples, facts, page

from dialogkort.core.cards import Kind, Order


@pytest.mark.parametrize("language", PAGES)
def test_the_page_is_up_to_date(language: str) -> None:
    assert PAGES[language].read_text("utf-8") == page(language), "run scripts/decks_page.py"


@pytest.mark.parametrize("language", PAGES)
def test_every_deck_is_on_the_page(language: str) -> None:
    decks = decks_of(language)
    told = page(language)
    assert len(decks) == 17
    for deck in decks:
        assert f"### {deck.title}\n\n{deck.description}\n\n- " in told
        assert facts(deck) in told


def test_the_examples_are_one_per_level_and_only_questions_where_there_are_any() -> None:
    for deck in decks_of("da"):
        cards = {card.id: card for card in deck.cards}
        shown = [cards[example] for example in examples(deck)]
        assert len({card.id for card in shown}) == 3
        for level in LEVELS:
            at_level = [card for card in deck.cards if card.level == level]
            examples_of_it = [card for card in shown if card.level == level]
            assert examples_of_it or not at_level, deck.id
            asked = [card for card in at_level if card.kind is Kind.QUESTION]
            assert all(card.kind is Kind.QUESTION for card in examples_of_it) or not asked, deck.id


def test_the_examples_go_from_warm_up_to_deep_but_a_programme_keeps_its_order() -> None:
    for deck in decks_of("da"):
        cards = [card for example in examples(deck) for card in deck.cards if card.id == example]
        if deck.order is Order.FIXED:
            assert cards == [card for card in deck.cards if card in cards], deck.id
        else:
            assert [card.level for card in cards] == sorted(card.level for card in cards) or deck.id == "ind-og-ud"


def test_the_examples_do_not_depend_on_the_order_of_the_cards() -> None:
    for deck in decks_of("da"):
        turned = type(deck)(deck.id, deck.title, cards=tuple(reversed(deck.cards)))
        assert set(examples(turned)) == set(examples(deck))
