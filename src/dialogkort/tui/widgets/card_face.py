"""A card on the table: a band, the text that is read aloud, and what goes with it."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.reactive import reactive

from dialogkort.tui.look.styled import ON_CARD, contents_of
from dialogkort.tui.look.theme import FAULT_BAND
from dialogkort.tui.look.typography import breathe
from dialogkort.tui.widgets.key_bar import live_keys, shown_key
from dialogkort.tui.widgets.words import LaidOutOnce, Words, press, pressed_by_click
from dialogkort.views.bands import BANDS, band_of

if TYPE_CHECKING:
    from dialogkort.views.faces import Face, More


class ReadAloud(LaidOutOnce):
    """The text of a card, bold, broken where one would breathe."""

    text = reactive("", layout=True)

    def render(self) -> Content:
        return Content(breathe(self.text, max(1, self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return breathe(self.text, max(1, width)).count("\n") + 1


class CardFace(Vertical):
    """Shows a `Face`. What does not fit can be scrolled. A click on a card that is offered presses its `key`."""

    face: "Face | None" = None
    """What is shown."""
    key = ""

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
        details.put(contents_of(face.details, ON_CARD))
        details.display = bool(face.details)
        foot = self.query_one(".foot", Words)
        foot.put(self._openings(face))
        foot.display = bool(face.more or face.foot)
        self.set_class(bool(face.details), "-full")

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


def _opening(more: "More", key: str) -> Content:
    hint = Content.assemble((shown_key(key), "bold $ink"), f" {more.words}")
    return pressed_by_click(hint, key) if key else hint
