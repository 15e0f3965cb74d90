"""Make the pictures of personal screens from the real page in Chromium: `make pictures`.

A game is begun and played in this process, and pages of its personal screens are photographed in each state: on a phone
(360 × 780) and on a laptop (1280 × 800), dark and light, in both languages.
"""

import asyncio
import base64
import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from pictures import FOLDER, NAMES, RULE, TEAM
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from dialogkort import language
from dialogkort.core.agreements.agreement import Draft, Thumb
from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Stage
from dialogkort.decks.shelf.library import Library
from dialogkort.decks.shelf.shelf import Shelf, bundled_folder
from dialogkort.seats.screens import Screens, Wanted
from dialogkort.sessions import games
from dialogkort.sessions.beginning import Beginning
from dialogkort.sessions.names import members_of
from dialogkort.sessions.sitting import Sitting
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.storage.locations import Locations
from dialogkort.storage.settings import Settings

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DECK = {"da": "kontrol", "en": "control"}
PHONE, LAPTOP = (360, 780), (1280, 800)
ON_PHONE = ("names", "think", "answer", "spread", "floor", "consent", "number", "end")
ON_LAPTOP = ("answer", "floor")
ASIDE = {"da": "Hvad med dem i felten?", "en": "What about those in the field?"}


class Visit:
    """One member's pages: each has a seat of its own, and is photographed in the same states."""

    def __init__(self, browser: Browser, link: str, tongue: str) -> None:
        self._browser, self._link, self._tongue = browser, link, tongue
        self._pages: dict[tuple[str, str], Page] = {}
        self._contexts: list[BrowserContext] = []
        self.taken: dict[tuple[str, str, str], bytes] = {}

    async def come(self, device: str, scheme: str, name: str) -> None:
        width, height = PHONE if device == "phone" else LAPTOP
        context = await self._browser.new_context(
            viewport={"width": width, "height": height},
            locale="da-DK" if self._tongue == "da" else "en-GB",
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        page = await context.new_page()
        await page.goto(self._link)
        await page.wait_for_selector(".door button")
        self._contexts.append(context)
        self._pages[device, scheme] = page
        if device == "phone":
            await self._photograph("names", device, scheme)
        await page.get_by_role("button", name=name, exact=True).click()
        await page.wait_for_selector(".part-heading h1")

    async def see(self, state: str, only: int | None = None) -> None:
        """Take a picture of the state in which all pages are, or that of the member with this number alone."""
        await asyncio.sleep(0.3)
        for number, (device, scheme) in enumerate(self._pages):
            if only in {None, number} and state in (ON_PHONE if device == "phone" else ON_LAPTOP):
                await self._photograph(state, device, scheme)

    async def _photograph(self, state: str, device: str, scheme: str) -> None:
        page = self._pages[device, scheme]
        await page.evaluate("scrollTo(0, 0)")
        self.taken[device, scheme, state] = await page.screenshot()

    async def each(self, do: Callable[[Page], object]) -> None:
        for page in self._pages.values():
            await do(page)  # type: ignore[misc]  # what a page returns is not of interest

    async def go(self) -> None:
        for context in self._contexts:
            await context.close()


def around(folder: Path) -> Surroundings:
    return Surroundings(
        Locations(folder / "documents", folder / "state", folder / "config"),
        Settings(),
        Shelf((bundled_folder(),)),
        monotonic=lambda: 0.0,
        wall=lambda: datetime(2026, 11, 22, 9, 56, tzinfo=ZoneInfo("Europe/Copenhagen")),
        rng=Random(7),
    )


def on_to(sitting: Sitting, goal: Phase | Stage) -> None:
    """Go on until the game is there, and draw again until a card with a scale lies on the table."""
    while goal not in {sitting.game.phase, sitting.game.stage}:
        sitting.send(c.MoveOn())
        while sitting.game.phase is Phase.READ and sitting.game.card and sitting.game.card.kind is not Kind.SCALE:
            sitting.send(c.Redraw())


async def play(tongue: str, browser: Browser, folder: Path) -> dict[tuple[str, str, str], bytes]:
    """Play a game of six, four of whom have a personal screen, and return the pictures by device, scheme and state."""
    language.use(tongue)
    here = around(folder)
    beginning = Beginning(TEAM[tongue], members_of(NAMES[tongue]), decks=(DECK[tongue],), minutes=45, seed=11)
    begun = games.begin_or_set_up(beginning, here, Library(here.shelf))
    assert isinstance(begun, games.AtTable), begun
    sitting = begun.sitting
    screens = Screens(Wanted(listen="127.0.0.1"))
    await screens.open(sitting, sitting.game.setup.date)
    visit = Visit(browser, screens.link, tongue)
    try:
        people = sitting.game.members
        seats = [("phone", "dark"), ("phone", "light"), ("laptop", "dark"), ("laptop", "light")]
        for (device, scheme), member in zip(seats, people, strict=False):
            await visit.come(device, scheme, member.name)
        await in_states(sitting, visit, tongue)
    finally:
        screens.stop(over=True)
        await visit.go()
        await asyncio.sleep(0.4)
    return visit.taken


async def in_states(sitting: Sitting, visit: Visit, tongue: str) -> None:
    people = [member.id for member in sitting.game.members]
    on_to(sitting, Phase.THINK)
    await visit.see("think")
    on_to(sitting, Phase.REVEAL)
    for member, value in zip(people[4:], (4, 5), strict=True):
        sitting.send(c.GiveAnswer(member, value))
    await visit.each(lambda page: page.check("input[value='2']"))
    await visit.each(lambda page: page.click(".part-ask button.main"))
    await visit.each(lambda page: page.wait_for_selector(".note:not(:empty)"))
    await visit.see("answer")
    sitting.send(c.MoveOn())
    await visit.see("spread")
    on_to(sitting, Phase.GO_ROUND)
    while sitting.game.turns and not sitting.game.turns.over:
        speaking = sitting.game.turns.speaking
        await visit.see("floor", people.index(speaking))
        sitting.send(c.EndTurn(speaking))
    rule, title = RULE[tongue]
    sitting.send(c.WriteDraft(Draft(title=title, rule=rule, keeper="Jonas")))
    sitting.send(c.Propose())
    await visit.each(lambda page: page.check(f"input[value='{Thumb.CONCERN}']"))
    await visit.each(lambda page: page.fill("#words", ASIDE[tongue]))
    await visit.see("consent")
    await visit.each(lambda page: page.click(".part-ask button.main"))
    sitting.send(c.ConsentAll(tuple(people[4:])))
    sitting.send(c.TurnThumbs())
    sitting.send(c.Adopt(sitting.game.setup.date))
    sitting.send(c.BeginClosing())
    sitting.send(c.SkipPhase())
    await visit.see("number")
    for member, number in zip(people, (4, 5, 3, 5, 4, 4), strict=True):
        sitting.rate(member, number)
    on_to(sitting, Stage.ENDED)
    await visit.see("end")


async def beside_each_other(browser: Browser, pictures: list[bytes], size: tuple[int, int]) -> bytes:
    """Return one picture of several, with a little room between them."""
    page = await browser.new_page(viewport={"width": (size[0] + 16) * len(pictures) - 16, "height": size[1]})
    shown = "".join(f'<img src="data:image/png;base64,{base64.b64encode(picture).decode()}">' for picture in pictures)
    await page.set_content(
        f"<body style='margin:0;display:flex;gap:16px;background:transparent'>{shown}</body>", wait_until="load"
    )
    taken = await page.screenshot(omit_background=True)
    await page.close()
    return taken


async def main() -> None:
    if BROWSER is None:
        sys.exit("The pictures of personal screens need Chromium.")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        for tongue in ("da", "en"):
            with TemporaryDirectory() as folder:
                taken = await play(tongue, browser, Path(folder))
            for scheme in ("dark", "light"):
                rows = (
                    ("phone-1", ON_PHONE[:4], PHONE),
                    ("phone-2", ON_PHONE[4:], PHONE),
                    ("laptop", ON_LAPTOP, LAPTOP),
                )
                for name, states, size in rows:
                    device = name.partition("-")[0]
                    pictures = [taken[device, scheme, state] for state in states]
                    picture = await beside_each_other(browser, pictures, size)
                    FOLDER.joinpath(f"seat-{name}-{scheme}-{tongue}.png").write_bytes(picture)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
