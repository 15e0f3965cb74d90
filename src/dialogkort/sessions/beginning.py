"""How to start a game: from the set-up screen, or from the command line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.reviews import due_first
from dialogkort.core.cards import Deck, Order
from dialogkort.core.game.commands import Start
from dialogkort.core.game.dealing import Dealing, make_pile
from dialogkort.core.game.lists import Collected
from dialogkort.core.game.phases import Format
from dialogkort.core.game.plan import Ahead, format_for
from dialogkort.core.game.setup import Answering, DeckInPlay, Setup
from dialogkort.core.notes import Note
from dialogkort.core.team import Member, Team
from dialogkort.language import current
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.sessions.talk_cards import talk_cards

USUAL_MINUTES = 45
USUAL_REVIEWS = 3
"""How many due agreements are reviewed first, unless somebody says otherwise."""
ALL_REVIEWS = 1_000


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is settled so far; a field that is empty, zero or None is not. `decks` are ids, or paths of files.

    `usual_form` is the format that the team chose last: a programme that does not fit in it gets another.

    `cards` are the keys of the cards that were picked out; a deck from which none were picked is played as a whole.
    `reviews` is how many of the due agreements are reviewed first; `alone` means no cards after them. `continues_at`
    is the key of the card at which a programme continues, empty to start from its beginning; None is not settled.
    """

    team: str = ""
    members: tuple[Member, ...] = ()
    absent: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    minutes: int = 0
    form: Format | None = None
    usual_form: Format | None = None
    dealing: Dealing = Dealing.BLIND
    answering: Answering = Answering.FINGERS
    seed: int | None = None
    reviews: int | None = None
    alone: bool = False
    continues_at: str | None = None

    def picked_of(self, deck: Deck) -> Deck:
        """Return `deck` with the cards picked from it, from where it continues, or unchanged."""
        wanted = set(self.cards)
        picked = tuple(card for card in deck.cards if card.key in wanted)
        deck = replace(deck, cards=picked) if picked else deck
        place = next((number for number, card in enumerate(deck.cards) if card.key == self.continues_at), 0)
        return replace(deck, cards=deck.cards[place:]) if place and deck.order is Order.FIXED else deck


def ahead_in(decks: Iterable[Deck]) -> Ahead:
    """Return the cards that come in a fixed order, each with the seconds that its deck sets for itself."""
    return tuple((card, deck.seconds) for deck in decks if deck.order is Order.FIXED for card in deck.cards)


def known_of(beginning: Beginning, teams: Iterable[Team]) -> Beginning:
    """Return `beginning` completed with the latest choices of the team it names, if that has played before."""
    for team in teams:
        if beginning.team and team.name.casefold() == beginning.team.casefold():
            return replace(
                beginning,
                team=team.name,
                members=beginning.members or team.members,
                minutes=beginning.minutes or team.minutes,
                usual_form=format_of(team),
                dealing=dealing_of(team),
                answering=answering_of(team),
            )
    return beginning


def format_of(team: Team) -> Format | None:
    """Return the format that a team chose last; None if there is none, or its file has an invalid one."""
    return Format(team.format) if team.format in set(Format) else None


def dealing_of(team: Team) -> Dealing:
    return Dealing(team.dealing) if team.dealing in set(Dealing) else Dealing.BLIND


def answering_of(team: Team) -> Answering:
    return Answering(team.answering) if team.answering in set(Answering) else Answering.FINGERS


def start_of(
    beginning: Beginning,
    decks: Sequence[Deck],
    played: Mapping[str, int],
    agreements: Sequence[Agreement],
    around: Surroundings,
    notes: Sequence[Note] = (),
    lists: tuple[Collected, ...] = (),
) -> Start:
    """Return the command that starts the game; the randomness comes from the surroundings, or from the seed.

    `played` are the cards that the team played recently, `agreements` those it has, `notes` those still open, and
    `lists` what it wrote last time in the programme that continues.
    """
    now = around.wall()
    seed = around.rng.randrange(2**32) if beginning.seed is None else beginning.seed
    decks = [beginning.picked_of(deck) for deck in decks]
    minutes = beginning.minutes or USUAL_MINUTES
    standing = due_first(agreement for agreement in agreements if agreement.in_force)
    due = [agreement.id for agreement in standing if agreement.due(now.date())]
    reviews = USUAL_REVIEWS if beginning.reviews is None else beginning.reviews
    here = len(beginning.members) - len(beginning.absent)
    reviews = min(reviews, len(due))
    ahead = ahead_in(decks)
    setup = Setup(
        game=f"{now:%Y%m%d-%H%M%S}-{around.rng.randrange(16**4):04x}",
        team=beginning.team,
        members=beginning.members,
        decks=tuple(
            DeckInPlay(deck.id, deck.title or deck.id, deck.seconds, deck.order is Order.FIXED) for deck in decks
        ),
        minutes=minutes,
        form=beginning.form or usual_format(beginning.usual_form, here, minutes, ahead, reviews),
        date=now.date(),
        language=current(),
        dealing=beginning.dealing,
        answering=beginning.answering,
        absent=beginning.absent,
        seed=seed,
        reviews=tuple(due[:reviews]),
        continues_at=beginning.continues_at or "",
        lists=lists,
    )
    pile = make_pile(decks, played, Random(seed))  # noqa: S311 - a game of cards
    talk = talk_cards(Random(seed)) if len(pile) else ()  # noqa: S311
    return Start(setup, replace(pile, talk=talk), standing, tuple(notes))


def usual_format(usual: Format | None, here: int, minutes: int, ahead: Ahead = (), reviews: int = 0) -> Format:
    """Return the format for a game when nobody chooses one.

    It is the one that the team chose last, or for a programme, the one in which all of it fits.
    """
    if ahead:
        return format_for(here, minutes, ahead, reviews)
    return usual or format_for(here, minutes)
