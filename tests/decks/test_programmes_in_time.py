"""The bundled programmes are played completely, by 5 and by 8 people, within the time that they promise.

Each game is played through at the table with the seconds of the plan: every clock runs out, every turn is taken, and
what has no clock (the opening, the deal, showing answers, the ratings at the end) takes as long as the plan assumes.
"""

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from tests.core.table import Table, setup
from tests.decks.test_bundled import deck_of

from dialogkort.core.cards import Deck
from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import make_pile
from dialogkort.core.game.phases import DEALING, LENGTHS, RATING, Format, Phase
from dialogkort.core.game.plan import make_plan
from dialogkort.core.game.setup import DeckInPlay
from dialogkort.core.game.state import Stage
from dialogkort.sessions.beginning import ahead_in, usual_format

PROMISED = {"forventningsafstemning": 60, "teamsamtale": 90, "lugerunden": 90, "fra-snak-til-forsoeg": 60}
ENGLISH = {
    "forventningsafstemning": "aligning-expectations",
    "teamsamtale": "team-talk",
    "lugerunden": "the-weeding-round",
    "fra-snak-til-forsoeg": "from-talk-to-trial",
}


@cache
def played(language: str, name: str, people: int) -> tuple[Deck, Format, Table]:
    """The deck, the format that the set-up suggests, and the table after the game."""
    deck = deck_of(language, name if language == "da" else ENGLISH[name])
    minutes = PROMISED[name]
    form = usual_format(None, people, minutes, ahead_in([deck]))
    decks = (DeckInPlay(deck.id, deck.title, deck.seconds, programme=True),)
    pile = make_pile([deck], {}, Random(1))
    table = Table.folded(Table(people, cards=pile, decks=decks, minutes=minutes, form=form).events)
    assert table.game.setup == setup(people, decks=decks, minutes=minutes, form=form)
    while table.game.stage is not Stage.ENDED:
        game = table.game
        if game.countdown:
            table.wait(game.countdown.left(table.now))
        elif game.stage is Stage.OPENING:
            table.wait(LENGTHS[form].opening)
        elif game.phase is Phase.DEAL:
            table.wait(DEALING)
        elif game.phase is Phase.REVEAL:
            while table.game.to_answer:
                table.do(c.GiveAnswer(table.game.to_answer, 1))
        elif game.stage is Stage.CLOSING:
            table.wait(RATING)
        table.on()
    return deck, form, table


@pytest.mark.parametrize("people", [5, 8])
@pytest.mark.parametrize("name", PROMISED)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_programme_can_be_played_completely_in_its_promised_time(language: str, name: str, people: int) -> None:
    deck, form, table = played(language, name, people)
    assert [played.card.id for played in table.game.played] == [card.id for card in deck.cards]
    assert table.now <= PROMISED[name] * 60, f"{table.now / 60:.1f} minutes"
    plan = make_plan(form, people, PROMISED[name], deck.seconds, ahead=ahead_in([deck]))
    assert plan.fits
    assert table.now <= plan.needed * 60, "the plan assumes no less time than it takes"


@pytest.mark.parametrize("name", PROMISED)
def test_the_description_says_how_long_it_takes(name: str) -> None:
    words = {60: "en time", 90: "halvanden time"}[PROMISED[name]]
    assert words in deck_of("da", name).description.lower()


@pytest.mark.parametrize("name", ["forventningsafstemning", "teamsamtale", "lugerunden"])
def test_in_half_the_time_a_programme_stops_where_it_can_be_divided(name: str) -> None:
    deck = deck_of("da", name)
    ahead = ahead_in([deck])
    whole = make_plan(Format.CLASSIC, 8, 600, deck.seconds, ahead=ahead)
    plan = make_plan(Format.CLASSIC, 8, whole.minutes_of(whole.breaks[0] + 1), deck.seconds, ahead=ahead)
    assert plan.rounds == whole.breaks[0]


@pytest.mark.parametrize("name", ["raadfoering", "seeking-advice"])
def test_seeking_advice_takes_two_meetings_of_an_hour_with_the_calls_in_between(name: str) -> None:
    deck = deck_of("da" if name == "raadfoering" else "en", name)
    [first] = [number for number, card in enumerate(deck.cards, 1) if card.break_after]
    assert str(first) in deck.description, "it says where it can be divided"
    for cards in (deck.cards[:first], deck.cards[first:]):
        plan = make_plan(Format.CLASSIC, 5, 60, deck.seconds, ahead=ahead_in([replace(deck, cards=cards)]))
        assert plan.fits, f"{plan.needed} minutes"
