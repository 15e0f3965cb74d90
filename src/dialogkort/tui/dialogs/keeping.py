"""What is typed in a form outside a game, kept while it is typed: it stands there again after a crash."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from textual.timer import Timer
from textual.widget import Widget

from dialogkort.sessions.in_hand import Field

KEPT_AFTER = 1.0
"""Seconds at most after a letter until what stands in a form is kept."""


class Keeping:
    """Keeps in `field` what `now` says of the form `screen`, as long as that is not what it began with."""

    def __init__(self, screen: Widget, field: Field | None, now: Callable[[], Mapping[str, Any]]) -> None:
        self._screen, self._field, self._now = screen, field, now
        self._begun: Mapping[str, Any] | None = None
        self._timer: Timer | None = None

    def begin(self, begun: Mapping[str, Any] | None = None) -> None:
        """Take `begun`, or else what stands in the form now, as its beginning, which nobody has typed."""
        self._begun = self._now() if begun is None else begun

    def soon(self) -> None:
        """Keep it in a moment. Who types without a pause is kept as well: the moment does not begin anew."""
        if self._field and self._begun is not None and self._timer is None:
            self._timer = self._screen.set_timer(KEPT_AFTER, self.keep)

    def keep(self) -> None:
        """Keep it now."""
        self._timer = None
        if self._field and self._begun is not None and self._screen.is_attached:
            now = self._now()
            self._field.keep("" if now == self._begun else json.dumps(now, ensure_ascii=False))

    def done(self) -> None:
        """Forget it: it was taken, or left."""
        self.stop()
        if self._field:
            self._field.done()

    def stop(self) -> None:
        """Keep nothing any more, and let what was kept be."""
        if self._timer:
            self._timer.stop()
        self._timer = self._begun = None


def kept_in(field: Field) -> dict[str, Any]:
    """Return what stood in the form when it was broken off; nothing where it was taken or left."""
    with suppress(ValueError, RecursionError):
        found = json.loads(field.whole)
        if isinstance(found, dict):
            return found
    return {}
