"""The picture to scan is scanned: from a picture of the real screen, in each theme, in full and in half size."""

import struct
import zlib
from dataclasses import replace

import pytest
import zxingcpp
from tests.needed_programs import browser
from tests.tui.surroundings import Room, beginning, press, settled

from dialogkort.seats.picture import BORDER, rows_of
from dialogkort.seats.screens import Screens, Wanted
from dialogkort.tui.look.theme import NAMES

LINK = "http://192.168.100.200:7373/K7QF2MXR"
LOCAL = "127.0.0.1"


def grey(png: bytes) -> tuple[int, int, bytes]:
    """Return the width, the height and the grey pixels of a PNG as Chromium writes it."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) in {(8, 2), (8, 6)}
    size, place, packed = (3 if kind == 2 else 4), 8, b""
    while place < len(png):
        length, name = struct.unpack(">I4s", png[place : place + 8])
        packed += png[place + 8 : place + 8 + length] if name == b"IDAT" else b""
        place += 12 + length
    raw, wide, before, pixels = zlib.decompress(packed), width * size, bytearray(width * size), bytearray()
    for row in range(height):
        how, line = raw[row * (wide + 1)], bytearray(raw[row * (wide + 1) + 1 : (row + 1) * (wide + 1)])
        for number in range(wide):
            left = line[number - size] if number >= size else 0
            corner = before[number - size] if number >= size else 0
            line[number] = (line[number] + _guess(how, left, before[number], corner)) & 255
        before = line
        pixels += bytes(sum(line[number : number + 3]) // 3 for number in range(0, wide, size))
    return width, height, bytes(pixels)


def _guess(how: int, left: int, above: int, corner: int) -> int:
    """Return the value that a PNG filter predicts for a byte."""
    if how < 4:
        return (0, left, above, (left + above) // 2)[how]
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))


def scanned(width: int, height: int, pixels: bytes) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(memoryview(pixels).cast("B", shape=[height, width]))]


def test_the_rows_are_the_code_with_the_border_that_phones_need() -> None:
    rows = rows_of(LINK)
    modules = [[row[at] in half for at in range(len(row))] for row in rows for half in ("▀█", "▄█")][: len(rows[0])]
    assert not any(any(line) for line in (*modules[:BORDER], *modules[-BORDER:]))
    size, scale = len(modules[0]), 4
    pixels = b"".join(
        bytes(0 if line[at // scale] else 255 for at in range(size * scale))
        for line in modules
        for _row in range(scale)
    )
    assert scanned(size * scale, len(modules) * scale, pixels) == [LINK.upper()]


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("theme", [name for name in NAMES if name != "ansi"])
async def test_a_picture_of_the_screen_can_be_scanned_in_full_and_in_half_size(
    room: Room, tmp_path, theme: str
) -> None:
    screens = Screens(Wanted(listen=LOCAL))
    app = room.app(beginning("Anna", "Bo"))
    app.surroundings = replace(app.surroundings, own_screens=lambda: screens)
    async with app.run_test(size=(100, 30)) as pilot:
        app.theme = theme
        await settled(pilot)
        await press(pilot, "z")
        assert screens.use_address("http://192.168.100.200:7373") == ""
        await press(pilot, "escape", "z")
        picture = tmp_path / "screen.svg"
        picture.write_text(app.export_screenshot().replace("Fira Code", "DejaVu Sans Mono"), encoding="utf-8")
        link = screens.link.upper()
    from playwright.async_api import async_playwright

    if (found := browser()) is None:
        pytest.skip("Chromium is not there")
    async with async_playwright() as driver:
        running = await driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for scale in (1.0, 0.5):
            context = await running.new_context(viewport={"width": 1240, "height": 780}, device_scale_factor=scale)
            page = await context.new_page()
            await page.goto(picture.as_uri())
            assert scanned(*grey(await page.screenshot())) == [link], scale
        await running.close()
