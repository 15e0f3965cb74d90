"""The table: the whole game from the opening to the closing. It sends commands and draws the results."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer

from dialogkort.core.agreements.agreement import Draft, Thumb
from dialogkort.core.game import commands as c
from dialogkort.core.game.numbers import meaning_of
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.refusals import Refusal
from dialogkort.core.game.state import Game, Stage
from dialogkort.core.text import clean_line
from dialogkort.language import gettext as _
from dialogkort.language import ngettext
from dialogkort.language.words import listed_name, name_at, why
from dialogkort.sessions.moves import MOVES, missing_thumbs, needs_colleague, to_rate, to_show_thumb
from dialogkort.sessions.records import Records
from dialogkort.sessions.sitting import Sitting
from dialogkort.tui.host import Host
from dialogkort.tui.look.typography import is_large
from dialogkort.tui.table import keys as table_keys
from dialogkort.tui.table.clock_face import ClockFace
from dialogkort.tui.table.offered_cards import OfferedCards
from dialogkort.tui.table.spread_bars import SpreadBars
from dialogkort.tui.table.talking_stick import StickLine, TalkingStick
from dialogkort.tui.table.top_line import TopLine
from dialogkort.tui.widgets.card_face import CardFace
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.tui.widgets.safety_line import SafetyLine
from dialogkort.tui.widgets.words import Words
from dialogkort.views.delegation import adopted_words
from dialogkort.views.last_time import with_last_time
from dialogkort.views.own_screens import BEAT, BEATS, beat_words, firewall_words, line_words
from dialogkort.views.places import BACK
from dialogkort.views.table import Opened, TableView, at_table, view_of
from dialogkort.views.together import list_question

LOOK = 5.0
"""Seconds between looks at the clocks, so that sleep is noticed even if no clock is shown."""


class Middle(Vertical):
    """The area of the card. The size of its letters depends on how much room there is."""

    def on_resize(self) -> None:
        self.query_one("#card", CardFace).grow()


class TableScreen(Screen[None]):
    """One game at the table."""

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = table_keys.BINDINGS

    def __init__(self, sitting: Sitting, records: Records) -> None:
        super().__init__()
        self.sitting = sitting
        self.records = records
        self._opened = Opened()
        self._card = sitting.game.card
        self._phase = sitting.game.phase
        self._answers_shown = bool(sitting.game.round and sitting.game.round.shown)
        self._hear: Callable[[], None] | None = None
        self._has_news = False
        self._rung: object = None
        self._tick: Timer | None = None
        self._view: TableView | None = None
        self._unsaved = False
        self._game_at_key: Game | None = None
        self._last_key = 0.0
        self._laid = 0
        """The number of the round whose answers are face down on the screen, or 0."""
        self._beat = 0
        self._beating: Timer | None = None

    # What is on the screen

    def compose(self) -> ComposeResult:
        yield TopLine()
        yield Words(id="own")
        with Horizontal(id="table"):
            with Middle(id="middle"):
                yield CardFace(id="card", grows=True)
                yield OfferedCards(id="offered")
                yield SpreadBars(id="bars")
            yield TalkingStick(id="side")
        yield StickLine(id="below")
        yield SafetyLine()
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        if self.sitting.damage:
            self.app.tell(
                _(
                    "Line {line} of the saved game could not be read. The game continues from the step before it."
                ).format(line=self.sitting.damage),
                warning=True,
            )
        self.set_interval(LOOK, self._look)
        if self.app.surroundings.own_screens and (self.app.surroundings.seats_at_once or self.sitting.had_own_screens):
            self.action_own_screens(shown=not self.sitting.had_own_screens)
        self.draw()

    def _look(self) -> None:
        """Check whether the computer has been asleep."""
        if slept := self.sitting.look():
            minutes = max(1, round(slept / 60))
            words = ngettext(
                "The computer was asleep for {number} minute. The clock was paused; the meeting still ends as planned.",
                "The computer was asleep for {number} minutes. The clock was paused; the meeting still ends as "
                "planned.",
                minutes,
            )
            self.app.tell(words)
            self._after()

    def on_resize(self) -> None:
        self.call_after_refresh(self.draw)
        if is_large(self.app.size):
            self.app.tell_of_type()

    def on_screen_resume(self) -> None:
        self.draw()

    def on_unmount(self) -> None:
        if self._hear:
            self._hear()
        if self._tick:
            self._tick.stop()

    def draw(self) -> None:
        """Draw the game in its current state."""
        if not self.is_mounted or self.sitting.game.stage is Stage.ENDED:
            return
        self._has_news = False
        game, now = self.sitting.game, self.sitting.now
        if game.card is not self._card:
            self._card, self._opened = game.card, Opened()
        shown = bool(game.round and game.round.shown)
        if shown and not self._answers_shown:
            self._opened = Opened()  # the answers are what everyone is waiting for
        self._answers_shown = shown
        own = self.app.own_screens if self.app.own_screens and self.app.own_screens.is_open else None
        facts = own.facts if own else None
        view = view_of(game, now, self.sitting.ends, self._opened, at_table(self.sitting, facts))
        view = with_last_time(view, game, self.records.last_answers)
        line = self.query_one("#own", Words)
        line.display = own is not None
        if own:
            line.put(line_words(own, len(game.present)))
        view = self._in_beats(view, game, joined=facts.joined if facts else 0)
        if self.sitting.waiting:
            hint = _("The clock has been paused. Press Enter when you are all here.")
            view = replace(view, hint=f"{hint} {view.heading}.", heading=_("Welcome back"), keyboard="")
        self._view = view
        self.query_one(TopLine).show(view)
        self.query_one("#card").set_class(bool(view.bars), "-short")
        card = self.query_one("#card", CardFace)
        card.large_letters = self.app.large_letters
        card.show(view.face)
        if game.phase is Phase.REVEAL and self._phase is not Phase.REVEAL:
            card.show_beginning()  # the choices, whatever was opened below them
        self._phase = game.phase
        card.display = not view.offered
        if self.query_one(OfferedCards).show(view.offered):
            self.call_after_refresh(self.draw)
        self.query_one(SpreadBars).show(view.bars)
        self.query_one(TalkingStick).show(view)
        self.query_one(StickLine).show(view, game.countdown, now)
        self._look_at_safety()
        self.refresh_bindings()
        self._draw_clock()

    def _in_beats(self, view: TableView, game: Game, *, joined: int) -> TableView:
        """Wait for three beats before the cards are revealed, here and at the seats; with reduced motion, none."""
        number = game.round.number if game.round else 0
        shown = bool(game.round and game.round.shown)
        if not self._beat and shown and number == self._laid and joined and self.app.animation_level != "none":
            self._beat = 1
            self._beating = self.set_interval(BEAT, self._on_beat, repeat=BEATS)
        lies = any(place.sign == BACK for place in view.places)
        self._laid = number if lies and not shown else 0
        if not shown:
            self._end_beats()
        if not self._beat or self._view is None:
            return view
        heading, hint = beat_words(self._beat)
        return replace(self._view, heading=heading, hint=hint, keyboard="")

    def _on_beat(self) -> None:
        self._beat += 1
        if self._beat > BEATS:
            self._end_beats()
        self.draw()

    def _end_beats(self) -> None:
        if self._beating:
            self._beating.stop()
        self._beat, self._beating = 0, None

    def _draw_clock(self) -> None:
        """Draw the clock, ring once at zero, and schedule the next drawing for its next second."""
        countdown, now = self.sitting.game.countdown, self.sitting.now
        self.query_one(ClockFace).show(countdown, now)
        if self._tick:
            self._tick.stop()
            self._tick = None
        if countdown is None or self.sitting.waiting:
            return
        left = countdown.left(now)
        moment = (countdown.started, countdown.seconds)
        if left <= 0 and self._rung != moment:
            self._rung = moment
            self.app.bell()
        if not countdown.paused:
            self._tick = self.set_timer((left % 1.0 or 1.0) + 0.005, self._on_second)

    def _on_second(self) -> None:
        self._look()
        self.sitting.mark()
        self._look_at_safety()
        game, now = self.sitting.game, self.sitting.now
        if self.query_one(StickLine).display and self._view:
            self.query_one(StickLine).show_clock(self._view, game.countdown, now)
        self._draw_clock()

    # What the keys do

    def takes_key(self, key: str) -> bool:
        """Ignore Enter and space for a moment after one has moved the game: holding one down must not skip ahead."""
        if key not in {"enter", "space"}:
            return True
        if self._beat:  # for those who cannot wait, the key reveals the cards, and does nothing else
            self._end_beats()
            self.draw()
            return False
        now = self.app.surroundings.monotonic()
        moved = self._game_at_key is not None and self._game_at_key is not self.sitting.game
        rests = moved and now - self._last_key < self.app.surroundings.key_rest
        self._last_key = now
        if not rests:
            self._game_at_key = self.sitting.game
        return not rests

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "folder":
            return bool(self.records.problem)
        return table_keys.is_live(action, parameters, self.sitting, self.app.surroundings.today)

    def label_of(self, action: str) -> str:
        return table_keys.label_of(action, self.sitting)

    def on_bar(self) -> tuple[str, ...]:
        first, *rest = table_keys.on_bar(self.sitting)
        return (first, "folder", *rest)

    def action_why_not(self) -> None:
        """Say why the game cannot continue right now: no key is dead without an explanation."""
        outcome = self.sitting.judge(c.MoveOn())
        if isinstance(outcome, Refusal):
            self.app.refuse(why(outcome.reason))

    def action_send(self, name: str) -> None:
        """Send the command that belongs to a key."""
        if name == "turn_thumbs" and missing_thumbs(self.sitting):
            self._turn_without(missing_thumbs(self.sitting))
            return
        command = MOVES[name].command
        if command:
            self.send(command(self.sitting, self.app.surroundings.today))

    def send(self, command: c.Command) -> bool:
        """Send a command; say so if it is refused, and return True if it was carried out."""
        return self._tell_refusal(self.sitting.send(command))

    def _tell_refusal(self, refusal: Refusal | None) -> bool:
        if refusal:
            self.app.refuse(why(refusal.reason))
            return False
        self._after()
        return True

    def _turn_without(self, missing: tuple[str, ...]) -> None:
        """Ask before revealing the thumbs while some are missing: a missing thumb is not consent."""
        from dialogkort.tui.dialogs.prompt import PickScreen  # noqa: PLC0415

        names = ", ".join(name_at(self.sitting.game, member) for member in missing)
        question = _("Waiting for {names}. A thumb that has not been shown is not consent.").format(names=names)
        rows = [("wait", _("Wait for them")), ("on", _("Reveal the thumbs without them"))]

        def chosen(row: str | None) -> None:
            if row == "on":
                self.send(c.TurnThumbs(missing))

        self.app.push_screen(PickScreen(_("Reveal the thumbs"), rows, question), chosen)

    def _after(self) -> None:
        if self.sitting.game.stage is Stage.ENDED:
            self.app.end_game(self.sitting, self.records)
            return
        self.draw()

    def _look_at_safety(self) -> None:
        """Say what is not saved, for as long as that is so, and say when everything is saved after all."""
        unsaved = self.sitting.unsaved > 0
        if self._unsaved and not unsaved:
            self.app.tell(_("All steps are now saved."))
        self._unsaved = unsaved
        if self.sitting.was_replaced():
            words = _("Another program replaced the file of this game. All steps have been saved again.")
            self.app.tell(words, warning=True)
        self.query_one(SafetyLine).look()

    def action_carry_on(self) -> None:
        self.sitting.go()
        self.draw()
        if self.sitting.past_end and self.sitting.game.ends_at:
            self.action_minutes()

    def action_number(self, number: int) -> None:
        if self.sitting.ratings.place:
            self._tell_refusal(self.sitting.rate(to_rate(self.sitting), number))
            return
        command = meaning_of(self.sitting.game, number, self.sitting.seated)
        if command is None:
            return
        if isinstance(command, c.ChooseCard) and needs_colleague(self.sitting, command):
            self._choose_colleague(command)
            return
        self.send(command)

    def _choose_colleague(self, command: c.ChooseCard) -> None:
        from dialogkort.tui.dialogs.prompt import PickScreen  # noqa: PLC0415

        game = self.sitting.game
        chooser = game.round.chooser if game.round else ""
        others = [
            (person.id, listed_name(person))
            for person in game.members
            if person.id in game.present and person.id != chooser
        ]

        def chosen(member: str | None) -> None:
            if member:
                self.send(replace(command, receiver=member))

        self.app.push_screen(PickScreen(_("Who is the card for?"), others), chosen)

    def action_thumb(self, thumb: str) -> None:
        member = to_show_thumb(self.sitting)
        if thumb == Thumb.CONSENT:
            self.send(c.ShowThumb(member, Thumb.CONSENT))
            return
        from dialogkort.tui.dialogs.prompt import PromptScreen  # noqa: PLC0415

        question = {
            Thumb.CONCERN: _("What is the concern? It will be recorded with the agreement, without a name."),
            Thumb.OBJECTION: _("What is the objection? It shows what needs to change in the draft."),
        }[Thumb(thumb)]

        def said(words: str | None) -> None:
            if words is not None:
                self.send(c.ShowThumb(member, Thumb(thumb), words))

        field = self.sitting.in_hand.field(f"{thumb} {member}")
        self.app.push_screen(PromptScreen(name_at(self.sitting.game, member), question, field=field), said)

    def action_adopt(self) -> None:
        proposal = self.sitting.game.proposal
        if not self.send(c.Adopt(self.app.surroundings.today)):
            return
        draft = proposal.draft if proposal else Draft()
        self.write_agreements(_("Saved: {title}").format(title=adopted_words(self.sitting.game, draft)))
        if not draft.adjusts:
            from dialogkort.tui.table.verdicts import offer_one_out  # noqa: PLC0415

            offer_one_out(self)

    def action_undo(self) -> None:
        if self.sitting.undo():
            self.app.clear_notifications()  # it is no longer true that everything is saved
            self.write_agreements()
            self._after()

    def write_agreements(self, told: str = "", tried: int = 0) -> None:
        """Bring the team's files in line with the game; `told` is shown once they are."""
        if self.records.write_agreements(self.sitting.game):
            if told:
                self.app.tell(told)
        elif not self.app.try_again(self.records, partial(self.write_agreements, told), tried):
            self.app.ask_for_folder(self.records, lambda: self.write_agreements(told))
        if self.is_mounted:
            self.query_one(SafetyLine).look()

    def action_keep(self) -> None:
        from dialogkort.tui.table.verdicts import keep  # noqa: PLC0415

        keep(self)

    def action_retire(self) -> None:
        from dialogkort.tui.table.verdicts import retire  # noqa: PLC0415

        retire(self)

    def action_adjust(self) -> None:
        self._begin_draft(c.BeginAdjusting(self.app.surroundings.today))

    def action_replace(self) -> None:
        self._begin_draft(c.BeginReplacing())

    def _begin_draft(self, command: c.Command) -> None:
        if self.send(command) and self.sitting.game.proposal:
            self._edit(self.sitting.game.proposal.draft)

    def action_draft(self) -> None:
        self._edit(self.sitting.game.proposal.draft if self.sitting.game.proposal else Draft())

    def action_change_draft(self) -> None:
        if self.send(c.ChangeDraft()) and self.sitting.game.proposal:
            self._edit(self.sitting.game.proposal.draft)

    def _edit(self, draft: Draft) -> None:
        from dialogkort.tui.table.draft import DraftScreen  # noqa: PLC0415

        def written(propose: bool | None) -> None:  # noqa: FBT001 - the return value of the screen
            if propose:
                self.send(c.Propose())
            self.draw()

        self.app.push_screen(DraftScreen(draft, self.sitting), written)

    def action_note(self) -> None:
        from dialogkort.tui.dialogs.prompt import PromptScreen  # noqa: PLC0415

        def written(text: str | None) -> None:
            if text and self.send(c.ParkNote(text)):
                self.app.tell(_("The note is parked. It will be in the summary."))

        question, field = _("What should we remember, but not talk about now?"), self.sitting.in_hand.field("note")
        self.app.push_screen(PromptScreen(_("Park a note"), question, field=field), written)

    def action_drop_note(self) -> None:
        from dialogkort.tui.dialogs.prompt import PickScreen  # noqa: PLC0415

        notes = [(note.id, note.text) for note in self.sitting.game.carried]

        def chosen(name: str | None) -> None:
            if name and self.send(c.DropNote(name)):
                self.app.tell(_("The note is dropped. It will not come up again."))

        self.app.push_screen(PickScreen(_("Which note do you want to drop?"), notes), chosen)

    def action_list_line(self) -> None:
        """Ask for lines on the list, one after the other, until nothing is typed."""
        from dialogkort.tui.dialogs.prompt import PromptScreen  # noqa: PLC0415

        game = self.sitting.game
        name = game.card.list_name if game.card else ""

        def written(text: str | None) -> None:
            if text and self.send(c.WriteLine(text)):
                self.action_list_line()

        self.app.push_screen(PromptScreen(clean_line(name, 80), list_question(game)), written)

    def action_minutes(self) -> None:
        from dialogkort.tui.dialogs.prompt import PromptScreen  # noqa: PLC0415

        def written(text: str | None) -> None:
            if text:
                self.send(c.SetMinutesLeft(int(text)))

        def wrong(text: str) -> str:
            if not text:
                return ""
            minutes = int(text[:9]) if text.isdecimal() else -1
            outcome = self.sitting.judge(c.SetMinutesLeft(minutes))
            return why(outcome.reason) if isinstance(outcome, Refusal) else ""

        question = _("How many minutes of the meeting are left?")
        self.app.push_screen(PromptScreen(_("Minutes left"), question, wrong=wrong), written)

    @work(exclusive=True, group="own screens")
    async def action_own_screens(self, *, shown: bool = True) -> None:
        """Turn personal screens on, and show the panel."""
        from dialogkort.sessions.own_screens import CannotOpen  # noqa: PLC0415
        from dialogkort.tui.table.own_screens import OwnScreensPanel  # noqa: PLC0415

        own = self.app.seats()
        if own is None:
            self.app.tell(_("Personal screens cannot be turned on here."), warning=True)
            return
        if own.system_asks and not await self._is_ready_for_question():
            return
        try:
            await own.open(self.sitting, self.app.surroundings.today, self.records.folder.name)
        except CannotOpen as error:
            self.app.tell(str(error), warning=True)
            return
        if self._hear is None:
            self._hear = self.sitting.listen(self._on_told)
        self.draw()
        if shown or own.moved:
            self.app.push_screen(OwnScreensPanel(own, self.sitting), lambda _result: self.draw())

    async def _is_ready_for_question(self) -> bool:
        """Warn that the system will ask whether the program may listen; tell whether the team wants to go ahead."""
        from dialogkort.tui.dialogs.prompt import PickScreen  # noqa: PLC0415

        rows = [("on", _("Turn on personal screens")), ("no", _("Not now"))]
        return await self.app.push_screen_wait(PickScreen(_("Personal screens"), rows, firewall_words())) == "on"

    def _on_told(self) -> None:
        """Draw what a seat has done, once for all that has come; the screen in front draws itself."""
        if self.is_mounted and not self._has_news:
            self._has_news = True
            self.call_later(self._draw_news)

    def _draw_news(self) -> None:
        """Draw, unless the step was the table's own, which is drawn by now."""
        self._remember()
        if self._has_news and self.app.screen is self:
            self.draw()
        self._has_news = False

    def _remember(self) -> None:
        """Add those who have arrived to the team from now on."""
        if not self.records.remember_joined(self.sitting.game):
            self.app.tell(self.records.problem, warning=True)

    def action_members(self) -> None:
        from dialogkort.tui.table.members import MembersScreen  # noqa: PLC0415

        self.app.push_screen(MembersScreen(self.sitting), lambda _result: self._come_and_gone())

    def _come_and_gone(self) -> None:
        self._remember()
        self._after()

    def action_follow_ups(self) -> None:
        self._open(replace(self._opened, follow_ups=not self._opened.follow_ups))

    def action_advice(self) -> None:
        self._open(replace(self._opened, advice=not self._opened.advice))

    def _open(self, opened: Opened) -> None:
        """Open the requested part of the card, and scroll it into view if the card is full."""
        self._opened = opened
        self.draw()
        if opened != Opened():
            self.call_after_refresh(self.query_one("#card", CardFace).show_end)

    def action_scroll_card(self, pages: int) -> None:
        self.query_one("#card", CardFace).scroll_text(pages)

    def action_folder(self) -> None:
        def write() -> bool:
            game = self.sitting.game
            return self.records.write_team(game) and self.records.write_agreements(game)

        self.app.ask_for_folder(self.records, write)

    def action_leave(self) -> None:
        self.app.leave_safely(self.app.leave_game)
