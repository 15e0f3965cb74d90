"""A screen is arranged for the size of the window from its first frame on."""

import pytest
from tests.tui.surroundings import NARROW, TINY, WIDE, Room, beginning, settled

from dialogkort.core.cards import Card, Kind
from dialogkort.core.game.countdown import Countdown
from dialogkort.tui.decks.card_form import CardScreen
from dialogkort.tui.table.talking_stick import StickLine
from dialogkort.views.table import TableView


@pytest.mark.parametrize(
    ("size", "classes"),
    [(WIDE, {"-wide", "-tall"}), (NARROW, {"-narrow", "-tall"}), (TINY, {"-narrow", "-low"})],
    ids=("wide", "narrow", "tiny"),
)
async def test_a_screen_has_the_classes_for_the_window_before_it_is_drawn(
    room: Room, size: tuple[int, int], classes: set[str]
) -> None:
    async with room.app().run_test(size=size) as pilot:
        await settled(pilot)
        screen = CardScreen("A card", Card("a", "d", Kind.QUESTION, "Why?"), "en")
        pilot.app.push_screen(screen)
        assert set(screen.classes) >= classes, "Textual has not yet told the screen its size"
        await settled(pilot)
        assert set(screen.classes) & {"-narrow", "-wide", "-broad", "-low", "-tall", "-high"} == classes


async def test_the_lines_below_the_card_are_whole_before_they_are_laid_out(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[int, str]] = []
    show = StickLine.show

    def seen(line: StickLine, view: TableView, countdown: Countdown | None, now: float) -> None:
        show(line, view, countdown, now)
        drawn.append((line.size.width, line._line(view).plain))

    monkeypatch.setattr(StickLine, "show", seen)
    async with room.app(beginning()).run_test(size=NARROW) as pilot:
        await settled(pilot)
    assert drawn[0] == (0, drawn[-1][1]), "the first is what it becomes"
    assert "Aisha" in drawn[0][1]
