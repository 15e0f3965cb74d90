"""A screen that is closed only once, however fast its key is pressed."""

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class DismissOnce(Screen[ScreenResultType]):
    """Textual takes the top screen off the stack, even if the one that was to be closed is already gone.

    Two Enters in a row, the second of them on its way when the first is handled, would close the table as well. It has
    to come last among the bases: Textual takes its styles from the first.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close this screen with `result`; do nothing if it is no longer in front."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
