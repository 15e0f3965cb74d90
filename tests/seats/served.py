"""A game with personal screens at this computer's own address, and pages that talk to it without a browser."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.core.table import TODAY, forward, same_kind, setup
from websockets.asyncio.client import ClientConnection, connect

from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Stage
from dialogkort.seats.screens import Screens, Wanted
from dialogkort.sessions.sitting import Sitting

LOCAL = "127.0.0.1"
TEN = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@dataclass
class Page:
    """The connection of a page, and the messages that it has received."""

    line: ClientConnection
    heard: list[dict[str, Any]] = field(default_factory=list)
    number: int = 0

    async def hear(self, *wanted: str) -> dict[str, Any]:
        """Return the next message that has one of these keys."""
        while True:
            message = json.loads(await asyncio.wait_for(self.line.recv(), 5))
            self.heard.append(message)
            if any(name in message for name in wanted):
                return message

    async def view(self, what: str = "", **holds: object) -> dict[str, Any]:
        """Return the next view in which these fields have these values."""
        while True:
            view = (await self.hear("view"))["view"]
            if all(view[name] == held for name, held in holds.items()):
                return view

    async def say(self, do: str, **more: object) -> None:
        self.number += 1
        await self.line.send(json.dumps({"n": self.number, "do": do, **more}))

    async def gone(self) -> None:
        """Wait until the connection is closed."""
        await asyncio.wait_for(self.line.wait_closed(), 8)


@dataclass
class Served:
    """A sitting of four, and its personal screens."""

    sitting: Sitting
    screens: Screens
    failures: list[BaseException]

    @property
    def origin(self) -> str:
        return self.screens.address.url

    @property
    def port(self) -> int:
        return int(self.origin.rpartition(":")[2])

    @property
    def code(self) -> str:
        return self.screens.code.replace(" ", "")

    def to(self, goal: Phase | Stage) -> None:
        while goal not in {self.sitting.game.phase, self.sitting.game.stage}:
            assert self.sitting.send(forward(self.sitting.game)) is None

    def do(self, *commands: c.Command) -> None:
        for command in commands:
            assert self.sitting.send(command) is None, command

    @asynccontextmanager
    async def page(self, **said: str) -> AsyncIterator[Page]:
        """Open a connection, and send this first."""
        async with connect(f"ws://{LOCAL}:{self.port}/line", origin=self.origin, proxy=None) as line:
            page = Page(line)
            if said:
                await line.send(json.dumps({"lang": "en", **said}))
            yield page

    @asynccontextmanager
    async def seat(self, member: str) -> AsyncIterator[tuple[Page, str, dict[str, Any]]]:
        """Sit down with the code; yields the page, its key, and the first view."""
        async with self.page(code=self.code) as page:
            await page.hear("door")
            await page.say("sit", value=member)
            key = (await page.hear("key"))["key"]
            yield page, key, await page.view()


@asynccontextmanager
async def served(
    folder: Path, resumed: Path | None = None, wanted: Wanted | None = None, **fields: object
) -> AsyncIterator[Served]:
    """Begin a game in `folder`, or resume one, with personal screens on."""
    if resumed:
        sitting = Sitting.resume(resumed, asyncio.get_running_loop().time, lambda: TEN)
        sitting.go()
    else:
        pile = same_kind(4, Kind.SCALE)
        begun = Sitting.begin(folder, setup(4, **fields), pile, asyncio.get_running_loop().time, wall=lambda: TEN)
        assert isinstance(begun, Sitting)
        sitting = begun
    failures: list[BaseException] = []
    screens = Screens(wanted or Wanted(listen=LOCAL), failed=failures.append)
    await screens.open(sitting, TODAY)
    try:
        yield Served(sitting, screens, failures)
    finally:
        await stopped(screens)
    assert failures == []


async def stopped(screens: Screens) -> None:
    """Turn personal screens off, and wait until nothing listens and no connection is open."""
    service = screens._service
    screens.stop()
    if service and service._serving:
        await asyncio.wait_for(service._serving, 5)
        service.lines.end()
    await asyncio.sleep(0.01)  # what is closed is told in the next laps of the loop


async def asked(port: int, request: bytes, *, wait: float = 5) -> bytes:
    """Send these bytes to the port, and return everything that comes back until it hangs up."""
    reader, writer = await asyncio.open_connection(LOCAL, port)
    writer.write(request)
    try:
        return await asyncio.wait_for(reader.read(), wait)
    except ConnectionResetError:
        return b""
    finally:
        writer.close()
