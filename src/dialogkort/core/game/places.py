"""Places: the moment of a game that a command from a seat is meant for, so that a late one does no harm.

A place is a short string that changes as soon as the moment has passed. It is compared, never interpreted.
"""

from zlib import crc32

from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Game, Stage

Placed = c.GiveAnswer | c.GiveThumb | c.EndTurn | c.PassStick | c.ChooseCard


def has_moved_on(game: Game, command: Placed) -> bool:
    """Tell whether the moment that `command` was meant for has passed; a command without a place is never too late."""
    return bool(command.meant) and command.meant != place_of(game, type(command))


def place_of(game: Game, command: type[Placed]) -> str:
    """Return the place that a command of this kind would be meant for now; empty if it is not possible now."""
    if command is c.GiveAnswer:
        return answer_place(game)
    if command is c.GiveThumb:
        return thumb_place(game)
    return deal_place(game) if command is c.ChooseCard else turn_place(game)


def answer_place(game: Game) -> str:
    playing = game.round
    if playing is None or playing.card is None or playing.phase is not Phase.REVEAL or playing.shown:
        return ""
    return f"answer {playing.number} {playing.card.key} {playing.attempt}"


def thumb_place(game: Game) -> str:
    proposal = game.proposal
    if proposal is None or not proposal.proposed or proposal.turned:
        return ""
    return f"thumb {len(game.agreements)} {len(game.changes)} {crc32(repr(proposal.draft).encode()):08x}"


def turn_place(game: Game) -> str:
    turns = game.turns
    if turns is None or turns.over:
        return ""
    number = game.round.number if game.round else 0
    asked = len(turns.spoken) + len(turns.declined) + len(turns.passed)
    return f"turn {number} {turns.speaking} {asked} {turns.asked_again:d}"


def deal_place(game: Game) -> str:
    playing = game.round
    if playing is None or not playing.offered:
        return ""
    return f"deal {playing.number} {' '.join(card.key for card in playing.offered)}"


def rating_place(game: Game) -> str:
    """Return the place for a rating of the meeting: after the last go-round, until the ratings are in."""
    if game.stage is not Stage.CLOSING or game.turns is None or not game.turns.over or game.all_rated:
        return ""
    return f"rating {len(game.played)}"
