"""A card on the table: a band, the text that is read aloud, and what goes with it."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.reactive import reactive
from textual.selection import Selection
from textual.widget import Widget

from dialogkort.tui.look.styled import ON_CARD, contents_of
from dialogkort.tui.look.theme import FAULT_BAND
from dialogkort.tui.look.typography import breathe, in_use, is_large
from dialogkort.tui.widgets.key_bar import live_keys, shown_key
from dialogkort.tui.widgets.words import LaidOutOnce, Words, press, pressed_by_click
from dialogkort.views.bands import BANDS, band_of

if TYPE_CHECKING:
    from dialogkort.views.faces import Face, More
    from dialogkort.views.lines import Line

BESIDE, AROUND = 6, 3
"""Of a card on a large window: cells at its left and right, and rows of band, foot and edges."""
MEASURE = 80
"""Cells of a line in letters of the terminal's size: longer ones are hard to follow."""


class ReadAloud(LaidOutOnce):
    """The text of a card, bold, broken where one would breathe."""

    text = reactive("", layout=True)
    rows: reactive[tuple[str, ...]] = reactive((), layout=True)
    """The same in large letters, where there is room for them."""

    def render(self) -> Content:
        if self.rows:
            return Content("\n".join(self.rows))
        return Content(breathe(self.text, max(1, self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        if self.rows:
            return len(self.rows)
        return breathe(self.text, max(1, width)).count("\n") + 1

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the words, never the blocks that they are drawn with."""
        return (self.text, "\n") if self.rows else super().get_selection(selection)


class CardFace(Vertical):
    """Shows a `Face`. What does not fit can be scrolled. A click on a card that is offered presses its `key`.

    One that `grows` fills the room that it has on a large window: with large letters where its text fits in them, else
    it is held to a good measure.
    """

    face: "Face | None" = None
    """What is shown."""
    key = ""
    large_letters = True
    """Whether one that grows may be set in large letters."""

    def __init__(self, *, grows: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._grows = grows

    def compose(self) -> ComposeResult:
        with Horizontal(classes="band"):
            yield Words(classes="band-title")
            yield Words(classes="band-mark")
        with VerticalScroll(can_focus=False, classes="paper"):
            yield ReadAloud()
            yield Words(classes="details")
        yield Words(classes="foot")

    def show(self, face: "Face") -> None:
        """Lay `face` up."""
        self.face = face
        shown = FAULT_BAND if face.fault else band_of(face.deck)
        for band in range(len(BANDS)):
            self.set_class(band == shown, f"-band-{band}")
        self.query_one(".band-title", Words).put(face.title)
        self.query_one(".band-mark", Words).put(face.mark)
        self.query_one(ReadAloud).text = face.text
        details = self.query_one(".details", Words)
        if not self._grows:
            details.put(contents_of(face.details, ON_CARD))
        details.display = bool(face.details)
        foot = self.query_one(".foot", Words)
        foot.put(self._openings(face))
        foot.display = bool(face.more or face.foot)
        self.set_class(bool(face.details), "-full")
        self.grow()

    def grow(self) -> None:
        """Set the text in large letters where it fits with all that stands below it, and this too if that fits."""
        face = self.face
        if not self._grows or face is None:
            return
        text: tuple[str, ...] = ()
        below: tuple[tuple[str, ...], ...] = ()
        large = is_large(self.app.size)
        if large and self.large_letters:
            from dialogkort.tui.look.large_letters import cuts, set_card  # noqa: PLC0415 - for those with a large window

            room = self.parent.size if isinstance(self.parent, Widget) else Size(0, 0)
            details = tuple(detail.plain for detail in face.details)
            plain = contents_of(face.details, ON_CARD).get_height({}, min(room.width - 2 * BESIDE, MEASURE))
            short = self.has_class("-short")
            height = (room.height // 2 if short else room.height) - AROUND
            text, below = set_card(
                face.text, details, room.width - 2 * BESIDE, height, plain, short=short, small=cuts(in_use())[0]
            )
        self.query_one(ReadAloud).rows = text
        drawn = (_clicked(Content("\n".join(rows)), line) for rows, line in zip(below, face.details, strict=False))
        details_in_large = Content("\n").join(drawn) if below else None
        self.query_one(".details", Words).put(contents_of(face.details, ON_CARD), details_in_large)
        self.set_class(large and not text, "-held")
        self.set_class(bool(below), "-all-large")

    def _openings(self, face: "Face") -> Content:
        """Return what can be opened on the card, each after its key."""
        if not face.more:
            return Content(face.foot)
        keys = {key.action: key.name for key in live_keys(self.screen)}
        return Content("   ").join(_opening(more, keys.get(more.move, "")) for more in face.more)

    def on_click(self, event: Click) -> None:
        if self.key:
            event.stop()
            press(self, self.key, event)

    def show_beginning(self) -> None:
        """Bring the first line into sight."""
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def show_end(self) -> None:
        """Bring what was opened last into sight."""
        self.query_one(VerticalScroll).scroll_end(animate=False)

    def scroll_text(self, pages: int) -> None:
        """Scroll by `pages`, up when negative."""
        paper = self.query_one(VerticalScroll)
        paper.scroll_relative(y=pages * max(1, paper.size.height - 2), animate=False)


def _clicked(drawn: Content, line: "Line") -> Content:
    return pressed_by_click(drawn, str(line.number)) if line.number else drawn


def _opening(more: "More", key: str) -> Content:
    hint = Content.assemble((shown_key(key), "bold $ink"), f" {more.words}")
    return pressed_by_click(hint, key) if key else hint
