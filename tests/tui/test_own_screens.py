"""Personal screens at the table: the key, the panel, the line that remains, and their return with a resume."""

import asyncio
import json
from contextlib import AsyncExitStack
from dataclasses import replace
from itertools import product
from types import SimpleNamespace

import pytest
from tests.core.table import forward
from tests.tui.surroundings import NARROW, TINY, WIDE, Room, beginning, game_of, press, settled, shown, told
from textual.pilot import Pilot
from textual.widgets import Static
from websockets.asyncio.client import connect

from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Stage
from dialogkort.seats import screens as screens_module
from dialogkort.seats.screens import Screens, Wanted
from dialogkort.sessions.own_screens import Reach
from dialogkort.tui.app import DialogkortApp
from dialogkort.tui.look import typography
from dialogkort.tui.look.typography import Signs
from dialogkort.tui.table import screen as table_screen
from dialogkort.tui.table import talking_stick

LOCAL = "127.0.0.1"


@pytest.fixture(autouse=True)
def _lets_everybody_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system lets every program listen, without a question, unless a test says otherwise."""
    monkeypatch.setattr(screens_module, "sys", SimpleNamespace(platform="linux"))


@pytest.fixture
def screens() -> Screens:
    return Screens(Wanted(listen=LOCAL))


def with_seats(room: Room, screens: Screens, *, resume: bool = False, at_once: bool = False) -> DialogkortApp:
    app = room.app(None if resume else beginning("Anna", "Bo"), resume=resume)
    app.surroundings = replace(app.surroundings, own_screens=lambda: screens, seats_at_once=at_once)
    return app


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY], ids=str)
async def test_one_key_turns_them_on_and_a_line_remains_when_the_panel_is_hidden(
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


async def test_without_personal_screens_the_key_says_so(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "z")
        assert "kan ikke slås til her" in told(pilot)


async def test_the_picture_is_the_link_and_is_hidden_where_nobody_could_use_it(room: Room, screens: Screens) -> None:
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


def words_in(pilot: Pilot[str], place: str) -> str:
    """Return the text in one place of the current screen, however its lines are broken."""
    return str(pilot.app.screen.query_one(place, Static).content)


@pytest.fixture
def two_networks(monkeypatch: pytest.MonkeyPatch) -> Screens:
    """Personal screens of a computer with a cable and a VPN, as far as the program can tell."""
    found = [(LOCAL, "eth0", Reach.SAME_NETWORK), ("127.0.0.2", "wg0", Reach.VPN)]
    monkeypatch.setattr(screens_module, "own_addresses", lambda: found)
    # ports that no parallel test takes once they are free again
    monkeypatch.setattr(screens_module, "PORT", 7480)
    monkeypatch.setattr(screens_module, "LAST_PORT", 7488)
    return Screens()


async def is_refused(host: str, port: str) -> bool:
    """Tell whether nobody is listening there any more, at the latest after some seconds."""
    for _moment in range(50):
        try:
            _reader, writer = await asyncio.open_connection(host, port)
        except ConnectionRefusedError:
            return True
        writer.close()
        await asyncio.sleep(0.1)
    return False


async def test_the_panel_says_who_can_use_each_address_and_goes_to_the_next(room: Room, two_networks: Screens) -> None:
    async with with_seats(room, two_networks).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "z")
        text = words_in(pilot, ".told")
        assert "samme wi-fi" in text
        assert "(eth0)" in text
        assert "adresse 1 af 2" in text
        before = two_networks.address
        assert two_networks.picture() != ()
        await press(pilot, "n")
        text = words_in(pilot, ".told")
        assert "samme VPN. (wg0)" in text
        assert "adresse 2 af 2" in text
        host, port = before.url.removeprefix("http://").split(":")
        assert await is_refused(host, port), "only the address that is shown is listened on"


@pytest.mark.parametrize(("language", "size"), [*product(["da", "en"], [TINY, (40, 18), (40, 21), (40, 23)])], ids=str)
async def test_a_small_terminal_shows_every_word_of_the_panel_and_its_keys(
    room: Room, two_networks: Screens, language: str, size: tuple[int, int]
) -> None:
    async with with_seats(room, two_networks).run_test(size=size) as pilot:
        if language == "en":
            pilot.app.action_switch_language()  # type: ignore[attr-defined]
        await settled(pilot)
        await press(pilot, "z")

        def all_shown(key: str, *places: str) -> bool:
            text = " ".join(shown(pilot).replace("█", " ").split())
            return key in text and all(" ".join(words_in(pilot, place).split()) in text for place in places)

        assert two_networks.address.url in shown(pilot)
        assert all_shown("esc", ".told"), shown(pilot)
        panel = pilot.app.screen
        panel._waited = 25.0  # type: ignore[attr-defined]
        panel._draw()  # type: ignore[attr-defined]
        await settled(pilot)
        assert all_shown("esc", ".told"), shown(pilot)
        address = two_networks.address
        async with connect(f"{address.url.replace('http', 'ws')}/line", origin=address.url, proxy=None) as line:
            await line.send(json.dumps({"code": two_networks.code, "lang": "da"}))
            await line.recv()
            await line.send(json.dumps({"n": 1, "do": "new", "words": "Kirsten Margrethe Rasmussen"}))
            for _look in range(50):
                if two_networks.asking:
                    break
                await asyncio.sleep(0.1)
            await settled(pilot)
            assert all_shown("⏎", ".told", ".asking"), shown(pilot)
            await press(pilot, "escape")
            assert {"da": "1 vil være med", "en": "1 person wants to join"}[language] in shown(pilot)


async def test_people_on_a_call_are_shown_the_ways_that_suit_them(room: Room, two_networks: Screens) -> None:
    async with with_seats(room, two_networks).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "z")
        here = two_networks.address.url.partition("://")[2]
        text = await press(pilot, "p")
        assert "kan ikke nås hjemmefra" in text
        assert "VPN'et, hvis I alle er på det: 127.0.0.2" in text
        text = await press(pilot, "down", "enter")
        assert f"ssh -R 8080:{here} dig@din-server" in text
        assert "kan læse alt" in text
        await press(pilot, *"abc", "enter")
        assert "https://" in shown(pilot), "an invalid address is reported, and the question remains"
        for _letter in "abc":
            await pilot.press("backspace")
        await press(pilot, *"http", "colon", "slash", "slash", *"server", "colon", *"8080", "enter")
        assert two_networks.link.startswith("http://server:8080/")
        text = await press(pilot, "p")
        assert two_networks.link in text
        assert "Ingen tunnel mere" in text
        await press(pilot, "down", "down", "enter")
        assert two_networks.address == two_networks.here
        await press(pilot, "p", "enter")
        assert two_networks.address.reach is Reach.VPN
        text = await press(pilot, "p", "down", "enter")
        assert "Anna" in text, "not today: they are marked in the list of who is here"


@pytest.mark.parametrize("system", ["win32", "darwin"])
async def test_the_table_says_so_before_the_system_asks_for_permission_to_listen(
    room: Room, screens: Screens, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    async with with_seats(room, screens).run_test(size=WIDE) as pilot:
        await settled(pilot)
        with monkeypatch.context() as there:
            there.setattr(screens_module, "sys", SimpleNamespace(platform=system))
            await pilot.press("z")
            await pilot.pause(0.3)
            assert "tage imod forbindelser fra netværket" in words_in(pilot, ".hint")
            assert not screens.is_open
            await pilot.press("enter")
        assert "Kode:" in await settled(pilot)
        assert not screens.system_asks, "it asks only once"


@pytest.mark.parametrize(("signs", "seen"), [(Signs.FULL, True), (Signs.PLAIN, True), (Signs.BARE, False)])
async def test_the_picture_is_drawn_only_with_characters_that_can_be_scanned(
    room: Room, two_networks: Screens, monkeypatch: pytest.MonkeyPatch, signs: Signs, seen: bool
) -> None:
    monkeypatch.setattr(typography, "in_use", lambda: signs)
    async with with_seats(room, two_networks).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "z")
        assert pilot.app.screen.query_one(".qr").display is seen


async def test_the_panel_shows_a_persons_own_keys(room: Room, screens: Screens) -> None:
    from dialogkort.tui import keymap

    assert dict(keymap.ids())["screens.new_code"] == "k"


async def test_one_key_at_the_table_admits_a_new_name(room: Room, screens: Screens) -> None:
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


async def collecting(pilot, screens: Screens, stack: AsyncExitStack) -> None:
    """Go on to the answers, with Anna at a personal screen."""
    from tests.seats.served import Page
    from websockets.asyncio.client import connect

    await settled(pilot)
    url = screens.address.url
    line = await stack.enter_async_context(connect(url.replace("http", "ws") + "/line", origin=url, proxy=None))
    page = Page(line)
    await line.send(f'{{"code": "{screens.code}", "lang": "da"}}')
    await page.hear("door")
    await page.say("sit", value=game_of(pilot).members[0].id)
    await page.hear("key")
    sitting = pilot.app.sitting
    while game_of(pilot).phase is not Phase.REVEAL:
        assert sitting.send(forward(game_of(pilot))) is None
    await press(pilot, "escape")
    ask = (await page.view(heading="Svar, skjult"))["ask"]
    await page.say("answer", place=ask["place"], value="2")
    await page.hear("done")


async def test_three_beats_pass_before_the_reveal_and_enter_skips_them(
    room: Room, screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_screen, "BEAT", 1000.0)  # they pass when the test says so
    async with AsyncExitStack() as stack, with_seats(room, screens, at_once=True).run_test(size=WIDE) as pilot:
        pilot.app.animation_level = "full"
        await collecting(pilot, screens, stack)
        await press(pilot, "3")
        text = await press(pilot, "enter")
        assert game_of(pilot).round.shown, "the game has continued, and is on disk"
        assert "Alle kort vendes" in text
        assert "● ○ ○" in text
        assert "Vend svarene." not in words_in(pilot, ".hint"), "that has been done"
        table = pilot.app.screen
        assert isinstance(table, table_screen.TableScreen)
        assert not table.query_one("#bars").display
        table._on_beat()
        assert "● ● ○" in await settled(pilot)
        await press(pilot, "enter")
        assert table.query_one("#bars").display
        assert game_of(pilot).phase is Phase.REVEAL, "that Enter did nothing else"
        await press(pilot, "u")
        await press(pilot, "enter")
        for _beat in range(3):
            assert not table.query_one("#bars").display
            table._on_beat()
        await settled(pilot)
        assert table.query_one("#bars").display


async def test_with_less_motion_the_cards_are_revealed_at_once(room: Room, screens: Screens) -> None:
    async with AsyncExitStack() as stack, with_seats(room, screens, at_once=True).run_test(size=WIDE) as pilot:
        pilot.app.animation_level = "none"
        await collecting(pilot, screens, stack)
        await press(pilot, "3", "enter")
        assert pilot.app.screen.query_one("#bars").display


async def test_the_card_of_somebody_who_has_answered_slides_to_the_name(
    room: Room, screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talking_stick, "SLIDE_SECONDS", 1000.0)
    async with AsyncExitStack() as stack, with_seats(room, screens, at_once=True).run_test(size=WIDE) as pilot:
        pilot.app.animation_level = "full"
        await collecting(pilot, screens, stack)
        away = []
        for _step in talking_stick.SLIDE:
            text = await settled(pilot)
            assert "○ Anna ▲ ▮" in text
            away.append(words_in(pilot, "TalkingStick .list").index("▮"))
            pilot.app.screen.query_one(talking_stick.TalkingStick)._on_slide()
        assert away == sorted(away, reverse=True)
        assert len(set(away)) == len(talking_stick.SLIDE)
        assert "▮ Anna ▲" in await settled(pilot)


async def test_leaving_the_summary_says_which_personal_screens_lack_the_last_page(room: Room, screens: Screens) -> None:
    async with AsyncExitStack() as stack, with_seats(room, screens, at_once=True).run_test(size=WIDE) as pilot:
        await collecting(pilot, screens, stack)
        await press(pilot, "3", "l", "s", "s")
        assert game_of(pilot).stage is Stage.ENDED
        assert "1 egen skærm har ikke fået den sidste side" in await press(pilot, "enter")
        await press(pilot, "enter")
        assert screens.is_open, "the table waits"
        await press(pilot, "enter", "down", "enter")
        assert not screens.is_open


async def test_personal_screens_come_back_with_a_resume_and_end_with_the_game(room: Room, screens: Screens) -> None:
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


async def test_a_step_of_the_table_is_drawn_once_and_steps_of_seats_are_drawn(
    room: Room, screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with with_seats(room, screens).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "z", "escape")
        drawn: list[None] = []
        draw = table_screen.TableScreen.draw
        monkeypatch.setattr(table_screen.TableScreen, "draw", lambda screen: (drawn.append(None), draw(screen)))
        await press(pilot, "enter")
        assert len(drawn) == 1
        for _seat in range(3):
            pilot.app.sitting.tell()  # type: ignore[attr-defined]
        await settled(pilot)
        assert len(drawn) == 2, "what comes together is drawn together"


async def test_a_suggestion_replaces_the_words_of_the_draft_if_the_table_accepts_it(
    room: Room, screens: Screens
) -> None:
    async with with_seats(room, screens).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "z")
        sitting = pilot.app.sitting  # type: ignore[attr-defined]
        for rule in ("Vi ringer altid.", "Vi ringer, når det haster."):
            screens._room._suggest("m1", rule)
            await settled(pilot)
            text = await press(pilot, "s")
            assert ("Brug den i stedet for udkastets ord" in text) == (sitting.game.proposal is not None)
            await press(pilot, "enter")
            assert sitting.game.proposal.draft.rule == rule
            assert screens.suggestions == ()
        await press(pilot, "escape")
        assert "Vi ringer altid." not in shown(pilot)
