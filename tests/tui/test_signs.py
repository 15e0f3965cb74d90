"""Where a terminal lacks characters, a plain set is drawn: one table, and nothing outside it."""

import re
from pathlib import Path

import pytest
from tests.tui.surroundings import Room, beginning, deal, lines, play_to, press, settled

from dialogkort import tui, views
from dialogkort.core.cards import Kind
from dialogkort.core.game.phases import Phase
from dialogkort.storage.settings import Settings
from dialogkort.tui.look import typography
from dialogkort.tui.look.signs import BEYOND, IN_BARE, IN_PLAIN, drawn
from dialogkort.tui.look.typography import Signs, signs_for

WESTERN = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
CONSOLE = WESTERN | set("█▀▄▌▐─│┌┐└┘")
"""What Windows' raster font and the Linux console have."""
QUARTERS = set("▘▝▖▗▚▞▛▜▙▟")
"""Characters that only large letters use; with the plain set those are drawn in half cells."""


@pytest.fixture(autouse=True)
def _back_to_full():
    yield
    typography.use(Signs.FULL)


def test_the_table_leads_to_characters_that_all_consoles_have() -> None:
    assert set("".join(IN_PLAIN.values())) <= CONSOLE
    assert set("".join(IN_BARE.values())) <= WESTERN
    assert all(len(sign) == 1 for table in (IN_PLAIN, IN_BARE) for sign in (*table, *table.values()))
    assert set(IN_PLAIN).isdisjoint(CONSOLE)


def test_every_sign_on_the_screens_is_in_the_table() -> None:
    """A sign that somebody adds to a screen gets a plain one, too."""
    folders = [Path(module.__file__).parent for module in (tui, views)]
    files = [path for folder in folders for path in folder.rglob("*.py") if path.name != "large_letters.py"]
    catalogue = Path(tui.__file__).parents[1] / "language/locale/da/LC_MESSAGES/dialogkort.po"
    used = set("".join(path.read_text(encoding="utf-8") for path in (*files, catalogue)))
    lacking = used - set(IN_PLAIN) - CONSOLE - QUARTERS - {"\n", "\u200b", "\u200d", "\ufe0f"}
    lacking -= set(re.findall("[\u0300-\u036f\u02c6-\u02dd]", "".join(lacking)))  # accents, which are never drawn alone
    assert not {sign for sign in lacking if sign.isprintable()}


@pytest.mark.parametrize("wanted", [Signs.PLAIN, Signs.BARE])
async def test_everything_drawn_is_in_the_allowed_set(
    room: Room, wanted: Signs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typography, "signs_for", lambda *_given: wanted)
    allowed = CONSOLE if wanted is Signs.PLAIN else WESTERN
    seen: set[str] = set()
    for size in ((100, 30), (192, 54)):
        async with room.app(beginning()).run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            for kind in (Kind.DILEMMA, Kind.DELEGATION):
                deal(pilot, kind)
                seen.update("".join(await shown_rows(pilot)))
            play_to(pilot, Phase.GO_ROUND)
            seen.update("".join(await shown_rows(pilot)))
            for key in ("question_mark", "d", "a", "n"):
                await press(pilot, key)
                seen.update("".join(lines(pilot)))
                await press(pilot, "escape")
            await press(pilot, "q")
            seen.update("".join(lines(pilot)))
            await press(pilot, "n")
            seen.update("".join(lines(pilot)))
    assert seen <= allowed, seen - allowed


async def shown_rows(pilot) -> list[str]:
    await settled(pilot)
    return lines(pilot)


async def test_enter_is_a_word_there_and_the_words_remain_words(room: Room) -> None:
    room.settings = Settings(signs="plain")
    async with room.app(beginning()).run_test(size=(100, 30)) as pilot:
        shown = await settled(pilot)
        assert "Enter " in shown
        assert "⏎" not in shown


async def test_signs_can_be_chosen_in_the_palette_and_are_saved(room: Room) -> None:
    async with room.app(beginning()).run_test(size=(100, 30)) as pilot:
        assert "⏎" in await settled(pilot)
        await pilot.press("ctrl+p", *"tegn")
        await pilot.pause(0.3)
        await pilot.press("enter")
        shown = await settled(pilot)
        assert "⏎" not in shown
        assert "Enter " in shown
    assert "signs: plain" in (room.path / "config" / "settings.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wanted", "environ", "system", "encoding", "expected"),
    [
        ("", {"TERM": "xterm-256color"}, "posix", "utf-8", Signs.FULL),
        ("", {"TERM": "linux"}, "posix", "utf-8", Signs.PLAIN),
        ("full", {"TERM": "linux"}, "posix", "utf-8", Signs.FULL),
        ("plain", {"TERM": "xterm"}, "posix", "UTF-8", Signs.PLAIN),
        ("auto", {"TERM": "vt220"}, "posix", "utf8", Signs.PLAIN),
        ("full", {"TERM": "xterm"}, "posix", "iso8859-1", Signs.BARE),
        ("", {}, "nt", "utf-8", Signs.PLAIN),
        ("", {"WT_SESSION": "1"}, "nt", "utf-8", Signs.FULL),
        ("", {"TERM_PROGRAM": "vscode"}, "nt", "utf-8", Signs.FULL),
    ],
)
def test_the_terminal_decides_unless_somebody_has_chosen(
    wanted: str, environ: dict[str, str], system: str, encoding: str, expected: Signs
) -> None:
    assert signs_for(wanted, environ, system, encoding) is expected


def test_nothing_becomes_wider_or_narrower() -> None:
    text = "✓ ● ○ ⏎ ━ “Åse” … 漢 🙂 ř"
    assert drawn(text, Signs.FULL) == text
    assert drawn(text, Signs.PLAIN) == '+ * o < ─ "Åse" . 漢 🙂 ř'
    assert drawn(text, Signs.BARE) == '+ * o < - "Åse" . ?? ?? r'
    assert max(map(ord, drawn(text, Signs.BARE))) < BEYOND
