"""What seats show that is no step of the game: it lasts as long as the phase, and is forgotten with it."""


class Sign:
    """A sign, such as a raised hand, and who shows it in the current phase."""

    def __init__(self) -> None:
        self._moment = ""
        self._shown: frozenset[str] = frozenset()

    def at(self, moment: str) -> frozenset[str]:
        """Return who shows it at this moment of the game."""
        return self._shown if self._moment == moment else frozenset()

    def turn(self, moment: str, member: str) -> None:
        """Let a member show it, or no longer show it."""
        self._moment, self._shown = moment, self.at(moment) ^ {member}
