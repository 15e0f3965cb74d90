"""The cards that belong to no deck: those about the conversation, and those made from the team's own agreements."""

from random import Random

import pytest
from tests.core.table import agreement

from dialogkort import language
from dialogkort.core.agreements.agreement import Status
from dialogkort.core.cards import Kind
from dialogkort.sessions.own_deck import ENOUGH, OWN, own_deck, own_title
from dialogkort.sessions.talk_cards import talk_cards


@pytest.mark.parametrize("tongue", ["da", "en"])
def test_the_cards_about_the_conversation_exist_in_each_language_and_are_shuffled(tongue: str) -> None:
    with language.using(tongue):
        cards, others = talk_cards(Random(1)), talk_cards(Random(2))
    assert len(cards) >= 6
    assert {card.kind for card in cards} == {Kind.TALK}
    assert cards != others
    assert {card.id for card in cards} == {other.id for other in others}
    assert all(len(card.question) <= 160 and "?" in card.question for card in cards)


def test_a_deck_of_the_teams_own_needs_five_agreements_in_force() -> None:
    agreements = [agreement(f"a{number}", question=f"Hvad nu {number}?") for number in range(ENOUGH)]
    assert own_deck(agreements[1:]) is None
    gone = agreement("væk", status=Status.RETIRED)
    assert own_deck([*agreements[1:], gone]) is None, "agreements that no longer apply do not count"
    deck = own_deck([*agreements, gone])
    assert deck
    assert (deck.id, deck.title) == (OWN, own_title())
    assert len({card.key for card in deck.cards}) == len(deck.cards) >= ENOUGH + 3
    text = "\n".join((*(card.question for card in deck.cards), *(o for card in deck.cards for o in card.options)))
    assert "Titel a0" in text
    assert gone.title not in text


def test_each_card_asks_the_question_behind_an_agreement_which_opening_it_reveals() -> None:
    agreements = [agreement(f"a{number}", question=f"Hvad nu {number}?" if number else "") for number in range(6)]
    deck = own_deck(agreements)
    assert deck
    asked = {card.id: card for card in deck.cards if card.id.startswith("was-for-")}
    assert set(asked) == {f"was-for-a{number}" for number in range(1, 6)}, "without a question there is no card"
    assert "Hvad nu 3?" in asked["was-for-a3"].follow_ups[0]
    assert "Hvad nu 3?" not in asked["was-for-a3"].question
