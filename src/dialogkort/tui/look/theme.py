"""The colours: a card on a green table, and three other tables, each chosen separately for each kind of terminal.

A theme's variables are used in `app.tcss` and in styled text: `felt` (the table), `text`, `dim` (anything that may be
overlooked), `now` (the only accent), `raised` (behind a marked row), `field` (behind editable text), `paper` and `ink`
(the card), `faint` (ink that may be overlooked), `band-0` to `band-7` with `on-band` (the strip at the top of a card),
and `mark-0` to `mark-7` (the marks of personal screens). Three are not colours: `band-style`, `marked-style` and
`loud-style` say how else a strip, a marked row and text that is read aloud stand out.

If the terminal rounded 16 million colours itself, the table would be loud and the words pale.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum

from textual.theme import Theme

from dialogkort.views.bands import BANDS

FAULT_BAND = 0


class Depth(IntEnum):
    """How many colours a terminal can show."""

    TWO = 2
    FEW = 16
    MANY = 256
    ALL = 2**24


def depth_of(environ: Mapping[str, str], colour_system: str | None) -> Depth:
    """Return the colour depth of the terminal that `environ` describes; `colour_system` is what Rich detected."""
    term = environ.get("TERM", "").casefold()
    if "NO_COLOR" in environ or term.endswith(("-m", "-mono")) or term in ONE_COLOUR:
        return Depth.TWO
    return {"standard": Depth.FEW, "256": Depth.MANY}.get(colour_system or "", Depth.ALL)


ONE_COLOUR = {"vt52", "vt100", "vt102", "vt220", "vt320", "xterm-r5", "xterm-vt220"}
"""Terminals without colours, by their own names."""

MARKS = ("#ffb86b", "#8fd3ff", "#a6e3a1", "#f7aecf", "#d7b8ff", "#ffe08a", "#ff9d8a", "#7fe0d0")
"""The colours of the marks of personal screens, in the order of their shapes."""
MARKS_IN_LIGHT = ("#7a3b00", "#15466f", "#225a2c", "#7f2450", "#523387", "#594800", "#86261a", "#0d524c")


def _each(name: str, colours: Sequence[str]) -> dict[str, str]:
    """Return eight variables, with `colours` repeated as needed."""
    return {f"{name}-{number}": colours[number % len(colours)] for number in range(len(BANDS))}


STYLES = {"band-style": "bold", "marked-style": "none", "loud-style": "bold"}
FELT = STYLES | {
    "felt": "#17352c",
    "text": "#edf3ef",
    "dim": "#9fc2b2",
    "now": "#e9b44c",
    "raised": "#2a5143",
    "field": "#21433a",
    "paper": "#f6efdf",
    "ink": "#1f2421",
    "faint": "#534f3b",
    "on-band": "#fbf6ea",
    **_each("band", BANDS),
    **_each("mark", MARKS),
}
LIGHT = FELT | {
    "felt": "#dbe6de",
    "text": "#13221b",
    "dim": "#405648",
    "now": "#8a4300",
    "raised": "#bdd1c3",
    "field": "#ccdcd1",
    "paper": "#fffdf7",
    "ink": "#171a18",
    "faint": "#504c3c",
    **_each("mark", MARKS_IN_LIGHT),
}
CONTRAST = FELT | {
    "felt": "#000000",
    "text": "#ffffff",
    "dim": "#cfcfcf",
    "now": "#ffd83d",
    "raised": "#3a3a3a",
    "field": "#262626",
    "paper": "#ffffff",
    "ink": "#000000",
    "faint": "#333333",
    "on-band": "#ffffff",
    **_each("band", ("#7a1f0d", "#123f69", "#14502a", "#4d2a69")),
}

FELT_256 = FELT | {
    "felt": "#1c1c1c",
    "text": "#eeeeee",
    "dim": "#afd7af",
    "now": "#ffd75f",
    "raised": "#444444",
    "field": "#303030",
    "paper": "#ffffd7",
    "ink": "#121212",
    "faint": "#444444",
    "on-band": "#ffffff",
    **_each("band", ("#870000", "#005f87", "#005f00", "#5f005f", "#005f5f", "#5f5f00", "#87005f", "#4e4e4e")),
    **_each("mark", ("#ffaf5f", "#87d7ff", "#afd787", "#ffafd7", "#d7afff", "#ffd787", "#ffaf87", "#87d7d7")),
}
LIGHT_256 = FELT_256 | {
    "felt": "#dadada",
    "text": "#121212",
    "dim": "#444444",
    "now": "#870000",
    "raised": "#bcbcbc",
    "field": "#d0d0d0",
    "paper": "#ffffff",
    "ink": "#121212",
    "faint": "#444444",
    **_each("mark", ("#5f0000", "#00005f", "#005f00", "#5f005f", "#00005f", "#5f0000", "#870000", "#303030")),
}
CONTRAST_256 = CONTRAST | {
    "dim": "#d0d0d0",
    "now": "#ffff5f",
    "raised": "#3a3a3a",
    "field": "#262626",
    "faint": "#303030",
    **_each("band", ("#870000", "#00005f", "#005f00", "#5f005f")),
    **_each("mark", [FELT_256[f"mark-{number}"] for number in range(len(MARKS))]),
}

TWO = {
    "felt": "ansi_default",
    "text": "ansi_default",
    "dim": "ansi_default",
    "now": "ansi_default",
    "raised": "ansi_default",
    "field": "ansi_default",
    "paper": "ansi_default",
    "ink": "ansi_default",
    "faint": "ansi_default",
    "on-band": "ansi_default",
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "band-style": "bold reverse",
    "marked-style": "reverse",
    "loud-style": "bold",
    **_each("band", ["ansi_default"]),
    **_each("mark", ["ansi_default"]),
}
"""No colours at all: those that the owner of the terminal chose, on a light or dark background."""
FELT_16 = TWO | {
    "felt": "ansi_black",
    "text": "ansi_bright_white",
    "dim": "ansi_white",
    "now": "ansi_bright_yellow",
    "raised": "ansi_black",
    "field": "ansi_black",
    "paper": "ansi_white",
    "ink": "ansi_black",
    "faint": "ansi_black",
    "on-band": "ansi_bright_white",
    "band-style": "none",
    "loud-style": "none",
    **_each("band", ("ansi_red", "ansi_blue")),
    **_each("mark", ("ansi_bright_yellow", "ansi_bright_cyan", "ansi_bright_green")),
}
"""Bold black is grey in many of these terminals: text that is read aloud must not be paler than the rest."""
LIGHT_16 = FELT_16 | {
    "felt": "ansi_white",
    "text": "ansi_black",
    "dim": "ansi_black",
    "now": "ansi_blue",
    "raised": "ansi_white",
    "field": "ansi_white",
    **_each("mark", ("ansi_blue", "ansi_black")),
}

COLOURS: Mapping[str, Mapping[Depth, dict[str, str]]] = {
    "felt": {Depth.ALL: FELT, Depth.MANY: FELT_256, Depth.FEW: FELT_16, Depth.TWO: TWO},
    "light": {Depth.ALL: LIGHT, Depth.MANY: LIGHT_256, Depth.FEW: LIGHT_16, Depth.TWO: TWO},
    "contrast": {Depth.ALL: CONTRAST, Depth.MANY: CONTRAST_256, Depth.FEW: FELT_16, Depth.TWO: TWO},
    "ansi": dict.fromkeys(Depth, TWO),
}
"""The variables of each theme, by what the terminal can show."""
NAMES = tuple(COLOURS)
USUAL = "felt"


def themes(depth: Depth) -> tuple[Theme, ...]:
    """Return the themes for a terminal of this depth."""
    return tuple(_theme(name, colours[depth], light=name == "light") for name, colours in COLOURS.items())


def _theme(name: str, variables: dict[str, str], *, light: bool) -> Theme:
    return Theme(
        name=name,
        primary=variables["now"],
        accent=variables["now"],
        warning=variables["now"],
        foreground=variables["text"],
        background=variables["felt"],
        surface=variables["felt"],
        panel=variables["raised"],
        dark=not light,
        ansi="ansi-background" in variables,
        variables=variables
        | {
            "footer-background": variables["felt"],
            "input-cursor-background": variables["now"],
            "input-cursor-foreground": variables["felt"],
            "block-cursor-background": variables["raised"],
            "block-cursor-foreground": variables["text"],
            "block-cursor-text-style": "bold",
        },
    )
