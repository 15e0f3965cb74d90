"""The table on the screen: what is seen in each phase and size, what each key does, and that time only counts."""

from dataclasses import replace
from random import Random

import pytest
from tests.tui.surroundings import (
    LONG,
    NARROW,
    SIZES,
    TINY,
    WIDE,
    Room,
    beginning,
    deal,
    deck_of,
    game_of,
    lines,
    play_to,
    press,
    resize,
    screen_name,
    settled,
    shown,
    told,
    write,
)  # fmt: skip
from textual.widgets import Input, TextArea
from textual.widgets._toast import Toast

from dialogkort.core.cards import Kind
from dialogkort.core.game.commands import MoveOn, Redraw
from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.setup import Answering
from dialogkort.core.game.state import Stage
from dialogkort.core.team import Member
from dialogkort.sessions.beginning import Beginning
from dialogkort.tui.app import DialogkortApp
from dialogkort.tui.dialogs.prompt import PickScreen
from dialogkort.tui.table.clock_face import ClockFace
from dialogkort.tui.table.screen import TableScreen
from dialogkort.tui.table.spread_bars import SpreadBars
from dialogkort.tui.table.talking_stick import StickLine
from dialogkort.tui.widgets.key_bar import keys_on_bar, live_keys

PHASES = (Phase.READ, Phase.THINK, Phase.GO_ROUND, Phase.DISCUSS, Phase.AGREE)
QUESTION = "Hvornår mærkede du sidst, at vi stolede på dig?"


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    rung: list[float] = []
    monkeypatch.setattr(DialogkortApp, "bell", lambda self: rung.append(self.surroundings.monotonic()))
    return rung


async def tick(pilot, room: Room, seconds: float) -> str:
    """Let seconds pass, and the clock's timer run."""
    room.clock.seconds += seconds
    table = pilot.app.screen
    assert isinstance(table, TableScreen)
    table._on_second()
    return await settled(pilot)


# What is on the screen


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_card_clock_and_way_out_are_there_in_every_phase(room: Room, size: tuple[int, int]) -> None:
    async with room.app(beginning()).run_test(size=size) as pilot:
        text = await settled(pilot)
        assert "Fire regler for samtalen" in text
        assert "q gem og gå" in text
        for phase in PHASES:
            play_to(pilot, phase)
            text = await settled(pilot)
            assert QUESTION in text.replace(" | ", " "), (phase, lines(pilot))
            assert "q gem og gå" in text, phase
            assert "? hjælp" in text, phase
            assert clock_of(pilot), phase


def clock_of(pilot) -> str:
    """Return the clock as it can be read on the screen: the digits, or the plain clock below the card."""
    if pilot.app.screen.query_one(StickLine).display:
        line = pilot.app.screen.query_one("StickLine .heading").content.plain
        assert " ".join(line.split()) in shown(pilot)
        return line.split("   ")[-1] if "   " in line else ""
    figures = pilot.app.screen.query_one("ClockFace .figures")
    seen = figures.region.height == 4 and pilot.app.screen.region.contains_region(figures.region)
    return pilot.app.screen.query_one(ClockFace).time if seen else ""


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_kind_of_card_can_be_read_and_answered(room: Room, size: tuple[int, int]) -> None:
    questions = {
        Kind.DILEMMA: "Det haster. Hvad gør du?",
        Kind.SCALE: "Hvor meget kontrol er fair hos os?",
        Kind.DELEGATION: "Hvem bestemmer om ferien hos os?",
        Kind.EXERCISE: "Find den regel, vi bedst kan undvære.",
    }
    async with room.app(beginning()).run_test(size=size) as pilot:
        await settled(pilot)
        for kind, question in questions.items():
            deal(pilot, kind)
            assert question in await settled(pilot)
            if kind is Kind.EXERCISE:
                play_to(pilot, Phase.DO)
                await settled(pilot)
                assert clock_of(pilot) == "5:00"
                continue
            play_to(pilot, Phase.REVEAL)
            assert question in await settled(pilot)
            text = await press(pilot, "2", "2", "2", "enter")
            assert question in text
            assert "2 █" in text, kind
            assert "q gem og gå" in text


async def test_the_longest_question_is_shown_in_full_or_can_be_scrolled(room: Room) -> None:
    room.deck("lang.yaml", deck_of("lang", LONG))
    async with room.app(beginning(decks=("lang",))).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.GO_ROUND)
        for size in (WIDE, NARROW):
            await resize(pilot, size)
            columns = 60 if size == WIDE else 80
            assert LONG in " ".join(" ".join(line[:columns] for line in lines(pilot)).split()), lines(pilot)
        text = await resize(pilot, TINY)
        assert LONG[:60] in text
        assert "q gem og gå" in text
        for _ in range(6):
            text += await press(pilot, "pagedown")
        assert LONG[-40:] in text


async def test_the_window_can_be_resized_in_the_middle_of_a_round(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.GO_ROUND)
        before = game_of(pilot)
        for size in (NARROW, TINY, (20, 5), (1, 1), (200, 60), TINY):
            await resize(pilot, size)
        text = shown(pilot)
        assert QUESTION in text
        assert "Peter har ordet 1:00" in text
        assert "q gem og gå" in text
        assert QUESTION in await resize(pilot, WIDE)
        assert game_of(pilot) == before


async def test_a_low_screen_shows_only_the_current_phase(room: Room) -> None:
    async with room.app(beginning()).run_test(size=TINY) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.THINK)
        text = await settled(pilot)
        assert "● tænk selv" in text
        assert "○ bordet rundt" not in text


async def test_forty_people_with_long_names_leave_room_for_who_has_the_floor(room: Room) -> None:
    names = [f"{number} " + "Å" * 36 for number in range(1, 41)]
    async with room.app(beginning(*names)).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.GO_ROUND)
        for _ in range(30):
            pilot.app.screen.sitting.send(MoveOn())
        pilot.app.screen.draw()
        speaking = next(m for m in game_of(pilot).members if m.id == game_of(pilot).turns.speaking)
        for size in SIZES:
            text = await resize(pilot, size)
            assert f"{speaking.name[:14]}" in text, (size, lines(pilot))
            assert clock_of(pilot) == "1:00"
            if size == WIDE:
                assert any("● 32" in line for line in lines(pilot)), lines(pilot)
            assert "q gem og gå" in text


async def test_the_last_of_many_people_are_shown_with_those_before_them_on_a_full_line(room: Room) -> None:
    names = [f"Deltager {number}" for number in range(1, 21)]
    async with room.app(beginning(*names)).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        deal(pilot, Kind.DILEMMA)
        play_to(pilot, Phase.REVEAL)
        for _ in range(19):
            await press(pilot, "1")
        line = pilot.app.screen.query_one("StickLine .list").content.plain
        assert line.endswith("✓ Deltager 19  ● Deltager 20")
        assert line.startswith("+16  ✓ Deltager 17  "), line


async def test_brackets_and_markup_in_every_field_are_shown_and_run_nothing(room: Room) -> None:
    bad = "[/][@click=app.quit]x[/]"
    room.deck("klammer.yaml", BRACKETS)
    async with room.app(
        Beginning(team=bad, members=(Member("m1", bad), Member("m2", "[b")), decks=("klammer",), minutes=45)
    ).run_test(size=(120, 40)) as pilot:
        assert bad in await settled(pilot)
        play_to(pilot, Phase.READ)
        assert "[/] [@click=app.quit]tema".upper() in (await settled(pilot)).upper()
        text = await press(pilot, "f", "g")
        for field in ("spørgsmål", "valg et", "valg to", "opfølgning", "råd", "kilde"):
            assert f"[/] [@click=app.quit]{field}" in text, field
        play_to(pilot, Phase.REVEAL)
        await press(pilot, "f", "g", "1", "2", "enter")
        assert "[/] [@click=app.quit]valg to" in shown(pilot)
        play_to(pilot, Phase.AGREE)
        await settled(pilot)
        for row in range(2, 30, 3):
            await pilot.click(offset=(12, row))
        await press(pilot, "n")
        await write(pilot, bad)
        await press(pilot, "enter", "u")
        assert screen_name(pilot) == "TableScreen"
        assert pilot.app.return_code is None


BRACKETS = """\
format: 1
id: klammer
title: "[/] [@click=app.quit]titel"
language: da
order: fixed
description: "[/] [@click=app.quit]om"
sources: {k: "[/] [@click=app.quit]kilde"}
cards:
  - id: et
    kind: dilemma
    theme: "[/] [@click=app.quit]tema"
    question: "[/] [@click=app.quit]spørgsmål [link=file:///etc/passwd]l[/link] $now [bold"
    options: ["[/] [@click=app.quit]valg et", "[/] [@click=app.quit]valg to"]
    follow_ups: ["[/] [@click=app.quit]opfølgning"]
    advice: "[/] [@click=app.quit]råd"
    source: k
"""


# The clock


async def test_at_zero_one_bell_rings_and_overtime_is_put_into_words(room: Room, bells: list[float]) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.THINK)
        await tick(pilot, room, 59)
        assert clock_of(pilot) == "0:01"
        assert bells == []
        await tick(pilot, room, 1)
        assert len(bells) == 1
        for _ in range(5):
            text = await tick(pilot, room, 20)
        assert len(bells) == 1
        assert "over tid: tal tanken til ende" in text
        assert clock_of(pilot) == "+1:40"
        assert game_of(pilot).phase is Phase.THINK


async def test_the_bell_rings_again_for_the_next_clock_and_after_more_time(room: Room, bells: list[float]) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.GO_ROUND)
        await tick(pilot, room, 61)
        await press(pilot, "plus")
        await tick(pilot, room, 30)
        assert len(bells) == 1
        assert "over tid" not in shown(pilot)
        await tick(pilot, room, 31)
        assert len(bells) == 2
        await press(pilot, "enter")
        await tick(pilot, room, 61)
        assert len(bells) == 3


async def test_help_or_a_note_in_overtime_does_not_ring_again(room: Room, bells: list[float]) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.THINK)
        await tick(pilot, room, 70)
        await press(pilot, "question_mark", "escape", "n", "escape")
        await tick(pilot, room, 1)
        assert len(bells) == 1


async def test_the_bell_rings_while_somebody_writes(room: Room, bells: list[float]) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.DISCUSS)
        table = pilot.app.screen
        await press(pilot, "a")
        room.clock.seconds += 361
        table._on_second()
        await settled(pilot)
        assert len(bells) == 1


async def test_a_pause_stops_the_clock_and_is_shown(room: Room, bells: list[float]) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.THINK)
        await tick(pilot, room, 10)
        text = await press(pilot, "space")
        assert "pause" in text
        assert "mellemrum lad uret gå" in text
        room.clock.seconds += 600
        assert clock_of(pilot) == "0:50"
        await press(pilot, "space")
        assert clock_of(pilot) == "0:50"
        assert bells == []


async def test_a_narrow_screen_counts_too(room: Room) -> None:
    async with room.app(beginning()).run_test(size=NARROW) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.THINK)
        assert "Tænk selv 1:00" in await settled(pilot)
        assert "Tænk selv 0:55" in await tick(pilot, room, 5)
        assert "+0:10 over tid" in await tick(pilot, room, 65)


# Dealing


@pytest.mark.parametrize("dealing", list(Dealing))
async def test_there_are_three_ways_of_dealing(room: Room, dealing: Dealing) -> None:
    start = beginning(decks=("samtale",), dealing=dealing)
    room.deck("samtale.yaml", deck_of("samtale", "Hvad er et?", "Hvad er to?", "Hvad er tre?", "Hvad er fire?")
              .replace("order: fixed", "order: shuffled"))  # fmt: skip
    async with room.app(start).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        text = await press(pilot, "enter")
        if dealing is Dealing.BLIND:
            assert "Hvad er" not in text
            assert "Hvad er" in await press(pilot, "enter")
            return
        assert text.count("Hvad er") == 3
        assert "1 2 3 vælg" in text
        await press(pilot, "4", "7")
        assert game_of(pilot).phase is Phase.DEAL
        await press(pilot, "enter")
        assert game_of(pilot).phase is Phase.DEAL
        text = await press(pilot, "2")
        if dealing is Dealing.COLLEAGUE:
            assert screen_name(pilot) == "PickScreen"
            assert "Peter" in text
            await press(pilot, "escape")
            assert game_of(pilot).card is None
            await press(pilot, "2", "down")
            text = await press(pilot, "enter")
            assert "Mette læser højt" in text
        assert game_of(pilot).card is not None
        assert text.count("Hvad er") == 1


async def test_another_card_can_be_drawn_until_the_pile_is_empty(room: Room) -> None:
    async with room.app(beginning(decks=("samtale",))).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "enter")
        first = game_of(pilot).card
        await press(pilot, *("t" for _ in range(6)))
        for _ in range(6):
            pilot.app.screen.sitting.send(Redraw())
        assert game_of(pilot).phase is Phase.READ
        for _ in range(12):
            pilot.app.screen.action_undo()
        assert game_of(pilot).card == first


@pytest.mark.parametrize("size", [NARROW, TINY], ids=str)
async def test_three_cards_are_face_up_on_a_small_screen(room: Room, size: tuple[int, int]) -> None:
    room.deck("samtale.yaml", deck_of("samtale", *(f"Kort {n}" for n in range(4)))
              .replace("order: fixed", "order: shuffled"))  # fmt: skip
    start = beginning(decks=("samtale",), dealing=Dealing.CHOOSE)
    async with room.app(start).run_test(size=size) as pilot:
        await settled(pilot)
        text = await press(pilot, "enter")
        assert text.count("Kort") == 3
        assert "1 2 3 vælg" in text
        assert "q gem og gå" in text


# The answers


@pytest.mark.parametrize("answering", list(Answering))
async def test_answers_stay_hidden_until_they_are_revealed(room: Room, answering: Answering) -> None:
    screens = []
    for value in ("1", "5"):
        async with room.app(beginning(answering=answering)).run_test(size=WIDE) as pilot:
            await settled(pilot)
            deal(pilot, Kind.SCALE)
            play_to(pilot, Phase.REVEAL)
            await settled(pilot)
            await press(pilot, value, value)
            screens.append("\n".join(lines(pilot)))
            await press(pilot, "6", "0", "9", value)
            screens[-1] += "\n".join(lines(pilot))
            assert "█" not in screens[-1]
            text = await press(pilot, "enter")
            assert f"{value} ██████████████████ 3" in text
            assert "I siger alle det samme" in text
    assert screens[0] == screens[1]


async def test_the_same_message_is_shown_once_however_often_the_key_is_pressed(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        deal(pilot, Kind.SCALE)
        play_to(pilot, Phase.REVEAL)
        await settled(pilot)
        await press(pilot, "1", "enter", "enter", "enter")
        assert told(pilot).count("Ikke alle har svaret endnu") == 1


async def test_fingers_can_be_shown_again_and_one_answer_can_be_undone(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        deal(pilot, Kind.SCALE)
        play_to(pilot, Phase.REVEAL)
        await settled(pilot)
        await press(pilot, "1", "2", "u")
        assert dict(game_of(pilot).round.answers) == {"m1": 1}
        await press(pilot, "5", "3", "enter", "v")
        assert game_of(pilot).round.answers == ()
        assert not game_of(pilot).round.shown


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_all_five_bars_of_a_scale_are_seen_at_once_on_every_screen(room: Room, size: tuple[int, int]) -> None:
    async with room.app(beginning()).run_test(size=size) as pilot:
        await settled(pilot)
        deal(pilot, Kind.SCALE)
        play_to(pilot, Phase.REVEAL)
        await settled(pilot)
        await press(pilot, "1", "3", "5", "enter")
        bars = pilot.app.screen.query_one(SpreadBars)
        assert bars.max_scroll_y == 0, lines(pilot)
        assert pilot.app.screen.query_one("#card ReadAloud").region.y < bars.region.y, "and the question's beginning"


# The talking stick


async def test_people_can_pass_be_skipped_leave_and_come_back(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.GO_ROUND)
        await settled(pilot)
        assert "Mette har ordet" in await press(pilot, "p")
        await press(pilot, "d")
        assert screen_name(pilot) == "MembersScreen"
        text = await press(pilot, "down", "down", "enter")
        assert "○ Mette · ikke her" in text
        await press(pilot, "tab")
        await write(pilot, "Sene [/] Søren")
        text = await press(pilot, "enter")
        assert "✓ Sene [/] Søren" in text
        text = await press(pilot, "escape")
        assert "Aisha har ordet" in text
        assert "○ Sene [/] Søren" in text
        text = await press(pilot, "s")
        assert "Ordet er frit" in text
        assert game_of(pilot).phase is Phase.DISCUSS


async def test_the_last_person_stays_and_forty_is_the_maximum(room: Room) -> None:
    async with room.app(beginning("Bo")).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "d")
        assert "mindst én ved bordet" in await press(pilot, "enter")
        await press(pilot, "tab")
        for _ in range(3):
            await write(pilot, "Ny")
            await press(pilot, "enter")
        await press(pilot, "escape")
        assert "4 ved bordet" in shown(pilot)


async def test_everyone_but_one_can_leave_in_the_middle_and_come_back(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.GO_ROUND)
        await press(pilot, "d", "down", "enter", "down", "enter", "escape")
        assert "1 ved bordet" in shown(pilot)
        assert "Aisha har ordet" in shown(pilot)
        await press(pilot, "d", "down", "enter", "down", "enter", "escape")
        assert "3 ved bordet" in shown(pilot)


async def test_somebody_who_joins_at_the_table_is_in_the_team_next_time(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "d", "tab")
        await write(pilot, "Åse (på skærm)")
        await press(pilot, "enter", "escape")
        team = room.files()["team-soe/team.yaml"]
        assert "  - name: Åse\n    remote: true\n" in team
        assert "- name: Mette" in team
        await press(pilot, "u")
        assert "Åse" not in room.files()["team-soe/team.yaml"], "undoing the arrival removes it"


# Any time


async def test_the_minutes_left_can_be_changed_and_nonsense_is_rejected(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "m")
        await write(pilot, "30")
        assert "slutter 10:30" in await press(pilot, "enter")
        for nonsense in ("abc", "-5", "601", "9" * 60):
            await press(pilot, "m")
            await write(pilot, nonsense)
            assert "1 til 600" in await press(pilot, "enter")
            await press(pilot, "escape")
            assert "slutter 10:30" in shown(pilot)
        await press(pilot, "m", "enter")
        assert screen_name(pilot) == "TableScreen"
        assert "slutter 10:30" in shown(pilot)


async def test_a_note_is_parked_but_not_an_empty_one(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n", "enter")
        await press(pilot, "n")
        await write(pilot, "  kaffen [/]\x1b[31m \nog kagen ")
        await press(pilot, "enter")
        assert len(game_of(pilot).notes) == 1
        assert "\x1b" not in game_of(pilot).notes[0]
        assert game_of(pilot).notes[0].startswith("kaffen [/]")


@pytest.mark.parametrize(("key", "keys"), [("n", ()), ("m", ()), ("d", ("tab",))])
async def test_pressing_enter_twice_in_a_dialog_does_not_move_the_table(
    room: Room, key: str, keys: tuple[str, ...]
) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.THINK)
        await press(pilot, key, *keys)
        pilot.app.simulate_key("enter")
        pilot.app.simulate_key("enter")
        await settled(pilot)
        assert [type(screen).__name__ for screen in pilot.app.screen_stack] == ["HomeScreen", "TableScreen"]


async def test_leaving_a_dialog_does_not_move_the_table(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        before = lines(pilot)
        await press(pilot, "d")
        after = lines(pilot)
        assert after[1] == before[1]
        assert after[-2] == before[-2]


async def test_undo_goes_back_to_the_opening_and_no_further(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        opening = game_of(pilot)
        deal(pilot, Kind.DILEMMA)
        play_to(pilot, Phase.AGREE)
        await settled(pilot)
        for _ in range(200):
            if not pilot.app.sitting.can_undo:
                break
            pilot.app.screen.action_undo()
        text = await press(pilot, "u", "u")
        assert game_of(pilot) == opening
        assert "Fire regler for samtalen" in text


async def test_leaving_and_resuming_in_every_phase_keeps_the_step_and_the_clock(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        for phase in (Phase.READ, Phase.GO_ROUND, Phase.AGREE):
            play_to(pilot, phase)
            room.clock.seconds += 7
            await settled(pilot)
            before = game_of(pilot)
            await press(pilot, "q")
            assert screen_name(pilot) == "HomeScreen"
            pilot.app.clear_notifications()
            room.clock.seconds += 60
            text = await press(pilot, "f")
            assert "Velkommen tilbage" in text
            assert "⏎" in text
            await press(pilot, "u", "p", "t")
            assert game_of(pilot) == before
            await press(pilot, "enter")
            after = game_of(pilot)
            assert replace(after, ends=before.ends, clock=before.clock) == before
            assert after.ends == pytest.approx(before.ends - 60, abs=0.1), "the meeting ends at the same time of day"
            countdown = before.countdown
            assert countdown
            now = pilot.app.screen.sitting.now
            assert countdown.left(now) == pytest.approx(countdown.seconds - 7, abs=0.1)


async def test_what_was_opened_on_a_card_closes_with_the_next(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.DISCUSS)
        await settled(pilot)
        text = await press(pilot, "f")
        assert "· Hvad gjorde det muligt?" in text
        assert "Begynd med et lille eksempel." in await press(pilot, "g")
        assert "Hvad gjorde det muligt?" not in await press(pilot, "f")
        await press(pilot, "f", "enter", "e")
        play_to(pilot, Phase.READ)
        assert "Hvad gjorde det muligt?" not in await settled(pilot)


async def test_what_is_below_a_draft_put_to_the_team_does_not_change(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        deal(pilot, Kind.SCALE)
        play_to(pilot, Phase.REVEAL)
        await press(pilot, "a")
        await write(pilot, "Vi ringer.")
        await press(pilot, "f2")
        before = game_of(pilot)
        assert before.proposal
        await press(pilot, "1", "p", "t", "v", "s", "e", "l", "f")
        after = game_of(pilot)
        assert after.round == before.round
        assert after.turns == before.turns
    # in English "e" changes the draft, and "c" is a concern: the keys of the letters that people know


async def test_every_key_on_the_bar_is_in_the_help_and_does_something(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        for goal in (Stage.OPENING, *PHASES, Stage.CLOSING):
            play_to(pilot, goal)
            await settled(pilot)
            screen = pilot.app.screen
            live = live_keys(screen)
            on_bar = keys_on_bar(screen)
            assert {key.name for key in on_bar} <= {key.name for key in live}
            assert [key.action for key in on_bar][-2:] == ["app.help", "leave"]
            text = await press(pilot, "question_mark")
            while "q gem og gå" not in text or not all(key.words in text for key in live):
                more = await press(pilot, "pagedown")
                if more in text:
                    break
                text += more
            for key in live:
                assert key.words in text, (goal, key)
            await press(pilot, "escape")


DECK_WITH_ADVICE = """\
format: 1
id: alle
title: Alle
language: da
cards:
  - id: a
    kind: scale
    question: Hvor meget?
    low: intet
    high: alt
    advice: Begynd med det konkrete.
"""
KEYS = """
enter enter enter space 1 2 3 4 5 7 j y b c i o r e plus p a v t f g u n x s l d w m pageup pagedown
down up left right question_mark escape tab shift+tab f1 f2 ctrl+p backspace å
"""


@pytest.mark.parametrize("seed", [1, 2])
async def test_no_keys_in_any_order_crash_the_program(room: Room, seed: int) -> None:
    keys = KEYS.split()
    chance = Random(seed)
    start = beginning(dealing=list(Dealing)[seed % 3], answering=list(Answering)[seed % 2])
    async with room.app(start).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        for _ in range(25):
            if screen_name(pilot) == "HomeScreen":
                await press(pilot, "f")
            for _ in range(chance.randint(1, 5)):
                pilot.app.simulate_key(chance.choice(keys))
            room.clock.seconds += chance.choice([0, 1, 61])
            await pilot.pause()
            if chance.random() < 0.1:
                await pilot.resize_terminal(*chance.choice(SIZES))
        await settled(pilot)
        assert pilot.app.return_code is None


async def test_what_is_opened_on_a_full_card_is_scrolled_into_view(room: Room) -> None:
    async with room.app(beginning()).run_test(size=TINY) as pilot:
        await settled(pilot)
        deal(pilot, Kind.QUESTION)
        assert "lille eksempel" not in await press(pilot, "f")
        assert "lille eksempel" in await press(pilot, "g")
        assert "Hvornår mærkede du sidst" in await press(pilot, "g", "f")


async def test_the_members_dialog_shows_who_is_on_a_call_and_reads_it_from_a_new_name(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = await press(pilot, "d", "s")
        assert "Aisha (på skærm)" in text
        await press(pilot, "tab")
        await write(pilot, "Sen (skærm)")
        assert "Sen (på skærm)" in await press(pilot, "enter")
        assert [member.name for member in game_of(pilot).members if member.remote] == ["Aisha", "Sen"]
        text = await press(pilot, "escape")
        assert "Aisha · på skærm" in text
        await press(pilot, "u", "u")
        assert not game_of(pilot).on_screen


async def test_the_keys_of_the_members_dialog_are_those_of_the_list_or_of_the_line_below(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = await press(pilot, "d")
        assert "⏎ her eller ej s på skærm tab nyt navn esc tilbage" in text
        text = await press(pilot, "tab", "s")
        assert "⏎ skriv navnet på ↑ til navnene esc tilbage" in text
        assert pilot.app.screen.query_one(Input).value == "s"
        await press(pilot, "up")
        assert "her eller ej" in shown(pilot)


async def test_a_key_that_did_nothing_says_why_until_another_key_does_something(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialogkort.tui.with_settings.READ", 0.0)
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        deal(pilot, Kind.SCALE)
        play_to(pilot, Phase.REVEAL)
        await press(pilot, "enter")
        assert "Ikke alle har svaret endnu" in told(pilot)
        await press(pilot, "enter")
        assert told(pilot).count("Ikke alle har svaret endnu") == 1, "it is still so"
        await press(pilot, "3")
        assert "Ikke alle" not in told(pilot)


async def test_a_message_leaves_the_lines_below_the_card_free_at_80_columns(room: Room) -> None:
    async with room.app(beginning()).run_test(size=NARROW, notifications=True) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.GO_ROUND)
        await settled(pilot)
        pilot.app.tell("Gemt: en aftale")
        await settled(pilot)
        toast = pilot.app.screen.query_one(Toast)
        assert toast.region.bottom <= pilot.app.screen.query_one(StickLine).region.y


async def test_a_message_is_shown_once_when_a_dialog_opens_above_it(room: Room) -> None:
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        pilot.app.tell("Gemt: en aftale")
        await settled(pilot)
        await pilot.app.push_screen(PickScreen("Hvad nu?", [("a", "Dette")]))
        await settled(pilot)
        shown_now = [toast for screen in pilot.app.screen_stack for toast in screen.query(Toast) if toast.display]
        assert [toast.screen for toast in shown_now] == [pilot.app.screen]
        await press(pilot, "escape")
        assert pilot.app.screen.query_one(Toast).display


async def test_the_answers_are_shown_even_if_something_is_open_on_the_card(room: Room) -> None:
    room.deck("da/alle.yaml", DECK_WITH_ADVICE)
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.REVEAL)
        await settled(pilot)
        assert "Begynd med det konkrete." in await press(pilot, "g")
        await press(pilot, "1", "1", "2")
        text = await press(pilot, "enter")
        assert "1 ████████████ 2" in text
        assert "Begynd med det konkrete." in await press(pilot, "g"), "it can be opened again"


async def test_in_a_small_window_a_new_text_is_read_from_its_beginning(room: Room) -> None:
    async with room.app(beginning()).run_test(size=TINY) as pilot:
        await settled(pilot)
        deal(pilot, Kind.QUESTION)
        play_to(pilot, Phase.THINK)
        await settled(pilot)
        await press(pilot, "f", "g", "pagedown", "a")
        pilot.app.screen.query_one(TextArea).text = "Begyndelsen. " + "Vi ringer først, når det haster. " * 12
        assert "Begyndelsen." in await press(pilot, "f2"), "the proposal is what matters now"


async def test_in_a_small_window_the_top_line_says_what_matters_in_full(room: Room) -> None:
    async with room.app(beginning()).run_test(size=TINY) as pilot:
        await settled(pilot)
        assert "…" not in lines(pilot)[0]
        assert "slutter 10:45" in lines(pilot)[0]


async def test_a_sleep_is_reported_and_the_meeting_keeps_its_end(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        table = pilot.app.screen
        ends = table.sitting.ends
        table.sitting.look()
        room.slept += 1800
        table._look()
        await settled(pilot)
        assert "Computeren sov i 30 minutter" in told(pilot)
        assert abs((table.sitting.ends - ends).total_seconds()) < 1
        assert table.sitting.game.ends - table.sitting.now < 16 * 60
