"""The app as its screens know it: what they all use, and where each screen leads, which `app` fills in.

Screens import this and never `app`, so that no import cycle arises.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.events import Key, Paste

from dialogkort.core.text import REPLACEMENT, clean
from dialogkort.decks.shelf.library import Library
from dialogkort.files import links
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.storage.games.waiting import unfinished
from dialogkort.tui.widgets.card_face import CardFace
from dialogkort.tui.widgets.key_bar import live_keys
from dialogkort.tui.with_settings import WithSettings, larger_type

if TYPE_CHECKING:  # what a game needs is loaded with it, not before the first frame
    from dialogkort.sessions.beginning import Beginning
    from dialogkort.sessions.in_hand import InHand
    from dialogkort.sessions.own_screens import OwnScreens
    from dialogkort.sessions.records import Records
    from dialogkort.sessions.reviewing import Reviewing
    from dialogkort.sessions.safety import Safety
    from dialogkort.sessions.sitting import Sitting
    from dialogkort.views.faces import Face

AGAIN, MOST_TRIES = 0.3, 13
"""Seconds until a folder that another program is using is tried again, and how often: about four seconds in all."""


@runtime_checkable
class RestsFromKeys(Protocol):
    """A screen that does not accept every key immediately."""

    def takes_key(self, key: str) -> bool:
        """Tell whether `key` may be handled now."""


@runtime_checkable
class TakesLines(Protocol):
    """A one-line field that can handle several pasted lines."""

    def cells(self, text: str) -> str:
        """Return pasted text with each cell of a spreadsheet on a line of its own."""

    def take_lines(self, lines: list[str]) -> None:
        """Take the lines."""


@runtime_checkable
class KeepsInput(Protocol):
    """A screen with unfinished input that is kept when the program is closed."""

    def keep_input(self) -> None:
        """Keep the input."""


class Host(WithSettings):
    """What a screen can ask of the app. The app's return value is the last line for the terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", N_("help"), show=False),
        Binding("ctrl+p", "command_palette", N_("all commands"), show=False),
        Binding("ctrl+q", "quit", N_("quit"), show=False, priority=True),
        Binding("ctrl+s", "rescue", N_("rescue unsaved work"), show=False),
        Binding(
            "f4", "copy_shown", N_("copy the card as text"), tooltip=N_("To paste into the call's chat."), show=False
        ),
        Binding("ctrl+z", "to_shell", N_("go to the shell (fg brings you back)"), show=False),
    ]

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.own_screens: OwnScreens | None = None
        self.library = Library(surroundings.shelf)
        self.safety: Safety | None = None
        self.set_up_left: dict[str, Any] = {}
        """What was written in the set-up when somebody went back from it."""

    @cached_property
    def reviewing(self) -> "Reviewing":
        """What has been done to agreements on the review screen since the program started: it can be undone."""
        from dialogkort.sessions.reviewing import Reviewing  # noqa: PLC0415

        return Reviewing()

    @cached_property
    def forms(self) -> "InHand":
        """What is being typed in forms outside a game."""
        from dialogkort.sessions.in_hand import InHand  # noqa: PLC0415

        return InHand(self.surroundings.locations.state / "forms")

    @property
    def sitting(self) -> "Sitting | None":
        """The open game."""
        return self.safety.sitting if self.safety else None

    # Where screens lead

    def set_up_game(self, beginning: "Beginning | None" = None) -> None:
        """Open the set-up."""
        raise NotImplementedError

    def begin_reviews(self, team: str) -> None:
        """Open the set-up of a game in which `team` reviews what is due, and deals no cards."""
        raise NotImplementedError

    def resume_game(self, chosen: Path | None = None) -> None:
        """Continue the game in `chosen`, or else the latest one that can be opened; say so if there is none."""
        raise NotImplementedError

    def leave_game(self) -> None:
        """Go to the home screen; the game can be resumed later."""
        raise NotImplementedError

    def end_game(self, sitting: "Sitting", records: "Records") -> None:
        """Write the files and show the summary."""
        raise NotImplementedError

    def close_summary(self, *, filed: bool) -> None:
        """Go from the summary to the home screen; the journal is removed once everything is on file."""
        raise NotImplementedError

    def back_to_table(self, sitting: "Sitting", records: "Records") -> None:
        """Go from the summary back to the table, after an undo."""
        raise NotImplementedError

    def seats(self) -> "OwnScreens | None":
        """Return personal screens, which are created when they are first needed; None if they are not available."""
        if self.own_screens is None and self.surroundings.own_screens:
            self.own_screens = self.surroundings.own_screens()
        return self.own_screens

    def stop_seats(self, *, over: bool = False) -> None:
        """Disconnect all pages; if the game is over they are told so, else they wait until it continues."""
        if self.own_screens:
            self.own_screens.stop(over=over)

    # What all screens use

    def try_again(self, records: "Records", again: Callable[[int], object], tried: int) -> bool:
        """Call `again` in a moment if another program is using the folder right now; False if it stays in use.

        The screen stays responsive in the meantime. `again` gets the number of times it was `tried`.
        """
        return self.again_in_a_moment(again, tried) if records.busy else False

    def again_in_a_moment(self, again: Callable[[int], object], tried: int) -> bool:
        """Call `again` in a moment, with the number of times it was `tried`; False if that was often enough."""
        if tried >= MOST_TRIES:
            return False
        self.set_timer(AGAIN, lambda: again(tried + 1))
        return True

    def ask_for_folder(self, records: "Records", retry: Callable[[], object]) -> None:
        """Say that the files could not be written, and what of the game is safe, and ask for another folder.

        If another program has a file open, that does not help: then the question is when to try again.
        """
        from dialogkort.tui.dialogs.prompt import PickScreen  # noqa: PLC0415

        title = _("The files could not be saved")
        safe = self.safety.of_game() if self.safety else ""
        if records.held or records.away:
            choices = [("again", _("Try again")), ("later", _("Leave this for now"))]
            if records.away:
                choices[1:1] = [("other", _("Use another folder")), ("make", _("Create this folder again"))]

            def picked(choice: str | None) -> None:
                if choice == "other":
                    self._ask_for_other_folder(records, retry, title, safe)
                elif choice == "make":
                    records.make_folder()
                if choice in {"again", "make"} and retry() is False:
                    self.ask_for_folder(records, retry)

            self.push_screen(PickScreen(title, choices, f"{records.problem}\n{safe}"), picked)
            return
        self._ask_for_other_folder(records, retry, title, safe)

    def _ask_for_other_folder(self, records: "Records", retry: Callable[[], object], title: str, safe: str) -> None:
        from dialogkort.tui.dialogs.prompt import PromptScreen  # noqa: PLC0415

        question = " ".join(filter(None, (safe, _("Enter another folder, or leave this for now."))))

        def chosen(text: str | None) -> None:
            if not text:
                return
            before, folder = records.root, links.expanded(text)
            if not folder.is_absolute():
                self.tell(_("“{text}” is not a full path.").format(text=clean(text)), warning=True)
                self._ask_for_other_folder(records, retry, title, safe)
                return
            records.root = folder
            written = retry()
            if written is not False and not records.problem:
                if self.safety:
                    self.safety.sitting.note_folder(folder)
                if before == self.surroundings.folder:  # a game that was begun elsewhere changes nothing for others
                    self.use_settings(folder=folder)
            elif records.problem and not records.busy:
                records.root = before  # a wrong folder does not replace the right one
                if written is False:
                    self.ask_for_folder(records, retry)

        self.push_screen(PromptScreen(title, f"{records.problem}\n{question}", str(records.root)), chosen)

    def edit(self, path: Path) -> None:
        """Open `path` in the user's editor and wait until it is closed; say so if that is not possible."""
        from dialogkort.tui.terminal.editor import CannotEdit, edit  # noqa: PLC0415

        try:
            edit(self, self.surroundings.editor, path)
        except CannotEdit as error:
            self.tell(str(error), warning=True)

    def _without_caps_lock(self, event: Key) -> Key:
        """Return the lower-case key for a capital typed outside a text field: Caps Lock disables no key."""
        character = event.character or ""
        writes = self.focused is not None and self.focused.check_consume_key(event.key, character)
        if writes or len(character) != 1 or not character.isupper():
            return event
        small = character.lower()
        return Key(small, small) if len(small) == 1 else event

    async def take(self, event: Key | Paste) -> None:
        """Clean pasted text before it reaches a line of a form: nothing in it may reach the terminal.

        A key reaches a screen only when the screen accepts it.
        """
        if isinstance(event, Paste):
            focused = self.focused
            text = focused.cells(event.text) if isinstance(focused, TakesLines) else event.text.replace("\t", " ")
            await super().take(Paste(self._for_focused(clean(text).replace(REPLACEMENT, ""))))
            return
        event = self._without_caps_lock(event)
        if not isinstance(self.screen, RestsFromKeys) or self.screen.takes_key(event.key):
            await super().take(event)

    def _for_focused(self, text: str) -> str:
        """Return all lines of a pasted `text` as one if only one can be written: Textual would take the first."""
        from textual.widgets import Input  # noqa: PLC0415

        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or not isinstance(self.focused, Input) or isinstance(self.focused, TakesLines):
            return text
        return " ".join(line.strip() for line in lines)

    def action_help(self) -> None:
        from dialogkort.tui.dialogs.help import HelpScreen  # noqa: PLC0415

        if not isinstance(self.screen, HelpScreen):
            at_risk = self.safety.sentences() if self.safety and self.safety.at_risk else ""
            screen = HelpScreen(live_keys(self.screen), larger_type(), at_risk, has_mouse=self.has_mouse)
            self.push_screen(screen)

    def action_help_quit(self) -> None:
        risk = self.safety.of_game() if self.safety and self.safety.at_risk else ""
        self.tell(
            _("Nothing is selected. Drag over text, then press ctrl+c to copy it.")
            + " "
            + _("Press ctrl+q to quit.")
            + " "
            + (risk or _("Nothing is lost."))
        )

    def tell_nothing_marked(self) -> None:
        self.action_help_quit()

    def _shown(self) -> "list[Face]":
        """Return what is on the screen in front: a card, an agreement, or the cards on offer."""
        cards = (
            widget
            for widget in self.screen.query(CardFace)
            if widget.display and widget.parent and widget.parent.display
        )
        return [card.face for card in cards if card.face]

    def action_copy_shown(self) -> None:
        """Copy what is on the screen, as text."""
        from dialogkort.views.faces import text_of  # noqa: PLC0415

        self.copy_to_clipboard("\n\n".join(text_of(face) for face in self._shown()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "rescue":
            return self.safety is not None and self.safety.unsaved > 0
        if action == "copy_shown":
            return bool(self._shown())
        return super().check_action(action, parameters)

    def action_rescue(self) -> None:
        """Show what is not saved, to be copied or written elsewhere."""
        self.leave_safely(None)

    def leave_safely(self, leave: Callable[[], None] | None) -> None:
        """Leave, or first show what would be lost; None means that nobody wants to leave."""
        safety = self.safety
        if safety is None or not (safety.at_risk or leave is None):
            if leave:
                leave()
            return
        from dialogkort.tui.table.rescue import RescueScreen  # noqa: PLC0415

        if isinstance(self.screen, RescueScreen):
            return

        def decided(leaves: bool | None) -> None:  # noqa: FBT001 - the return value of the screen
            if leaves and leave:
                leave()

        self.push_screen(RescueScreen(safety, self.tell, leaving=leave is not None), decided)

    # The way out

    @property
    def error_log(self) -> Path:
        return self.surroundings.locations.state / "error.log"

    def on_unmount(self) -> None:
        self.stop_seats()
        if self.sitting:
            self.sitting.leave()

    def pause_unattended(self) -> None:
        """Stop the game's clock until everybody is back, as after a resume."""
        if self.sitting:
            self.sitting.rest()

    def let_go(self, *, filed: bool) -> None:
        """Close a game that has ended: once everything is on file its journal is removed, else the game is kept."""
        self.stop_seats(over=filed)
        safety, self.safety = self.safety, None
        if safety and filed:
            safety.filed = True
            safety.sitting.finish()
        elif safety:
            safety.sitting.leave()

    async def action_quit(self) -> None:
        from dialogkort.tui.table.rescue import RescueScreen  # noqa: PLC0415

        if isinstance(self.screen, RescueScreen):  # somebody who asks again has seen it
            self.leave()
        else:
            self.leave_safely(self.leave)

    def leave(self, code: int = 0) -> None:
        """Close in order, with the exit code `code`: what is being written is kept, and an open game can be resumed."""
        if self.leaving:
            return
        self.leaving = True
        safety = self.safety
        for screen in reversed(self.screen_stack):
            if isinstance(screen, KeepsInput):
                with suppress(NoMatches):  # it was just being opened: there is no input to keep
                    screen.keep_input()
        self.let_go(filed=False)
        self.exit(self.last_words(safety) or None, return_code=code or (1 if safety and safety.at_risk else 0))

    def last_words(self, safety: "Safety | None") -> str:
        """Return what happened to the game, for the terminal; anything lost with the program is printed there."""
        told = safety.on_leaving() if safety else ""
        if safety and safety.at_risk:
            from dialogkort.sessions import rescue  # noqa: PLC0415

            told += "\n\n" + rescue.text_of(safety.sitting.game)
        if not told and unfinished(self.surroundings.journals):
            told = _("The game is saved. To continue it, run: dialogkort resume")
        return told

    def closing_report(self) -> str:
        return self.last_words(self.safety)
