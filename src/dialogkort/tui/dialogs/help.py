"""Help: what the keys do, from the live bindings of the screen below, and how a game works."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click, Resize
from textual.screen import ModalScreen
from textual.widgets import Static

from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.widgets.key_bar import Key, KeyBar, key_content
from dialogkort.tui.widgets.words import Clickable, pressed_by_click

_GAME = (
    N_("A card is dealt and read aloud. Everyone thinks for a moment in silence."),
    N_("On some cards, everyone holds up fingers at the same time, and those furthest apart speak first."),
    N_(
        "Then comes the go-round: whoever holds the talking stick has the floor, nobody interrupts, and"
        " everyone may pass."
    ),
    N_("After that, the floor is open. At the end you can agree on a rule, or not."),
    N_(
        "A proposal needs everyone's consent: a concern is recorded, and an objection sends the draft back to the "
        "table."
    ),
    N_(
        "When an agreement is due for review, it comes up first in the game, as a card: keep it, adjust it,"
        " replace it or retire it."
    ),
    N_("The clock never cuts anyone off. At zero it rings once and keeps counting. You continue when you are ready."),
)
_MOUSE = (
    N_("You can click choices, cards and keys, on the bottom line and here."),
    N_("Drag over text to select it, and copy it with ctrl+c; f4 copies the whole card."),
    N_("To select text with the terminal itself, hold shift while you drag, or turn the mouse off (ctrl+p)."),
)
_LEFT = N_("Nothing is lost when you leave: the game is saved, even if the power fails.")

_SEEN = (
    N_(
        "In a large window, cards are shown in large letters. To turn this off, press ctrl+p and choose “Large"
        " letters”."
    ),
    N_("To change the colours, press ctrl+p and type “colours”."),
    N_("If you see boxes or question marks instead of symbols, press ctrl+p and choose “Symbols: plain”."),
)


ROOMY, SLIGHT = 60, 2
"""From so many columns on, what is broken into lines stays beside its key; with fewer, it is indented this much."""


class Listed(Static, Clickable):
    """Lines with something in front of each; the rest of a line stays beside it where it is broken.

    Clicking the line of a key closes the help, and presses the key on the screen below.
    """

    def __init__(self, rows: list[tuple[Content, Content]]) -> None:
        super().__init__(markup=False)
        self._rows = rows
        self._indent = max((before.cell_length for before, _text in rows), default=0) + 2

    def on_mount(self) -> None:
        self._draw(self.app.size.width)

    def on_resize(self, event: Resize) -> None:
        self._draw(event.size.width)

    def _draw(self, width: int) -> None:
        lines: list[Content] = []
        for before, text in self._rows:
            padded = before + Content(" " * (self._indent - before.cell_length))
            if width >= ROOMY:
                first, *more = text.wrap(max(1, width - self._indent))
                lines.append(padded + first)
                lines.extend(Content(" " * self._indent) + line for line in more)
            else:
                first, *more = (padded + text).wrap(max(1, width - SLIGHT))
                lines.append(first)
                lines.extend(Content(" " * SLIGHT) + line for line in more)
        self.update(Content("\n").join(lines))

    def on_click(self, event: Click) -> None:
        if isinstance(event.style.meta.get("key"), str) and isinstance(self.screen, HelpScreen):
            self.screen.action_leave()
        super().on_click(event)


class HelpScreen(ModalScreen[None], DismissOnce[None]):
    """Shows the keys that are live on the screen below, and what is `at_risk`, if anything.

    `larger` says how to make the type larger, and `has_mouse` whether the mouse does anything.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,pagedown", "scroll(1)", N_("scroll down")),
        Binding("up,pageup", "scroll(-1)", N_("scroll up"), show=False),
        Binding("escape,question_mark,enter,q", "leave", N_("back")),
    ]

    def __init__(self, keys: list[Key], larger: str, at_risk: str = "", *, has_mouse: bool = True) -> None:
        super().__init__()
        self._live = keys
        self._larger = larger
        self._at_risk = at_risk
        self._has_mouse = has_mouse

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(_("Keys on this screen"), markup=False, classes="heading")
            yield Listed([_row(key) for key in self._live])
            if self._has_mouse:
                yield Static(_("The mouse"), markup=False, classes="heading")
                yield Static("\n".join(_(line) for line in _MOUSE), markup=False)
            yield Static(_("How a game works"), markup=False, classes="heading")
            yield Listed([(Content(str(number)), Content(line)) for number, line in enumerate(self._game(), 1)])
            yield Static(_("How it looks"), markup=False, classes="heading")
            yield Static("\n".join((self._larger, *(_(line) for line in _SEEN))), markup=False)
        yield KeyBar(id="keys")

    def _game(self) -> list[str]:
        """Return how a game works, and what happens to it when somebody leaves."""
        return [*(_(line) for line in _GAME), self._at_risk or _(_LEFT)]

    def action_scroll(self, pages: int) -> None:
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=pages * max(1, page.size.height - 2), animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)


def _row(key: Key) -> tuple[Content, Content]:
    """Return a key, and what it does: a click on either presses it."""
    more = f"  {key.explanation}" if key.explanation else ""
    words = Content.assemble((key.words, "$text"), (more, "$dim"))
    return key_content(key), words if len(key.names) > 1 else pressed_by_click(words, key.name)
