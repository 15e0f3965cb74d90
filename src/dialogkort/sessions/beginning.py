"""How a game is to begin: from the set-up screen, or from the command line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.reviews import due_first
from dialogkort.core.cards import Deck
from dialogkort.core.game.commands import Start
from dialogkort.core.game.dealing import Dealing, make_pile
from dialogkort.core.game.phases import Format
from dialogkort.core.game.plan import format_for
from dialogkort.core.game.setup import Answering, DeckInPlay, Setup
from dialogkort.core.notes import Note
from dialogkort.core.team import Member, Team
from dialogkort.language import current
from dialogkort.sessions.surroundings import Surroundings

USUAL_MINUTES = 45
USUAL_REVIEWS = 3
"""How many agreements that are due are looked at first, when nobody says otherwise."""
ALL_REVIEWS = 1_000


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is settled so far. What is empty, zero or None is not. `decks` are ids, or paths of files.

    `cards` are the keys of the cards that were picked out; a deck of which none was is played whole. `reviews`
    is how many of the agreements that are due are looked at first; `alone` offers no cards after them.
    """

    team: str = ""
    members: tuple[Member, ...] = ()
    absent: tuple[str, ...] = ()
    decks: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    minutes: int = 0
    form: Format | None = None
    dealing: Dealing = Dealing.BLIND
    answering: Answering = Answering.FINGERS
    seed: int | None = None
    reviews: int | None = None
    alone: bool = False

    def picked_of(self, deck: Deck) -> Deck:
        """Return `deck` with the cards that were picked out of it, or as it is."""
        wanted = set(self.cards)
        picked = tuple(card for card in deck.cards if card.key in wanted)
        return replace(deck, cards=picked) if picked else deck


def known_of(beginning: Beginning, teams: Iterable[Team]) -> Beginning:
    """Return `beginning` with what the team that it names chose last, where it has played before."""
    for team in teams:
        if beginning.team and team.name.casefold() == beginning.team.casefold():
            return replace(
                beginning,
                team=team.name,
                members=beginning.members or team.members,
                minutes=beginning.minutes or team.minutes,
                form=beginning.form or format_of(team),
                dealing=dealing_of(team),
                answering=answering_of(team),
            )
    return beginning


def format_of(team: Team) -> Format | None:
    """Return the format that a team chose last; None when there is none, or its file says nonsense."""
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
) -> Start:
    """Return the command that begins the game; the chance is that of the surroundings, or of the seed.

    `played` are the cards that the team played recently, `agreements` those it has, `notes` those still open.
    """
    now = around.wall()
    seed = around.rng.randrange(2**32) if beginning.seed is None else beginning.seed
    decks = [beginning.picked_of(deck) for deck in decks]
    minutes = beginning.minutes or USUAL_MINUTES
    standing = due_first(one for one in agreements if one.in_force)
    due = [one.id for one in standing if one.due(now.date())]
    reviews = USUAL_REVIEWS if beginning.reviews is None else beginning.reviews
    here = len(beginning.members) - len(beginning.absent)
    setup = Setup(
        game=f"{now:%Y%m%d-%H%M%S}-{around.rng.randrange(16**4):04x}",
        team=beginning.team,
        members=beginning.members,
        decks=tuple(DeckInPlay(deck.id, deck.title or deck.id, deck.seconds) for deck in decks),
        minutes=minutes,
        form=beginning.form or format_for(here, minutes),
        date=now.date(),
        language=current(),
        dealing=beginning.dealing,
        answering=beginning.answering,
        absent=beginning.absent,
        seed=seed,
        reviews=tuple(due[:reviews]),
    )
    return Start(setup, make_pile(decks, played, Random(seed)), standing, tuple(notes))  # noqa: S311 - a game of cards
