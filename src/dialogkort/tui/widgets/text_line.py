"""A line that accepts everything typed or pasted into it: if the text is too long, it says so, and the text stays."""

from textual.events import Paste
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input

from dialogkort.views.limits import no_room_words, too_long_words

MOST = 20_000
"""The most characters that a field holds. No line may be that long; the text is there to be shortened, or copied."""


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
        """`replaced` marks the existing text: the first letter replaces it. `numbers` accepts only digits."""
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
        """What is wrong with its length, or empty."""
        length = len(self.value.strip())
        return too_long_words(length, self.longest) if length > self.longest else ""

    def on_paste(self, event: Paste) -> None:
        """Accept everything that was pasted, not only its first line."""
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
        """Say once that the text has become too long."""
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
    """Return what is wrong with the first line of `form` that is too long, and go there; else empty."""
    for line in form.query(TextLine):
        if words := line.wrong:
            line.focus()
            return words
    return ""
