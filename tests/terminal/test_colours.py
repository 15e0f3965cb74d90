"""What reaches the terminal can be read: measured on the program's own output, for each theme and each depth.

A terminal with 16 colours uses those of its owner: four common palettes represent them, and a theme that leaves a
colour to the terminal must be readable on white and on black.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyte
import pytest
from tests.terminal.places import Places, da
from tests.terminal.terminal import _OTHER_SCREEN, _UNKNOWN_TO_PYTE, Terminal

pytestmark = pytest.mark.xdist_group("colours")

SLIP = 64
"""Columns of a dialog."""
TEXT, PART = 4.5, 3.0
"""The minimum contrast of text, and of signs that carry meaning."""

PARTS = set("━─│┃▌▐█▀▄▘▝▖▗▙▛▜▟▚▞▁▂▃▅▆▇▔▕▏▎▍▋▊▉") | {chr(code) for code in range(0x2500, 0x25A0)}

DEPTHS = {
    "all": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "256": {"TERM": "xterm-256color", "COLORTERM": ""},
    "16": {"TERM": "xterm", "COLORTERM": ""},
    "2": {"TERM": "xterm-mono", "COLORTERM": ""},
    "no colour": {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"},
}
CASES = [
    *(("felt", depth) for depth in DEPTHS),
    *((theme, depth) for theme in ("light", "contrast") for depth in ("all", "256", "16")),
    *(("ansi", depth) for depth in ("all", "16")),
]
"""Without colours all themes are the same, and at 256 so are the terminal's own colours."""

NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
PALETTES = {
    "the Linux console": (
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
    "xterm": (
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
        "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
    ),
    "Windows": (
        "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
        "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
    ),
    "macOS": (
        "000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf "
        "666666 e60000 00d900 e6e600 0000ff e600e6 00e6e6 e6e6e6"
    ),
}


@dataclass(frozen=True)
class Ground:
    """A terminal: its 16 colours, and its default colours."""

    name: str
    palette: tuple[str, ...]
    ink: str
    paper: str

    def colours(self, cell: pyte.screens.Char) -> Iterator[tuple[str, str]]:
        """Return the colours in which the cell may be shown: many terminals brighten bold text, others do not."""
        paper = self._of(cell.bg, self.paper)
        for bright in {False, cell.bold}:
            ink = self._of(cell.fg, self.ink, bright=bright)
            yield (paper, ink) if cell.reverse else (ink, paper)

    def _of(self, colour: str, usual: str, *, bright: bool = False) -> str:
        if colour == "default":
            return usual
        plain = colour.removeprefix("bright")
        if plain in NAMES:
            return self.palette[NAMES.index(plain) + 8 * (bright or colour != plain)]
        return colour


GROUNDS = [
    Ground(f"{name}, {'white on black' if dark else 'black on white'}", tuple(colours.split()), ink, paper)
    for name, colours in PALETTES.items()
    for dark, ink, paper in ((True, "ffffff", "000000"), (False, "000000", "ffffff"))
]


def luminance(colour: str) -> float:
    """Relative luminance, as in WCAG 2.2."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, other: str) -> float:
    dark, light = sorted((luminance(colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def screen_of(terminal: Terminal) -> pyte.Screen:
    """Return what the terminal shows, with its colours."""
    screen = pyte.Screen(terminal.columns, terminal.rows)
    text = _OTHER_SCREEN.sub("\x1b[2J\x1b[H", terminal.raw.decode())
    pyte.Stream(screen).feed(_UNKNOWN_TO_PYTE.sub("", text))
    return screen


def cells(screen: pyte.Screen) -> Iterator[tuple[int, pyte.screens.Char]]:
    """Return what is shown in front: everything, or the dialog over a table, which is dimmed."""
    edges = [row.find("█") for row in screen.display if "▸" in row and "█" in row]
    columns = range(edges[0], edges[0] + SLIP) if edges else range(screen.columns)
    for row in range(screen.lines):
        slip = not edges or screen.display[row].find("█") == edges[0]
        for column in columns if slip else ():
            if screen.buffer[row][column].data.strip():
                yield row, screen.buffer[row][column]


def too_pale(screen: pyte.Screen) -> dict[str, str]:
    """Return what has too little contrast, by its colours, each with the row where it was first seen."""
    found: dict[str, str] = {}
    seen = set()
    for row, cell in cells(screen):
        part = cell.data in PARTS
        what = (cell.fg, cell.bg, cell.bold, cell.reverse, part)
        if what in seen:
            continue
        seen.add(what)
        for ground in GROUNDS:
            for ink, paper in ground.colours(cell):
                ratio = contrast(ink, paper)
                if ratio < (PART if part else TEXT):
                    found[f"{what} {ratio:.1f} in {ground.name}"] = screen.display[row].strip()
    return found


def settle(terminal: Terminal, *texts: str) -> pyte.Screen:
    terminal.wait_for(*texts)
    terminal.settle(0.4)
    return screen_of(terminal)


@pytest.mark.parametrize(("theme", "depth"), CASES)
def test_everything_on_the_screen_has_enough_contrast(theme: str, depth: str, tmp_path: Path) -> None:
    places = Places(tmp_path, environ=DEPTHS[depth])
    places.config.mkdir(parents=True)
    (places.config / "settings.yaml").write_text(f"theme: {theme}\n")
    shown: dict[str, pyte.Screen] = {}
    with places.start(columns=100, rows=30) as terminal:
        shown["home"] = settle(terminal, da("New game"), f"q {da('quit')}")
        terminal.press("n")
        shown["set-up"] = settle(terminal, f"esc {da('back')}")
        terminal.type("Nord")
        terminal.press("enter")
        terminal.settle()
        terminal.type("3")
        terminal.wait_for("3")
        terminal.press("f2")
        shown["opening"] = settle(terminal, da("Welcome to the table"))
        terminal.press("enter")
        terminal.wait_for(da("The card is face down."))
        terminal.press("enter")
        shown["card"] = settle(terminal, da("{name} reads aloud", name=""), f"q {da('leave')}")
        terminal.press("d")
        shown["members"] = settle(terminal, "▸")
    for name, screen in shown.items():
        assert not too_pale(screen), name
        if depth in {"2", "no colour"} or theme == "ansi":
            assert {(cell.fg, cell.bg) for _row, cell in cells(screen)} == {("default", "default")}, name
    marked = next(row for row in shown["home"].display if "▸" in row)
    assert da("New game") in marked, "the current row has a sign on its left"
    if depth in {"16", "2", "no colour"} or theme == "ansi":
        assert any(cell.reverse for _row, cell in cells(shown["home"])), (
            "and it is reversed where there are few colours"
        )
    assert any("▌" in row and "Team" in row for row in shown["set-up"].display), "so does the field with the focus"
    if depth in {"2", "no colour"}:
        card = shown["card"]
        bands = [[card.buffer[row][column].reverse for column in range(card.columns)] for row in range(card.lines)]
        band = max(bands, key=sum)
        first, last = band.index(True), len(band) - band[::-1].index(True)
        assert all(band[first:last]), "the top of a card stands out even without colour, and not only behind its words"
        assert last - first >= card.columns // 2
