"""A screen is arranged for the size of the window from its first frame on."""

import pytest
from tests.tui.surroundings import NARROW, TINY, WIDE, Room, settled

from dialogkort.core.cards import Card, Kind
from dialogkort.tui.decks.card_form import CardScreen


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
