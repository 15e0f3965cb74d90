"""Own screens at the table: the key, the panel, the line that stays, and that they come back with a resume."""

from dataclasses import replace

import pytest
from tests.tui.surroundings import NARROW, TINY, WIDE, Room, beginning, game_of, press, settled, shown, told

from dialogkort.seats.screens import Screens, Wanted
from dialogkort.tui.app import DialogkortApp

LOCAL = "127.0.0.1"


@pytest.fixture
def screens() -> Screens:
    return Screens(Wanted(listen=LOCAL))


def with_seats(room: Room, screens: Screens, *, resume: bool = False, at_once: bool = False) -> DialogkortApp:
    app = room.app(None if resume else beginning("Anna", "Bo"), resume=resume)
    app.surroundings = replace(app.surroundings, own_screens=lambda: screens, seats_at_once=at_once)
    return app


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY], ids=str)
async def test_one_key_turns_them_on_and_a_line_stays_when_the_panel_is_hidden(
    room: Room, screens: Screens, size: tuple[int, int]
) -> None:
    async with with_seats(room, screens).run_test(size=size) as pilot:
        await settled(pilot)
        assert not screens.is_open, "nothing listens before that"
        text = await press(pilot, "z")
        assert screens.is_open
        assert f"Kode: {screens.code}" in text
        assert "0 af 2 er med" in text
        text = await press(pilot, "escape")
        assert screens.address.url[:20] in text
        await press(pilot, "z")
        await press(pilot, "o")
        assert not screens.is_open
        assert screens.address.url not in shown(pilot)


async def test_without_own_screens_the_key_says_so(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "z")
        assert "kan ikke slås til her" in told(pilot)


async def test_the_picture_is_the_link_and_is_not_shown_where_nobody_could_use_it(room: Room, screens: Screens) -> None:
    async with with_seats(room, screens).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "z")
        assert screens.picture() == ()
        assert screens.use_address("http://192.168.100.200:7373") == ""
        rows = screens.picture()
        assert len(rows) == 17
        assert {len(row) for row in rows} == {33}
        await press(pilot, "escape", "z")
        assert rows[4].strip() in "\n".join(
            str(render_strip) for render_strip in pilot.app.screen._compositor.render_strips()
        )


async def test_a_new_name_is_let_in_by_one_key_at_the_table(room: Room, screens: Screens) -> None:
    from tests.seats.served import Page
    from websockets.asyncio.client import connect

    async with with_seats(room, screens).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "z")
        url = screens.address.url
        async with connect(url.replace("http", "ws") + "/line", origin=url, proxy=None) as line:
            page = Page(line)
            await line.send(f'{{"code": "{screens.code}", "lang": "da"}}')
            await page.hear("door")
            await page.say("new", words="Sen")
            await page.hear("door")
            assert "Sen (ny) vil gerne være med" in await settled(pilot)
            await press(pilot, "enter")
            await page.hear("key")
            assert [member.name for member in game_of(pilot).members] == ["Anna", "Bo", "Sen"]


async def test_they_come_back_with_a_resume_and_go_with_the_game(room: Room, screens: Screens) -> None:
    async with with_seats(room, screens, at_once=True).run_test(size=WIDE) as pilot:
        await settled(pilot)
        code = screens.code
        await press(pilot, "escape", "q")
        assert not screens.is_open
    again = Screens(Wanted(listen=LOCAL))
    async with with_seats(room, again, resume=True).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert again.is_open
        assert again.code == code
    assert not again.is_open
