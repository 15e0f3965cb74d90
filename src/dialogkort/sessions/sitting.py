"""A sitting: one game being played. It decides, writes the step to the journal, and folds; the screens draw.

The game's own clock runs on a monotonic clock that is passed in. It is stopped until `go`, so that a resumed game
waits for the team.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import reduce
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.game import events as e
from dialogkort.core.game.commands import Command, Rate, SetMinutesLeft, SkipPhase, Start, Wake
from dialogkort.core.game.dealing import Pile
from dialogkort.core.game.decide import decide
from dialogkort.core.game.evolve import evolve
from dialogkort.core.game.places import rating_place
from dialogkort.core.game.refusals import Decision, Reason, Refusal
from dialogkort.core.game.setup import Setup
from dialogkort.core.game.state import Game, Stage
from dialogkort.core.notes import Note
from dialogkort.files import atomic
from dialogkort.files.atomic import CannotSave
from dialogkort.sessions.in_hand import InHand
from dialogkort.sessions.ratings import RatingBag
from dialogkort.storage.games.journal import SEATS, Journal, JournalUnreadable, Step, whole

MARK = 15.0
"""Seconds between time marks: the most that a crash can cost the clock."""

NAP = 30.0
"""Seconds that must be missing between two readings of the clocks to conclude that the computer has slept."""

Wall = Callable[[], datetime]


def _no_wall() -> datetime:
    """Stand in for the time of day where nobody needs it."""
    return datetime.fromtimestamp(0).astimezone()


class Sitting:
    """A game with its journal and its clock.

    `trouble` is set while steps cannot be written; they are tried again with each step, and `unsaved` says how many
    there are. `damage` is the number of the journal's first unreadable line, or 0. `before_undo` is the game with the
    steps that were undone just before it was interrupted: some of their results may still be on file. `seated` are
    those whom the keyboard skips: they answer on their own screens. `away` are those whose screen has been disconnected
    for a while: the keyboard can answer for each of them, but never for all at once. `ratings` are those that have
    come in so far.
    """

    def __init__(
        self,
        journal: Journal,
        games: list[Game],
        clock: Callable[[], float],
        wall: Wall | None = None,
    ) -> None:
        self._journal = journal
        self._games = games
        self._clock = clock
        self._wall = wall
        self._listeners: list[Callable[[], None]] = []
        self._looked: tuple[float, datetime] | None = None
        self._anchor: tuple[float, datetime] | None = None
        self.seated: frozenset[str] = frozenset()
        self.away: frozenset[str] = frozenset()
        self.ratings = RatingBag()
        self._base = max(games[-1].clock, journal.record.clock)
        self._started: float | None = None
        self._marked = self._base
        self._steps = list(journal.record.steps)
        self.trouble: CannotSave | None = None
        self.unsaved = 0
        self.in_hand = InHand(journal.path)
        self.damage = journal.record.damage
        self.teams = journal.record.folder
        """The folder of the teams' files that the game writes to; None if its journal does not say."""
        undone = journal.record.undone
        self.before_undo = reduce(_after, undone, games[-1]) if undone else None
        self._open_ratings()

    @classmethod
    def begin(
        cls,
        folder: Path,
        setup: Setup,
        pile: Pile,
        clock: Callable[[], float],
        standing: tuple[Agreement, ...] = (),
        notes: tuple[Note, ...] = (),
        wall: Wall | None = None,
        teams: Path | None = None,
    ) -> "Sitting | Refusal":
        """Start a game whose journal is in `folder`; raises CannotSave if it cannot be created.

        `standing` are the team's agreements in force, `notes` its open notes, `wall` tells the time of day, `teams` is
        the folder of the teams' files.
        """
        ends_at = _in_minutes(wall, setup.minutes)
        decision = decide(None, Start(setup, pile, standing, notes, ends_at), 0.0)
        if isinstance(decision, Refusal):
            return decision
        journal = Journal.begin(folder, setup.game, decision, teams)
        sitting = cls(journal, _folded((decision,)), clock, wall)
        sitting.go()
        return sitting

    @classmethod
    def resume(cls, path: Path, clock: Callable[[], float], wall: Wall | None = None) -> "Sitting":
        """Continue the unfinished game in `path`; its clock waits for `go`.

        Raises JournalBusy, JournalUnreadable or CannotSave.
        """
        journal = Journal.reopen(path)
        try:
            return cls(journal, _folded(journal.record.steps), clock, wall)
        except ValueError as error:
            journal.close()
            raise JournalUnreadable.of_another_version(path) from error

    @property
    def game(self) -> Game:
        """The game in its current state."""
        return self._games[-1]

    @property
    def now(self) -> float:
        """The seconds of the game's clock."""
        return self._base if self._started is None else self._base + self._clock() - self._started

    @property
    def waiting(self) -> bool:
        """Tell whether the clock is stopped, after a resume."""
        return self._started is None

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to undo: any but the start of the game."""
        return len(self._games) > 1

    @property
    def id(self) -> str:
        """The id of the game."""
        return self.game.setup.game

    @property
    def path(self) -> Path:
        """The path of the journal."""
        return self._journal.path

    @property
    def had_own_screens(self) -> bool:
        """Tell whether personal screens were on when the game was interrupted."""
        try:
            return atomic.exists(self.path.with_suffix(SEATS))
        except OSError:
            return False

    @property
    def ends(self) -> datetime:
        """The time of day when the meeting ends; setting the clock back does not move it."""
        now, wall = self._anchor or (self.now, (self._wall or _no_wall)())
        return wall + timedelta(seconds=self.game.ends - now)

    @property
    def time_of_day(self) -> datetime:
        """The time of day, with its zone."""
        return (self._wall or _no_wall)()

    @property
    def past_end(self) -> bool:
        """Tell whether the meeting's time is up."""
        return self.game.ends <= self.now

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after each step and each undo, once it is on disk; return a function that stops this."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def tell(self) -> None:
        """Tell the listeners that there is something new, such as another person who has taken a seat."""
        for listener in tuple(self._listeners):
            listener()

    def go(self) -> None:
        """Start the game's clock. The meeting still ends at the planned time of day, however long the game waited."""
        if self._started is not None:
            return
        self._started = self._clock()
        self._look()
        if self._wall and self.game.ends_at:
            ends = self.game.ends_at - self._wall().timestamp()
            late = self.game.ends - self.now - ends
            if abs(late) > NAP:
                self.send(Wake(late))
        self._drop_anchor()

    def look(self) -> float:
        """Compare the clocks. If the computer has slept, note it and return for how many seconds; else 0.

        The clock that is passed in stops while the computer sleeps, and the time of day does not. Setting the clock
        back, or a change to summer time, does not count as sleep.
        """
        if self._wall is None or self._started is None or self._looked is None:
            return 0.0
        ran, passed = (self._clock() - self._looked[0], (self._wall() - self._looked[1]).total_seconds())
        slept = passed - ran
        self._look()
        if slept <= NAP:
            return 0.0
        self.send(Wake(slept))
        self._drop_anchor()
        return slept

    def _look(self) -> None:
        if self._wall:
            self._looked = (self._clock(), self._wall())

    def _drop_anchor(self) -> None:
        """Note which time of day belongs to which moment of the game."""
        if self._wall:
            self._anchor = (self.now, self._wall())

    def rest(self) -> None:
        """Note the time and stop the game's clock until `go`: nobody is at the table."""
        if not self.waiting:
            self._write_mark()
            self._base, self._started = self.now, None
            self._looked = None

    def judge(self, command: Command) -> Decision:
        """Return what `command` would lead to now, without carrying it out."""
        return decide(self.game, self._meant(command), self.now)

    def _meant(self, command: Command) -> Command:
        """Return a command completed with what only the sitting knows: the time of day, and the numbers so far."""
        if isinstance(command, SetMinutesLeft):
            return replace(command, ends_at=_in_minutes(self._wall, command.minutes))
        if isinstance(command, SkipPhase) and self.ratings.begun:
            return Rate(self.ratings.numbers)
        return command

    def may(self, command: Command) -> bool:
        """Tell whether `command` would be accepted now."""
        return not isinstance(self.judge(command), Refusal)

    def send(self, command: Command) -> Refusal | None:
        """Carry out `command`: if this returns None, its events are on disk, or `trouble` says why not."""
        now, command = self.now, self._meant(command)
        decision = decide(self.game, command, now)
        if isinstance(decision, Refusal):
            return decision
        if decision:
            self._write(lambda: self._journal.step(decision, now), steps=1)
            self._steps.append(decision)
            self._games.append(_after(self.game, decision))
            self._changed()
        return None

    def rate(self, member: str, number: int) -> Refusal | None:
        """Put a member's rating of the meeting in the bag; once all are in, they enter the game as one step."""
        if not self.ratings.place:
            return Refusal(Reason.NO_RATING_NOW)
        if member not in self.game.present:
            return Refusal(Reason.NOT_HERE)
        if not self.ratings.put(member, number):
            return Refusal(Reason.NOT_NOW if self.ratings.has(member) else Reason.NOT_A_CHOICE)
        if self.ratings.missing(self.game.present):
            self._changed()
            return None
        return self.give_ratings()

    def give_ratings(self) -> Refusal | None:
        """Enter the numbers so far into the game: all are in, or the table continues without the rest."""
        return self.send(Rate(self.ratings.numbers))

    def was_typed(self, member: str) -> bool:
        """Tell whether the current answer of `member` was typed at the table rather than given from a seat."""
        given = (
            event
            for step in reversed(self._steps)
            for event in reversed(step)
            if isinstance(event, e.AnswerGiven) and event.member == member
        )
        last = next(given, None)
        return last is not None and not last.seat

    @property
    def asked_again(self) -> int:
        """How many answers, thumbs or numbers an undo would take back together with the table's last step."""
        if self.ratings.begun:
            return len(self.ratings)
        if self._rated_last():
            return len(self.game.ratings)
        return self._blind_at_end()

    def _blind_at_end(self) -> int:
        number = 0
        while number < len(self._steps) - 1 and is_blind(self._steps[-1 - number]):
            number += 1
        return number

    def undo(self) -> bool:
        """Undo the table's last step, and what seats gave after it; False if there is none.

        Versions of one draft are one step. While ratings of the meeting come in, an undo asks for them again, and so
        does one that takes them out of the game.
        """
        if not self.can_undo:
            return False
        if self.ratings.begun or self._rated_last():
            if self._rated_last():
                self._take_back()
            self.ratings.empty()
            self._changed()
            return True
        for _given in range(self._blind_at_end()):
            self._take_back()
        if self.can_undo:
            wrote_draft = self._wrote_draft()
            self._take_back()
            while wrote_draft and self.can_undo and self._wrote_draft():
                self._take_back()
        self._changed()
        return True

    def _changed(self) -> None:
        self._open_ratings()
        self.tell()

    def _open_ratings(self) -> None:
        self.ratings.open_at(rating_place(self.game), self.game.present)

    def _rated_last(self) -> bool:
        """Tell whether the last step was the ratings of the meeting."""
        return any(isinstance(event, e.RatingsGiven) for event in self._steps[-1])

    def _wrote_draft(self) -> bool:
        """Tell whether the last step only wrote a draft."""
        last, before = self._games[-1], self._games[-2]
        return (
            last.proposal is not None
            and replace(last, proposal=None, clock=0) == replace(before, proposal=None, clock=0)
            and not last.proposal.proposed
            and not (before.proposal and before.proposal.proposed)
        )

    def _take_back(self) -> None:
        self._write(lambda: self._journal.undo(self.now), steps=1)
        self._steps.pop()
        self._games.pop()

    def mark(self) -> None:
        """Note the time at intervals, so that a crash costs the clock at most `MARK` seconds."""
        if self.now - self._marked >= MARK:
            self._write_mark()

    def leave(self) -> None:
        """Note the time and release the journal; the game can be resumed."""
        if not self.waiting:
            self._write_mark()
        self._journal.close()

    def finish(self) -> None:
        """Remove the journal of a game that has ended and is on file; one that has not ended can be resumed.

        This happens even if the last steps could not be written to it: resuming a game that is already on file from an
        earlier step would overwrite its minutes.
        """
        if self.game.stage is Stage.ENDED:
            self._journal.discard()
            self.in_hand.forget()
        else:
            self.leave()

    def _write_mark(self) -> None:
        self._marked = self.now
        self._write(lambda: self._journal.mark(self._marked))

    def note_folder(self, teams: Path) -> None:
        """Note that the teams' files of this game are in the folder `teams` from now on."""
        if teams != self.teams:
            self.teams = teams
            self._write(lambda: self._journal.move(teams, self.now))

    def was_replaced(self) -> bool:
        """Tell, once, whether somebody has replaced the journal with another file."""
        replaced, self._journal.replaced = self._journal.replaced, False
        return replaced

    def rewritten(self) -> bytes:
        """Return a journal of the game in its current state, to be written elsewhere."""
        return whole(self._steps, self.now, self.teams)

    def _write(self, append: Callable[[], None], steps: int = 0) -> None:
        try:
            append()
        except CannotSave as trouble:
            self.trouble = trouble
            self.unsaved += steps
        else:
            self.trouble = None
            self.unsaved = 0


def is_blind(step: Step) -> bool:
    """Tell whether a step is a hidden answer or thumb from a seat: it is never undone by itself."""
    return all(isinstance(event, e.ThumbGiven) or (isinstance(event, e.AnswerGiven) and event.seat) for event in step)


def _in_minutes(wall: Wall | None, minutes: int) -> float:
    return wall().timestamp() + minutes * 60.0 if wall else 0.0


def _folded(steps: tuple[Step, ...]) -> list[Game]:
    games: list[Game] = []
    game: Game | None = None
    for step in steps:
        game = _after(game, step)
        games.append(game)
    return games


def _after(game: Game | None, step: Step) -> Game:
    for event in step:
        game = evolve(game, event)
    if game is None:
        raise ValueError("an empty step")
    return game
