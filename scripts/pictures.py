"""Make the pictures of the README from the real app: `make pictures`.

The clock, the chance and the day are fixed, so that a picture changes only when the app does.
"""

import asyncio
import os
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from rich.terminal_theme import SVG_EXPORT_THEME
from year import write_year

from dialogkort import language
from dialogkort.decks.shelf.shelf import Shelf, bundled_folder
from dialogkort.sessions import games
from dialogkort.sessions.beginning import Beginning
from dialogkort.sessions.names import members_of
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.storage.locations import Locations
from dialogkort.storage.settings import Settings
from dialogkort.tui.app import DialogkortApp
from dialogkort.tui.look.theme import Depth

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SIZE = (100, 30)
PROJECTOR = (192, 54)
XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
ALL_COLOURS = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
SIXTEEN = {"TERM": "xterm", "COLORTERM": ""}
TEAM = {"da": "Team Nord", "en": "Team North"}
NAMES = {"da": "Aisha, Peter, Mette, Jonas, Åse, Birgit", "en": "Aisha, Peter, Megan, Jonas, Anna, Bridget"}
DECK = {"da": "kontrol", "en": "control"}
RULE = {
    "da": (
        "Når noget skal afklares samme dag, ringer vi. Vi skriver bagefter, hvad vi aftalte.",
        "Ring, når det haster",
    ),
    "en": (
        "When something must be settled the same day, we call. We write down afterwards what we agreed.",
        "Call when it is urgent",
    ),
}
CONCERN = {"da": "Hvad med dem i felten?", "en": "What about those in the field?"}

Keys = Sequence[str]
READ, TURN_UP = ("enter", "enter"), ("enter", "enter", "enter", "enter")
JUST_BEFORE = datetime(2026, 11, 22, 9, 56, tzinfo=ZoneInfo("Europe/Copenhagen"))


def typed(text: str) -> Keys:
    """Return the keys that type `text`."""
    named = {" ": "space", ",": "comma", ".": "full_stop", "?": "question_mark"}
    return [named.get(character, character) for character in text]


def to_answers(app: DialogkortApp) -> bool:
    """Tell whether the card on the table is one with answers on a scale."""
    game = app.sitting.game if app.sitting else None
    return bool(game and game.card and game.card.kind == "scale")


def app_in(folder: Path, now: datetime) -> DialogkortApp:
    """Return the program with its folders in `folder`; its clocks stand still."""
    around = Surroundings(
        Locations(folder / "documents", folder / "state", folder / "config"),
        Settings(),
        Shelf((bundled_folder(),)),
        monotonic=lambda: 0.0,
        wall=lambda: now,
        rng=Random(7),
        key_rest=0.0,
    )
    return DialogkortApp(around)


def begin(app: DialogkortApp, tongue: str) -> None:
    """Begin the game of the pictures."""
    beginning = Beginning(TEAM[tongue], members_of(NAMES[tongue]), decks=(DECK[tongue],), minutes=45, seed=11)
    app._open(games.begin_or_set_up(beginning, app.surroundings, app.library))


async def take(tongue: str, folder: Path) -> None:
    language.use(tongue)
    app = app_in(folder, JUST_BEFORE)
    async with app.run_test(size=SIZE) as pilot:

        async def press(*keys: str) -> None:
            for key in keys:
                await pilot.press(key)
            await pilot.pause()

        await app.workers.wait_for_complete()
        await pilot.pause()
        save(app, f"home-{tongue}")
        begin(app, tongue)
        await press(*READ)
        while not to_answers(app):
            await press("r" if tongue == "en" else "t")
        await press("enter", "enter", *"244551", "enter")
        save(app, f"reveal-{tongue}")
        await press("enter", "enter", "enter")
        save(app, f"table-{tongue}")
        rule, title = RULE[tongue]
        await press("a", *typed(rule), "enter", *typed(title), "enter", "enter", *typed("Jonas"), "f2")
        yes, concern = ("j", "b") if tongue == "da" else ("y", "c")
        await press(yes, yes, concern, *typed(CONCERN[tongue]), "enter", yes)
        save(app, f"agree-{tongue}")


async def take_table(tongue: str, folder: Path, name: str, size: tuple[int, int], terminal: dict[str, str]) -> None:
    """A card in the go-round, once the answers are shown: as a large window shows it, or few colours do."""
    language.use(tongue)
    os.environ.update(terminal)
    app = app_in(folder, JUST_BEFORE)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        begin(app, tongue)
        for key in READ:
            await pilot.press(key)
        while not to_answers(app):
            await pilot.press("r" if tongue == "en" else "t")
        for key in ("enter", "enter", *"244551", "enter", "enter", "enter"):
            await pilot.press(key)
        app.clear_notifications()
        await pilot.pause()
        save(app, f"{name}-{tongue}")
    os.environ.update(ALL_COLOURS)


async def take_overview(tongue: str, folder: Path) -> None:
    """The overview of a year of a team's life, which `year` makes up."""
    language.use(tongue)
    write_year(folder / "documents", tongue)
    app = app_in(folder, datetime(2027, 1, 10, 9, 56, tzinfo=ZoneInfo("Europe/Copenhagen")))
    async with app.run_test(size=(100, 46)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("o")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        save(app, f"overview-{tongue}")


def save(app: DialogkortApp, name: str) -> None:
    """Save what is on screen, without the web font that Textual would have the reader's browser fetch."""
    picture = app.export_screenshot(title="dialogkort")
    picture = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    picture = re.sub(r"terminal-\d+-", "terminal-", picture)
    if app.depth is Depth.FEW:
        picture = in_xterm(picture)
    picture = picture.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    FOLDER.joinpath(f"{name}.svg").write_text(picture.rstrip() + "\n", encoding="utf-8")


def in_xterm(picture: str) -> str:
    """Return a picture of 16 colours in those of xterm: Rich has colours of its own for them."""
    for number, colour in enumerate(XTERM.split()):
        own = SVG_EXPORT_THEME.ansi_colors[number]
        picture = picture.replace(f"#{own[0]:02x}{own[1]:02x}{own[2]:02x}", f"#{colour}")
    return picture


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ.update(ALL_COLOURS)
    for tongue in ("da", "en"):
        with TemporaryDirectory() as folder:
            asyncio.run(take(tongue, Path(folder)))
        with TemporaryDirectory() as folder:
            asyncio.run(take_overview(tongue, Path(folder)))
        with TemporaryDirectory() as folder:
            asyncio.run(take_table(tongue, Path(folder), "projector", PROJECTOR, ALL_COLOURS))
        with TemporaryDirectory() as folder:
            asyncio.run(take_table(tongue, Path(folder), "sixteen", SIZE, SIXTEEN))


if __name__ == "__main__":
    main()
