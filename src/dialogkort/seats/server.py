"""The page and its connection, served in the program's own event loop. Nothing about it is logged anywhere."""

import asyncio
import logging
import socket
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import resources
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected

from dialogkort.seats.code import LENGTH
from dialogkort.seats.guard import LINE, MOST_UNREAD, Guard, GuardedLine, Lines, protocol_for
from dialogkort.seats.heard import LONGEST_MESSAGE, NotUnderstood, heard, hello
from dialogkort.seats.room import Room
from dialogkort.seats.written import Message, written

FIRST_MESSAGE_SECONDS = 5.0
ACCEPTED = 1
"""The connections that are accepted in one lap of the loop: a key at the table comes between any two of them."""
QUEUE = 128
"""The connections that wait in the system's queue until they are accepted."""
_FILES = {"page.css": "text/css", "page.js": "text/javascript", "page.svg": "image/svg+xml"}


class Server(uvicorn.Server):
    """uvicorn without its signal handlers: signals belong to the program."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and let the system's queue be long again: asyncio makes it as short as what it accepts in a lap."""
        await super().startup(sockets)
        for listener in sockets or ():
            listener.listen(QUEUE)


class PageWire:
    """The connection to one page. It sends state, not history: of several waiting views, only the newest."""

    def __init__(self, line: WebSocket, lines: Lines, failed: Callable[[BaseException], None]) -> None:
        self._line, self._lines, self._failed = line, lines, failed
        client = line.client
        self._peer = (client.host, client.port) if client else None
        self._waiting: list[Message | str | Callable[[], str]] = []
        self._news = asyncio.Event()
        self._ending = False

    def push(self, message: Message | str) -> None:
        if not isinstance(message, str) and "door" in message:
            self._forget_views()
        self._waiting.append(message)
        self._wake()

    def renew(self, make: Callable[[], str]) -> None:
        self._forget_views()
        self._waiting.append(make)
        self._wake()

    def _wake(self) -> None:
        """Let what waits be sent, or drop a page that does not read: its sender itself stands still by then."""
        if self._lines.unread(self._peer) > MOST_UNREAD:
            self._lines.hang_up(self._peer)
        self._news.set()

    def _forget_views(self) -> None:
        self._waiting = [
            message
            for message in self._waiting
            if isinstance(message, str) or not (callable(message) or "door" in message)
        ]

    def end(self, message: Message | None = None) -> None:
        if message:
            self._waiting.append(message)
        self._ending = True
        self._news.set()

    def settle(self, *, seated: bool) -> None:
        self._lines.settle(self._peer, seated=seated)

    async def send(self) -> None:
        """Send what is waiting, as long as the connection is up."""
        while True:
            await self._news.wait()
            self._news.clear()
            while self._waiting:
                message = self._waiting.pop(0)
                if callable(message):
                    try:
                        message = message()
                    except Exception as error:  # noqa: BLE001 - nothing of a page may break the table
                        self._failed(error)
                        self._lines.hang_up(self._peer)
                        return
                await self._line.send_text(message if isinstance(message, str) else written(message))
            if self._ending:
                with suppress(RuntimeError):
                    await self._line.close()
                return

    def gone(self) -> None:
        """Count the connection among those without a seat until it is closed: a page may leave that to us."""
        self._lines.settle(self._peer, seated=False)


class Service:
    """The server of one game's personal screens."""

    def __init__(self, room: Room, origins: list[str], failed: Callable[[BaseException], None]) -> None:
        self.room = room
        self.lines = Lines()
        self._failed = failed
        routes = [
            Route("/", self._page, methods=["GET"]),
            Route("/page.css", self._file, methods=["GET"]),
            Route("/page.js", self._file, methods=["GET"]),
            Route("/page.svg", self._file, methods=["GET"]),
            WebSocketRoute(LINE, self._talk),
            Route("/{code}", self._page, methods=["GET"]),
        ]
        app = Starlette(routes=routes, exception_handlers={Exception: self._on_failure})
        config = uvicorn.Config(
            Guard(app, origins),
            http=protocol_for(self.lines),
            ws=GuardedLine,
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            ws_max_size=LONGEST_MESSAGE,
            backlog=ACCEPTED,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=1,
        )
        _be_silent()
        self._server = Server(config)
        self._sockets: list[socket.socket] = []
        self._serving: asyncio.Task[None] | None = None

    def serve(self, on: socket.socket) -> None:
        """Serve the connections to a socket."""
        self._sockets.append(on)
        self._serving = asyncio.get_running_loop().create_task(self._serve(), name="own screens")

    async def _serve(self) -> None:
        try:
            await self._server.serve(sockets=self._sockets)
        except Exception as error:  # noqa: BLE001 - nothing that a page does may break the table
            self._failed(error)

    def stop(self) -> None:
        """Stop listening, and close all connections, immediately."""
        self._server.should_exit = self._server.force_exit = True
        for listener in getattr(self._server, "servers", ()):  # there are none before it has started
            listener.close()
        loop = asyncio.get_running_loop()
        loop.call_later(0.2, self.lines.end)  # the last messages are on their way

    # Requests

    async def _page(self, request: Request) -> Response:
        code = request.path_params.get("code", "")
        if code and not (len(code) == LENGTH and code.isascii() and code.isalnum()):
            return PlainTextResponse("There is nothing here.\n", 404)
        page = _read("page.html").replace(b"{unreached}", self.room.shown.unreached.encode())
        return Response(page, media_type="text/html; charset=utf-8")

    async def _file(self, request: Request) -> Response:
        name = request.url.path.removeprefix("/")
        return Response(_read(name), media_type=f"{_FILES[name]}; charset=utf-8")

    async def _on_failure(self, _request: Request, error: Exception) -> Response:
        self._failed(error)
        return PlainTextResponse("That went wrong.\n", 500)

    async def _talk(self, line: WebSocket) -> None:
        """Talk with one page: its first message says who it is, then its messages are handled until it disconnects."""
        await line.accept()
        wire = PageWire(line, self.lines, self._failed)
        wire.push(self.room.shown.greeting)
        sending = asyncio.create_task(wire.send())
        guest = None
        try:
            said = hello(await asyncio.wait_for(line.receive_text(), FIRST_MESSAGE_SECONDS))
            guest = self.room.greet(wire, said)
            if guest is None:
                if self.lines.may_be_wrong():
                    wire.end({"wrong": True})
                    await asyncio.wait_for(asyncio.shield(sending), 1)
                return
            while True:
                text = await line.receive_text()
                if self.room.may_hear(guest, time.monotonic()):
                    self.room.hear(guest, heard(text))
        except (WebSocketDisconnect, WebSocketDisconnected, NotUnderstood, TimeoutError, KeyError):
            pass
        except Exception as error:  # noqa: BLE001 - nothing that a page does may break the table
            self._failed(error)
        finally:
            sending.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await sending
            if guest:
                self.room.leave(guest)
            wire.gone()
            with suppress(Exception):
                await line.close()


@cache
def _read(name: str) -> bytes:
    return resources.files("dialogkort.seats").joinpath("page", name).read_bytes()


def _be_silent() -> None:
    """Detach the server's loggers from the root: their messages would contain codes and addresses."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "websockets", "websockets.server", "asyncio"):
        logger = logging.getLogger(name)
        logger.propagate = False
        logger.handlers = [logging.NullHandler()]
        logger.setLevel(logging.CRITICAL)


def listening(address: str, port: int) -> socket.socket:
    """Return a listening socket; raises OSError. On Windows, no other program may take over the port."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        made.setblocking(False)  # noqa: FBT003 - the socket's own signature
        made.listen(QUEUE)
    except OSError:
        made.close()
        raise
    return made


Failed = Callable[[BaseException], Any]
