"""A line that takes all that is typed or pasted into it: what is longer than it may be is said, and stays."""

from textual.events import Paste
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input

from dialogkort.views.limits import no_room_words, too_long_words

MOST = 20_000
"""Characters that a field holds at all. No line may be so long; they are there to be shortened, or copied."""


class TextLine(Input):
    """A line of a form of at most `longest` characters, counted as they are kept."""

    def __init__(
        self,
        value: str = "",
        *,
        longest: int,
        id: str | None = None,  # noqa: A002 - Textual's own name
        placeholder: str = "",
        replaced: bool = True,
        numbers: bool = False,
        suggester: Suggester | None = None,
    ) -> None:
        """`replaced` marks what stands there: the first letter takes its place. `numbers` takes digits alone."""
        super().__init__(
            value,
            id=id,
            placeholder=placeholder,
            compact=True,
            select_on_focus=replaced,
            type="integer" if numbers else "text",
            suggester=suggester,
        )
        self.longest = max(longest, len(value))
        self._is_said = False

    @property
    def wrong(self) -> str:
        """What is wrong with its length, or nothing."""
        length = len(self.value.strip())
        return too_long_words(length, self.longest) if length > self.longest else ""

    def on_paste(self, event: Paste) -> None:
        """Take all that was pasted, not only its first line."""
        event.prevent_default()
        event.stop()
        self.replace(self.joined(event.text), *self.selection)

    def joined(self, text: str) -> str:
        """Return several lines as one."""
        lines = text.splitlines()
        return " ".join(line.strip() for line in lines if line.strip()) if len(lines) > 1 else "".join(lines)

    def replace(self, text: str, start: int, end: int) -> None:
        if len(self.value) + len(text) > MOST:
            self.app.notify(no_room_words(len(text), MOST), severity="warning", markup=False, timeout=8)
        else:
            super().replace(text, start, end)

    def on_input_changed(self) -> None:
        """Say once that it has become too long."""
        words = self.wrong
        self.set_class(bool(words), "-too-long")
        if words and not self._is_said:
            self.app.notify(words, severity="warning", markup=False, timeout=8)
        self._is_said = bool(words)

    async def action_submit(self) -> None:
        if words := self.wrong:
            self.app.notify(words, severity="warning", markup=False, timeout=8)
        else:
            await super().action_submit()


def too_long(form: Widget) -> str:
    """Return what is wrong with the first line of `form` that is too long, and go there; else nothing."""
    for line in form.query(TextLine):
        if words := line.wrong:
            line.focus()
            return words
    return ""
