"""The room: who has which seat, who is waiting to join, and how their messages are handled. It knows no sockets.

A message becomes a command by its member, who is identified by the key and never by what the message says. `decide`
judges it. Anything that is not a step of the game (ready, hands, suggestions) lives here, in memory.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from functools import partial
from unicodedata import normalize

from dialogkort.core.agreements.agreement import Thumb
from dialogkort.core.game import commands as c
from dialogkort.core.game.refusals import Refusal
from dialogkort.core.game.state import Stage
from dialogkort.core.team import LONGEST_NAME
from dialogkort.core.text import clean_line
from dialogkort.language import gettext as _
from dialogkort.language import using
from dialogkort.language.names import slug
from dialogkort.language.words import name_at, why
from dialogkort.seats.code import new_code, new_key, print_of, same_code
from dialogkort.seats.guests import MOST_MESSAGES, Guest, Seat, Wire
from dialogkort.seats.heard import LONGEST_WORDS, Heard, Hello
from dialogkort.seats.pace import Pace
from dialogkort.seats.shown import Shown
from dialogkort.seats.signs import Sign
from dialogkort.sessions.own_screens import Asking, Facts, Suggestion
from dialogkort.sessions.sitting import Sitting
from dialogkort.views.limits import too_long_words
from dialogkort.views.places import MARKS
from dialogkort.views.seat.door import door_view, refused_words, waiting_view
from dialogkort.views.seat.moment import moment_of

ASLEEP = 20.0
"""Seconds without a connection after which the answer that a seat owes may be entered at the table."""
MOST_WAITING = 3
MOST_SUGGESTIONS = 12
MOST_CHANGES = 30
"""For each answer."""


class Room:
    """The seats of one game of the team in `folder`. `changed` is called when what is kept of it changes."""

    def __init__(
        self,
        sitting: Sitting,
        today: date,
        clock: Callable[[], float],
        code: str = "",
        keys: dict[str, str] | None = None,
        changed: Callable[[], None] = lambda: None,
        folder: str = "",
    ) -> None:
        self._sitting, self._today, self._clock, self._changed = sitting, today, clock, changed
        self.code = code or new_code()
        self._seats: dict[str, Seat] = {}
        self._guests: list[Guest] = []
        self._paces: dict[str, Pace] = {}
        self._ready, self._hands = Sign(), Sign()
        self._number = 0
        self.shown = Shown(sitting, folder or slug(sitting.game.setup.team), self.name, lambda: self.facts)
        self._waited: tuple[object, float] = ((), clock())
        self._was_slow = False
        self.suggestions: list[Suggestion] = []
        for print_, member in (keys or {}).items():
            if member in {person.id for person in sitting.game.members}:
                begun = sitting.game.stage is not Stage.OPENING  # something may have been given from that seat
                self._seats[member] = Seat(member, print_, self._next_mark(), away=clock(), gave=begun)
        self._stop = sitting.listen(self.show)
        self.look()

    @property
    def keys(self) -> dict[str, str]:
        """The fingerprints of the keys, each with its member."""
        return {seat.print: seat.member for seat in self._seats.values()}

    def close(self, *, over: bool) -> None:
        """Close all connections, and let the keyboard type for everybody; pages are told if the game is `over`."""
        self._stop()
        for guest in tuple(self._guests):
            guest.wire.end({"ended": True} if over else None)
        self._guests.clear()
        self._sitting.seated = self._sitting.away = frozenset()

    @property
    def name(self) -> str:
        """The name by which pages know this game: they keep their keys under it."""
        return print_of(self._sitting.id)[:16]

    # Joining

    def greet(self, wire: Wire, said: Hello) -> Guest | None:
        """Admit a page by the key of its seat or by the code; None if it has neither. A key does not have to wait.

        Somebody who joins on the device of a member with a seat needs no code: that member's key is just as good.
        """
        guest = Guest(wire, said.language)
        seat = self._seat_of_key(said.key) if said.key else None
        if seat:
            self._guests.append(guest)
            self._sit(guest, seat)
            return guest
        if same_code(said.code, self.code) or (said.another and self._seat_of_key(said.another)):
            guest.code_known = True
            self._guests.append(guest)
            self._show_door(guest)
            return guest
        return None

    def _seat_of_key(self, key: str) -> Seat | None:
        print_ = print_of(key)
        return next((seat for seat in self._seats.values() if seat.print == print_), None)

    def leave(self, guest: Guest) -> None:
        """Note that a page is no longer connected."""
        if guest in self._guests:
            self._guests.remove(guest)
        seat = guest.seat
        if seat and seat.wire is guest.wire:
            seat.wire, seat.away = None, self._clock()
            seat.writing = False
        guest.asking = None
        self._sitting.tell()

    def _sit(self, guest: Guest, seat: Seat, key: str = "") -> None:
        """Give a page its seat. The newest connection of a seat wins."""
        before = seat.wire
        guest.seat, guest.asking, guest.code_known = seat, None, True
        seat.wire, seat.away, seat.language = guest.wire, None, guest.language
        if before and before is not guest.wire:
            for other in self._guests:
                if other.wire is before:
                    other.seat = None
            before.end({"elsewhere": True})
        guest.wire.settle(seated=True)
        if key:
            guest.wire.push({"key": key})
            self._changed()
        self.look()
        self._sitting.tell()

    def _take(self, guest: Guest, member: str) -> None:
        """Give a page a seat that has no key yet, or a new key."""
        key = new_key()
        old = self._seats.get(member)
        if old and old.wire:
            old.wire.end({"elsewhere": True})
            for other in self._guests:
                if other.seat is old:
                    other.seat = None
        seat = Seat(member, print_of(key), old.mark if old else self._next_mark())
        self._seats[member] = seat
        self._sit(guest, seat, key)

    def _next_mark(self) -> str:
        used = [seat.mark for seat in self._seats.values()]
        return min(MARKS, key=lambda mark: (used.count(mark), MARKS.index(mark)))

    def _show_door(self, guest: Guest, wrong: str = "") -> None:
        guest.wrong = wrong or guest.wrong
        with using(guest.language):
            door = door_view(self._sitting.game, frozenset(self._seats), wrong=guest.wrong)
            guest.wire.push({"door": asdict(door)})

    # What the table does

    @property
    def asking(self) -> tuple[Asking, ...]:
        return tuple(guest.asking for guest in self._guests if guest.asking)

    def let_in(self, number: int) -> str:
        """Admit whoever is asking; return why that is not possible, or empty."""
        guest = next((asker for asker in self._guests if asker.asking and asker.asking.number == number), None)
        if guest is None or guest.asking is None:
            return ""
        member = guest.asking.member
        if not member:
            refusal = self._sitting.send(c.Join(guest.asking.name))
            if refusal:
                return why(refusal.reason)
            member = self._sitting.game.members[-1].id
        self._take(guest, member)
        return ""

    def turn_away(self, number: int) -> None:
        for guest in self._guests:
            if guest.asking and guest.asking.number == number:
                guest.asking = None
                with using(guest.language):
                    self._show_door(guest, _("The table said no."))
        self._sitting.tell()

    def start_over(self) -> None:
        """Create a new code and end all seats."""
        self.code = new_code()
        self._seats.clear()
        for guest in tuple(self._guests):
            guest.seat = None
            guest.wire.end({"ended": True})
        self._guests.clear()
        self._changed()
        self.look()
        self._sitting.tell()

    # What the table shows

    @property
    def facts(self) -> Facts:
        game = self._sitting.game
        here = {member: seat for member, seat in self._seats.items() if member in game.present}
        return Facts(
            joined=len(here),
            asleep=self._asleep(),
            marks=tuple((member, seat.mark) for member, seat in here.items()),
            ready=len(self._ready.at(moment_of(game))),
            hands=self._hands.at(moment_of(game)),
            writing=sum(seat.writing for seat in here.values()),
            opened=sum(guest.seat is None for guest in self._guests),
            slow=self._slow,
            without_last=sum(not seat.has_last for seat in here.values()) if game.stage is Stage.ENDED else 0,
        )

    @property
    def _slow(self) -> bool:
        """Tell whether nothing has come for a while from those whose answer or thumb is awaited."""
        awaited, since = self._waited
        return bool(awaited) and self._clock() - since >= ASLEEP

    def _note_waiting(self) -> None:
        game = self._sitting.game
        awaited = (moment_of(game), game.awaited_answers, game.awaited_thumbs) if game.phase or game.proposal else ()
        if awaited and not (awaited[1] or awaited[2]):
            awaited = ()
        if awaited != self._waited[0]:
            self._waited = (awaited, self._clock())

    def _asleep(self) -> frozenset[str]:
        """Return those whose answer is awaited, and whose page has been disconnected for a while."""
        game = self._sitting.game
        awaited = {*game.awaited_answers, *game.awaited_thumbs} if game.phase or game.proposal else set()
        if self._sitting.ratings.place:
            awaited = {*awaited, *self._sitting.ratings.missing(game.present)}
        now = self._clock()
        return frozenset(
            member
            for member, seat in self._seats.items()
            if member in awaited and seat.away is not None and now - seat.away >= ASLEEP
        )

    def look(self) -> bool:
        """Update whom the keyboard skips; tell whether that has changed, or names have to be shown now."""
        self._sitting.away = self._asleep()
        seated = frozenset(self._seats) - self._sitting.away
        before, slow = self._was_slow, self._slow
        self._was_slow = slow
        if seated == self._sitting.seated:
            return slow and not before
        self._sitting.seated = seated
        return True

    def show(self) -> None:
        """Show all pages the current state. Views are made when their connections are free."""
        self.shown.forget()
        self._note_waiting()
        if self._sitting.game.stage is not Stage.ENDED:
            for seat in self._seats.values():
                seat.has_last = False
        self.look()
        for guest in tuple(self._guests):
            self._show(guest)

    def _show(self, guest: Guest) -> None:
        if guest.seat:
            guest.wire.renew(partial(self._made, guest.seat, guest.language))
        elif guest.asking is None:
            self._show_door(guest)

    def _made(self, seat: Seat, language: str) -> str:
        now = moment_of(self._sitting.game)
        ready, hand = seat.member in self._ready.at(now), seat.member in self._hands.at(now)
        return self.shown.message(seat, language, ready=ready, hand=hand)

    # What pages say

    def may_hear(self, guest: Guest, now: float) -> bool:
        """Count a message at `now`; tell whether to listen to it, or to drop it because there are too many."""
        if not guest.pace.allows(now):
            return False
        seat = guest.seat
        return seat is None or self._paces.setdefault(seat.member, Pace(MOST_MESSAGES)).allows(now)

    def hear(self, guest: Guest, said: Heard) -> None:
        """Do what a page asks for, once, and answer."""
        with using(guest.language):
            match said.do:
                case "language":
                    self._speak(guest, said.value)
                    guest.wire.push({"done": said.number})
                case _ if guest.seat:
                    self._hear_seat(guest, guest.seat, said)
                case "sit" | "new" | "back":
                    self._hear_door(guest, said)
                case _:
                    guest.wire.push({"said": _("Choose your name first."), "n": said.number})

    def _speak(self, guest: Guest, language: str) -> None:
        guest.language = language
        if guest.seat:
            guest.seat.language = language
        if guest.asking:
            with using(language):
                guest.wire.push({"door": asdict(waiting_view(guest.asking.name))})
        self._show(guest)

    def _hear_door(self, guest: Guest, said: Heard) -> None:
        game = self._sitting.game
        guest.wrong = ""
        if said.do == "back":
            guest.asking = None
            self._show_door(guest)
        elif said.do == "sit":
            if said.value not in game.present:
                self._show_door(guest)
            elif said.value in self._seats:
                self._ask(guest, name_at(game, said.value), said.value)
            else:
                self._take(guest, said.value)
        else:
            name = clean_line(said.words, LONGEST_WORDS)
            if len(name) > LONGEST_NAME:
                self._show_door(guest, too_long_words(len(name), LONGEST_NAME))
            elif not name:
                self._show_door(guest, _("Write your name first."))
            elif any(_alike(name, member.name) for member in game.members):
                self._show_door(
                    guest, _("Somebody already has that name. Tap it, or write yours a little differently.")
                )
            else:
                self._ask(guest, name)
        self._sitting.tell()

    def _ask(self, guest: Guest, name: str, member: str = "") -> None:
        """Let a device wait for a key press at the table."""
        if guest.asking is None and len(self.asking) >= MOST_WAITING:
            self._show_door(guest, _("Others are waiting. Try again in a moment."))
            return
        self._number += 1
        guest.asking = Asking(self._number, name, member)
        guest.wire.push({"door": asdict(waiting_view(name))})

    def _hear_seat(self, guest: Guest, seat: Seat, said: Heard) -> None:
        if said.number <= seat.said:
            guest.wire.push({"done": said.number})  # it was received twice, and has been done
            return
        seat.said = said.number
        gave = seat.gave
        refused = self._do(guest, seat, said)
        guest.wire.push({"said": refused, "n": said.number} if refused else {"done": said.number})
        if refused or gave != seat.gave:
            self._show(guest)

    def _do(self, guest: Guest, seat: Seat, said: Heard) -> str:
        """Do what a seat asks for; return why not, or empty."""
        member = seat.member
        match said.do:
            case "answer":
                return self._send(seat, said, c.GiveAnswer(member, _number(said.value), seat=True, meant=said.place))
            case "thumb" if said.value in set(Thumb):
                seat.writing = False
                return self._send(seat, said, c.GiveThumb(member, Thumb(said.value), said.words, said.place))
            case "end_turn":
                return self._send(seat, said, c.EndTurn(member, said.place))
            case "pass":
                return self._send(seat, said, c.PassStick(member, said.place))
            case "choose":
                return self._send(seat, said, c.ChooseCard(said.value, said.to, member, said.place))
            case "rate":
                return self._rate(seat, said)
            case "ready":
                return self._show_sign(said, self._ready, member)
            case "hand":
                return self._show_sign(said, self._hands, member)
            case "suggest":
                return self._suggest(member, said.words)
            case "writing":
                seat.writing = said.value == "1"
                self._sitting.tell()
                return ""
            case "have_last":
                seat.has_last = self._sitting.game.stage is Stage.ENDED
                self._sitting.tell()
                return ""
            case "not_me" if not seat.gave:
                del self._seats[member]
                guest.seat = None
                guest.wire.settle(seated=False)
                guest.wire.push({"key": ""})
                self._changed()
                self.look()
                self._sitting.tell()
                return ""
            case _:
                return _("You cannot do that right now.")

    def _send(self, seat: Seat, said: Heard, command: c.Command) -> str:
        if not said.place:
            return _("The game has moved on.")
        changes = seat.changes.get(said.place, 0)
        if changes >= MOST_CHANGES:
            return _("That has been changed too many times. It stays as it is.")
        refusal = self._sitting.send(command)
        if not isinstance(refusal, Refusal):
            seat.gave = True
            seat.changes = {said.place: changes + 1}
        return refused_words(refusal.reason) if refusal else ""

    def _rate(self, seat: Seat, said: Heard) -> str:
        if said.place != self._sitting.ratings.place:
            return _("The game has moved on.")
        refusal = self._sitting.rate(seat.member, _number(said.value))
        seat.gave = seat.gave or refusal is None
        return refused_words(refusal.reason) if refusal else ""

    def _show_sign(self, said: Heard, sign: Sign, member: str) -> str:
        """Show a sign, or no longer show it; it is no step, and only a raised hand shows a name."""
        now = moment_of(self._sitting.game)
        if said.place != now:
            return _("The game has moved on.")
        sign.turn(now, member)
        self._sitting.tell()
        return ""

    def _suggest(self, member: str, words: str) -> str:
        text = words.strip()
        if not text:
            return _("There was nothing to save.")
        if len(self.suggestions) >= MOST_SUGGESTIONS:
            return _("The table already has many suggestions. Say yours out loud instead.")
        if Suggestion(member, text) not in self.suggestions:
            self.suggestions.append(Suggestion(member, text))
        self._sitting.tell()
        return ""

    def drop(self, suggestion: Suggestion) -> None:
        if suggestion in self.suggestions:
            self.suggestions.remove(suggestion)
        self._sitting.tell()

    def seats(self) -> Iterator[Seat]:
        yield from self._seats.values()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 2 else 0


def _alike(name: str, other: str) -> bool:
    return normalize("NFKC", name).casefold() == normalize("NFKC", other).casefold()
