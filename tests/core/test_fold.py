"""A game is the fold of its events; a journal that refers to something that does not exist is damaged, and says so."""

import pytest
from tests.core.table import RULE, TODAY, Table, same_kind

from dialogkort.core.game import commands as c
from dialogkort.core.game import events as e
from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.evolve import evolve, fold
from dialogkort.core.game.numbers import meaning_of
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Stage


def test_no_events_give_no_game():
    assert fold(()) is None


@pytest.mark.parametrize(
    "event",
    [
        e.CardsOffered(1.0, ("d/question-1",)),
        e.CardDealt(1.0, "d/question-1", "m1"),
        e.CardPutAside(1.0),
        e.PhaseBegun(1.0, Phase.READ, 30.0),
        e.TurnEnded(1.0),
        e.TurnPassed(1.0),
        e.AnswerGiven(1.0, "m1", 1),
        e.AnswersShown(1.0),
        e.DraftProposed(1.0),
        e.DraftTakenBack(1.0),
        e.RoundEnded(1.0),
    ],
    ids=lambda event: type(event).__name__,
)
def test_an_event_about_something_that_does_not_exist_means_a_damaged_journal(event):
    with pytest.raises(ValueError, match=r"no |not "):
        evolve(Table().game, event)
    with pytest.raises(ValueError, match="started first"):
        evolve(None, event)


def test_a_card_that_is_not_in_the_pile_means_a_damaged_journal():
    with pytest.raises(ValueError, match="x/y"):
        evolve(Table().do(c.MoveOn()).game, e.CardDealt(1.0, "x/y", "m1"))


def test_a_number_chooses_what_is_on_the_table():
    table = Table(3, dealing=Dealing.CHOOSE)
    assert meaning_of(table.game, 1) is None
    first, _, third = table.do(c.MoveOn()).game.round.offered
    assert [meaning_of(table.game, number) for number in (0, 1, 3, 4)] == [
        None,
        c.ChooseCard(first.key),
        c.ChooseCard(third.key),
        None,
    ]
    table.to(Phase.READ)
    assert meaning_of(table.game, 1) is None
    table.to(Phase.REVEAL)
    assert meaning_of(table.game, 2) == c.GiveAnswer("m1", 2)
    table.to(Stage.CLOSING)
    assert meaning_of(table.game, 5) is None, "ratings are collected first"


def test_steps_can_be_undone_one_by_one_back_to_the_start():
    """Undo folds fewer events: each earlier game is restored exactly."""
    table = Table(2, cards=same_kind(2))
    commands = (c.MoveOn(), c.MoveOn(), c.WriteDraft(RULE), c.Propose(), c.ConsentAll(), c.Adopt(TODAY))
    games = [(len(state.events), state.game) for state in (table.do(command) for command in commands)]
    for events, game in reversed(games):
        assert fold(table.events[:events]) == game
