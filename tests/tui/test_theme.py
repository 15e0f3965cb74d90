"""The colours: text on the card can be read from the far end of the room, the rest from nearby."""

import pytest
from textual.color import Color

from dialogkort.tui.look.theme import COLOURS, Depth, depth_of, themes
from dialogkort.views.bands import AGREEMENT_BAND, BANDS, band_of
from dialogkort.views.places import MARKS

REAL = [theme for depth in (Depth.ALL, Depth.MANY) for theme in themes(depth) if theme.name != "ansi"]
"""The terminal's own colours are its owner's choice; the tests of the terminal measure what reaches it."""

ON_CARD = (("ink", "paper"), ("faint", "paper"))
ELSEWHERE = (
    ("text", "felt"), ("dim", "felt"), ("now", "felt"), ("text", "raised"), ("now", "raised"),
    *(("on-band", f"band-{number}") for number in range(len(BANDS))),
    *((f"mark-{number}", "felt") for number in range(len(MARKS))),
)  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance, as in WCAG 2.2."""
    channels = [value / 255 for value in Color.parse(colour).rgb]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, other: str) -> float:
    dark, light = sorted((luminance(colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_correctly() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", REAL, ids=lambda theme: f"{theme.name} {theme.variables['felt']}")
@pytest.mark.parametrize("pair", ON_CARD, ids="-on-".join)
def test_text_on_the_card_has_enough_contrast(theme, pair: tuple[str, str]) -> None:
    text, ground = (theme.variables[name] for name in pair)
    assert contrast(text, ground) >= 7


@pytest.mark.parametrize("theme", REAL, ids=lambda theme: f"{theme.name} {theme.variables['felt']}")
@pytest.mark.parametrize("pair", ELSEWHERE, ids="-on-".join)
def test_text_elsewhere_has_enough_contrast(theme, pair: tuple[str, str]) -> None:
    text, ground = (theme.variables[name] for name in pair)
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("theme", REAL, ids=lambda theme: f"{theme.name} {theme.variables['felt']}")
def test_dim_text_has_enough_contrast_where_a_line_is_highlighted_too(theme) -> None:
    """Dim text appears on the highlighted line of a list, too."""
    assert contrast(theme.variables["dim"], theme.variables["raised"]) >= 4.5
    assert contrast(theme.variables["dim"], theme.variables["field"]) >= 4.5


def test_the_card_has_the_highest_contrast_on_the_felt() -> None:
    for theme in REAL:
        colours = theme.variables
        loudest = contrast(colours["ink"], colours["paper"])
        assert loudest >= contrast(colours["text"], colours["felt"]), theme.name


def test_all_themes_define_the_same_colours() -> None:
    names = [
        set(colours) - {"ansi-background", "ansi-foreground"} for by in COLOURS.values() for colours in by.values()
    ]
    assert all(named == names[0] for named in names)


def test_at_256_colours_no_colour_is_rounded() -> None:
    """A colour that the terminal lacks would become another one, such as loud green felt."""
    steps = {0, 95, 135, 175, 215, 255}
    for by in COLOURS.values():
        for name, colour in by[Depth.MANY].items():
            if not colour.startswith("#"):
                continue
            red, green, blue = Color.parse(colour).rgb
            grey = red == green == blue and (red - 8) % 10 == 0
            assert grey or {red, green, blue} <= steps, (name, colour)


@pytest.mark.parametrize(
    ("environ", "system", "depth"),
    [
        ({"TERM": "xterm-256color"}, "truecolor", Depth.ALL),
        ({"TERM": "xterm-256color"}, "256", Depth.MANY),
        ({"TERM": "linux"}, "standard", Depth.FEW),
        ({"TERM": "vt220"}, "standard", Depth.TWO),
        ({"TERM": "xterm-mono"}, "standard", Depth.TWO),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "truecolor", Depth.TWO),
        ({}, "windows", Depth.ALL),
    ],
)
def test_the_number_of_colours_is_recognised(environ: dict[str, str], system: str, depth: Depth) -> None:
    assert depth_of(environ, system) is depth


def test_a_deck_keeps_the_colour_of_its_band() -> None:
    assert band_of("tillid") == band_of("tillid")
    assert {band_of(name) for name in ("tillid", "kontrol", "x", "æøå", "")} <= set(range(len(BANDS)))
    assert len(BANDS) > AGREEMENT_BAND
