"""Text typed in a form outside a game: kept while it is typed, and restored after a crash."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from textual.timer import Timer
from textual.widget import Widget

from dialogkort.sessions.in_hand import Field

KEPT_AFTER = 1.0
"""The most seconds after a key press until the contents of a form are kept."""


class Keeping:
    """Saves the contents of the form `screen`, as `now` returns them, in `field`, while they differ from the first."""

    def __init__(self, screen: Widget, field: Field | None, now: Callable[[], Mapping[str, Any]]) -> None:
        self._screen, self._field, self._now = screen, field, now
        self._begun: Mapping[str, Any] | None = None
        self._timer: Timer | None = None

    def begin(self, begun: Mapping[str, Any] | None = None) -> None:
        """Take `begun`, or else the current contents of the form, as its initial contents, which nobody has typed."""
        self._begun = self._now() if begun is None else begun

    def soon(self) -> None:
        """Keep it in a moment. Typing without a pause does not delay this: the delay does not start again."""
        if self._field and self._begun is not None and self._timer is None:
            self._timer = self._screen.set_timer(KEPT_AFTER, self.keep)

    def keep(self) -> None:
        """Keep it now."""
        self._timer = None
        if self._field and self._begun is not None and self._screen.is_attached:
            now = self._now()
            self._field.keep("" if now == self._begun else json.dumps(now, ensure_ascii=False))

    @property
    def is_changed(self) -> bool:
        """Whether the form holds anything that somebody has typed or chosen."""
        return self._begun is not None and self._now() != self._begun

    def done(self) -> None:
        """Forget it: it was used, or discarded."""
        self.stop()
        if self._field:
            self._field.done()

    def stop(self) -> None:
        """Stop keeping anything, and leave what was kept alone."""
        if self._timer:
            self._timer.stop()
        self._timer = self._begun = None


def kept_in(field: Field) -> dict[str, Any]:
    """Return the contents of the form when it was interrupted; empty if they were used or discarded."""
    with suppress(ValueError, RecursionError):
        found = json.loads(field.whole)
        if isinstance(found, dict):
            return found
    return {}
