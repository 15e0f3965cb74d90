"""Who has the floor, how long, and who is next: beside the card, or below it if there is little room."""

from dataclasses import replace

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer

from dialogkort.core.game.countdown import Countdown
from dialogkort.tui.host import Host
from dialogkort.tui.look.typography import in_use, is_large
from dialogkort.tui.table.clock_face import ClockFace, plain_clock
from dialogkort.tui.widgets.words import Words
from dialogkort.views.places import ASIDE, BACK, DONE, MARKS, NOW, TO_COME, Place, groups_of
from dialogkort.views.table import TableView

HEADING_LINES = 2
"""The lines of the heading below the card; a longer one is cut, so that the clock after it stays."""

ROOMY = 36
"""With this many rows beside the card, whoever has the floor is shown in large letters, above a large clock."""
OVER = "bold reverse $now"
"""The clock beside the heading once the time is up: it must be visible even if the words beside it are in colour."""


SLIDE, SLIDE_SECONDS = (1, 2, 4, 7, 11), 0.06
"""How far a card is from its name in the last steps of its slide, in cells, and how long each step takes."""


class TalkingStick(Vertical):
    """The side of the table."""

    app = getters.app(Host)

    def compose(self) -> ComposeResult:
        yield Words(classes="heading")
        yield ClockFace()
        yield Words(classes="hint")
        with VerticalScroll(can_focus=False, classes="seats"):
            yield Words(classes="list")

    def on_mount(self) -> None:
        self._lain: dict[str, bool] = {}
        self._sliding: dict[str, int] = {}
        self._slide: Timer | None = None
        self._places: tuple[Place, ...] = ()

    def show(self, view: TableView) -> None:
        """Show who has the floor and who is next."""
        self.query_one(".heading", Words).put(view.heading, self._large(view.heading))
        self.query_one(".hint", Words).put(view.told)
        self._let_slide(view.places)
        told = [_content(seat) for seat in view.places]
        self._draw_list()
        place = next((place for place, seat in enumerate(view.places) if seat.sign == NOW), 0)
        seats = self.query_one(VerticalScroll)
        width = max(1, seats.scrollable_content_region.width)
        above = Content("\n").join(told[:place]).get_height({}, width) if place else 0
        # after the layout: a list that has just grown could not be scrolled that far before
        self.call_after_refresh(seats.scroll_to, y=max(0, above - 2), animate=False)

    def _let_slide(self, places: tuple[Place, ...]) -> None:
        """Slide the card of each member who has just answered to the name, one after the other in seating order."""
        lies = {f"{number} {place.name}": place.sign == BACK for number, place in enumerate(places)}
        fresh = [name for name, lies_there in lies.items() if lies_there and self._lain.get(name) is False]
        self._lain, self._places = lies, places
        self._sliding = {name: steps for name, steps in self._sliding.items() if lies.get(name)}
        if self.app.animation_level == "none" or not self.display:
            return
        for name in fresh:
            self._sliding[name] = max(self._sliding.values(), default=len(SLIDE) - 1) + 1
        if self._sliding and self._slide is None:
            self._slide = self.set_interval(SLIDE_SECONDS, self._on_slide)

    def _on_slide(self) -> None:
        self._sliding = {name: steps - 1 for name, steps in self._sliding.items() if steps > 1}
        if not self._sliding and self._slide:
            self._slide.stop()
            self._slide = None
        self._draw_list()

    def _draw_list(self) -> None:
        told = [
            _content(place, self._sliding.get(f"{number} {place.name}", 0)) for number, place in enumerate(self._places)
        ]
        self.query_one(".list", Words).put(Content("\n").join(told))

    def _large(self, heading: str) -> Content | None:
        """Return who has the floor in large letters, on a large window and if they fit."""
        if not (self.app.large_letters and is_large(self.app.size)):
            return None
        from dialogkort.tui.look.large_letters import cuts, set_large  # noqa: PLC0415 - for large windows

        width, height = self.content_size
        small = cuts(in_use())[0]
        rows = set_large(heading, width, 2 * small.rows + 1, (small,)) if height >= ROOMY else ()
        return Content("\n".join(rows)) if rows else None


MARGINS = 4
"""The columns beside the line in a narrow window."""


class StickLine(Vertical):
    """The same in a few lines below the card."""

    def compose(self) -> ComposeResult:
        yield Words(classes="heading")
        yield Words(classes="hint")
        yield Words(classes="list")

    def show(self, view: TableView, countdown: Countdown | None, now: float) -> None:
        """Show who has the floor, the plain clock, and the seats on one line, starting with the current one."""
        self.show_clock(view, countdown, now)
        self.query_one(".hint", Words).put(view.told)
        self.query_one(".list", Words).put(self._line(view))

    @property
    def _width(self) -> int:
        """The columns of the line; before its first layout, those that it will get."""
        return self.size.width or max(1, self.app.size.width - MARGINS)

    def _line(self, view: TableView) -> Content:
        """Return the places on one line; if there is no room for all, the current one and how many are not shown."""
        places = view.places
        told = [_content(place) for place in places]
        if groups := groups_of(places):
            told = [Content(" + ").join([_alone(member) for member in group]) for group in groups]
            places = tuple(next((member for member in group if member.sign == NOW), group[0]) for group in groups)
        line = Content("  ").join(told)
        if line.cell_length <= self._width:
            return line
        now = next((number for number, place in enumerate(places) if place.sign == NOW), 0)
        first = now - 1 if now and told[now - 1].cell_length + told[now].cell_length + 10 <= self._width else now
        while first and sum(one.cell_length + 2 for one in told[first - 1 :]) + len(f"+{first}") <= self._width:
            first -= 1  # the last ones leave room for some before them
        shown: list[Content] = [Content.styled(f"+{first}", "$dim")] if first else []
        room = self._width - sum(content.cell_length + 2 for content in shown)
        for number, content in enumerate(told[first:], first):
            rest = len(told) - number
            if content.cell_length + (6 if rest > 1 else 0) > room:
                shown.append(Content.styled(f"+{rest}", "$dim"))
                break
            shown.append(content)
            room -= content.cell_length + 2
        return Content("  ").join(shown)

    def show_clock(self, view: TableView, countdown: Countdown | None, now: float) -> None:
        """Show the heading with the clock beside it."""
        time = plain_clock(countdown, now)
        told = Content.assemble(
            "   " if time else "", (time, OVER if countdown and countdown.left(now) <= -1 else "bold $text")
        )
        heading = Content.styled(view.heading, "bold $now")
        width = self._width
        if Content.assemble(heading, told).get_height({}, width) > HEADING_LINES:
            heading = heading.truncate(max(1, width - told.cell_length), ellipsis=True)
        self.query_one(".heading", Words).put(Content.assemble(heading, told))


def _alone(place: Place) -> Content:
    """Return one member of a group without a word about them; those who have nothing to do right now have no symbol."""
    return Content.styled(place.name, "$text") if place.sign == ASIDE else _content(replace(place, note=""))


def _content(seat: Place, steps: int = 0) -> Content:
    """Return a place; its card is still `steps` away from the name."""
    mark = Content.assemble((f" {seat.mark}", f"$mark-{MARKS.index(seat.mark)}")) if seat.mark in MARKS else Content("")
    if steps:
        way = Content.styled(" " * SLIDE[steps - 1] + BACK, "$now") if steps <= len(SLIDE) else Content("")
        return Content.assemble((f"{TO_COME} {seat.name}", "$text"), mark, way)
    style = {NOW: "bold $now", DONE: "$dim", ASIDE: "$dim"}.get(seat.sign, "$text")
    note = Content.styled(f" · {seat.note}", "$now" if seat.sign == NOW else "$dim") if seat.note else ""
    return Content.assemble((f"{seat.sign} {seat.name}", style), mark, note)
