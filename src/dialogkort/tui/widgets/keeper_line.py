"""The line for the keeper of an agreement. For the beginning of a name, it asks, and never takes it for the name."""

from textual.suggester import Suggester

from dialogkort.core.team import begun_with
from dialogkort.language import gettext as _
from dialogkort.tui.widgets.text_line import TextLine
from dialogkort.views.keepers import doubt_words


class OneName(Suggester):
    """Suggests the one name that starts like this. If several do, it suggests none."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        meant = begun_with(value, self._names)
        alike = len(meant) == 1 and meant[0].casefold().startswith(value.casefold())
        return meant[0] if alike else None


class KeeperLine(TextLine):
    """Shows the rest of the only name that starts with the typed text; the right arrow key accepts it."""

    def __init__(self, value: str, names: tuple[str, ...], *, name: str, longest: int, replaced: bool = True) -> None:
        super().__init__(
            value,
            id=name,
            longest=longest,
            replaced=replaced,
            suggester=OneName(names),
        )
        self._names = names
        self._kept = value

    def doubt(self) -> str:
        """Return the question to ask before the line is accepted as it is: once for each text, and never again."""
        if self.value == self._kept:
            return ""
        self._kept = self.value
        words = doubt_words(self.value, self._names)
        if not words:
            return ""
        if len(begun_with(self.value, self._names)) > 1:
            return words + " " + _("Type more of the name, or press Enter again to keep what you typed.")
        return words + " " + _("Press → to use the name, or Enter again to keep what you typed.")
