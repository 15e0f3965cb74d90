"""The panel of personal screens: the code, who can use the address, who has joined, and who wants to be let in."""

from collections.abc import Awaitable
from dataclasses import replace
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from dialogkort.core.agreements.agreement import Draft
from dialogkort.core.game import commands as c
from dialogkort.language import N_
from dialogkort.language import gettext as _
from dialogkort.language.words import name_at, why
from dialogkort.sessions.own_screens import CannotOpen, OwnScreens, Reach
from dialogkort.sessions.sitting import Sitting
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.dialogs.prompt import PickScreen, PromptScreen
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.look import typography
from dialogkort.tui.look.typography import Signs
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.views.own_screens import (
    asking_words,
    call_words,
    panel_words,
    short_panel_words,
    tunnel_words,
    vpn_address,
)

PATIENCE = 20.0
"""Seconds without anybody joining after which the panel says so."""
LOW = 21
"""With fewer rows, there is no room for the QR code."""
LOW_FOR_WORDS = 18
"""With fewer rows, there is no room for anything but the words themselves."""
LOW_FOR_NARROW_WORDS = 24
"""The same where the screen is narrow, so that the words and the keys wrap to more lines."""
WIDE = 76
"""With fewer columns, there is no room for the QR code, and the words wrap."""


class OwnScreensPanel(ModalScreen[None], DismissOnce[None]):
    """Shows how to join. It can be hidden; a line stays on the table."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "screens",
        [
            Binding("enter", "let_in", N_("let in")),
            Binding("delete,backspace", "turn_away", N_("say no")),
            Binding("s", "suggestion", N_("suggestion"), tooltip=N_("Use the suggestion or dismiss it.")),
            Binding("escape,z", "hide", N_("hide")),
            Binding("p", "people_on_the_call", N_("people on the call")),
            Binding("c", "copy", N_("copy the link"), tooltip=N_("To paste into the call's chat.")),
            Binding(
                "n",
                "next_address",
                N_("next address"),
                tooltip=N_("Use another of this computer's network connections."),
            ),
            Binding("k", "new_code", N_("new code"), tooltip=N_("Create a new code and close all seats.")),
            Binding("o", "turn_off", N_("turn off"), tooltip=N_("Everyone answers at the table again.")),
        ],
    )

    def __init__(self, own: OwnScreens, sitting: Sitting) -> None:
        super().__init__()
        self._own, self._sitting = own, sitting
        self._waited = 0.0
        self._hear = sitting.listen(self._on_told)

    def compose(self) -> ComposeResult:
        with Vertical(classes="slip own-screens"):
            with Horizontal():
                yield Static(markup=False, classes="qr")
                with Vertical(classes="words"):
                    yield Static(_("Personal screens"), markup=False, classes="heading")
                    yield Static(markup=False, classes="told")
                    yield Static(markup=False, classes="asking")
            yield KeyBar()

    def on_mount(self) -> None:
        self.set_interval(5.0, self._wait)
        self._draw()

    def on_unmount(self) -> None:
        self._hear()

    def on_resize(self) -> None:
        self._draw()

    def _on_told(self) -> None:
        if self.is_mounted:
            self.call_later(self._draw)

    def _wait(self) -> None:
        self._waited += 5.0
        self._draw()

    def _draw(self) -> None:
        if not (self.is_mounted and self._own.is_open):
            return
        size = self.app.size
        fits = size.height >= LOW and size.width >= WIDE and typography.in_use() is not Signs.BARE
        rows = self._own.picture() if fits else ()
        picture = self.query_one(".qr", Static)
        picture.display = bool(rows)
        picture.update(Content("\n".join(rows)))
        game = self._sitting.game
        asking = asking_words(self._own, game)
        patient = self._waited < PATIENCE
        told = panel_words(self._own, len(game.present), patient=patient)
        if low := size.height < (LOW_FOR_WORDS if size.width >= WIDE else LOW_FOR_NARROW_WORDS):
            told = short_panel_words(self._own, len(game.present), patient=patient, asked=bool(asking))
        self.query_one(".heading", Static).display = not low
        self.query_one(".told", Static).update(Content("\n").join(Content(words) for words in told))
        self.query_one(".asking", Static).update(
            Content("\n").join(Content.styled(member, "$now") for member in asking)
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action in {"let_in", "turn_away"}:
            return bool(self._own.asking)
        if action == "suggestion":
            return bool(self._own.suggestions)
        if action == "next_address":
            return self._own.is_open and self._own.address.reach is not Reach.GIVEN and len(self._own.addresses) > 1
        return True

    def action_let_in(self) -> None:
        if wrong := self._own.let_in(self._own.asking[0].number):
            self.app.tell(wrong, warning=True)
        self._draw()

    def action_turn_away(self) -> None:
        self._own.turn_away(self._own.asking[0].number)
        self._draw()

    def action_suggestion(self) -> None:
        suggestion = self._own.suggestions[0]
        rows = [("note", _("Park it as a note")), ("no", _("Cancel"))]
        proposal = self._sitting.game.proposal
        draft = c.WriteDraft(replace(proposal.draft if proposal else Draft(), rule=suggestion.text))
        if self._sitting.may(draft):
            rows.insert(0, ("draft", _("Use it instead of the draft's words") if proposal else _("Use it as a draft")))

        def chosen(row: str | None) -> None:
            if row is None:
                return
            taken = draft if row == "draft" else c.ParkNote(suggestion.text)
            refusal = None if row == "no" else self._sitting.send(taken)
            if refusal:
                self.app.refuse(why(refusal.reason))
            else:
                self._own.drop(suggestion)
            self._draw()

        title = _("{name} suggests").format(name=name_at(self._sitting.game, suggestion.member))
        self.app.push_screen(PickScreen(title, rows, suggestion.text), chosen)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._own.link)

    @work(exclusive=True)
    async def action_next_address(self) -> None:
        await self._move(self._own.next_address())

    async def _move(self, moving: Awaitable[None]) -> None:
        try:
            await moving
        except CannotOpen as error:
            self.app.tell(str(error), warning=True)
        self._begin_anew()

    def action_people_on_the_call(self) -> None:
        """Show the ways for people who are not in the room to join."""
        words, ways = call_words(self._own)

        def chosen(way: str | None) -> None:
            match way:
                case "vpn":
                    self._move_to_vpn()
                case "tunnel":
                    self._ask_for_tunnel()
                case "no_tunnel":
                    self._own.use_address("")
                    self._begin_anew()
                case "not_today":
                    self._mark_on_screen()

        self.app.push_screen(PickScreen(_("People on the call"), list(ways), words), chosen)

    @work(exclusive=True)
    async def _move_to_vpn(self) -> None:
        if address := vpn_address(self._own):
            await self._move(self._own.move_to(address))

    def _ask_for_tunnel(self) -> None:
        def given(url: str | None) -> None:
            if url:
                self._begin_anew()

        wrong = self._own.use_address
        self.app.push_screen(
            PromptScreen(
                _("A tunnel for the call"),
                tunnel_words(self._own),
                wrong=lambda text: wrong(text) if text else "",
            ),
            given,
        )

    def _mark_on_screen(self) -> None:
        """Open the list of those present, where people on the call are marked."""
        from dialogkort.tui.table.members import MembersScreen  # noqa: PLC0415

        self.app.push_screen(MembersScreen(self._sitting), lambda _result: self._draw())

    def _begin_anew(self) -> None:
        """Show another address, and start waiting again."""
        self._waited = 0.0
        self._draw()

    def action_new_code(self) -> None:
        self._own.new_code()
        self.app.tell(_("There is a new code. All seats have been closed."))
        self._draw()

    def action_turn_off(self) -> None:
        self._own.turn_off()
        self.dismiss(None)

    def action_hide(self) -> None:
        self.dismiss(None)
