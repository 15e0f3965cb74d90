"""The overview as a page, with its charts as inline SVG."""

from collections.abc import Sequence
from datetime import date

from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.views.overview import Form, Picture
from dialogkort.views.pages.frame import page
from dialogkort.views.pages.markup import text_html

_BAND, _NOW, _INK, _FAINT = "#2f6f45", "#8a4300", "#1f2421", "#5d5a49"
_FONT = "font-family=\"'Liberation Sans','DejaVu Sans',Arial,sans-serif\" font-size=\"13\""
WIDE, LABELS, BARS = 700, 250, 330


def overview_page(team: str, pictures: Sequence[Picture], today: date) -> str:
    """Return the page."""
    heading = (_("Overview: {team}") if team else _("Overview")).format(team=" ".join(team.split()))
    about = (
        _("As of {date}.").format(date=long_date(today))
        + " "
        + _("No names, and no figures based on fewer than three people.")
    )
    parts = [f'<h1>{text_html(heading)}</h1>\n<p class="about">{text_html(about)}</p>', *map(_figure, pictures)]
    return page(heading, "\n".join(parts))


def _figure(picture: Picture) -> str:
    drawn = ""
    if picture.values:
        drawn = _bars(picture) if picture.form is Form.BARS else _columns(picture)
    notes = "".join(f"<li>{text_html(note)}</li>" for note in picture.notes)
    listed = f"<ul>{notes}</ul>" if notes else ""
    return (
        f"<figure><h2>{text_html(picture.title)}</h2><figcaption>{text_html(picture.sentence)}</figcaption>"
        f"{drawn}{listed}</figure>"
    )


def _svg(height: float, inner: str, title: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDE} {height:g}" width="{WIDE}" height="{height:g}" role="img" '
        f'aria-label="{text_html(title)}">{inner}</svg>'
    )


def _bars(picture: Picture) -> str:
    most = picture.most or max(value.amount for value in picture.values) or 1
    rows = []
    for place, value in enumerate(picture.values):
        y = place * 24
        width = value.amount / most * BARS
        label = value.label if len(value.label) <= 36 else f"{value.label[:35]}…"
        rows.append(
            f'<text x="{LABELS - 10}" y="{y + 16}" text-anchor="end" fill="{_FAINT}" {_FONT}>{text_html(label)}</text>'
            f'<rect x="{LABELS}" y="{y + 3}" width="{width:.1f}" height="17" rx="2" fill="{_BAND}"/>'
            f'<text x="{LABELS + width + 8:.1f}" y="{y + 16}" fill="{_INK}" {_FONT}>{text_html(value.shown)}</text>'
        )
    return _svg(len(picture.values) * 24 + 4, "".join(rows), picture.title)


def _columns(picture: Picture) -> str:
    most = max(picture.most, picture.limit * 1.15, *(value.amount for value in picture.values)) or 1
    step = WIDE / len(picture.values)
    tall = 130
    drawn = []
    for place, value in enumerate(picture.values):
        x, height = place * step, value.amount / most * tall
        over = picture.limit and value.amount >= picture.limit
        drawn.append(
            f'<rect x="{x + step * 0.15:.1f}" y="{tall + 18 - height:.1f}" width="{step * 0.7:.1f}" '
            f'height="{height:.1f}" rx="2" fill="{_NOW if over else _BAND}"/>'
        )
        if step > 22:
            drawn.append(
                f'<text x="{x + step / 2:.1f}" y="{tall + 12 - height:.1f}" text-anchor="middle" fill="{_INK}" '
                f"{_FONT}>{text_html(value.shown)}</text>"
            )
    if picture.limit:
        y = tall + 18 - picture.limit / most * tall
        drawn.append(
            f'<line x1="0" x2="{WIDE}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_NOW}" stroke-width="1.5" '
            'stroke-dasharray="6 4"/>'
        )
    first, last = picture.values[0].label, picture.values[-1].label
    drawn.append(
        f'<text x="0" y="{tall + 38}" fill="{_FAINT}" {_FONT}>{text_html(first)}</text>'
        f'<text x="{WIDE}" y="{tall + 38}" text-anchor="end" fill="{_FAINT}" {_FONT}>{text_html(last)}</text>'
    )
    return _svg(tall + 46, "".join(drawn), picture.title)
