"""What a typed number means at the moment: a card, an answer, or the rating of the meeting."""

from dialogkort.core.game.commands import ChooseCard, Command, GiveAnswer
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Game


def meaning_of(game: Game, number: int, seated: frozenset[str] = frozenset()) -> Command | None:
    """Return the command that `number`, from 1, stands for, or None if numbers mean nothing now.

    A card that is chosen for a colleague has no receiver yet. Those who are `seated` answer on their own screens.
    """
    playing = game.round
    if playing is None:
        return None
    if playing.offered:
        return ChooseCard(playing.offered[number - 1].key) if 1 <= number <= len(playing.offered) else None
    if playing.phase is Phase.REVEAL:
        member = next((name for name in game.without_answer if name not in seated), "")
        return GiveAnswer(member, number) if member else None
    return None
