"""The line that says what part of the game is not on disk, for as long as that is so. Nothing else says it."""

from textual import getters
from textual.content import Content
from textual.widgets import Static

from dialogkort.language import gettext as _
from dialogkort.tui.host import Host


class SafetyLine(Static):
    """Hidden while everything is saved."""

    app = getters.app(Host)

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._words = ""

    def on_mount(self) -> None:
        self.display = False
        self.look()

    def look(self) -> None:
        """Show the current state."""
        safety = self.app.safety
        words = safety.sentences() if safety else ""
        if safety and safety.at_risk:
            words += " " + _("Press ctrl+s to rescue them.")
        if words == self._words:
            return  # it is called every second, and an update lays out the whole screen
        self._words = words
        self.update(Content(f"! {words}" if words else ""))
        self.display = bool(words)
