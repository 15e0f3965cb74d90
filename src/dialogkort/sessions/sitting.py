"""A sitting: one game being played. It decides, writes the step to the journal, and folds; the screens draw.

The game's own clock runs on a monotonic clock that is given from outside and stands still until `go`, so
that a game that is resumed waits for the team.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.game.commands import Command, Start
from dialogkort.core.game.dealing import Pile
from dialogkort.core.game.decide import decide
from dialogkort.core.game.evolve import evolve
from dialogkort.core.game.refusals import Decision, Refusal
from dialogkort.core.game.setup import Setup
from dialogkort.core.game.state import Game, Stage
from dialogkort.core.notes import Note
from dialogkort.files.atomic import CannotSave
from dialogkort.sessions.in_hand import InHand
from dialogkort.storage.games.journal import Journal, JournalUnreadable, Step, whole

MARK = 15.0
"""Seconds between marks of the time: what a crash can cost the clock, at most."""


class Sitting:
    """A game with its journal and its clock.

    `trouble` is set while steps could not be written; they are tried again with each step, and `unsaved` tells how
    many there are. `damage` is the number of the journal's first unreadable line, or 0. `before_undo` is the game
    with the steps that were taken back just before it was broken off: of those, something may still be on file.
    """

    def __init__(self, journal: Journal, games: list[Game], clock: Callable[[], float]) -> None:
        self._journal = journal
        self._games = games
        self._clock = clock
        self._base = max(games[-1].clock, journal.record.clock)
        self._started: float | None = None
        self._marked = self._base
        self._steps = list(journal.record.steps)
        self.trouble: CannotSave | None = None
        self.unsaved = 0
        self.in_hand = InHand(journal.path)
        self.damage = journal.record.damage
        undone = journal.record.undone
        self.before_undo = reduce(_after, undone, games[-1]) if undone else None

    @classmethod
    def begin(
        cls,
        folder: Path,
        setup: Setup,
        pile: Pile,
        clock: Callable[[], float],
        standing: tuple[Agreement, ...] = (),
        notes: tuple[Note, ...] = (),
    ) -> "Sitting | Refusal":
        """Begin a game whose journal lies in `folder`; raises CannotSave when it cannot be made.

        `standing` are the team's agreements in force, `notes` its open notes.
        """
        decision = decide(None, Start(setup, pile, standing, notes), 0.0)
        if isinstance(decision, Refusal):
            return decision
        journal = Journal.begin(folder, setup.game, decision)
        sitting = cls(journal, _folded((decision,)), clock)
        sitting.go()
        return sitting

    @classmethod
    def resume(cls, path: Path, clock: Callable[[], float]) -> "Sitting":
        """Continue the unfinished game in `path`; its clock waits for `go`.

        Raises JournalBusy, JournalUnreadable or CannotSave.
        """
        journal = Journal.reopen(path)
        try:
            return cls(journal, _folded(journal.record.steps), clock)
        except ValueError as error:
            journal.close()
            raise JournalUnreadable.of_another_version(path) from error

    @property
    def game(self) -> Game:
        """The game as it stands."""
        return self._games[-1]

    @property
    def now(self) -> float:
        """The seconds of the game's clock."""
        return self._base if self._started is None else self._base + self._clock() - self._started

    @property
    def waiting(self) -> bool:
        """Tell whether the clock stands still, after a resume."""
        return self._started is None

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a step to take back: any but the start of the game."""
        return len(self._games) > 1

    def go(self) -> None:
        """Let the game's clock run."""
        if self._started is None:
            self._started = self._clock()

    def rest(self) -> None:
        """Note the time and let the game's clock stand until `go`: nobody is at the table."""
        if not self.waiting:
            self._write_mark()
            self._base, self._started = self.now, None

    def judge(self, command: Command) -> Decision:
        """Return what `command` would come to now, without carrying it out."""
        return decide(self.game, command, self.now)

    def may(self, command: Command) -> bool:
        """Tell whether `command` would be carried out now."""
        return not isinstance(self.judge(command), Refusal)

    def send(self, command: Command) -> Refusal | None:
        """Carry out `command`: when this returns None, its events are on disk, or `trouble` says why not."""
        now = self.now
        decision = decide(self.game, command, now)
        if isinstance(decision, Refusal):
            return decision
        if decision:
            self._write(lambda: self._journal.step(decision, now), steps=1)
            self._steps.append(decision)
            self._games.append(_after(self.game, decision))
        return None

    def undo(self) -> bool:
        """Take back the last step; False when there is none. Versions of one draft are one step."""
        if not self.can_undo:
            return False
        wrote_draft = self._wrote_draft()
        self._take_back()
        while wrote_draft and self.can_undo and self._wrote_draft():
            self._take_back()
        return True

    def _wrote_draft(self) -> bool:
        """Tell whether the last step did nothing but write a draft."""
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
        """Note the time now and then, so that a crash costs the clock at most `MARK` seconds."""
        if self.now - self._marked >= MARK:
            self._write_mark()

    def leave(self) -> None:
        """Note the time and let go of the journal; the game waits."""
        if not self.waiting:
            self._write_mark()
        self._journal.close()

    def finish(self) -> None:
        """Remove the journal of a game that has ended and is on file; one that has not ended is left to wait.

        That is done, too, when the last steps could not be written to it: a game that is on file and began anew
        from an earlier step would write over its own minutes.
        """
        if self.game.stage is Stage.ENDED:
            self._journal.discard()
            self.in_hand.forget()
        else:
            self.leave()

    def _write_mark(self) -> None:
        self._marked = self.now
        self._write(lambda: self._journal.mark(self._marked))

    def was_replaced(self) -> bool:
        """Tell, once, whether somebody put another file in the place of the journal."""
        replaced, self._journal.replaced = self._journal.replaced, False
        return replaced

    def written_anew(self) -> bytes:
        """Return the journal of the game as it stands, to be written elsewhere."""
        return whole(self._steps, self.now)

    def _write(self, append: Callable[[], None], steps: int = 0) -> None:
        try:
            append()
        except CannotSave as trouble:
            self.trouble = trouble
            self.unsaved += steps
        else:
            self.trouble = None
            self.unsaved = 0


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
