"""Help: what the keys do, from the live bindings of the screen below, and how a game goes."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.widgets.key_bar import Key, KeyBar, shown_key

_GAME = (
    N_("A card is dealt and read aloud. Everyone thinks for a moment in silence."),
    N_("On some cards, everyone shows fingers at once, and those furthest apart speak first."),
    N_(
        "Then comes the go-round: whoever holds the talking stick has the floor, nobody interrupts, and"
        " everyone may pass."
    ),
    N_("After that, the floor is open. At the end you can agree on a rule, or not."),
    N_("A proposal needs everyone's consent: a concern is recorded, an objection sends the draft back to the table."),
    N_(
        "When an agreement is due for review, it comes up first in the game, as a card: keep it, adjust it,"
        " replace it or retire it."
    ),
    N_("The clock never cuts anyone off. At zero it rings once and keeps counting. You continue when you are ready."),
)
_LEFT = N_("Nothing is lost when you leave: the game is saved, even if the power fails.")


class HelpScreen(ModalScreen[None], DismissOnce[None]):
    """Shows the keys that are live on the screen below, and what is `at_risk`, if anything is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,pagedown", "scroll(1)", N_("read on")),
        Binding("up,pageup", "scroll(-1)", N_("read back"), show=False),
        Binding("escape,question_mark,enter,q", "leave", N_("back")),
    ]

    def __init__(self, keys: list[Key], at_risk: str = "") -> None:
        super().__init__()
        self._live = keys
        self._at_risk = at_risk

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page", can_focus=False):
            yield Static(_("Keys on this screen"), markup=False, classes="heading")
            yield Static(self._listed(), markup=False)
            yield Static(_("How a game works"), markup=False, classes="heading")
            yield Static("\n".join(f"{number}  {line}" for number, line in enumerate(self._game(), 1)), markup=False)
        yield KeyBar(id="keys")

    def _game(self) -> list[str]:
        """Return how a game goes, and what becomes of it when it is left."""
        return [*(_(line) for line in _GAME), self._at_risk or _(_LEFT)]

    def _listed(self) -> Content:
        widest = max((len(shown_key(key.name)) for key in self._live), default=0) + 2
        lines = [
            Content.assemble(
                (f"{shown_key(key.name):<{widest}}", "bold $text"),
                (key.words, "$text"),
                (f"  {key.explanation}" if key.explanation else "", "$dim"),
            )
            for key in self._live
        ]
        return Content("\n").join(lines)

    def action_scroll(self, pages: int) -> None:
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=pages * max(1, page.size.height - 2), animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)
