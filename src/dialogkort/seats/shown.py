"""What pages are shown of a game. What is the same for many of them is made once for each state of it."""

from collections.abc import Callable
from dataclasses import replace
from html import escape

from dialogkort.core.game.state import Stage
from dialogkort.language import TONGUES, current, using
from dialogkort.seats.guests import Seat
from dialogkort.seats.written import Message, Shared, fields_of, written
from dialogkort.sessions.own_screens import Facts
from dialogkort.sessions.sitting import Sitting
from dialogkort.storage.agreements.calendar import Reviewable, calendar
from dialogkort.views.seat.door import page_words, unreached_words
from dialogkort.views.seat.page import AtThisSeat
from dialogkort.views.seat.view import seat_view
from dialogkort.views.table import AtSeats, Opened, TableView, at_table
from dialogkort.views.table import view_of as table_view


class Shown:
    """The views of a sitting of the team in `folder`; `facts` are what seats have said that is no step of the game."""

    def __init__(self, sitting: Sitting, folder: str, name: str, facts: Callable[[], Facts]) -> None:
        self._sitting, self._folder, self._name, self._facts = sitting, folder, name, facts
        self._calendars: dict[tuple[str, tuple[Reviewable, ...]], str] = {}
        self._greeting = ""
        self.forget()

    def forget(self) -> None:
        """Make everything anew that depends on the state of the game."""
        self._at_seats: AtSeats | None = None
        self._tables: dict[str, TableView] = {}
        self._shared = Shared()

    @property
    def greeting(self) -> str:
        """What a page is sent before it says anything: the game, and the text it needs, in each language."""
        if not self._greeting:
            words = {}
            for language in TONGUES:
                with using(language):
                    words[language] = page_words()
            self._greeting = written({"game": self._name, "words": words})
        return self._greeting

    @property
    def unreached(self) -> str:
        """What the page says, as HTML, until it has a connection: everything else that it says comes over that."""
        told = []
        for language in TONGUES:
            with using(language):
                told.append(f'<p lang="{language}">{escape(unreached_words())}</p>')
        return "".join(told)

    def message(self, seat: Seat, language: str, *, ready: bool, hand: bool) -> str:
        """Return the message with the view of a seat in a language."""
        with using(language):
            return f'{{"view":{self._shared.written(self.view_of(seat, ready=ready, hand=hand))}}}'

    def view_of(self, seat: Seat, *, ready: bool = False, hand: bool = False) -> Message:
        """Return what the page of a seat shows, in the current language."""
        sitting = self._sitting
        mine = AtThisSeat(
            seat.mark,
            ready=ready,
            hand=hand,
            rated=sitting.ratings.has(seat.member),
            typed=sitting.was_typed(seat.member),
        )
        calendar = self._calendar() if sitting.game.stage is Stage.ENDED else ""
        view = seat_view(
            sitting.game,
            seat.member,
            sitting.now,
            table=self._table(),
            seats=self._at_table(),
            mine=mine,
            calendar=calendar,
        )
        if sitting.waiting and view.clock:
            view = replace(view, clock=replace(view.clock, running=False))
        return fields_of(view) | {"gave": seat.gave}

    def _at_table(self) -> AtSeats:
        """Return what the table knows besides the game."""
        if self._at_seats is None:
            self._at_seats = at_table(self._sitting, self._facts())
        return self._at_seats

    def _table(self) -> TableView:
        """Return what the table shows, in the language in use; it is the same for all seats."""
        if current() not in self._tables:
            sitting = self._sitting
            made = table_view(sitting.game, sitting.now, sitting.ends, Opened(), self._at_table())
            self._tables[current()] = replace(made, face=replace(made.face, more=()))
        return self._tables[current()]

    def _calendar(self) -> str:
        """Return the calendar file with the reviews of new and kept agreements, in the current language."""
        game = self._sitting.game
        agreed = (*game.agreements, *(change.after for change in game.changes))
        those = tuple(Reviewable(agreement, game.setup.team, self._folder) for agreement in agreed)
        if not those:
            return ""
        known = (current(), those)
        if known not in self._calendars:
            self._calendars[known] = calendar(those, self._sitting.time_of_day).decode()
        return self._calendars[known]
