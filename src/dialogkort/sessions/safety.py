"""How much of a game is on disk. All screens that report it ask here; none decides by itself that something is safe."""

from pathlib import Path

from dialogkort.core.text import clean_line
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.sessions.records import Records
from dialogkort.sessions.sitting import Sitting


class Safety:
    """The safety of one game. `filed` is set once it has ended and all of it is on file.

    `rescued` is where unsaved steps were written instead, when the game was as `_rescued_at` says.
    """

    def __init__(self, sitting: Sitting, records: Records) -> None:
        self.sitting, self.records = sitting, records
        self.filed = False
        self.rescued: Path | None = None
        self._rescued_at: object = None

    @property
    def unsaved(self) -> int:
        """How many of the last steps are only in memory, and will be lost when the program ends."""
        return 0 if self.filed else self.sitting.unsaved

    @property
    def at_risk(self) -> bool:
        """Tell whether something would be lost if the program ended now: it is neither saved nor rescued."""
        return self.unsaved > 0 and not self.is_rescued

    @property
    def is_rescued(self) -> bool:
        """Tell whether the game in its current state was written somewhere else."""
        return self.rescued is not None and self._rescued_at is self.sitting.game

    def note_rescue(self, path: Path) -> None:
        """Note that the game in its current state is also in `path`."""
        self.rescued, self._rescued_at = path, self.sitting.game

    def sentences(self) -> str:
        """Return the current problem for as long as it lasts; empty if everything is on disk."""
        if self.filed or not (self.sitting.trouble or self.records.problem):
            return ""
        if self.sitting.trouble:
            return self.of_game()
        return f"{self.records.problem} {self.of_game()}"

    def of_game(self) -> str:
        """Return how much of the game itself is on disk, whatever happens to the team's files."""
        trouble = self.sitting.trouble
        if trouble and self.unsaved:
            count = ngettext("{number} step is not saved:", "{number} steps are not saved:", self.unsaved)
            return f"{count} {trouble.why} {self._what_is_left()}"
        if trouble:
            return _("The clock is not being saved at the moment:") + " " + trouble.why
        return _("The game itself is safe.")

    def _what_is_left(self) -> str:
        """Return what will happen to the steps that are only in memory."""
        if self.is_rescued:
            return _("They are saved in {path}.").format(path=clean_line(str(self.rescued), 400))
        game = self.sitting.game
        if (game.agreements or game.changes) and self.records.holds(game):
            return _("Your agreements are on file. The rest will be lost when the program ends.")
        return _("They will be lost when the program ends.")

    def on_leaving(self, *, home: bool = False) -> str:
        """Return where the game stands on leaving it, for the `home` screen or the shell; empty if it is filed."""
        if self.filed:
            return ""
        trouble = self.sitting.trouble
        if trouble and self.unsaved:
            lost = ngettext("The last step was not saved:", "The last {number} steps were not saved:", self.unsaved)
            parts = [lost, trouble.why, _("The game is saved up to the step before.")]
            if self.is_rescued:
                parts.append(_("The rest is saved in {path}.").format(path=clean_line(str(self.rescued), 400)))
            return " ".join(parts)
        waits = _("The game is saved. To continue it, run: dialogkort resume")
        if home:
            waits = _("The game is saved. Continue it here, or run: dialogkort resume")
        if self.records.problem:
            return f"{self.records.problem}\n{waits}"
        return waits
