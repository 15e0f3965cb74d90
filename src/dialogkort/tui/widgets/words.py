"""Words that change during a game. One key press changes few of them, and the change is drawn immediately.

Some stand for a key: a click on them presses it. In a list of them, the marked row has a symbol at its left: colour
alone is not visible on every terminal.
"""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.binding import BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget
from textual.widgets import OptionList, Static

REVERSE = RichStyle(reverse=True)
"""For a marked row, if there are few colours. Textual leaves it out of a row's style."""
PLAIN_SIGN = RichStyle(underline=False)
"""For the sign: the words beside it may be underlined, where they are what was searched for."""
MARK = "▸"
"""The symbol of the marked row."""
ONWARD = {"enter", "space"}
"""Keys that move the game on: a double click counts as one press."""


def pressed_by_click(words: Content, key: str) -> Content:
    """Return `words` such that a click on them presses `key`."""
    return words.stylize(Style.from_meta({"key": key}))


class Clickable(Widget):
    """A widget with words that press keys. Dragging over them marks text, and presses nothing."""

    def on_click(self, event: Click) -> None:
        key = event.style.meta.get("key")
        if isinstance(key, str):
            event.stop()
            event.prevent_default()  # Textual would mark all the words on the second click
            press(self, key, event)


def press(widget: Widget, key: str, event: Click) -> None:
    """Press `key` for a click on `widget`, unless text was marked, or a key that moves the game on is clicked twice."""
    marked = widget.screen.get_selected_text()
    if not marked and not (key in ONWARD and event.chain > 1):
        widget.app.simulate_key(key)


class LaidOutOnce(Widget):
    """A widget without children. When its size changes, the screen is laid out only once.

    Textual would do it a second time, for any children, and paint the widget again. It has to come last among the
    bases: Textual takes its styles from the first.
    """

    virtual_size: ClassVar[Reactive[Size]] = reactive(Size(0, 0), layout=False, repaint=False)  # type: ignore[misc]


class Words(Static, Clickable, LaidOutOnce):
    """Text without markup, laid out and painted only when it changes."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(markup=False, id=id, classes=classes)

    _meant = ""

    def put(self, words: str | Content, drawn: Content | None = None) -> None:
        """Show `words`, as they are or as they are `drawn` with other symbols: copying those gives the words."""
        self._meant = str(words) if drawn else ""
        words = drawn or words
        before = self.content
        if isinstance(words, Content):
            same = isinstance(before, Content) and words.is_same(before)
        else:
            same = before == words and isinstance(before, str)
        if not same:
            self.update(words, layout=not self._is_as_large(_plain(words), _plain(before)))

    def _is_as_large(self, words: str, before: str) -> bool:
        """Tell whether `words` need the room that the words `before` them have: then nothing is laid out again."""
        if words == before:  # in other colours
            return True
        widths = [cell_len(line) for line in words.split("\n")]
        fits = max(widths) <= self.content_size.width  # else where a line breaks depends on its words
        return fits and widths == [cell_len(line) for line in before.split("\n")]

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return (self._meant, "\n") if self._meant else super().get_selection(selection)


def _plain(words: object) -> str:
    return words.plain if isinstance(words, Content) else str(words)


class MarkedList(OptionList):
    """Textual's list of options, with the symbol."""

    BINDINGS: ClassVar[list[BindingType]] = []
    """Its keys are Textual's, as people expect them: the help need not list them."""

    def _get_left_gutter_width(self) -> int:
        return len(MARK) + 1

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        row = self.scroll_offset.y + y
        place, line = self._lines[row] if row < len(self._lines) else (-1, 0)
        marked = place == self.highlighted
        style = next((segment.style for segment in strip), None)
        sign = MARK if marked and strip.text.strip() and self._is_first_with_words(y, line) else " "
        strip = Strip([Segment(f"{sign} ", style and style + PLAIN_SIGN), *strip], strip.cell_length + len(MARK) + 1)
        reverse = self.get_component_styles("option-list--option-highlighted").text_style.reverse
        return strip.apply_style(REVERSE) if marked and reverse else strip

    def _is_first_with_words(self, y: int, line: int) -> bool:
        """Tell whether the lines of a row above the one at `y`, its `line`, are empty."""
        above = (super(MarkedList, self).render_line(y - back) for back in range(1, line + 1))
        return not any(strip.text.strip() for strip in above)
