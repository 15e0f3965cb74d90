"""What the app is given in these tests: a stopped clock, a day in November, seeded chance, scratch folders."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from textual.pilot import Pilot
from textual.screen import Screen

from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Format, Phase
from dialogkort.core.game.state import Game, Stage
from dialogkort.core.team import Member, members_named
from dialogkort.decks.shelf.shelf import Shelf
from dialogkort.sessions.beginning import Beginning
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.storage.locations import Locations
from dialogkort.storage.settings import Settings
from dialogkort.tui.app import DialogkortApp
from dialogkort.tui.table.screen import TableScreen

WALL = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = WALL.date()
EARLY = 1000.0
"""What the monotonic clock shows at ten."""

WIDE, NARROW, TINY = (100, 30), (80, 24), (40, 12)
SIZES = (WIDE, NARROW, TINY)

EVERY_KIND = """\
format: 1
id: alle
title: Alle slags
language: {language}
description: Et kort af hver slags.
order: fixed
sources: {{bog: "Bogen om kort"}}
cards:
  - id: spoergsmaal
    kind: question
    theme: Tillid
    level: 1
    question: Hvornår mærkede du sidst, at vi stolede på dig?
    follow_ups: ["Hvad gjorde det muligt?", "Hvad gør vi mere af?"]
    advice: Begynd med et lille eksempel.
    source: bog
  - id: dilemma
    kind: dilemma
    theme: Medier
    level: 2
    question: Det haster. Hvad gør du?
    options: [Jeg ringer, Jeg skriver, Jeg går derhen]
  - id: skala
    kind: scale
    theme: Kontrol
    level: 2
    question: Hvor meget kontrol er fair hos os?
    low: Ingen
    high: Alt bliver målt
  - id: delegation
    kind: delegation
    theme: Beslutninger
    level: 3
    question: Hvem bestemmer om ferien hos os?
    decision: Hvornår vi holder ferie
  - id: oevelse
    kind: exercise
    theme: Regler
    level: 3
    question: Find den regel, vi bedst kan undvære.
    minutes: 5
"""

PLAIN = """\
format: 1
id: {id}
title: {title}
language: {language}
order: fixed
cards:
"""

LONG = (
    "Når I kigger på den seneste måned, hvilken beslutning tog vi sammen, som ingen af os kunne have taget "
    "bedre alene, hvad var det, der gjorde den god, og hvad skal der til, for at vi tager den næste på samme "
    "måde, også når der er travlt hos os?"
)
"""A question nearly as long as the format allows (280)."""


def deck_of(name: str, *questions: str, language: str = "da") -> str:
    """Return a deck of question cards, dealt in this order."""
    head = PLAIN.format(id=name, title=name.capitalize(), language=language)
    return head + "".join(
        f"  - {{id: k{number}, kind: question, theme: Emne {number}, question: {question!r}}}\n"
        for number, question in enumerate(questions, 1)
    )


FAULTY = """\
format: 1
id: skaev
title: Skæv
language: {language}
cards:
  - {{id: god, kind: question, question: Hvad virker hos os?}}
  - {{id: daarlig, kind: question, qestion: Hvad nu?}}
"""


class Clock:
    """Seconds that pass when a test says so, and a tiny bit with each look: the next second is a second off."""

    def __init__(self) -> None:
        self.seconds = EARLY

    def __call__(self) -> float:
        self.seconds += 1e-6
        return self.seconds


@dataclass
class Room:
    """Scratch folders with a small shelf, and the apps that are opened in them, one after another."""

    path: Path
    clock: Clock = field(default_factory=Clock)
    slept: float = 0.0
    seed: int = 7
    settings: Settings = field(default_factory=Settings)
    key_rest: float = 0.0
    """The clock is stopped in most tests: a pause after a key would never end."""
    given_folder: Path | None = None

    def __post_init__(self) -> None:
        for language in ("da", "en"):
            self.deck(f"{language}/alle.yaml", EVERY_KIND.format(language=language), own=False)
            two = deck_of("samtale", "Hvad virker?", "Hvad driller?", LONG, "Hvad nu?", language=language)
            self.deck(f"{language}/samtale.yaml", two, own=False)

    @property
    def documents(self) -> Path:
        return self.path / "documents"

    @property
    def journals(self) -> Path:
        return self.path / "state" / "games"

    def deck(self, name: str, text: str, *, own: bool = True) -> Path:
        """Put a deck on the shelf: the user's own, or as if it came with the program."""
        path = self.path / ("config/decks" if own else "shelf") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def surroundings(self) -> Surroundings:
        shelf = Shelf((self.path / "shelf", self.path / "config" / "decks"))
        shelf._bundled = self.path / "shelf"  # as if these decks came with the program
        self.seed += 1
        return Surroundings(
            locations=Locations(self.documents, self.path / "state", self.path / "config"),
            settings=self.settings,
            shelf=shelf,
            monotonic=self.clock,
            wall=lambda: WALL + timedelta(seconds=self.clock.seconds - EARLY + self.slept),
            rng=Random(self.seed),
            key_rest=self.key_rest,
            given_folder=self.given_folder,
        )

    def app(self, beginning: Beginning | None = None, *, resume: bool = False) -> DialogkortApp:
        """Return the app, on its home screen unless something else is asked for."""
        app = DialogkortApp(self.surroundings(), beginning, resume=resume)
        app.animation_level = "none"
        return app

    def clear_shelf(self) -> None:
        """Remove the decks that come with the program."""
        for path in (self.path / "shelf").rglob("*.yaml"):
            path.unlink()

    def files(self) -> dict[str, str]:
        """Return the text of each file of the teams, by its path."""
        return {
            path.relative_to(self.documents).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.documents.rglob("*"))
            if path.is_file()
        }


def people(*names: str) -> tuple[Member, ...]:
    return members_named(names or ("Aisha", "Peter", "Mette"))


def beginning(*names: str, decks: tuple[str, ...] = ("alle",), team: str = "Team Sø", **fields: object) -> Beginning:
    """Return how a game of these people begins."""
    settled = {"minutes": 45, "form": Format.CLASSIC, **fields}
    return Beginning(team=team, members=people(*names), decks=decks, **settled)  # type: ignore[arg-type]


def lines(pilot: Pilot[str]) -> list[str]:
    """Return what the compositor draws of the current screen, a text for each row."""
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


def shown(pilot: Pilot[str]) -> str:
    """Return the current screen as one text, with single spaces."""
    return _as_one_text(lines(pilot))


def _as_one_text(rows: list[str]) -> str:
    return " ".join(" ".join(rows).split())


async def press(pilot: Pilot[str], *keys: str) -> str:
    """Press keys, wait until they have been handled, and return the screen."""
    await pilot.press(*keys)
    return await settled(pilot)


async def settled(pilot: Pilot[str]) -> str:
    """Wait for workers, and for what they request, until the screen stops changing, and return it."""
    before: list[str] = []
    for _lap in range(100):
        await pilot.pause()
        await _drawn(pilot)
        at_work = len(pilot.app.workers) > 0
        await pilot.app.workers.wait_for_complete()
        now = lines(pilot)
        if now == before and not at_work:  # what a worker brings may start another
            break
        before = now
    return _as_one_text(before)


async def _drawn(pilot: Pilot[str]) -> None:
    """Wait until the screen in front has laid out, drawn and called back what it was asked to.

    Textual does so by a timer, which a busy machine may delay past any idle moment.
    """
    for _ in range(500):
        screen = pilot.app.screen
        if not (screen._layout_required or screen._repaint_required or screen._dirty_widgets or screen._callbacks):
            return
        await asyncio.sleep(0.004)


async def resize(pilot: Pilot[str], size: tuple[int, int]) -> str:
    """Give the terminal another size, wait until the screen has it, and return the screen.

    Textual gathers the steps of a resize with a timer, which a busy machine may delay past any idle moment.
    """
    await pilot.resize_terminal(*size)
    for _ in range(500):
        if pilot.app.screen._compositor.size == size:
            return await settled(pilot)
        await asyncio.sleep(0.01)
    raise AssertionError(f"the screen does not take the size {size}")


async def write(pilot: Pilot[str], text: str) -> None:
    """Type text into the focused field, as if it were pasted."""
    from textual.events import Paste

    assert pilot.app.screen.focused is not None
    pilot.app.post_message(Paste(text))
    await pilot.pause()


def told(pilot: Pilot[str]) -> str:
    """Return the messages that are shown, as one text."""
    return "\n".join(str(notification.message) for notification in pilot.app._notifications)


def screen_name(pilot: Pilot[str]) -> str:
    screen: Screen[object] = pilot.app.screen
    return type(screen).__name__


def play_to(pilot: Pilot[str], goal: Phase | Stage) -> None:
    """Play on until this phase or stage begins, and draw it; everyone answers 3 where answers are shown."""
    table = pilot.app.screen
    assert isinstance(table, TableScreen)
    sitting = table.sitting
    for _ in range(500):
        game = sitting.game
        if goal in {game.phase, game.stage}:
            table.draw()
            return
        command: c.Command = c.MoveOn()
        if game.phase is Phase.REVEAL and game.round and not game.round.shown and game.to_answer:
            command = c.GiveAnswer(game.to_answer, 3)
        refusal = sitting.send(command)
        assert refusal is None, refusal
    raise AssertionError(f"{goal} does not come")


def deal(pilot: Pilot[str], kind: Kind) -> None:
    """Play on until a card of this kind is on the table, being read aloud."""
    table = pilot.app.screen
    assert isinstance(table, TableScreen)
    sitting = table.sitting
    for _ in range(20):
        play_to(pilot, Phase.READ)
        if sitting.game.card and sitting.game.card.kind is kind:
            return
        play_to(pilot, Phase.AGREE)
        assert sitting.send(c.NextRound()) is None
    raise AssertionError(f"no card of the kind {kind}")


def game_of(pilot: Pilot[str]) -> Game:
    sitting = pilot.app.sitting  # type: ignore[attr-defined]
    assert sitting is not None
    return sitting.game  # type: ignore[no-any-return]
