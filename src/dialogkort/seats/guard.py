"""The guard in front of the page: who may send requests at all, how long they may take, and how many are allowed.

The private parts of uvicorn that we depend on are used here and in `server`: `capture_signals`, `startup`,
`H11Protocol.transport`, `send_400_response`, `WebSocketsSansIOProtocol.conn`.
"""

import asyncio
import time
from asyncio import BaseTransport, Transport
from typing import Any, cast

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Response
from websockets.server import ServerProtocol

from dialogkort.seats.pace import Pace

LINE = "/line"
"""The only path of a connection that stays."""
HEADER_SECONDS = 5.0
MOST_UNSEATED = 64
MOST_WRONG = 10
"""The total number of wrong codes that are answered per second."""
MOST_UNREAD = 64 * 1024
"""The bytes that a page may leave unread before it is disconnected."""


class Lines:
    """All connections, the oldest first. Those without a seat are limited, and never displace members with a seat."""

    def __init__(self) -> None:
        self._unseated: dict[Any, Transport] = {}
        self._seated: dict[Any, Transport] = {}
        self._wrong = Pace(MOST_WRONG)
        self.reached = 0

    def add(self, transport: Transport) -> None:
        """Count a connection, and close the oldest without a seat if there are too many."""
        self.reached += 1
        for name in [name for name, connection in self._unseated.items() if connection.is_closing()]:
            del self._unseated[name]
        self._unseated[_peer(transport)] = transport
        while len(self._unseated) > MOST_UNSEATED:
            self._unseated.pop(next(iter(self._unseated))).abort()

    def settle(self, peer: Any, *, seated: bool) -> None:
        """Move a connection to those with a seat, or back."""
        here, there = (self._unseated, self._seated) if seated else (self._seated, self._unseated)
        if transport := here.pop(peer, None):
            there[peer] = transport

    def drop(self, peer: Any) -> None:
        """Forget a connection that is gone."""
        self._unseated.pop(peer, None)
        self._seated.pop(peer, None)

    def hang_up(self, peer: Any) -> None:
        transport = self._unseated.get(peer) or self._seated.get(peer)
        if transport:
            transport.abort()

    def unread(self, peer: Any) -> int:
        """Return how many bytes are waiting for a page that does not read them."""
        transport = self._unseated.get(peer) or self._seated.get(peer)
        return transport.get_write_buffer_size() if transport else 0

    def end(self) -> None:
        """Close all connections."""
        for transport in (*self._unseated.values(), *self._seated.values()):
            transport.abort()

    def may_be_wrong(self) -> bool:
        """Count a wrong code; tell whether to answer it, or to drop it because there were too many within a second."""
        return self._wrong.allows(time.monotonic())


def _peer(transport: BaseTransport) -> Any:
    name = transport.get_extra_info("peername")
    return tuple(name[:2]) if name else id(transport)


def protocol_for(lines: Lines) -> type[H11Protocol]:
    """Return a protocol that counts its connections and waits only a few seconds for a header."""

    class Guarded(H11Protocol):
        def connection_made(self, transport: BaseTransport) -> None:
            super().connection_made(cast("Transport", transport))
            lines.add(cast("Transport", transport))
            self._late = asyncio.get_running_loop().call_later(HEADER_SECONDS, self._too_late)

        def send_400_response(self, msg: str) -> None:
            """Give no answer to what is no request: it would be the only one without our headers."""
            del msg
            self.transport.abort()

        def _too_late(self) -> None:
            asked = cast("object", self.cycle)
            if asked is None and self.transport.get_protocol() is self:
                self.transport.abort()

        def connection_lost(self, exc: Exception | None) -> None:
            self._late.cancel()
            lines.drop(_peer(self.transport))
            super().connection_lost(exc)

    return Guarded


class Handshake(ServerProtocol):
    """A handshake whose refusal has our headers, too: the library answers a malformed one before it reaches us."""

    def reject(self, status: int, text: str) -> Response:
        response = super().reject(status, text)
        for name, value in _headers(""):
            if name != b"connection":  # the library's own answer closes it
                response.headers[name.decode("latin-1")] = value.decode("latin-1")
        return response


class GuardedLine(WebSocketsSansIOProtocol):
    """A connection that stays, or is refused with our headers."""

    def __init__(self, *args: Any, **fields: Any) -> None:
        super().__init__(*args, **fields)
        self.conn = Handshake(max_size=self.config.ws_max_size, logger=self.logger)

    def data_received(self, data: bytes) -> None:
        """Refuse what is no handshake at all immediately: the library only notes its answer."""
        super().data_received(data)
        if self.conn.handshake_exc and not self.handshake_initiated and not self.transport.is_closing():
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()


class Guard:
    """Accepts only requests for exactly the address that is shown, and puts our headers on each response."""

    def __init__(self, app: ASGIApp, origins: list[str]) -> None:
        self._app, self._origins = app, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            return
        socket = scope["type"] == "websocket"
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        host = hosts[0].decode("latin-1") if len(hosts) == 1 else ""
        known = [origin for origin in self._origins if origin.partition("://")[2] == host]
        right = bool(known) and len(origins) <= 1 and (not origins or origins[0].decode("latin-1") in known)
        if socket and (not origins or scope["path"] != LINE):
            right = False
        if not right:
            await _refuse(send, socket=socket)
            return

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_headers(host)]}
            await send(message)

        await self._app(scope, receive, send if socket else with_headers)


async def _refuse(send: Send, *, socket: bool) -> None:
    kind, status = ("websocket.http", 403) if socket else ("http", 421)
    text = b"This address is not the one on the table's screen.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_headers("")]
    await send({"type": f"{kind}.response.start", "status": status, "headers": headers})
    await send({"type": f"{kind}.response.body", "body": text})


def _headers(host: str) -> list[tuple[bytes, bytes]]:
    lines = f" ws://{host} wss://{host}" if host else ""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src 'self'{lines}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return [
        (b"connection", b"close"),  # each request has its own few seconds for its header
        (b"content-security-policy", policy.encode("latin-1")),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]
