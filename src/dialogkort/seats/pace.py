"""How often something may happen: at most so many times in a second."""

from collections import deque


class Pace:
    """Counts what happened in the last second, and allows no more than `most` of it."""

    def __init__(self, most: int) -> None:
        self._times: deque[float] = deque(maxlen=most)

    def allows(self, now: float) -> bool:
        """Tell whether it may happen at `now`, in seconds; if so, it counts."""
        if len(self._times) == self._times.maxlen and now - self._times[0] < 1.0:
            return False
        self._times.append(now)
        return True
