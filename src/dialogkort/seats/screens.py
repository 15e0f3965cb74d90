"""Personal screens for the table: turning them on and off, where they listen, and what is kept for a resume."""

import asyncio
import gc
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dialogkort.files import atomic
from dialogkort.files.failures import CannotRemove
from dialogkort.language import gettext as _
from dialogkort.seats import kept
from dialogkort.seats.addresses import LOOPBACK, origin_of, own_addresses, reach_of
from dialogkort.seats.code import shown
from dialogkort.seats.kept import Kept
from dialogkort.seats.picture import rows_of
from dialogkort.seats.room import Room
from dialogkort.seats.server import Service, listening
from dialogkort.sessions.own_screens import Address, Asking, CannotOpen, Facts, OwnScreens, Reach, Suggestion
from dialogkort.sessions.sitting import Sitting

PORT, LAST_PORT = 7373, 7382
LOOK = 2.0
"""Seconds between checks whether a phone has fallen asleep."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was given on the command line: a port, the address of a proxy or a tunnel, and where to listen."""

    port: int = 0
    address: str = ""
    listen: str = ""


class Screens:
    """Personal screens. `clock` returns seconds, `failed` is called with errors of the server."""

    def __init__(
        self,
        wanted: Wanted | None = None,
        clock: Callable[[], float] = time.monotonic,
        failed: Callable[[BaseException], None] = lambda _error: None,
    ) -> None:
        self._given, self._clock, self._failed = wanted or Wanted(), clock, failed
        self._wanted = self._given
        self._service: Service | None = None
        self._sitting: Sitting | None = None
        self._place = 0
        self._port = 0
        self._address = Address("", Reach.NOBODY)
        self._origins: list[str] = []
        self._tunnel = ""
        self._has_listened = False
        self._looking: asyncio.Task[None] | None = None
        self._moved = False

    @property
    def moved(self) -> bool:
        """Whether the address has changed, and somebody with a seat has not come back yet."""
        seats = self._service.room.seats() if self._service else ()
        return self._moved and any(seat.wire is None for seat in seats)

    @property
    def is_open(self) -> bool:
        return self._service is not None

    @property
    def _room(self) -> Room:
        if self._service is None:
            raise CannotOpen(_("Personal screens are turned off."))
        return self._service.room

    @property
    def code(self) -> str:
        return shown(self._room.code)

    @property
    def address(self) -> Address:
        return Address(self._tunnel, Reach.GIVEN) if self._tunnel else self._address

    @property
    def here(self) -> Address:
        return self._address

    @property
    def addresses(self) -> tuple[Address, ...]:
        if self._wanted.address or self._wanted.listen:
            return ()
        return tuple(Address(f"http://{ip}:{self._port}", reach, card) for ip, card, reach in own_addresses())

    @property
    def system_asks(self) -> bool:
        return sys.platform in {"win32", "darwin"} and not self._has_listened and not self._wanted.address

    @property
    def link(self) -> str:
        return f"{self.address.url}/{self._room.code}"

    @property
    def facts(self) -> Facts:
        if self._service is None:
            return Facts()
        return replace(self._service.room.facts, reached=self._service.lines.reached)

    @property
    def asking(self) -> tuple[Asking, ...]:
        return self._room.asking if self._service else ()

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        return tuple(self._room.suggestions) if self._service else ()

    async def open(self, sitting: Sitting, today: date, folder: str = "") -> None:
        if self._service:
            return
        before = kept.read(sitting.path)
        self._sitting = sitting
        self._place = _place_of(before)
        self._wanted = _as_before(self._given, before)
        room = Room(
            sitting,
            today,
            self._clock,
            before.code if before else "",
            before.keys if before else None,
            self._keep,
            folder,
        )
        self._tunnel = before.tunnel if before else ""
        port = before.port if before else 0
        try:
            try:
                self._listen(room, port)
            except CannotOpen:
                if self._wanted == self._given:
                    raise
                self._wanted = self._given  # this computer no longer has the address of before
                self._listen(room, port)
        except CannotOpen:
            room.close(over=False)
            raise
        self._moved = bool(before and before.keys and before.url != self._address.url)
        self._keep()
        gc.freeze()  # else looking for garbage stops the table for a moment again and again, under load
        self._looking = asyncio.get_running_loop().create_task(self._look(), name="own screens: who is asleep")

    def _listen(self, room: Room, port: int) -> None:
        """Listen at the current address. Raises CannotOpen."""
        ip, card, reach = self._choice()
        wanted = self._wanted.port or port
        on = _bound(ip, wanted, fixed=bool(self._wanted.port))
        self._port = on.getsockname()[1]
        url = f"http://{ip}:{self._port}"
        if self._wanted.address:
            try:
                url, reach = origin_of(self._wanted.address), Reach.GIVEN
            except ValueError as error:
                on.close()
                raise CannotOpen(str(error)) from error
        self._address = Address(url, reach, card)
        self._origins = [url, *([self._tunnel] if self._tunnel else [])]
        service = Service(room, self._origins, self._failed)
        service.serve(on)
        self._service = service
        self._has_listened = True

    def _choice(self) -> tuple[str, str, Reach]:
        if self._wanted.address:
            return self._wanted.listen or LOOPBACK, "", Reach.GIVEN
        found = own_addresses()
        if self._wanted.listen:
            found = [row for row in found if row[0] == self._wanted.listen] or [
                (self._wanted.listen, "", reach_of("", self._wanted.listen))
            ]
        return found[self._place % len(found)]

    async def next_address(self) -> None:
        await self._move(self._place + 1)

    async def move_to(self, address: Address) -> None:
        if address in self.addresses:
            await self._move(self.addresses.index(address))

    async def _move(self, place: int) -> None:
        if self._service is None or self._wanted.address:
            return
        room, old = self._service.room, self._service
        self._place, self._tunnel = place, ""
        old.stop()
        await asyncio.sleep(0.3)  # so that the port is free again
        self._listen(room, self._port)
        self._keep()
        room.show()

    def use_address(self, url: str) -> str:
        try:
            origin = origin_of(url) if url else ""
        except ValueError as error:
            return str(error)
        if self._tunnel in self._origins:
            self._origins.remove(self._tunnel)
        self._tunnel = origin
        if origin and origin not in self._origins:
            self._origins.append(origin)
        self._keep()
        return ""

    def picture(self) -> tuple[str, ...]:
        return () if self.address.reach is Reach.NOBODY else rows_of(self.link)

    def let_in(self, number: int) -> str:
        return self._room.let_in(number)

    def turn_away(self, number: int) -> None:
        self._room.turn_away(number)

    def new_code(self) -> None:
        self._room.start_over()
        self._moved = False

    def drop(self, suggestion: Suggestion) -> None:
        self._room.drop(suggestion)

    def stop(self, *, over: bool = False) -> None:
        if self._looking:
            self._looking.cancel()
            self._looking = None
        service, self._service = self._service, None
        if service:
            gc.unfreeze()
            service.room.close(over=over)
            service.stop()

    def turn_off(self) -> None:
        self.stop(over=True)
        if self._sitting:
            _remove(kept.beside(self._sitting.path))

    def _keep(self) -> None:
        if self._sitting and self._service:
            room = self._service.room
            wanted = self._wanted
            held = Kept(
                room.code, self._address.url, self._port, room.keys, self._tunnel, wanted.address, wanted.listen
            )
            kept.write(self._sitting.path, held)

    async def _look(self) -> None:
        """Tell the table when a phone that it is waiting for has fallen asleep."""
        while True:
            await asyncio.sleep(LOOK)
            if self._service and self._sitting and self._service.room.look():
                self._sitting.tell()


def _as_before(given: Wanted, before: Kept | None) -> Wanted:
    """Return where to listen: as before, unless something else is given now."""
    if before is None or given.address or given.listen:
        return given
    return replace(given, address=before.address, listen=before.listen)


def _place_of(before: Kept | None) -> int:
    """Return which of this computer's addresses was used before; the first if it has gone."""
    host = before.url.partition("://")[2].rpartition(":")[0] if before else ""
    return next((place for place, (ip, _card, _reach) in enumerate(own_addresses()) if ip == host), 0) if host else 0


def _remove(path: Path) -> None:
    try:
        atomic.remove(path)
    except CannotRemove:
        return


def _bound(ip: str, port: int, *, fixed: bool) -> socket.socket:
    ports = [port] if fixed else [*([port] if port else []), *range(PORT, LAST_PORT + 1)]
    error: OSError | None = None
    for number in ports:
        try:
            return listening(ip, number)
        except OSError as problem:
            error = problem
    words = _("Personal screens cannot use {address}: {problem}. Try another number with --port.")
    raise CannotOpen(words.format(address=f"{ip}:{ports[0]}", problem=error.strerror if error else "")) from error


def make(
    port: int = 0, address: str = "", listen: str = "", failed: Callable[[BaseException], None] | None = None
) -> OwnScreens:
    """Return personal screens as the table knows them. Nothing is listening yet."""
    return Screens(Wanted(port, address, listen), failed=failed or (lambda _error: None))
