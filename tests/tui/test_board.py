"""Who decides what: the level in a draft, at the table when a card is played again, and on the team's board."""

from datetime import date
from pathlib import Path

import pytest
from tests.tui.surroundings import (
    NARROW,
    SIZES,
    TINY,
    WIDE,
    Room,
    beginning,
    deal,
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
)
from textual.widgets import Input, TextArea

from dialogkort import language
from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.cards import Kind
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Stage
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.tui.agreements.screen import ReviewScreen
from dialogkort.tui.widgets.key_bar import live_keys

pytestmark = pytest.mark.usefixtures("english")

DECISION = "Hvornår vi holder ferie"
"""The decision on the delegation card of the shelf."""
BAD = "[/] [@click=app.quit]x"
LEVELS = (
    "the leader decides and tells us",
    "the leader decides and explains why",
    "the leader asks first, then decides",
    "we agree together",
    "we decide, after asking the leader",
    "we decide and tell the leader afterwards",
    "we decide ourselves",
)


def on(name: str, level: int, decision: str, **fields: object) -> Agreement:
    """An agreement on who decides."""
    usual = {
        "title": f"Title {name}",
        "rule": f"Rule {name}.",
        "decided": date(2026, 5, 22),
        "review": date(2027, 5, 22),
        "decision": decision,
        "level": level,
    }
    return Agreement(name, **{**usual, **fields})


def filed(room: Room, *agreements: Agreement, team: str = "Team Sø") -> Path:
    """Put agreements of a team on file, and return its folder."""
    folder = team_files.folder_of(room.documents, team)
    team_files.save(folder, team_files.Team(name=team))
    for agreement in agreements:
        agreement_files.add(folder, agreement)
    return folder


BOARD = (
    on("a", 3, "Holidays", status=Status.SUPERSEDED, superseded_by="b"),
    on("b", 5, "Holidays", supersedes="a", decided=date(2026, 10, 1)),
    on("c", 7, "Channels", review=date(2026, 11, 1)),
    on("d", 2, "New colleagues"),
    on("e", 0, ""),
)


async def opened(pilot) -> str:
    """Open the board from the home screen."""
    await settled(pilot)
    await press(pilot, "a")
    assert screen_name(pilot) == "ReviewScreen"
    await press(pilot, "l")
    assert screen_name(pilot) == "BoardScreen"
    return shown(pilot)


async def levelled(pilot, level: str) -> str:
    """Let the team agree on the level of the delegation card, with the rule that is suggested."""
    deal(pilot, Kind.DELEGATION)
    play_to(pilot, Phase.GO_ROUND)
    before = await settled(pilot)
    await press(pilot, "a", "tab", *level, "f2", "space", "enter")
    return before


def rule(pilot) -> str:
    return pilot.app.screen.query_one("#rule", TextArea).text


# The draft


async def test_a_level_suggests_a_rule_and_another_level_a_different_one(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        deal(pilot, Kind.DELEGATION)
        assert "to get a suggestion for a rule" in await press(pilot, "a")
        await press(pilot, "tab", "4")
        assert rule(pilot) == f"{DECISION}: we agree together (level 4)."
        assert pilot.app.screen.query_one("#title", Input).value == DECISION
        await press(pilot, "backspace", "7")
        assert rule(pilot) == f"{DECISION}: we decide ourselves (level 7)."
        await press(pilot, "backspace")
        assert rule(pilot) == ""
        await press(pilot, "escape")
        assert game_of(pilot).proposal is None, "a draft is waiting although nothing was written"


async def test_a_rule_that_somebody_wrote_is_kept(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        deal(pilot, Kind.DELEGATION)
        await press(pilot, "a")
        await write(pilot, "Vi aftaler ferien i marts.")
        await press(pilot, "tab", "4")
        assert rule(pilot) == "Vi aftaler ferien i marts."
        assert pilot.app.screen.query_one("#title", Input).value == ""


async def test_a_suggestion_follows_its_level_even_when_the_draft_is_opened_again(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        deal(pilot, Kind.DELEGATION)
        await press(pilot, "a", "tab", "4", "escape", "a", "tab", "backspace", "2")
        assert rule(pilot) == f"{DECISION}: the leader decides and explains why (level 2)."


async def test_an_invalid_level_is_reported(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        deal(pilot, Kind.DELEGATION)
        await press(pilot, "a")
        await write(pilot, "Vi aftaler ferien i marts.")
        await press(pilot, "tab", "8", "tab", "f2")
        assert "a number from 1 to 7" in told(pilot)
        assert pilot.app.focused.id == "level"
        await press(pilot, "backspace", "f2")
        assert game_of(pilot).proposal.proposed


async def test_only_a_delegation_card_asks_for_a_level(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        deal(pilot, Kind.DILEMMA)
        text = await press(pilot, "a")
        assert not pilot.app.screen.query("#level")
        assert "a suggestion for a rule" not in text


# At the table


async def test_a_card_that_is_played_again_shows_what_moved(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        assert "Last time" not in await levelled(pilot, "4")
        assert "Saved: Hvornår vi holder ferie · level 4" in told(pilot)
        assert "→" not in told(pilot)
        assert "Now: level 4" in shown(pilot)
        await press(pilot, "q")
    room.clock.seconds += 30 * 24 * 3600
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        assert "Last time: level 4 (22 November 2026)" in await levelled(pilot, "6")
        assert "Saved: Hvornår vi holder ferie · level 6 · ↑ 4 → 6" in told(pilot)
        assert "Now: level 6 · ↑ 4 → 6" in shown(pilot)
        play_to(pilot, Stage.CLOSING)
        await press(pilot, "enter", "enter", "enter", "4", "4", "4", "enter")
        assert screen_name(pilot) == "SummaryScreen"
        text = shown(pilot)
        assert "level 6 · ↑ 4 → 6" in text
        assert "Replaced by a new one" in text
    files = room.files()
    row = "| Hvornår vi holder ferie | ↑ 4 → 6 since 22 December 2026 | 22 December 2026 | 22 March 2027 |"
    assert row in files["team-soe/delegation.md"]
    [minutes] = [text for name, text in files.items() if "games/" in name and "4 → 6" in text]
    assert "Level 6 · ↑ 4 → 6: we decide and tell the leader afterwards" in minutes


async def test_a_change_of_level_is_shown_with_the_draft_and_undone_with_it(room: Room) -> None:
    folder = filed(room, on("a", 5, f" {DECISION.upper()} "))
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        deal(pilot, Kind.DELEGATION)
        assert "Last time" not in await settled(pilot), "before the answers, it would suggest what to say"
        play_to(pilot, Phase.GO_ROUND)
        assert "Last time: level 5 (22 May 2026)" in await settled(pilot)
        assert "Change of level ↓ 5 → 2" in await press(pilot, "a", "tab", "2", "f2")
        await press(pilot, "space", "enter")
        assert "↓ 5 → 2 since 22 November 2026" in (folder / "delegation.md").read_text("utf-8")
        assert "Last time: level 5 (22 May 2026)" in await press(pilot, "u", "u", "u", "u")
        page = (folder / "delegation.md").read_text("utf-8")
        assert "→" not in page
        assert DECISION.upper() in page


async def test_a_review_can_change_the_level(room: Room) -> None:
    folder = filed(room, on("a", 3, "Holidays", review=date(2026, 8, 22)))
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        assert "Level 3 · the leader asks first" in await press(pilot, "enter")
        play_to(pilot, Phase.AGREE)
        await press(pilot, "j", "tab", "backspace", "5")
        assert rule(pilot) == "Rule a."
        assert "Change of level ↑ 3 → 5" in await press(pilot, "f2")
        await press(pilot, "space", "enter")
        assert "Title a · level 5 · ↑ 3 → 5" in told(pilot)
        assert "level 5 · ↑ 3 → 5" in shown(pilot)
    assert "↑ 3 → 5 since 22 November 2026" in (folder / "delegation.md").read_text("utf-8")
    [found] = agreement_files.load_all(folder)[0]
    assert "Level 3 → 5." in found.history[-1]


async def test_a_replacement_for_an_agreement_with_a_level_can_have_another_level(room: Room) -> None:
    folder = filed(room, on("a", 3, "Holidays", review=date(2026, 8, 22)))
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        play_to(pilot, Phase.AGREE)
        await press(pilot, "s", "tab", "7")
        assert rule(pilot) == "Holidays: we decide ourselves (level 7)."
        await press(pilot, "f2", "space", "enter")
    new = agreement_files.load_all(folder)[0][-1].agreement
    assert (new.decision, new.level, new.supersedes) == ("Holidays", 7, "a")
    assert "↑ 3 → 7" in (folder / "delegation.md").read_text("utf-8")


# The board


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_board_sorts_the_decisions_by_level(room: Room, size: tuple[int, int]) -> None:
    filed(room, *BOARD)
    async with room.app().run_test(size=size) as pilot:
        text = await opened(pilot)
        rows = "\n".join(lines(pilot))
        if size != TINY:
            assert "Who decides what: Team Sø" in text
            assert "3 decisions" in text
            places = [rows.index(f"{level} {words[:12]}") for level, words in enumerate(LEVELS, 1)]
            assert places == sorted(places)
            assert places[1] < rows.index("New colleagues") < places[2]
            assert places[4] < rows.index("Holidays") < places[5]
            assert "↑ 3 → 5 since 1 Oct 2026" in text
            assert "● due since 1 Nov" in text
        assert "esc back" in text
        assert "Rule c." in text, "the current agreement is not shown"
        await press(pilot, "home")
        assert "Rule d." in shown(pilot)
        assert "2 the leader decides" in shown(pilot), "the level of the first one is out of view"


async def test_on_a_low_screen_what_moved_comes_before_the_decision(room: Room) -> None:
    filed(room, *BOARD)
    async with room.app().run_test(size=TINY) as pilot:
        await opened(pilot)
        assert "● Channels" in shown(pilot)
        await press(pilot, "up")
        assert "↑ 3 → 5 Holidays" in shown(pilot)
        await resize(pilot, WIDE)
        assert "Rule b." in shown(pilot), "the current one is lost when the window changes"


async def test_up_and_down_move_between_decisions_and_the_card_shows_everything(room: Room) -> None:
    filed(room, *BOARD)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert "Rule d." in await press(pilot, "home")
        text = await press(pilot, "down")
        assert "Rule b." in text
        assert "Level changed ↑ 3 → 5 since 1 October 2026" in text
        assert "Replaces Title a" in text
        assert "Level 5 · we decide, after" in text
        assert "Rule c." in await press(pilot, "down")
        assert "Rule b." in await press(pilot, "up")
        await press(pilot, "escape")
        assert screen_name(pilot) == "ReviewScreen"


async def test_enter_goes_to_the_agreement_even_if_a_filter_is_used(room: Room) -> None:
    filed(room, *BOARD)
    app = room.app()
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "home", "enter")
        assert screen_name(pilot) == "ReviewScreen"
        assert "Rule d." in shown(pilot)
        await press(pilot, "f")
        await write(pilot, "Channels")
        await press(pilot, "enter")
        await settled(pilot)
        while screen_name(pilot) != "ReviewScreen":
            await press(pilot, "enter")
        assert "Rule c." in shown(pilot)
        await press(pilot, "l", "home", "enter")
        assert "Rule d." in shown(pilot)


async def test_a_change_made_there_shows_on_the_board(room: Room) -> None:
    filed(room, on("a", 3, "Holidays"))
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "enter", "j", "tab", "backspace", "6", "f2", "enter")
        assert screen_name(pilot) == "ReviewScreen"
        assert "↑ 3 → 6 since 22 Nov 2026" in await press(pilot, "l")
        assert "→ 6" not in await press(pilot, "escape", "u", "l")


async def test_each_team_has_its_own_board(room: Room) -> None:
    filed(room, *BOARD)
    filed(room, on("q", 6, "Shifts"), team="Team Å")
    filed(room, on("r", 0, ""), team="Team Nord")
    async with room.app().run_test(size=NARROW) as pilot:
        assert "Team Sø" in await opened(pilot)
        text = await press(pilot, "t")
        assert "Who decides what: Team Å" in text
        assert "1 decision " in text
        assert "Rule q." in text
        assert "Team Sø" in await press(pilot, "t")
        await press(pilot, "escape")


async def test_with_only_one_board_no_other_team_is_offered(room: Room) -> None:
    filed(room, *BOARD)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert "another team" not in {key.words for key in live_keys(pilot.app.screen)}
        await press(pilot, "t")
        assert screen_name(pilot) == "BoardScreen"


async def test_without_levels_there_is_no_board_to_open(room: Room) -> None:
    filed(room, on("e", 0, ""), on("x", 4, "Gone", status=Status.RETIRED))
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "a", "l", "n")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "levels" not in {key.words for key in live_keys(pilot.app.screen)}


async def test_text_from_people_is_shown_unchanged(room: Room) -> None:
    filed(room, on("a", 3, f"{BAD} decision\n\nof two lines", title=BAD), team=f"Team {BAD}")
    async with room.app().run_test(size=WIDE) as pilot:
        text = await opened(pilot)
        assert f"Team {BAD}" in text
        assert f"{BAD} decision of two" in text


async def test_a_file_that_is_broken_or_deleted_in_the_meantime_is_reported_on_the_card(room: Room) -> None:
    folder = filed(room, on("a", 3, "Holidays"), on("b", 4, "Channels"))
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        path = agreement_files.path_of(folder, "b")
        assert path
        path.write_text(path.read_text("utf-8").replace("level: 4", "level: nine"), "utf-8")
        assert "“nine” is not a level" in await press(pilot, "home", "down")
        path.unlink()
        assert "cannot be read" in await press(pilot, "up", "down")


@pytest.mark.parametrize("tongue", ["da", "en"])
async def test_the_letters_of_both_languages_open_the_board(room: Room, tongue: str) -> None:
    language.use(tongue)
    filed(room, *BOARD)
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        for letter in "nl":
            await press(pilot, letter)
            assert screen_name(pilot) == "BoardScreen"
            await press(pilot, "escape")
