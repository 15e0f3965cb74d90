"""Minutes as a page."""

from datetime import date

from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.views.pages.frame import page
from dialogkort.views.pages.markup import page_html


def minutes_page(body: str, day: date) -> str:
    """Return the minutes of a game as a page; `body` is the markdown in their file."""
    return page(_("Minutes, {date}").format(date=long_date(day)), page_html(body))
