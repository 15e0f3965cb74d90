"""The help: what is broken into lines stays beside its key or number, at each size."""

import pytest
from tests.tui.surroundings import NARROW, TINY, Room, beginning, play_to, press, settled

from dialogkort.core.game.phases import Phase
from dialogkort.tui.dialogs.help import Listed


@pytest.mark.parametrize("size", [NARROW, TINY], ids=str)
async def test_the_rest_of_a_line_stays_beside_its_key_or_number(room: Room, size: tuple[int, int]) -> None:
    async with room.app(beginning()).run_test(size=size) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.GO_ROUND)
        await settled(pilot)
        await press(pilot, "question_mark")
        keys, game = pilot.app.screen.query(Listed)
        for listed, first in ((keys, "skriv en aftale"), (game, "Et kort bliver delt")):
            rows = str(listed.content).split("\n")
            indent = next(row.index(first) for row in rows if first in row)
            assert max(map(len, rows)) <= listed.size.width
            assert len(rows) > len(listed._rows) or listed is game, "some are broken"
            beside = indent if size == NARROW else 2
            rest = [row for row in rows if row.startswith(" ")]
            assert rest or listed is game
            assert all(len(row) - len(row.lstrip()) == beside for row in rest)
