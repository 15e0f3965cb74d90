"""People elsewhere: the command that the panel suggests, with a real `ssh`, and a proxy with a name of its own."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.core.table import TODAY
from tests.seats.served import LOCAL, Page, served, stopped
from websockets.asyncio.client import connect

from dialogkort.seats.screens import Screens, Wanted
from dialogkort.sessions.own_screens import Reach

SSH = shutil.which("ssh")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def ssh_server(folder: Path) -> AsyncIterator[tuple[int, Path]]:
    """A server that lets us in with a key and forwards connections; yields its port and the key's file."""
    import asyncssh

    class Forwards(asyncssh.SSHServer):
        def server_requested(self, listen_host: str, listen_port: int) -> bool:
            return True

    ours, theirs = (asyncssh.generate_private_key("ssh-ed25519") for _side in range(2))
    ours.write_private_key(folder / "key")
    (folder / "key").chmod(0o600)
    ours.write_public_key(folder / "key.pub")
    server = await asyncssh.listen(
        LOCAL, 0, server_factory=Forwards, server_host_keys=[theirs], authorized_client_keys=str(folder / "key.pub")
    )
    try:
        yield server.get_port(), folder / "key"
    finally:
        server.close()
        await server.wait_closed()


@pytest.mark.skipif(SSH is None, reason="ssh is not there")
async def test_a_page_joins_through_ssh_and_a_resume_keeps_the_tunnel(tmp_path: Path) -> None:
    outside = free_port()
    async with served(tmp_path) as table, ssh_server(tmp_path) as (port, key):
        here = table.screens.here.url.partition("://")[2]
        options = ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR"]
        line = ["-N", "-F", "none", "-i", str(key), "-p", str(port), "-R", f"{LOCAL}:{outside}:{here}", f"you@{LOCAL}"]
        tunnel = await asyncio.create_subprocess_exec(str(SSH), *options, *line)
        try:
            origin = f"http://{LOCAL}:{outside}"
            for _try in range(100):
                try:
                    (await asyncio.open_connection(LOCAL, outside))[1].close()
                    break
                except OSError:
                    await asyncio.sleep(0.1)
            with pytest.raises(Exception, match=r"403|rejected"):
                async with connect(f"ws://{LOCAL}:{outside}/line", origin=origin, proxy=None):
                    pass
            assert table.screens.use_address(origin) == ""
            assert table.screens.address.reach is Reach.GIVEN
            async with connect(f"ws://{LOCAL}:{outside}/line", origin=origin, proxy=None) as line_:
                page = Page(line_)
                await line_.send(f'{{"code": "{table.code}", "lang": "en"}}')
                await page.hear("door")
                await page.say("sit", value="m1")
                await page.hear("key")
                assert (await page.view())["name"] == "Navn 1"
            async with table.seat("m2"):
                pass  # people in the room still connect directly
        finally:
            tunnel.terminate()
            await tunnel.wait()
        path = table.sitting.path
        table.sitting.leave()
    async with served(tmp_path, resumed=path) as again:
        assert again.screens.address.url == origin
        assert again.screens.use_address("") == ""
        assert again.screens.address == again.screens.here


async def test_behind_a_proxy_only_its_name_is_accepted_and_nothing_listens_elsewhere(tmp_path: Path) -> None:
    async with served(tmp_path) as table:
        sitting = table.sitting
        await stopped(table.screens)
        screens = Screens(Wanted(address="https://dialog.example"))
        await screens.open(sitting, TODAY)
        port = int(screens._port)
        try:
            assert screens.here.url == "https://dialog.example"
            assert screens.addresses == ()
            assert screens._choice()[0] == LOCAL
            line = f"ws://{LOCAL}:{port}/line"
            with pytest.raises(Exception, match=r"403|rejected"):
                async with connect(line, origin=f"http://{LOCAL}:{port}", proxy=None):
                    pass
            headers = {"Host": "dialog.example", "X-Forwarded-For": "1.2.3.4"}
            reader, writer = await asyncio.open_connection(LOCAL, port)
            told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            writer.write(f"GET / HTTP/1.1\r\n{told}Connection: close\r\n\r\n".encode())
            answer = await asyncio.wait_for(reader.read(), 5)
            writer.close()
            assert answer.startswith(b"HTTP/1.1 200")
            assert b"wss://dialog.example" in answer
        finally:
            await stopped(screens)
