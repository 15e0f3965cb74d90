"""A stranger on the network, another page in a member's browser, a bored member: what each of them cannot do."""

import asyncio
import itertools
import json
import logging
import socket
import struct
import sys
import time
from pathlib import Path

import pytest
from tests.seats.served import LOCAL, Served, asked, served
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from dialogkort.cli.failure_log import told_to
from dialogkort.core.game import commands as c
from dialogkort.core.game.phases import Phase
from dialogkort.seats import guard, guests, room, server
from dialogkort.seats.guard import MOST_UNREAD

HEADERS = {
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/", "/K7QF2MXR", "/page.js", "/page.css", "/nothing/here", "/..%2f..%2fetc", "/a.b"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_every_response_has_all_headers_and_only_get_is_allowed(tmp_path: Path, path: str, method: str) -> None:
    async with served(tmp_path) as table:
        host = f"{LOCAL}:{table.port}"
        request = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        head, _empty, body = (await asked(table.port, request.encode())).partition(b"\r\n\r\n")
        status, *rows = head.decode().lower().split("\r\n")
        held = dict(row.split(": ", 1) for row in rows)
        for name, value in HEADERS.items():
            assert held[name] == value.lower()
        policy = held["content-security-policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
        assert f"connect-src 'self' ws://{host} wss://{host}; base-uri 'none'" in policy
        assert "server" not in held
        found = path in {"/", "/K7QF2MXR", "/page.js", "/page.css"}
        assert (
            status.split()[1] == ("200" if found else "404") if method == "GET" else status.split()[1] in {"405", "404"}
        )
        assert table.code.encode() not in body


@pytest.mark.parametrize("path", ["/line", "/elsewhere"])
async def test_a_refused_connection_gets_an_answer_with_all_headers(tmp_path: Path, path: str) -> None:
    async with served(tmp_path) as table:
        origin = "http://evil.example" if path == "/line" else table.origin
        with pytest.raises(InvalidStatus) as refused:
            await connect(f"ws://{LOCAL}:{table.port}{path}", origin=origin, proxy=None)  # type: ignore[arg-type]
        response = refused.value.response
        assert response.status_code == 403
        assert {name: response.headers[name] for name in HEADERS} == HEADERS
        assert "default-src 'none'" in response.headers["content-security-policy"]


HANDSHAKES = {
    "no key": ("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n", ""),
    "two keys": ("Sec-WebSocket-Key: ", "Sec-WebSocket-Key: x\r\nSec-WebSocket-Key: "),
    "a wrong key": ("AAAAAAAAAAAAAAAAAAAAAA==", "<b>x</b>"),
    "no version": ("Sec-WebSocket-Version: 13\r\n", ""),
    "an old version": ("Version: 13", "Version: 8"),
    "posted": ("GET ", "POST "),
    "nothing to connect": ("Connection: Upgrade", "Connection: Upgrade\r\nUpgrade: x"),
    "many headers": ("Connection: Upgrade", "Connection: Upgrade" + "\r\nX-Y: z" * 200),
    "a long path": ("/line", "/" + "x" * 9_000),
    "another protocol": ("Connection: Upgrade", 'Connection: Upgrade\r\nSec-WebSocket-Protocol: "x'),
}


@pytest.mark.parametrize(("right", "wrong"), HANDSHAKES.values(), ids=HANDSHAKES)
async def test_a_malformed_handshake_is_refused_immediately_and_with_all_headers(
    tmp_path: Path, right: str, wrong: str
) -> None:
    async with served(tmp_path) as table:
        request = upgrade(table).decode()
        assert right in request
        answer = await asked(table.port, request.replace(right, wrong, 1).encode(), wait=2)
        head, _empty, _body = answer.partition(b"\r\n\r\n")
        status, *rows = head.decode().lower().split("\r\n")
        assert status.split()[1].startswith("4")
        held = dict(row.split(": ", 1) for row in rows)
        assert {name: held[name] for name in HEADERS} == {name: value.lower() for name, value in HEADERS.items()}
        assert "default-src 'none'" in held["content-security-policy"]
        assert "server" not in held
        assert len(rows) == len(held), "none of them twice"


async def test_bytes_that_are_not_a_request_get_no_answer(tmp_path: Path) -> None:
    async with served(tmp_path) as table:
        for rubbish in (b"rubbish\r\n\r\n", b"\x16\x03\x01\r\n\r\n", b"GET / HTTP/1.1\r\nHost\r\n\r\n"):
            assert await asked(table.port, rubbish) == b""


async def test_each_request_has_its_own_connection_so_that_an_incomplete_one_delays_nobody(
    tmp_path: Path,
) -> None:
    async with served(tmp_path) as table:
        first = f"GET / HTTP/1.1\r\nHost: {LOCAL}:{table.port}\r\n\r\n".encode()
        answer = await asked(table.port, first + b"GET / HTTP/1.1\r\nHost: ", wait=3)
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.endswith(b"</html>\n")


HOSTS = {
    "another": "Host: evil.example\r\n",
    "none": "",
    "two": "Host: {host}\r\nHost: evil.example\r\n",
    "without the port": "Host: 127.0.0.1\r\n",
    "by its name": "Host: localhost:{port}\r\n",
}


@pytest.mark.parametrize("lines", HOSTS.values(), ids=HOSTS)
async def test_another_host_is_rejected(tmp_path: Path, lines: str) -> None:
    async with served(tmp_path) as table:
        hosts = lines.format(host=f"{LOCAL}:{table.port}", port=table.port)
        answer = await asked(table.port, f"GET / HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n".encode())
        assert answer == b"" or answer.split()[1] == b"421"
        assert b"page.js" not in answer


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://127.0.0.1:{port}", "http://127.0.0.1"]
)
async def test_another_origin_gets_no_connection(tmp_path: Path, origin: str | None) -> None:
    async with served(tmp_path) as table:
        with pytest.raises(InvalidStatus):
            await connect(
                f"ws://{LOCAL}:{table.port}/line", origin=origin and origin.format(port=table.port), proxy=None
            )  # type: ignore[arg-type]


async def test_forwarded_headers_are_never_read(tmp_path: Path) -> None:
    async with served(tmp_path) as table:
        more = f"X-Forwarded-Host: {LOCAL}:{table.port}\r\nForwarded: host={LOCAL}:{table.port}\r\n"
        answer = await asked(table.port, f"GET / HTTP/1.1\r\nHost: x\r\n{more}Connection: close\r\n\r\n".encode())
        assert answer.split()[1] == b"421"


MESSAGES = {
    "no json": "{",
    "deep": "[" * 4000,
    "a list": "[1]",
    "another field": '{"n": 1, "do": "answer", "member": "m2"}',
    "a text for a number": '{"n": "1", "do": "answer"}',
    "a number for a text": '{"n": 1, "do": 7}',
    "a negative number": '{"n": -1, "do": "answer"}',
    "true": '{"n": true, "do": "answer"}',
    "no action": '{"n": 1}',
    "long words": json.dumps({"n": 1, "do": "suggest", "words": "x" * 300}),
    "too large": json.dumps({"n": 1, "do": "suggest", "words": "x" * 9000}),
}


@pytest.mark.parametrize("text", MESSAGES.values(), ids=MESSAGES)
async def test_an_invalid_message_closes_only_its_own_connection(tmp_path: Path, text: str) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, _key, _view):
        before = table.sitting.game
        await page.line.send(text)
        await page.gone()
        assert table.sitting.game == before
        async with table.page(code=table.code) as other:
            await other.hear("door")


@pytest.mark.parametrize("do", ["move_on", "undo", "adopt", "language", "sit", "new", "Start", "__class__", ""])
async def test_a_seat_cannot_do_what_only_the_table_may_do(tmp_path: Path, do: str) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, _key, _view):
        table.to(Phase.THINK)
        before = table.sitting.game
        await page.say(do, place="x", value="m2", words="Ny")
        await page.hear("said", "done")
        assert table.sitting.game == before
        assert table.screens.asking == ()


async def test_nobody_without_a_seat_can_send_anything(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.page(code=table.code) as page:
        await page.hear("door")
        table.to(Phase.REVEAL)
        await page.say("answer", place="answer 1", value="3")
        await page.hear("said")
        assert table.sitting.game.round.answers == ()


async def test_an_answer_can_be_changed_thirty_times_and_an_equal_one_is_not_a_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guests, "MOST_MESSAGES", 1000)
    monkeypatch.setattr(room, "MOST_MESSAGES", 1000)
    async with served(tmp_path) as table, table.seat("m1") as (page, _key, _view):
        table.to(Phase.REVEAL)
        place = (await page.view(moment="round 1.1 reveal 0 0 0"))["ask"]["place"]
        await page.say("answer", place=place, value="3")
        await page.hear("done")
        size = table.sitting.path.stat().st_size
        await page.say("answer", place=place, value="3")
        await page.hear("done")
        assert table.sitting.path.stat().st_size == size
        for number in range(40):
            await page.say("answer", place=place, value=str(1 + number % 2))
            await page.hear("done", "said")
        assert table.sitting.path.read_text("utf-8").count('"AnswerGiven"') <= 30


async def test_a_flood_of_messages_is_ignored(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, _key, _view):
        for _number in range(60):
            await page.say("suggest", words=f"Ord {page.number}")
        await asyncio.sleep(0.3)
        assert len(table.screens.suggestions) <= 10


async def test_a_flood_from_one_member_is_ignored_over_all_of_their_connections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_SUGGESTIONS", 1000)
    async with served(tmp_path) as table, table.seat("m1") as (_page, key, _view):
        before = time.monotonic()
        for connection in range(12):
            async with table.page(key=key) as again:
                await again.view()
                for number in range(10):
                    await again.line.send(
                        json.dumps(
                            {"n": 100 * connection + number, "do": "suggest", "words": f"Ord {connection} {number}"}
                        )
                    )
                await again.line.ping()
        await asyncio.sleep(0.1)
        seconds = time.monotonic() - before
        assert seconds < 6, "a second or two are meant: otherwise this shows nothing"
        assert 10 <= len(table.screens.suggestions) <= 10 * (1 + int(seconds))


async def test_one_key_cannot_hold_more_connections_than_strangers(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (_page, key, _view):
        hello = json.dumps({"key": key}).encode()
        held = []
        for _number in range(guard.MOST_UNSEATED + 40):
            reader, writer = await asyncio.open_connection(LOCAL, table.port)
            writer.write(upgrade(table) + bytes([0x81, 0x80 | len(hello), 0, 0, 0, 0]) + hello)
            await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
            held.append(writer)
        await asyncio.sleep(0.1)
        alive = [
            connection
            for connection in table.screens._service._server.server_state.connections
            if not connection.transport.is_closing()
        ]
        assert len(alive) <= guard.MOST_UNSEATED + 1
        assert table.sitting.seated == {"m1"}
        for writer in held:
            writer.close()


async def test_a_silent_connection_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "HEADER_SECONDS", 0.2)
    monkeypatch.setattr(server, "FIRST_MESSAGE_SECONDS", 0.2)
    async with served(tmp_path) as table:
        assert await asked(table.port, b"GET / HTTP/1.1\r\nHost: ", wait=3) == b""
        async with table.page() as page:
            await page.gone()


async def test_idle_strangers_do_not_take_the_place_of_members(tmp_path: Path) -> None:
    async with served(tmp_path) as table, table.seat("m1") as (page, _key, _view):
        strangers = [await asyncio.open_connection(LOCAL, table.port) for _number in range(200)]
        table.to(Phase.READ)
        await page.view(moment="round 1.1 read 0 0 0")
        async with table.seat("m2"):
            assert table.screens.facts.joined == 2
        await asyncio.sleep(0.1)
        alive = sum(not reader.at_eof() for reader, _writer in strangers)
        assert alive <= guard.MOST_UNSEATED
        for _reader, writer in strangers:
            writer.close()


async def test_nothing_is_logged_whatever_the_root_logger_logs(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with served(tmp_path) as table:
        host = f"{LOCAL}:{table.port}"
        await asked(table.port, f"GET /{table.code} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        await asked(table.port, b"rubbish\r\n\r\n")
        async with table.seat("m1") as (_page, key, _view):
            pass
        ours = [
            record for record in caplog.records if record.name.startswith(("uvicorn", "websockets.server", "asyncio"))
        ]
        assert [our.getMessage() for our in ours if table.code in our.getMessage() or key in our.getMessage()] == []


async def test_an_exception_in_the_page_is_reported_at_the_table_and_breaks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with served(tmp_path) as table:
        monkeypatch.setattr(server, "_read", lambda _name: 1 / 0)
        host = f"{LOCAL}:{table.port}"
        answer = await asked(table.port, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert answer.split()[1] == b"500"
        assert [type(failure) for failure in table.failures] == [ZeroDivisionError]
        table.failures.clear()
        assert "Traceback" not in "".join(capsys.readouterr())
        table.do(c.MoveOn())


@pytest.mark.parametrize(
    "url", ["ftp://x", "https://x/path", "https://u@x", "https://x?a=1", "x", "https://", "http://x:99999"]
)
async def test_only_an_origin_counts_as_an_address(tmp_path: Path, url: str) -> None:
    async with served(tmp_path) as table:
        assert table.screens.use_address(url)
        assert table.screens.use_address("https://dialog.example/") == ""
        assert table.screens.link == f"https://dialog.example/{table.code}"


async def test_a_page_that_does_not_read_is_dropped_and_nobody_waits_for_it(tmp_path: Path) -> None:
    async with (
        served(tmp_path) as table,
        table.seat("m1") as (slow, _key, _view),
        table.seat("m2") as (page, _other_key, _other_view),
    ):
        slow.line.transport.pause_reading()
        lines = table.screens._service.lines
        for transport in lines._seated.values():  # so that the system buffers little, and notices soon
            transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        unread = 0

        async def read() -> None:
            async for _text in page.line:
                pass

        reading = asyncio.create_task(read())
        for _time in range(6_000):
            table.sitting.tell()
            await asyncio.sleep(0)
            unread = max(unread, *(transport.get_write_buffer_size() for transport in lines._seated.values()))
            if table.screens.facts.joined and len(lines._seated) == 1:
                break
        reading.cancel()
        assert len(lines._seated) == 1, "it was closed"
        assert unread < 2 * MOST_UNREAD, "and took no more than that before"
        table.to(Phase.THINK)
        assert (await page.view(moment="round 1.1 think 0 0 0"))["name"] == "Navn 2"


def reset(connection: socket.socket) -> None:
    """Close a connection at once, as a phone does that has lost the network."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def upgrade(table: Served) -> bytes:
    lines = [f"Host: {LOCAL}:{table.port}", f"Origin: {table.origin}", "Upgrade: websocket", "Connection: Upgrade"]
    lines += ["Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Version: 13"]
    return "\r\n".join(["GET /line HTTP/1.1", *lines, "", ""]).encode()


async def test_a_connection_that_is_lost_while_joining_is_not_an_error(tmp_path: Path) -> None:
    async with served(tmp_path) as table:
        for _time in range(20):
            stranger = socket.create_connection((LOCAL, table.port))
            stranger.sendall(upgrade(table))
            reset(stranger)
            await asyncio.sleep(0.01)
        assert table.failures == []


async def test_strangers_who_arrive_together_are_let_in_one_by_one_and_nobody_is_shut_out(tmp_path: Path) -> None:
    async with served(tmp_path) as table:
        lines = table.screens._service.lines
        [listener] = table.screens._service._sockets
        if sys.platform == "linux":  # it tells how long a listening socket's queue may be
            assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 104)[28] >= 100
        strangers = [socket.create_connection((LOCAL, table.port)) for _number in range(50)]
        laps = [lines.reached]
        while lines.reached < len(strangers):
            await asyncio.sleep(0)
            laps.append(lines.reached)
        assert max(after - before for before, after in itertools.pairwise(laps)) <= 2
        for stranger in strangers:
            stranger.close()


async def test_somebody_who_sent_a_wrong_code_counts_until_they_disconnect(tmp_path: Path) -> None:
    async with served(tmp_path) as table:
        strangers = []
        for _number in range(guard.MOST_UNSEATED + 20):
            reader, writer = await asyncio.open_connection(LOCAL, table.port)
            writer.write(upgrade(table) + b'\x81\x94\0\0\0\0{"code": "00000000"}')
            await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
            strangers.append((reader, writer))
        await asyncio.sleep(0.1)
        held = [
            connection
            for connection in table.screens._service._server.server_state.connections
            if not connection.transport.is_closing()
        ]
        assert len(held) <= guard.MOST_UNSEATED
        for _reader, writer in strangers:
            writer.close()


def test_an_error_is_recorded_once_however_often_it_is_caused(tmp_path: Path) -> None:
    record = told_to(tmp_path / "error.log")
    for error in (ValueError("K7QF2MXR"), ValueError("192.168.1.20"), KeyError("x")):
        for _time in range(3):
            record(error)
    told = (tmp_path / "error.log").read_text("utf-8")
    assert told == "own screens: ValueError at ?\nown screens: KeyError at ?\n"
