"""Previewing a deck while it is being written: the cards as at the table, with the problems, updated on every save."""

from pathlib import Path
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from dialogkort.core.text import clean_line
from dialogkort.decks.reading.reading import Place, Reading
from dialogkort.decks.shelf.watching import WatchedDeck
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.tui.decks.problem_words import problem_face, short
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.widgets.card_face import CardFace
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.views.faces import Face, card_face

LOOK = 0.2
"""Seconds between checks of the file."""
TALL = 20
"""The number of rows from which there is room for an empty line between two problems."""
SHOWN = 40
"""The most problems that are shown beside the cards."""


class PreviewScreen(Screen[None]):
    """Shows the deck in a file. If a deck is briefly broken or gone, its last good version stays on screen."""

    app = getters.app(Host)

    class Looked(Message):
        """The file has been checked; `reading` is None if it has not changed."""

        def __init__(self, reading: Reading | None) -> None:
            super().__init__()
            self.reading = reading

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "preview",
        [
            Binding("right", "leaf(1)", N_("next card")),
            Binding("left", "leaf(-1)", N_("previous card")),
            Binding("f", "follow_ups", N_("follow-up questions")),
            Binding("g", "advice", N_("advice")),
            Binding("down", "scroll_problems(1)", N_("more problems"), show=False),
            Binding("up", "scroll_problems(-1)", N_("previous problems"), show=False),
            Binding("pagedown", "scroll_card(1)", N_("scroll down"), show=False),
            Binding("pageup", "scroll_card(-1)", N_("scroll up"), show=False),
            Binding("question_mark", "app.help", N_("help")),
            Binding("escape,q", "leave", N_("close")),
        ],
    )

    def __init__(self, path: Path, card: str = "") -> None:
        super().__init__()
        self._file = WatchedDeck(path)
        self._wanted = card
        self._looking = False
        self._latest: Reading | None = None
        self._good: Reading | None = None
        self._number = 0
        self._follow_ups = self._advice = False

    def compose(self) -> ComposeResult:
        yield Static(id="deck", markup=False, classes="heading")
        yield Static(id="where", markup=False, classes="hint")
        yield Static(id="notice", markup=False, classes="notice")
        with Horizontal(classes="reader"):
            yield CardFace(id="card")
            with VerticalScroll(id="problems", can_focus=False):
                yield Static(markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._look()
        self.set_interval(LOOK, self._look)

    def on_screen_resume(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    # The file

    def _look(self) -> None:
        if not self._looking:  # a drive may be slow to respond
            self._looking = True
            self._read()

    @work(thread=True)
    def _read(self) -> None:
        self.post_message(self.Looked(self._file.look()))

    def on_preview_screen_looked(self, event: Looked) -> None:
        self._looking = False
        if event.reading is None:
            return
        before = self._place()
        self._latest = event.reading
        if event.reading.deck:
            self._good = event.reading
        if self._good:
            self._stay_at(self._wanted or (before.id if before else ""))
            self._wanted = ""
        self._draw()

    def _stay_at(self, name: str) -> None:
        """Stay at the card called `name`, or near the same place if it is gone."""
        places = self._places()
        here = [number for number, place in enumerate(places) if name and place.id == name]
        self._number = here[0] if here else min(self._number, len(places) - 1)

    # What is shown

    def _places(self) -> tuple[Place, ...]:
        return self._good.places if self._good else ()

    def _place(self) -> Place | None:
        places = self._places()
        return places[self._number] if places else None

    def _draw(self) -> None:
        latest = self._latest
        if latest is None or not self.is_mounted:
            return
        deck = self._good.deck if self._good else None
        name = clean_line(self._file.path.name, 60)
        self.query_one("#deck", Static).update(f"{deck.title} · {name}" if deck else name)
        self.query_one("#where", Static).update(self._where())
        notice = self.query_one("#notice", Static)
        notice.update(self._notice(latest))
        notice.display = self._good is not latest
        self.query_one("#card", CardFace).show(self._face(latest))
        self.query_one("#problems Static", Static).update(self._problems(latest))
        self.refresh_bindings()

    def _where(self) -> str:
        place = self._place()
        if place is None:
            return ""
        number = _("Card {number} of {all}").format(number=self._number + 1, all=len(self._places()))
        line = _("line {line}").format(line=place.line)
        return " · ".join(part for part in (number, place.id, line) if part)

    def _notice(self, latest: Reading) -> str:
        if any(problem.code in {"DK001", "DK002", "DK013"} for problem in latest.problems):
            what = _("The file cannot be opened right now.")
        else:
            what = _("No card in the file can be played right now.")
        return what + " " + _("This is the last version that could be read.") if self._good else what

    def _face(self, latest: Reading) -> Face:
        place = self._place()
        if place is None or self._good is None or self._good.deck is None:
            return problem_face(_("No cards to show yet"), latest.problems[:SHOWN])
        card = next((dealt for dealt in self._good.deck.cards if place.playable and dealt.id == place.id), None)
        if card:
            return card_face(card, follow_ups=self._follow_ups, advice=self._advice)
        return problem_face(_("This card cannot be dealt yet"), self._good.problems_at(place))

    def _problems(self, latest: Reading) -> Content:
        """Return the problems: those with the current card first."""
        place = self._place()
        here = latest.problems_at(place) if place and latest is self._good else ()
        others = [problem for problem in latest.problems if problem not in here]
        blocks = []
        if here:
            blocks += [Content.styled(_("On this card"), "bold"), *map(short, here)]
        if others:
            blocks += [Content.styled(_("Elsewhere in the file"), "bold"), *map(short, others[:SHOWN])]
        if not blocks:
            blocks = [Content.styled("✓ " + _("There are no problems with this deck."), "$dim")]
        return Content("\n\n" if self.app.size.height >= TALL else "\n").join(blocks)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return bool(self._places()) if action in {"leaf", "follow_ups", "advice"} else True

    def action_leaf(self, step: int) -> None:
        self._number = (self._number + step) % max(1, len(self._places()))
        self.query_one("#problems", VerticalScroll).scroll_home(animate=False)
        self._draw()

    def action_follow_ups(self) -> None:
        self._follow_ups = not self._follow_ups
        self._draw()

    def action_advice(self) -> None:
        self._advice = not self._advice
        self._draw()

    def action_scroll_problems(self, step: int) -> None:
        self.query_one("#problems", VerticalScroll).scroll_relative(y=3 * step, animate=False)

    def action_scroll_card(self, pages: int) -> None:
        self.query_one("#card", CardFace).scroll_text(pages)

    def action_leave(self) -> None:
        self.app.exit()
