"""The words on a seat: whatever happens in a game, no page speaks of keys, or of what only the keyboard can do."""

import re
from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest
from tests.core.table import RULE, TODAY, Table, agreement, card, forward, pile
from tests.tui.surroundings import WALL

from dialogkort.core.agreements.agreement import Thumb
from dialogkort.core.cards import DECK_KINDS, Card, Kind, Step, Together
from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import Dealing, Pile
from dialogkort.core.game.decide import decide
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.places import place_of
from dialogkort.core.game.refusals import Refusal
from dialogkort.core.game.setup import DeckInPlay
from dialogkort.core.game.state import Game, Stage
from dialogkort.core.notes import Note
from dialogkort.language import TONGUES, using
from dialogkort.views.seat.door import door_view, page_words, refused_words, waiting_view
from dialogkort.views.seat.page import AtThisSeat, SeatView
from dialogkort.views.seat.view import seat_view
from dialogkort.views.table import AtSeats, Opened, TableView, view_of

FOR_THE_KEYBOARD = {
    "en": r"\bpress\b|\bkeys?\b|\bcontinue\b|\bundo\b|\btype\b|\bskip\b|\bredraw\b|\bdrop it\b|\bpark a\b|"
    r"\bsave it\b|^reveal\b|\bwrite another\b|\bwrite an agreement\b|\bits number\b|^turn it over and\b",
    "da": r"\btast(en?|er|erne)?\b|\bgå (så )?videre\b|\bgår I videre\b|\bfortryd|\bgem d|^vend (det,|dem|svar)|"
    r"\bparkér\b|\beller drop\b|\bspring\b|\btræk\b|\bskriv (en|videre)\b|\bkortets nummer\b",
}
"""How the table speaks to the person at the keyboard."""

CARDS = (
    *(card(f"k-{kind}", kind, theme="Tillid", follow_ups=("Hvornår?",), advice="Spørg.") for kind in DECK_KINDS),
    card("k-steps", Kind.EXERCISE, minutes=5, steps=(Step("Hvad virker?", 2), Step("Hvad er svært?", 3))),
    card("k-pairs", together=Together.PAIRS),
    card("k-threes", together=Together.THREES),
    card("k-spoken-threes", Kind.SPOKEN, together=Together.THREES),
)
TALK = card("t", Kind.TALK, deck="")


class Walk:
    """A game, and each state that it has been in."""

    def __init__(self, number: int = 4, *cards: Card, **fields: object) -> None:
        self.table = Table(number, **{"cards": replace(pile(*cards), talk=(TALK,)), **fields})
        self.seen = [self.game]

    @property
    def game(self) -> Game:
        return self.table.game

    def do(self, *commands: c.Command) -> "Walk":
        for command in commands:
            self.table.do(command)
            self.seen.append(self.game)
        return self

    def to(self, goal: Phase | Stage) -> "Walk":
        """Play on; where there are answers, everyone gives theirs from a seat."""
        while goal not in {self.game.phase, self.game.stage}:
            if self.game.phase is Phase.REVEAL and not self.game.round.shown and self.game.awaited_answers:
                self.do(*(c.GiveAnswer(member, 1 + number % 3) for number, member in enumerate(self.game.present)))
            self.do(forward(self.game))
        return self

    def consent(self, *, objection: bool = False, hidden: bool = True) -> "Walk":
        """Put the draft to the team; the thumbs are `hidden` on seats until they are revealed, or shown and typed."""
        self.do(c.Propose())
        first, *rest = self.game.present
        words = (first, Thumb.OBJECTION if objection else Thumb.CONCERN, "Hvad med ferien?")
        self.do(c.GiveThumb(*words) if hidden else c.ShowThumb(*words))
        self.do(c.ConsentAll(tuple(rest)), *([c.TurnThumbs()] if hidden else []))
        return self.do(c.ChangeDraft()) if objection else self.do(c.Adopt(TODAY))


def through(kind: Card) -> Walk:
    """Everything that happens in a round with a card, and then the closing."""
    walk = Walk(4, kind).to(Phase.AGREE).do(c.WriteDraft(RULE), c.DropDraft())
    for hidden in (True, False):
        walk.do(c.WriteDraft(RULE)).consent(objection=True, hidden=hidden).consent(hidden=hidden)
    walk.do(c.ParkNote("Vagtplanen"), c.BeginClosing(), c.PassStick())
    while not walk.game.turns.over:
        walk.do(c.MoveOn())
    return walk.do(c.Rate((4, 5, 3, 4)), c.MoveOn())


def review(*settle: c.Command) -> Walk:
    walk = Walk(3, *CARDS, standing=(agreement(),), reviews=("a1",)).to(Phase.AGREE).do(*settle)
    if walk.game.proposal:
        draft = replace(walk.game.proposal.draft, rule="Vi ringer altid.")
        walk.do(c.WriteDraft(draft)).consent(objection=True).consent()
    return walk


def programme() -> Walk:
    asks = card("p1", collect="Listen", follow_ups=("“Fra i morgen …”",))
    cards = Pile(programme=(asks, card("p2", shows="Listen")))
    walk = Walk(3, cards=cards, decks=(DeckInPlay("d", "P", programme=True),), minutes=30).to(Phase.AGREE)
    return walk.do(c.WriteLine("Mandagsmailen"), c.WriteDraft(RULE)).consent().do(c.NextRound()).to(Phase.AGREE)


def walks() -> Iterator[Walk]:
    yield from (through(kind) for kind in CARDS)
    for dealing in Dealing:
        yield Walk(4, *CARDS, dealing=dealing).do(c.MoveOn()).to(Phase.GO_ROUND).do(c.PassStick(), c.TogglePause())
    yield Walk(3, *CARDS, notes=(Note("n1", "Ferien", TODAY),)).do(c.MoveOn())
    yield programme()
    yield from (review(act) for act in (c.Keep(TODAY), c.Retire(TODAY), c.BeginAdjusting(TODAY), c.BeginReplacing()))
    away = Walk(3, *CARDS).to(Phase.THINK).do(c.Leave("m2"), c.Join("Sent")).to(Phase.AGREE)
    yield away.do(c.DealTalkCard(), c.Return("m2")).to(Phase.AGREE).do(c.Leave("m1"), c.BeginClosing()).to(Stage.ENDED)


def seats_of(game: Game) -> Iterator[tuple[TableView, SeatView]]:
    """What the table and the pages of all members show, with nothing said there and with everything."""
    for seats, mine in (
        (AtSeats(), AtThisSeat()),
        (
            AtSeats(seated=frozenset(game.present), rated=2, ready=1, slow=True, hands=frozenset(game.present)),
            AtThisSeat("▲", ready=True, hand=True, rated=True, typed=True),
        ),
    ):
        table = view_of(game, game.clock, WALL, Opened(), seats)
        for member in game.members:
            yield table, seat_view(game, member.id, game.clock, table=table, seats=seats, mine=mine, calendar="B")


def told(held: object) -> Iterator[str]:
    """Every text in the parts of a page."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for part in held.values():
            yield from told(part)
    elif isinstance(held, list | tuple):
        for part in held:
            yield from told(part)


@pytest.fixture(scope="module")
def games() -> list[Game]:
    return [game for walk in walks() for game in walk.seen]


def test_the_walks_see_everything_that_happens_in_a_game(games: list[Game]) -> None:
    assert {game.phase for game in games} >= set(Phase)
    assert {game.stage for game in games} >= set(Stage)
    assert {game.card.kind for game in games if game.card} == set(Kind)
    assert {bool(game.proposal and game.proposal.turned and game.proposal.objections) for game in games} == {
        True,
        False,
    }
    assert any(game.round and game.round.offered for game in games)
    assert any(game.countdown and game.countdown.paused for game in games)


@pytest.mark.parametrize("language", TONGUES)
def test_no_page_says_what_only_the_keyboard_can_do(games: list[Game], language: str) -> None:
    said, spoken = set(), set()
    with using(language):
        for game in games:
            for table, seat in seats_of(game):
                texts = tuple(told(asdict(seat)))
                if table.keyboard:
                    spoken.add(table.keyboard)
                    assert table.keyboard not in " ".join(texts), (game.stage, game.phase)
                said.update(texts)
        said.update(told(asdict(door_view(games[0], frozenset({"m1"})))), told(asdict(waiting_view("Ida"))))
        said.update(page_words().values())
    wrong = re.compile(FOR_THE_KEYBOARD[language], re.IGNORECASE)
    assert {text for text in said if wrong.search(text)} == set()
    assert len(spoken) > 8
    assert {text for text in spoken if not wrong.search(text)} == set(), (
        "these are recognised where the table says them"
    )


@pytest.mark.parametrize("language", TONGUES)
def test_no_refusal_that_a_seat_gets_says_what_only_the_keyboard_can_do(games: list[Game], language: str) -> None:
    reasons = set()
    for game in games:
        for member in (*(member.id for member in game.members), "nobody"):
            for command in (
                c.GiveAnswer(member, 9, seat=True, meant=place_of(game, c.GiveAnswer)),
                c.GiveThumb(member, Thumb.CONSENT, "", place_of(game, c.GiveThumb)),
                c.EndTurn(member, place_of(game, c.EndTurn)),
                c.PassStick(member, place_of(game, c.PassStick)),
                c.ChooseCard("x", "m9", member, place_of(game, c.ChooseCard)),
                c.EndTurn(member, "earlier"),
            ):
                decision = decide(game, command, game.clock)
                if isinstance(decision, Refusal):
                    reasons.add(decision.reason)
    assert len(reasons) > 5
    with using(language):
        said = {refused_words(reason) for reason in reasons}
    assert {text for text in said if re.search(FOR_THE_KEYBOARD[language], text, re.IGNORECASE)} == set()


def hint(table: Table, member: str = "m1") -> tuple[str, str]:
    with using("en"):
        shown = view_of(table.game, table.now, WALL, Opened())
        seat = seat_view(table.game, member, table.now, table=shown, seats=AtSeats(), mine=AtThisSeat())
    return seat.heading, seat.hint


def test_a_seat_is_told_what_the_table_does_when_everyone_has_shown_a_thumb() -> None:
    for hidden in (True, False):
        walk = Walk(2, card("a")).to(Phase.AGREE).do(c.WriteDraft(RULE), c.Propose())
        give = c.GiveThumb if hidden else c.ShowThumb
        walk.do(give("m1", Thumb.CONCERN, "Ferien"))
        assert hint(walk.table, "m2") == ("Can you live with this?", "Waiting for 1 more person.")
        walk.do(give("m2", Thumb.CONSENT, ""))
        if hidden:
            assert hint(walk.table)[1] == "The table will reveal the thumbs."
            walk.do(c.TurnThumbs())
        assert hint(walk.table)[1] == "The table saves it as an agreement."
        walk.do(c.Adopt(TODAY))
        assert hint(walk.table) == ("Agreed: Ring", "It is saved. Suggest another if you like.")


def test_a_seat_is_told_that_an_objection_sends_the_draft_back() -> None:
    walk = Walk(2, card("a")).to(Phase.AGREE).do(c.WriteDraft(RULE), c.Propose())
    walk.do(c.GiveThumb("m1", Thumb.OBJECTION, "Ferien"), c.GiveThumb("m2", Thumb.CONSENT, ""), c.TurnThumbs())
    heading, words = hint(walk.table)
    assert heading == "There is an objection"
    assert words == "What would meet it? The table changes the draft until the objection is met, or drops it."


def test_whoever_passed_is_asked_again_on_their_own_page_and_the_others_see_who_it_is() -> None:
    walk = Walk(2, card("a")).to(Phase.GO_ROUND)
    first = walk.table.speaker
    walk.do(c.PassStick(first), c.MoveOn())
    other = next(member for member in walk.game.present if member != first)
    assert hint(walk.table, first)[1] == "You passed before. Is there anything you want to say now?"
    assert hint(walk.table, other)[1] == f"Navn {first[1]} passed before, and is being asked again."


def test_only_whoever_chooses_sees_the_cards_to_choose_from() -> None:
    table = Table(3, cards=pile(*CARDS), dealing=Dealing.CHOOSE).to(Phase.DEAL)
    chooser = table.game.round.chooser
    questions = {offered.question for offered in table.game.round.offered}
    assert len(questions) == 3
    for member in table.game.present:
        shown = view_of(table.game, table.now, WALL, Opened())
        seat = seat_view(table.game, member, table.now, table=shown, seats=AtSeats(), mine=AtThisSeat())
        seen = {text for text in told(asdict(seat)) if text in questions}
        assert seen == (questions if member == chooser else set())


def test_those_who_left_early_get_the_last_page_as_well() -> None:
    walk = Walk(3, *CARDS).to(Phase.READ).do(c.Leave("m2"))
    assert hint(walk.table, "m2") == ("You are away", "When you are back, tell the person at the keyboard.")
    walk.do(c.BeginClosing()).to(Stage.ENDED)
    assert hint(walk.table, "m2")[0] == "Thank you for the conversation"
