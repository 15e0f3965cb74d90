"""What a number that is typed means just now: a card, an answer, or the number for the meeting."""

from dialogkort.core.game.commands import ChooseCard, Command, GiveAnswer, Rate
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Game, Stage


def meaning_of(game: Game, number: int) -> Command | None:
    """Return the command that `number` stands for, from 1, or None where numbers mean nothing.

    A card that is chosen for a colleague has no receiver yet.
    """
    playing = game.round
    if game.stage is Stage.CLOSING:
        return Rate(number)
    if playing is None:
        return None
    if playing.offered:
        return ChooseCard(playing.offered[number - 1].key) if 1 <= number <= len(playing.offered) else None
    if playing.phase is Phase.REVEAL:
        return GiveAnswer(game.to_answer, number)
    return None
