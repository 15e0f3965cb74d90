"""Terminals with 16 colours turn bold into a paler colour. On paper, bold ink would be grey."""

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_LIGHT = {7, 15}
"""The numbers of white as a background."""
_THIN = Style(bold=False)


class NoPaleInk(LineFilter):
    """Removes bold on a light background, reversed or not."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        del background
        return [
            Segment(text, style + _THIN, control) if style and style.bold and _is_on_light(style) else segment
            for segment in segments
            for text, style, control in (segment,)
        ]


def _is_on_light(style: Style) -> bool:
    return style.bgcolor is not None and style.bgcolor.number in _LIGHT
