"""A countdown against a deadline. Every method takes `now`, in seconds of the game's own clock."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Countdown:
    """`seconds` to spend from `started`; while `paused_at` is set, the clock is stopped.

    Nothing happens at zero: the time left becomes negative and is shown as overtime.
    """

    seconds: float
    started: float
    paused_at: float | None = None

    @property
    def paused(self) -> bool:
        return self.paused_at is not None

    def left(self, now: float) -> float:
        """Return the seconds left; negative in overtime."""
        until = now if self.paused_at is None else self.paused_at
        return self.seconds - max(0.0, until - self.started)

    def fraction(self, now: float) -> float:
        """Return the share of the time that is left, from 1 (just begun) to 0 (used up)."""
        return min(1.0, max(0.0, self.left(now) / self.seconds)) if self.seconds > 0 else 0.0

    def pause(self, now: float) -> "Countdown":
        return self if self.paused else replace(self, paused_at=now)

    def resume(self, now: float) -> "Countdown":
        """Start the clock again; the pause is added to the deadline."""
        if self.paused_at is None:
            return self
        return Countdown(self.seconds, self.started + max(0.0, now - self.paused_at))

    def add(self, seconds: float, now: float) -> "Countdown":
        """Add `seconds`; in overtime they count from now, not from zero."""
        overtime = max(0.0, -self.left(now))
        return replace(self, seconds=self.seconds + overtime + seconds)
