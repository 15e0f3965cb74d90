"""A list of agreements that is as fast with ten thousand as with ten: only the visible rows are drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from dialogkort.language import N_
from dialogkort.tui.widgets.words import MARK, REVERSE

PADDING = 1
"""Cells on each side of a row."""
WORDS_BESIDE = 34
"""The width of a row, in cells, from which its note fits beside the title when each row has one line."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says: a title, and below it a note in a colour of the theme. `short` is the note in one word."""

    title: str
    note: str
    short: str = ""
    colour: str = "$dim"
    loud: bool = True


class AgreementList(ScrollView, can_focus=True):
    """Shows rows of two lines, or of one line if there is little room, and marks one of them.

    `put` accepts anything in `things`, and asks for the words of the visible ones.
    """

    class Marked(Message):
        """Another row was marked, or the marked row now holds another thing."""

    class Chosen(Message):
        """The marked row was clicked again."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"agreement-list--row", "agreement-list--marked"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", N_("next")),
        Binding("up", "step(-1)", N_("previous"), show=False),
        Binding("right", "turn(1)", N_("page down"), show=False),
        Binding("left", "turn(-1)", N_("page up"), show=False),
        Binding("home", "mark(0)", N_("go to the first"), show=False),
        Binding("end", "mark(-1)", N_("go to the last"), show=False),
        Binding("pagedown", "screen.scroll_card(1)", N_("scroll down"), show=False),
        Binding("pageup", "screen.scroll_card(-1)", N_("scroll up"), show=False),
    ]

    def __init__(self, words: Callable[[object], Row], *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._words = words
        self._things: Sequence[object] = ()
        self._place = 0
        self._marked: object | None = None
        self._lines = 2

    @property
    def place(self) -> int:
        """The place of the marked row, from 0."""
        return self._place

    @property
    def marked(self) -> object | None:
        """The item in the selected row, or None if the list is empty."""
        return self._marked

    def put(self, things: Sequence[object], place: int = 0) -> None:
        """Show `things` and mark the one at `place`."""
        self._things = things
        self._place = max(0, min(place, len(things) - 1))
        self._lay_out()
        self._tell()

    def give_lines(self, lines: int) -> None:
        """Give each row `lines` lines: 2, or 1 if there is little room."""
        if lines != self._lines:
            self._lines = lines
            self._lay_out()

    def on_resize(self, event: Resize) -> None:
        del event
        self._lay_out()

    def _lay_out(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._things) * self._lines)
        self._show_marked()
        self.refresh()

    def _show_marked(self) -> None:
        """Scroll by whole rows until the marked one is visible."""
        rows = max(1, self.scrollable_content_region.height // self._lines)
        first = min(-(-self.scroll_offset.y // self._lines), self._place)
        first = max(first, self._place - rows + 1)
        self.scroll_to(y=first * self._lines, animate=False)

    # Drawing

    def render_line(self, y: int) -> Strip:
        place, line = divmod(self.scroll_offset.y + y, self._lines)
        width = self.scrollable_content_region.width
        if place >= len(self._things):
            return Strip.blank(width, self.rich_style)
        marked = place == self._place
        style = self.get_visual_style("agreement-list--marked" if marked else "agreement-list--row")
        content = self._line(self._words(self._things[place]), line, max(1, width - len(MARK) - 1 - PADDING))
        sign = MARK if marked and line == 0 else " "
        content = Content.assemble(f"{sign} ", content).pad_right(PADDING)
        strips = Visual.to_strips(self, content, width, 1, style)
        strip = strips[0].extend_cell_length(width, style.rich_style).crop(0, width)
        reverse = self.get_component_styles("agreement-list--marked").text_style.reverse
        return strip.apply_style(REVERSE) if marked and reverse else strip

    def _line(self, row: Row, line: int, room: int) -> Content:
        """Return a line of a row, cut to `room` cells."""
        title = Content.styled(_flat(row.title), "bold" if row.loud else "$dim")
        note = Content.styled(row.note, row.colour)
        if self._lines == 1 and row.short and room >= WORDS_BESIDE:
            note = Content.styled(row.short, row.colour)
            title = title.truncate(room - note.cell_length - 1, ellipsis=True, pad=True)
            return Content.assemble(title, " ", note)
        return (note if line else title).truncate(room, ellipsis=True)

    # Marking

    def action_step(self, rows: int) -> None:
        self.mark(self._place + rows)

    def action_turn(self, pages: int) -> None:
        self.mark(self._place + pages * max(1, self.scrollable_content_region.height // self._lines - 1))

    def action_mark(self, place: int) -> None:
        self.mark(place if place >= 0 else len(self._things) + place)

    def mark(self, place: int) -> None:
        """Mark the row at `place`, or the nearest one, and scroll it into view."""
        place = max(0, min(place, len(self._things) - 1))
        if place != self._place:
            self._place = place
            self._show_marked()
            self.refresh()
            self._tell()

    def _tell(self) -> None:
        """Send a message if the marked thing is not the one that was last reported."""
        before, self._marked = self._marked, self._things[self._place] if self._things else None
        if self._marked is not before:
            self.post_message(self.Marked())

    def on_click(self, event: Click) -> None:
        place = (event.y + self.scroll_offset.y) // self._lines
        if place == self._place:
            self.post_message(self.Chosen())
        elif place < len(self._things):
            self.mark(place)


def _flat(text: str) -> str:
    return " ".join(text.split())
