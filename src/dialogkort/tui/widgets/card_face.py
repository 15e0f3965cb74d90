"""A card on the table: a band, the text that is read aloud, and the details."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from dialogkort.tui.look.styled import ON_CARD, contents_of
from dialogkort.tui.look.theme import FAULT_BAND
from dialogkort.tui.look.typography import breathe, in_use, is_large
from dialogkort.tui.widgets.key_bar import live_keys, shown_key
from dialogkort.tui.widgets.words import REVERSE, LaidOutOnce, Words, press, pressed_by_click
from dialogkort.views.bands import BANDS, band_of

if TYPE_CHECKING:
    from dialogkort.views.faces import Face, More
    from dialogkort.views.lines import Line

BESIDE, AROUND = 6, 3
"""For a card on a large window: the cells to its left and right, and the rows of band, foot and edges."""
MEASURE = 80
"""The cells of a line in letters of the terminal's size: longer lines are hard to follow."""


class ReadAloud(LaidOutOnce):
    """The text of a card, bold, with line breaks where a reader would take a breath."""

    text = reactive("", layout=True)
    rows: reactive[tuple[str, ...]] = reactive((), layout=True)
    """The same in large letters, if there is room for them."""

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


class Reversed(Widget):
    """A part of the band: where that is reversed, so is all of it, and not only its words as Textual does."""

    def render_lines(self, crop: Region) -> list[Strip]:
        strips = super().render_lines(crop)
        band = self if self.has_class("band") else self.parent
        reverse = isinstance(band, Widget) and band.styles.text_style.reverse
        return [strip.apply_style(REVERSE) for strip in strips] if reverse else strips


class Band(Horizontal, Reversed):
    """The strip at the top of a card."""


class BandWords(Words, Reversed):
    """The words on it."""


class CardFace(Vertical):
    """Shows a `Face`. What does not fit can be scrolled. A click on a card that is offered presses its `key`.

    A card that `grows` fills the room that it has on a large window: with large letters if its text fits, or else with
    a comfortable line length.
    """

    face: "Face | None" = None
    """What is shown."""
    key = ""
    large_letters = True
    """Whether a card that grows may have large letters."""

    def __init__(self, *, grows: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._grows = grows

    def compose(self) -> ComposeResult:
        with Band(classes="band"):
            yield BandWords(classes="band-title")
            yield BandWords(classes="band-mark")
        with VerticalScroll(can_focus=False, classes="paper"):
            yield ReadAloud()
            yield Words(classes="details")
        yield Words(classes="foot")

    def show(self, face: "Face") -> None:
        """Show `face`, another text from its beginning."""
        if self.face and (self.face.title, self.face.text) != (face.title, face.text):
            self.show_beginning()
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
        """Set the text in large letters if it fits along with everything below it, and that too if it fits."""
        face = self.face
        if not self._grows or face is None:
            return
        text: tuple[str, ...] = ()
        below: tuple[tuple[str, ...], ...] = ()
        large = is_large(self.app.size)
        if large and self.large_letters:
            from dialogkort.tui.look.large_letters import cuts, set_card  # noqa: PLC0415 - for large windows

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
        """Return what can be opened on the card, each with its key."""
        if not face.more:
            return Content(face.foot)
        keys = {key.action: key.name for key in live_keys(self.screen)}
        return Content("   ").join(_opening(more, keys.get(more.move, "")) for more in face.more)

    def on_click(self, event: Click) -> None:
        if self.key:
            event.stop()
            press(self, self.key, event)

    def show_beginning(self) -> None:
        """Scroll to the first line."""
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def show_end(self) -> None:
        """Scroll to what was opened last."""
        self.query_one(VerticalScroll).scroll_end(animate=False)

    def scroll_text(self, pages: int) -> None:
        """Scroll by `pages`, up if negative."""
        paper = self.query_one(VerticalScroll)
        paper.scroll_relative(y=pages * max(1, paper.size.height - 2), animate=False)


def _clicked(drawn: Content, line: "Line") -> Content:
    return pressed_by_click(drawn, str(line.number)) if line.number else drawn


def _opening(more: "More", key: str) -> Content:
    hint = Content.assemble((shown_key(key), "bold $ink"), f" {more.words}")
    return pressed_by_click(hint, key) if key else hint
