"""Killed at random moments of a whole game: what the screen has shown is there again, and the game continues.

A game is played once in peace. After each of its steps, the screen and the game on disk are recorded. Then it is played
again and killed: between steps, within them, with several keys on their way, and while it is being resumed. A row that
no earlier step draws proves that a step was shown; it must then be on disk. A few kills are made each time, because one
takes most of a second; `make soak` makes 200.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from random import Random

import pytest
from tests.terminal import game
from tests.terminal.places import Places, da, play
from tests.terminal.terminal import Terminal

from dialogkort.core.game.evolve import evolve
from dialogkort.core.game.state import Game, Stage
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.games import journal

pytestmark = pytest.mark.xdist_group("kills")

KILLS = 25 if os.environ.get("SOAK") else 10
"""Kills of one seed."""
SEEDS = range(1, 9) if os.environ.get("SOAK") else range(1, 2)


@dataclass(frozen=True)
class Step:
    """What is typed, and what the screen shows after it. A step with a form has similar parts `before`."""

    typed: str
    shows: str
    before: tuple["Step", ...] = ()

    @property
    def parts(self) -> tuple["Step", ...]:
        return (*self.before, self)


def _word(name: str) -> str:
    return da("{name} has the floor", name=name)


def _go_round(*names: str) -> Iterator[Step]:
    """The second and the following speakers, and the open discussion."""
    yield from (Step("\r", _word(name)) for name in names)
    yield Step("\r", da("The floor is open"))
    yield Step("\r", f"● {da('agree')}")


def _fingers(question: str, *numbers: str) -> Iterator[Step]:
    """A card with answers, from face down to the spread."""
    yield Step("\r", question)
    yield Step("\r", da("Think on your own"))
    yield Step("\r", "● Aisha")
    yield Step(numbers[0], "● Peter")
    yield Step(numbers[1], "● Mette")
    yield Step(numbers[2], da("Everyone has answered"))


def _agreed(rule: str) -> Iterator[Step]:
    """A draft, with one concern, that becomes an agreement."""
    form = Step("a", da("When X happens, we do Y: could someone see it on a video?"))
    yield Step("\x1bOQ", "● Aisha", (form, Step(rule, rule[-10:])))
    yield Step("j", "● Peter")
    form = Step("b", da("What is the concern? It will be recorded with the agreement, without a name.")[:20])
    yield Step("\r", "~ Peter", (form, Step(game.CONCERN, game.CONCERN)))
    yield Step("j", da("Nobody objects"))
    yield Step("\r", da("Saved: {title}", title=rule.split(maxsplit=1)[0])[:12])


def _steps() -> Iterator[Step]:
    face_down = da("The card is face down.")
    yield Step("", da("Welcome to the table"))
    yield Step("\r", face_down)
    yield Step("\r", "Hvad gjorde en kollega for nylig")
    yield Step("\r", da("Think on your own"))
    yield Step("\r", _word("Peter"))
    yield Step(" ", da("restart the clock"))
    yield Step(" ", _word("Peter"))
    yield Step("p", _word("Mette"))
    yield Step("\r", _word("Aisha"))
    yield Step("u", _word("Mette"))
    yield Step("\r", _word("Aisha"))
    yield Step("\r", _word("Peter"))
    yield Step("\r", da("The floor is open"))
    form = Step("n", da("Park a note"))
    yield Step("\r", da("The note is parked. It will be in the summary.")[:20], (form, Step(game.NOTE, game.NOTE)))
    yield Step("\r", f"● {da('agree')}")
    yield Step("\r", face_down)
    yield from _fingers("Det haster, og en kollega", "1", "1", "2")
    yield Step("\r", da("Your answers are far apart"))
    yield Step("\r", _word("Mette"))
    yield from _go_round("Peter", "Aisha")
    yield from _agreed(game.FIRST_RULE)
    yield Step("\r", face_down)
    yield from _fingers("Hvor meget kontrol er rimelig", "2", "5", "3")
    yield Step("\r", da("Your answers are far apart"))
    yield Step("\r", _word("Peter"))
    yield Step("s", da("The floor is open"))
    yield Step("\r", f"● {da('agree')}")
    yield from _agreed(game.SECOND_RULE)
    yield Step("l", da("What will you take with you from this conversation?"))
    yield Step("s", da("Rate the meeting"))
    typed = (
        Step("4", da("Rate the meeting") + ": Peter"),
        Step("5", da("Rate the meeting") + ": Mette"),
    )
    yield Step("4", da("The average is {average}.", average="4,3"), typed)
    yield Step("\r", da("Thank you for the conversation"))
    yield Step("\r", da("New game"))


STEPS = tuple(_steps())
LAST = len(STEPS) - 1
"""The number of the step after which no saved game is left."""


def _take(terminal: Terminal, *parts: Step) -> None:
    for part in parts:
        terminal.type(part.typed)
        terminal.wait_for(part.shows)


def on_disk(places: Places) -> Game | None:
    """Return the saved game, from its journal; None if there is none."""
    if not places.journals:
        return None
    (path,) = places.journals
    found = journal.read(path)
    assert found.damage == 0
    folded: Game | None = None
    for step in found.steps:
        for event in step:
            folded = evolve(folded, event)
    return folded


def standing(now: Game | None) -> object:
    """Return what follows from the steps of a game alone: not the times, nor a draft that has not been proposed."""
    if now is None:
        return None
    proposal = now.proposal if now.proposal and now.proposal.proposed else None
    return (
        now.stage,
        now.round and replace(now.round, begun=0.0, took=()),
        now.turns,
        tuple((played.card.key, played.counts, len(played.agreements)) for played in now.played),
        proposal and (proposal.draft.rule, proposal.draft.title, proposal.thumbs),
        tuple((agreement.title, agreement.rule, agreement.concerns) for agreement in now.agreements),
        now.notes,
        now.ratings,
        now.countdown and now.countdown.paused,
    )


@dataclass
class Peace:
    """A game that nobody disturbs: after each step, what is shown and what is on disk."""

    rows: list[set[str]] = field(default_factory=list)
    standings: list[object] = field(default_factory=list)

    @classmethod
    def played(cls, places: Places) -> "Peace":
        peace = cls()
        with places.start(*play()) as terminal:
            for step in STEPS:
                _take(terminal, *step.parts)
                terminal.settle(0.1)
                peace.rows.append(rows_of(terminal))
                peace.standings.append(standing(on_disk(places)))
        assert all(before != after for before, after in pairwise(peace.standings))
        assert peace.is_recognisable()
        return peace

    def shown(self, rows: set[str], first: int, last: int) -> int:
        """Return the latest step from `first` to `last` with a row on the screen that no step before it has."""
        new = (number for number in range(last, first, -1) if rows & self._new_in(number))
        return next(new, first)

    def _new_in(self, number: int) -> set[str]:
        return self.rows[number].difference(*self.rows[:number])

    def is_recognisable(self) -> bool:
        """Tell whether most steps can be recognised by a row of their own."""
        return sum(bool(self._new_in(number)) for number in range(len(STEPS))) > len(STEPS) * 0.8


def rows_of(terminal: Terminal) -> set[str]:
    """Return the rows of the screen with words, without what the clock changes."""
    return {row.strip() for row in terminal.still.splitlines() if row.strip()}


@pytest.fixture(scope="module")
def peace(tmp_path_factory: pytest.TempPathFactory) -> Peace:
    return Peace.played(Places(tmp_path_factory.mktemp("peace")))


@dataclass
class Killed:
    """A game that is killed again and again. `place` is the step that it is at, as far as is known."""

    places: Places
    peace: Peace
    chance: Random
    terminal: Terminal = field(init=False)
    place: int = 0
    games: int = 0

    def __post_init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        for minutes in self.places.folder.glob("*/games/*.md"):
            minutes.unlink()  # otherwise the programme would be asked where to continue
        self.terminal = self.places.start(*play())
        self.terminal.wait_for(STEPS[0].shows)
        self.place, self.games = 0, self.games + 1

    def once(self) -> None:
        """Continue playing, kill, check, and resume."""
        for _ in range(self.chance.randrange(3)):
            if self.place < LAST - 1:
                self._step()
        typed = self._continue_typing()
        until = time.monotonic() + self.chance.uniform(0, 0.04 * (typed - self.place) + 0.02)
        while (left := until - time.monotonic()) > 0:
            self.terminal.read(left)
        self.terminal.kill()
        shown = self.peace.shown(rows_of(self.terminal), self.place, typed)
        self._is_kept(shown, typed)
        self._resume()

    def _step(self) -> None:
        _take(self.terminal, *STEPS[self.place + 1].parts)
        self.place += 1

    def _continue_typing(self) -> int:
        """Type the keys of one to four steps in one burst, or up to somewhere in a form; return the last step."""
        last = self.place
        if form := STEPS[last + 1].before:
            parts = STEPS[last + 1].parts[: self.chance.randint(1, len(form) + 1)]
            _take(self.terminal, *parts[:-1])
            self.terminal.type(parts[-1].typed)
            return last + (len(parts) > len(form))
        while last < LAST and not STEPS[last + 1].before and (last == self.place or self.chance.random() < 0.6):
            last += 1
            self.terminal.type(STEPS[last].typed)
        return last

    def _is_kept(self, shown: int, typed: int) -> None:
        """Check that the game on disk is at a step that was typed, and not before one that was shown."""
        there = standing(on_disk(self.places))
        for number in range(typed, shown - 1, -1):
            if self.peace.standings[number] == there:
                self.place = number
                return
        raise AssertionError(
            f"step {shown} was shown and {typed} typed, from {self.place} on; on disk:\n{there}\n{self.terminal.text}"
        )

    def _resume(self) -> None:
        """Continue the game, or begin another; now and then the program is killed during the start, too."""
        self.terminal.close()
        while self.chance.random() < 0.2:
            with self.places.start("resume") as brief:
                until = time.monotonic() + self.chance.uniform(0, 0.6)
                while (left := until - time.monotonic()) > 0:
                    brief.read(left)
                brief.kill()
            assert standing(on_disk(self.places)) == self.peace.standings[self.place]
        waits = on_disk(self.places)
        if waits is None:
            self._begin()
            return
        self.terminal = self.places.start("resume")
        if waits.stage is Stage.ENDED:
            self.terminal.wait_for(STEPS[LAST - 1].shows, da("Saved:"))
        else:
            self.terminal.wait_for(da("Welcome back"))
        self._are_saved(waits)
        if waits.stage is Stage.ENDED:
            return
        self.terminal.press("enter")
        self.terminal.wait_gone(da("Welcome back"))
        if waits.proposal and not waits.proposal.proposed:  # what was in the form when it was killed
            self.terminal.press("x")
            self.terminal.wait_until(lambda: _draft_of(self.places) is None, "the draft dropped")

    def _are_saved(self, waits: Game) -> None:
        """Check that everything that was agreed is in complete files."""
        found, problems = agreement_files.load_all(team_files.folder_of(self.places.folder, "Team Sø"))
        assert not problems
        filed = {file.agreement.id: file.agreement for file in found}
        for agreement in waits.agreements:
            assert filed[agreement.id].rule == agreement.rule
            assert filed[agreement.id].concerns == agreement.concerns


def _draft_of(places: Places) -> object:
    now = on_disk(places)
    return now and now.proposal


@pytest.mark.parametrize("seed", SEEDS)
def test_after_kills_at_random_moments_nothing_that_was_shown_is_lost(seed: int, peace: Peace, places: Places) -> None:
    killed = Killed(places, peace, Random(seed))
    try:
        for _ in range(KILLS):
            killed.once()
    finally:
        killed.terminal.close()
