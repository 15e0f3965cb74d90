"""A screen that is left once, however fast its key is pressed."""

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class DismissOnce(Screen[ScreenResultType]):
    """Textual takes the screen in front off the stack, even when the one that was to be left is gone already.

    Two Enters in a row, the second of them on its way when the first is dealt with, would take away the table
    as well. It stands last among the bases: Textual's styles go by the first.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave this screen with `result`; nothing when it is not in front any more."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
