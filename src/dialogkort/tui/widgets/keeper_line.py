"""The line for who looks after an agreement. The beginning of a name is asked about, and never taken for the name."""

from textual.suggester import Suggester

from dialogkort.core.team import begun_with
from dialogkort.language import gettext as _
from dialogkort.tui.widgets.text_line import TextLine
from dialogkort.views.keepers import doubt_words


class OneName(Suggester):
    """Offers the one name that begins so. What could be several is nobody's."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        meant = begun_with(value, self._names)
        alike = len(meant) == 1 and meant[0].casefold().startswith(value.casefold())
        return meant[0] if alike else None


class KeeperLine(TextLine):
    """Shows the rest of the one name that begins as what is written; the right arrow takes it."""

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
        """Return what is to be asked before the line is taken as it stands: once for each text, and then no more."""
        if self.value == self._kept:
            return ""
        self._kept = self.value
        words = doubt_words(self.value, self._names)
        if not words:
            return ""
        if len(begun_with(self.value, self._names)) > 1:
            return words + " " + _("Write more of it, or press Enter again to keep what you wrote.")
        return words + " " + _("Press → to use the name, or Enter again to keep what you wrote.")
