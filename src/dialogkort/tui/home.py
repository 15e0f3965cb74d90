"""Home: start a game, continue one, or look at the agreements or the decks."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from dialogkort.language import N_, current, following, ngettext, tongue
from dialogkort.language import gettext as _
from dialogkort.storage.games.waiting import is_fresh, unfinished
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import key_of, keyed
from dialogkort.tui.widgets.card_face import CardFace
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.tui.widgets.words import MarkedList

if TYPE_CHECKING:
    from dialogkort.files.problems import FileProblem
    from dialogkort.views.faces import Face


BESIDE_THE_MENU = 76
"""The number of columns from which a card is shown beside the menu."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is on the shelf and in the folders, read in the background.

    `unread` names files and folders that could not be read.
    """

    decks: int
    cards: int
    due: int
    face: "Face | None"
    waiting: str
    unread: str = ""


class HomeScreen(Screen[None]):
    """The first screen. It is drawn before anything is read."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "home",
        [
            Binding("enter", "choose", N_("choose"), show=False),
            Binding("f,r", "resume", N_("continue the game"), show=False),
            Binding("v,w", "waiting", N_("saved games"), show=False),
            Binding("n", "new_game", N_("new game"), show=False),
            Binding("a", "agreements", N_("agreements"), show=False),
            Binding("o", "overview", N_("overview"), show=False),
            Binding("k,d", "decks", N_("decks"), show=False),
            Binding("l", "app.switch_language", N_("change the language"), show=False),
            Binding("question_mark", "app.help", N_("help")),
            Binding("ctrl+p", "app.command_palette", N_("all commands")),
            Binding("q", "app.quit", N_("quit")),
        ],
    )

    def __init__(self, then: Screen[None] | None = None) -> None:
        """`then` is a screen that is opened on top of this one immediately."""
        super().__init__()
        self._then = then
        self._found: Found | None = None
        self._unfinished: tuple[Path, ...] = ()
        self._shown: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        with Horizontal(id="home"):
            with Vertical(id="entry"):
                yield Static("dialogkort", markup=False, classes="name")
                yield Static(id="motto", markup=False)
                yield MarkedList(id="menu")
                yield Static(id="unread", markup=False)
            with Vertical(id="shown"):
                yield CardFace(id="card")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._draw()

    def on_screen_resume(self) -> None:
        if self._then:
            then, self._then = self._then, None
            self.app.push_screen(then)
            return
        self._draw()
        self.query_one(OptionList).highlighted = 0
        self.call_after_refresh(self._look)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        self._unfinished = unfinished(self.app.surroundings.journals)
        size = self.app.size
        room = size.width >= BESIDE_THE_MENU and size.height >= 20
        shown = (current(), room, size.height >= 20, self.app.surroundings.today, self._found, self._unfinished)
        if shown == self._shown:
            return  # mounting, resuming and resizing all happen with the first frame
        self._shown = shown
        self.query_one("#motto", Static).update(_("a card, a conversation, an agreement"))
        self._say_what_is_unread()
        self.query_one("#shown").display = room and bool(self._found and self._found.face)
        menu = self.query_one(OptionList)
        place = menu.highlighted or 0
        menu.clear_options()
        menu.add_options(self._options())
        menu.highlighted = min(place, menu.option_count - 1)
        self.refresh_bindings()

    def _say_what_is_unread(self) -> None:
        words = self._found.unread if self._found else ""
        told = self.query_one("#unread", Static)
        told.display = bool(words)
        if words:
            told.update(f"! {words} " + _("To see why, open Agreements."))

    def _options(self) -> list[Option]:
        found = self._found
        due = decks = ""
        if found and found.due:
            due = ngettext("{number} is due for review", "{number} are due for review", found.due)
        if found:
            sets = ngettext("{number} deck", "{number} decks", found.decks)
            decks = sets + " · " + ngettext("{number} card", "{number} cards", found.cards)
        letter = tongue().letter
        entries = [
            ("new_game", key_of("home.new_game", "n"), _("New game"), "", "$dim"),
            ("agreements", key_of("home.agreements", "a"), _("Agreements"), due, "$now"),
            ("overview", key_of("home.overview", "o"), _("Overview"), "", "$dim"),
            ("decks", "kd"[letter], _("Decks"), decks, "$dim"),
            ("language", "l", following().switch, "", "$dim"),
        ]
        if self._unfinished:
            waiting = found.waiting if found else ""
            if len(self._unfinished) > 1:
                waiting = ngettext("{number} saved", "{number} saved", len(self._unfinished))
            fresh = is_fresh(self._unfinished[0], self.app.surroundings.today)
            entry = ("resume", "fr"[letter], _("Continue the game"), waiting, "$dim")
            entries.insert(0 if fresh else 1, entry)  # an old one is not what people are here for
        room = "\n" if self.app.size.height >= 20 else ""
        return [
            Option(
                Content.assemble(room, (f" {key}  ", "bold $now"), words, "   ", (note, style), room),
                id=name,
            )
            for name, key, words, note, style in entries
        ]

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        """Read the decks, the agreements and the unfinished game, after the first frame."""
        from dialogkort.sessions.unread import twice_words, unread_words  # noqa: PLC0415
        from dialogkort.storage import teams as team_files  # noqa: PLC0415
        from dialogkort.storage.team_folder import refused_links  # noqa: PLC0415
        from dialogkort.views.faces import card_face  # noqa: PLC0415

        around = self.app.surroundings
        held = self.app.library.contents(current())
        due = 0
        problems: list[FileProblem] = []
        counted: set[str] = set()
        for folder, _team in team_files.teams(around.folder, problems, known=around.folder_is_known):
            from dialogkort.storage.agreements import reading as agreement_reading  # noqa: PLC0415 - with a team

            outlines = [heading.outline for heading in agreement_reading.scan(folder, problems)]
            if folder in team_files.copies_in(problems):  # what is in the original, too, is only due once
                outlines = [agreement for agreement in outlines if agreement.id not in counted]
            counted.update(agreement.id for agreement in outlines)
            due += sum(agreement.due(around.today) for agreement in outlines)
            problems += refused_links(folder, problems)
        journals: list[FileProblem] = []
        waiting = _team_that_waits(unfinished(around.journals, journals))
        unread = " ".join(filter(None, (unread_words([*problems, *journals]), twice_words(problems, short=True))))
        shown = held.openers[around.today.toordinal() % len(held.openers)] if held.openers else None
        face = card_face(shown, offer=False) if shown else None
        result = Found(held.decks, held.cards, due, face, waiting, unread)
        self.app.call_from_thread(self._show, result)

    def _show(self, found: Found) -> None:
        if not self.is_attached:
            return
        self._found = found
        if found.face:
            self.query_one("#card", CardFace).show(found.face)
        if self.is_current:
            self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return bool(self._unfinished) if action in {"resume", "waiting"} else True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if not self.is_active:
            return  # pressed twice: the first press has already opened a screen
        match event.option_id:
            case "resume":
                self.action_resume()
            case "new_game":
                self.action_new_game()
            case "agreements":
                self.action_agreements()
            case "overview":
                self.action_overview()
            case "decks":
                self.action_decks()
            case _:
                self.app.action_switch_language()

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()

    def action_resume(self) -> None:
        if self._is_to_be_chosen():
            self.action_waiting()
        else:
            self.app.resume_game()

    def _is_to_be_chosen(self) -> bool:
        """Tell whether it is unclear which game is meant, or whether it is still wanted."""
        return len(self._unfinished) > 1 or not is_fresh(self._unfinished[0], self.app.surroundings.today)

    def action_waiting(self) -> None:
        from dialogkort.tui.waiting import WaitingScreen  # noqa: PLC0415

        def chosen(path: Path | None) -> None:
            if path:
                self.app.resume_game(path)

        self.app.push_screen(WaitingScreen(), chosen)

    def action_new_game(self) -> None:
        self.app.set_up_game()

    def action_agreements(self) -> None:
        from dialogkort.tui.agreements.screen import ReviewScreen  # noqa: PLC0415

        self.app.push_screen(ReviewScreen())

    def action_overview(self) -> None:
        from dialogkort.tui.overview import OverviewScreen  # noqa: PLC0415

        self.app.push_screen(OverviewScreen())

    def action_decks(self) -> None:
        from dialogkort.tui.decks.screen import DecksScreen  # noqa: PLC0415

        self.app.push_screen(DecksScreen())


def _team_that_waits(journals: tuple[Path, ...]) -> str:
    """Return the team of the latest unfinished game; the game itself is loaded only if there is one."""
    if not journals:
        return ""
    from dialogkort.storage.games import journal  # noqa: PLC0415

    return journal.team_of(journals[0])
