"""The colours: a card on a green table, and three other tables.

A theme's variables are used in `app.tcss` and in styled text: `felt` (the table), `text`, `dim` (all that
may be overlooked), `now` (the one accent), `raised`, `paper` and `ink` (the card), `faint` (ink that may be
overlooked), and `band-0` to `band-7` with `on-band` (the strip at the top of a card).
"""

from textual.theme import Theme

from dialogkort.views.bands import BANDS

FAULT_BAND = 0
MARKS = ("#ffb86b", "#8fd3ff", "#a6e3a1", "#f7aecf", "#d7b8ff", "#ffe08a", "#ff9d8a", "#7fe0d0")
"""The colours of the marks of own screens, in the order of their shapes."""
MARKS_IN_LIGHT = ("#7a3b00", "#15466f", "#225a2c", "#7f2450", "#523387", "#594800", "#86261a", "#0d524c")

FELT = {
    "felt": "#17352c",
    "text": "#edf3ef",
    "dim": "#86ab9a",
    "now": "#e9b44c",
    "raised": "#2a5143",
    "paper": "#f6efdf",
    "ink": "#1f2421",
    "faint": "#534f3b",
    "on-band": "#fbf6ea",
    **{f"band-{number}": colour for number, colour in enumerate(BANDS)},
    **{f"mark-{number}": colour for number, colour in enumerate(MARKS)},
}
LIGHT = FELT | {
    "felt": "#dbe6de",
    "text": "#13221b",
    "dim": "#4a6154",
    "now": "#8a4300",
    "raised": "#bdd1c3",
    "paper": "#fffdf7",
    "ink": "#171a18",
    "faint": "#504c3c",
    **{f"mark-{number}": colour for number, colour in enumerate(MARKS_IN_LIGHT)},
}
CONTRAST = FELT | {
    "felt": "#000000",
    "text": "#ffffff",
    "dim": "#cfcfcf",
    "now": "#ffd83d",
    "raised": "#3a3a3a",
    "paper": "#ffffff",
    "ink": "#000000",
    "faint": "#333333",
    "on-band": "#ffffff",
    **{f"band-{number}": colour for number, colour in enumerate(("#7a1f0d", "#123f69", "#14502a", "#4d2a69"))},
}
ANSI = {
    "felt": "ansi_default",
    "text": "ansi_default",
    "dim": "ansi_default",
    "now": "ansi_yellow",
    "raised": "ansi_bright_black",
    "paper": "ansi_default",
    "ink": "ansi_default",
    "faint": "ansi_default",
    "on-band": "ansi_bright_white",
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    **dict(
        zip(
            (f"band-{number}" for number in range(len(BANDS))),
            ("ansi_red", "ansi_blue", "ansi_green", "ansi_magenta") * 2,
            strict=True,
        )
    ),
    **dict(
        zip(
            (f"mark-{number}" for number in range(len(MARKS))),
            ("ansi_yellow", "ansi_blue", "ansi_green", "ansi_magenta") * 2,
            strict=True,
        )
    ),
}


def _theme(name: str, variables: dict[str, str], *, dark: bool = True, ansi: bool = False) -> Theme:
    return Theme(
        name=name,
        primary=variables["now"],
        accent=variables["now"],
        warning=variables["now"],
        foreground=variables["text"],
        background=variables["felt"],
        surface=variables["felt"],
        panel=variables["raised"],
        dark=dark,
        ansi=ansi,
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


THEMES = (
    _theme("felt", FELT),
    _theme("light", LIGHT, dark=False),
    _theme("contrast", CONTRAST),
    _theme("ansi", ANSI, ansi=True),
)
