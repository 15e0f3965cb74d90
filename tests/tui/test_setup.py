"""Set-up: the plan as it is made, teams that come back, and what people type by mistake."""

import pytest
from tests.tui.surroundings import (
    FAULTY,
    NARROW,
    TINY,
    WIDE,
    Room,
    beginning,
    deck_of,
    game_of,
    people,
    press,
    screen_name,
    settled,
    shown,
    told,
    write,
)  # fmt: skip
from textual.widgets import Input

from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.phases import Format
from dialogkort.core.game.setup import Answering
from dialogkort.core.team import Member, Team
from dialogkort.sessions.beginning import Beginning
from dialogkort.sessions.names import members_of, names_in
from dialogkort.storage import teams as team_files
from dialogkort.tui.widgets.choice_row import ChoiceRow
from dialogkort.tui.widgets.form_rows import NamesLine


def form(pilot) -> dict[str, object]:
    screen = pilot.app.screen
    rows = {row.id: row.chosen for row in screen.query(ChoiceRow)}
    return rows | {line.id: line.value for line in screen.query(Input)}


async def fill(pilot, line: str, text: str) -> str:
    widget = pilot.app.screen.query_one(f"#{line}", Input)
    widget.clear()
    widget.focus()
    await pilot.pause()
    await write(pilot, text)
    return await settled(pilot)


def played(room: Room, *names: str, name: str = "Team Sø", **chosen: object) -> None:
    """A team has played before, and this is what it chose."""
    folder = team_files.folder_of(room.documents, name)
    usual = {"format": "klassisk", "dealing": "blind", "answering": "fingers", "decks": ("alle",)}
    settled = {"language": "da", "minutes": 45} | usual | chosen
    team_files.save(folder, Team(name, people(*names), **settled))  # type: ignore[arg-type]


async def test_what_was_written_is_still_there_after_going_back(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        await fill(pilot, "team", "Team Vest")
        await fill(pilot, "add", "Anne, Bo")
        await press(pilot, "enter")
        before = form(pilot)
        await press(pilot, "escape", "n")
        assert form(pilot) == before
        assert before["team"] == "Team Vest"
        await press(pilot, "f2", "q")
        assert pilot.app.set_up_left == {}, "it was used"


async def test_personal_screens_are_part_of_what_the_set_up_shows(room: Room) -> None:
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        said = "Egne skærme slås til sammen med spillet."
        assert said not in shown(pilot)
        assert said in await press(pilot, "f3")
        await fill(pilot, "add", "Anne, Bo")
        assert said in await press(pilot, "enter")
        assert said not in await press(pilot, "f3")
        assert told(pilot) == ""


async def test_a_new_team_can_be_entered_with_the_keyboard_alone(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        await press(pilot, *"Bo", "enter", *"Aisha", "comma", *"Per", "enter")
        assert "✓ Aisha ✓ Per" in shown(pilot)
        text = await press(pilot, "f2")
        assert screen_name(pilot) == "TableScreen"
        assert "Bo · 2 ved bordet" in text
    assert "name: Aisha" in room.files()["bo/team.yaml"]


async def test_the_plan_follows_every_change(room: Room) -> None:
    async with room.app(Beginning(decks=("samtale",))).run_test(size=WIDE) as pilot:
        assert "Hvem er her?" in await settled(pilot)
        text = await fill(pilot, "add", "4")
        assert "Hvem er her?" not in text
        text = await press(pilot, "enter")
        assert "Plads 4" in text
        assert "Der er tid til" in text
        assert "Mødet slutter 10:45" in text
        text = await fill(pilot, "minutes", "90")
        assert "Mødet slutter 11:30" in text
        text = await fill(pilot, "minutes", "x")
        assert "et tal fra 1 til 600" in text


async def test_impossible_minutes_are_never_planned(room: Room) -> None:
    async with room.app(beginning(decks=(), minutes=45)).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        for minutes in ("0", "601", "999", ""):
            text = await fill(pilot, "minutes", minutes)
            assert "et tal fra 1 til 600" in text
        await press(pilot, "f2")
        assert screen_name(pilot) == "SetupScreen"
        assert "et tal fra 1 til 600" in told(pilot)


async def test_the_suggested_format_changes_until_somebody_chooses_one(room: Room) -> None:
    async with room.app(Beginning(members=members_of("4"))).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await fill(pilot, "minutes", "15")
        assert form(pilot)["form-choice"] == (Format.SHORT,)
        pilot.app.screen.query_one("#form-choice").focus()
        await press(pilot, "right", "right")
        assert form(pilot)["form-choice"] == (Format.THOROUGH,)
        await fill(pilot, "minutes", "20")
        assert form(pilot)["form-choice"] == (Format.THOROUGH,)


async def test_too_little_time_gets_a_suggestion_that_fits_and_can_be_used(room: Room) -> None:
    start = Beginning(members=members_of("8"), minutes=15, form=Format.THOROUGH)
    async with room.app(start).run_test(size=WIDE) as pilot:
        text = await settled(pilot)
        assert "For lidt tid" in text
        assert "→" in text
        pilot.app.screen.query_one("#proposal").focus()
        text = await press(pilot, "enter")
        assert "For lidt tid" not in text
        assert "Der er tid til" in text
        await press(pilot, "enter")
        assert screen_name(pilot) == "TableScreen"


async def test_a_returning_team_starts_with_three_keys(room: Room) -> None:
    played(room, dealing=Dealing.CHOOSE, answering=Answering.UNSEEN, minutes=30, decks=("samtale",))
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        filled = form(pilot)
        assert filled["team"] == "Team Sø"
        assert filled["members"] == ("m1", "m2", "m3")
        assert filled["decks"] == ("samtale",)
        assert filled["minutes"] == "30"
        assert filled["dealing"] == (Dealing.CHOOSE,)
        assert filled["answering"] == (Answering.UNSEEN,)
        await press(pilot, "enter", "enter")
        assert screen_name(pilot) == "TableScreen"
        assert "Runde 1" in shown(pilot)


async def test_a_known_team_named_on_the_command_line_keeps_its_way_of_dealing(room: Room) -> None:
    played(room, dealing=Dealing.COLLEAGUE, answering=Answering.UNSEEN)
    before = room.files()["team-soe/team.yaml"]
    async with room.app(Beginning(team="team sø", decks=("alle",))).run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert screen_name(pilot) == "TableScreen"
    assert room.files()["team-soe/team.yaml"] == before


async def test_an_absent_member_is_turned_off_and_remains_in_the_team(room: Room) -> None:
    played(room)
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        pilot.app.screen.query_one("#members").focus()
        await press(pilot, "right", "space")
        assert "○ Peter" in shown(pilot)
        text = await press(pilot, "f2")
        assert "2 ved bordet" in text
    assert "Peter" in room.files()["team-soe/team.yaml"]


@pytest.mark.parametrize("way_on", ["tab", "enter", "f2"])
async def test_members_of_another_team_do_not_come_along(room: Room, way_on: str) -> None:
    played(room, "A1", "A2", name="Alfa")
    played(room, "B1", "B2", name="Beta")
    before = room.files()
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        await fill(pilot, "team", "alfa")
        await press(pilot, way_on)
        if way_on != "f2":
            assert form(pilot)["members"] == ("m1", "m2")
            assert "✓ A1 ✓ A2" in shown(pilot)
            await press(pilot, "f2")
        assert screen_name(pilot) == "TableScreen"
    after = room.files()
    assert {name: after[name] for name in before} == before


async def test_a_new_team_starts_without_the_members_of_the_last_one(room: Room) -> None:
    played(room, "A1", "A2", name="Alfa")
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        await fill(pilot, "team", "Gamma")
        await press(pilot, "tab")
        assert form(pilot)["members"] == ()
        await press(pilot, "f2")
        assert "Hvem er her?" in told(pilot)


async def test_names_typed_before_the_team_are_kept(room: Room) -> None:
    played(room, "A1", "A2", name="Alfa")
    async with room.app(Beginning(members=members_of("Ida, Ole"), team="Ny")).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await fill(pilot, "add", "Eva")
        await press(pilot, "enter")
        await fill(pilot, "team", "Gamma")
        await press(pilot, "tab")
        assert "✓ Ida ✓ Ole ✓ Eva" in shown(pilot)


async def test_a_game_without_people_or_cards_cannot_begin(room: Room) -> None:
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "n", "f2")
        assert "Hvem er her?" in told(pilot)
        assert pilot.app.focused.id == "add", "what is missing is typed at once"
        await fill(pilot, "add", "Bo")
        await press(pilot, "enter")
        pilot.app.screen.query_one("#decks").focus()
        await press(pilot, "space")
        assert "mindst ét" in shown(pilot)
        await press(pilot, "f2")
        assert screen_name(pilot) == "SetupScreen"


async def test_one_member_and_forty_can_play_and_forty_one_are_too_many(room: Room) -> None:
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        await fill(pilot, "add", "41")
        text = await press(pilot, "enter")
        assert "plads til 40" in told(pilot)
        assert len(form(pilot)["members"]) == 40
        assert "I er mange" in text
    async with room.app(beginning("Bo")).run_test(size=WIDE) as pilot:
        assert "1 ved bordet" in await settled(pilot)


async def test_a_name_of_200_letters_is_shortened_and_reported(room: Room) -> None:
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        await fill(pilot, "add", "Å" * 200)
        await press(pilot, "enter")
        assert "forkortet" in told(pilot)
        assert "Å" * 39 + "…" in shown(pilot)


async def test_hostile_names_are_plain_text(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        await fill(pilot, "team", "[/]\x1b[31m[@click=app.quit]T[/]")
        await fill(pilot, "add", "[/], [@click=app.quit]x, \x1b]0;ond\x07, 👩‍👩‍👧, \u202eabc")
        text = await press(pilot, "enter")
        assert "✓ [/] ✓ [@click=app.quit]x" in text
        assert "\x1b" not in text
        text = await press(pilot, "f2")
        assert screen_name(pilot) == "TableScreen"
        assert "[@click=app.quit]T[/]" in text
        assert "\u202e" not in text
        assert "👩‍👩‍👧" in text


@pytest.mark.parametrize(
    "pasted",
    [
        "Dorte Hansen\tErik Bo\tFie",
        "Dorte Hansen\nErik Bo\n\nFie\n",
        "- Dorte Hansen\n* Erik Bo <erik@x.dk>\n3. Fie",
        "Dorte Hansen; - Erik Bo\nfie@x.dk",
        "Dorte Hansen\tdorte@x.dk\nErik Bo\teb@x.dk\nFie\tfie@x.dk\n",
    ],
)
async def test_pasted_names_are_shown_in_the_field_as_they_are_understood(room: Room, pasted: str) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        line = pilot.app.screen.query_one(NamesLine)
        line.focus()
        await write(pilot, pasted)
        await settled(pilot)
        assert line.value.casefold() == "dorte hansen, erik bo, fie"
        assert "3 deltagere" in shown(pilot)


async def test_a_column_of_names_can_be_pasted(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        await fill(pilot, "add", "Aisha\r\nPeter\n\nMette\n")
        assert "✓ Aisha ✓ Peter ✓ Mette" in await press(pilot, "enter")


async def test_starting_twice_quickly_begins_one_game(room: Room) -> None:
    async with room.app(beginning(decks=())).run_test(size=WIDE) as pilot:
        await settled(pilot)
        pilot.app.simulate_key("f2")
        pilot.app.simulate_key("f2")
        await settled(pilot)
        assert [type(screen).__name__ for screen in pilot.app.screen_stack] == ["HomeScreen", "TableScreen"]
    assert len(list(room.journals.glob("*.journal"))) == 1


# Decks


async def test_a_deck_given_by_its_path_is_chosen_and_played(room: Room, tmp_path) -> None:
    path = tmp_path / "tirsdag.yaml"
    path.write_text(deck_of("tirsdag", "Hvad skal vi nå på tirsdag?"), encoding="utf-8")
    async with room.app(Beginning(decks=(str(path),))).run_test(size=WIDE) as pilot:
        text = await settled(pilot)
        assert "✓ Tirsdag" in text
        await fill(pilot, "add", "2")
        await press(pilot, "enter", "f2")
        text = await press(pilot, "enter", "enter")
        assert "Hvad skal vi nå på tirsdag?" in text


async def test_a_missing_deck_is_reported_and_another_can_be_chosen(room: Room) -> None:
    async with room.app(Beginning(decks=("findes-ikke",))).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        assert "findes-ikke" in told(pilot)
    async with room.app(beginning(decks=("[/]nix",))).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        assert "[/]nix" in told(pilot)
        assert screen_name(pilot) == "SetupScreen"


async def test_problems_are_listed_and_the_good_cards_are_played(room: Room) -> None:
    room.deck("skaev.yaml", FAULTY.format(language="da"))
    room.deck("tom.yaml", "")
    async with room.app(Beginning(decks=("skaev",))).run_test(size=WIDE) as pilot:
        text = await settled(pilot)
        assert "! skaev.yaml: 1 fejl, 1 kort kan spilles" in text
        assert "! tom.yaml: 1 fejl, ingen kort kan spilles" in text
        assert "✓ Skæv (!)" in text
        await fill(pilot, "add", "2")
        await press(pilot, "enter", "f2")
        assert "Hvad virker hos os?" in await press(pilot, "enter", "enter")


async def test_a_deck_without_cards_is_never_chosen_first(room: Room) -> None:
    room.clear_shelf()
    room.deck("a.yaml", "format: 1\ntitle: A\nlanguage: da\ncards: []\n")
    room.deck("b.yaml", deck_of("b", "Hvad så?"))
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        assert form(pilot)["decks"] == ("b",)


async def test_having_no_decks_at_all_is_reported(room: Room) -> None:
    room.clear_shelf()
    async with room.app(beginning(decks=())).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        assert "mindst ét" in shown(pilot)
        await press(pilot, "f2")
        assert screen_name(pilot) == "SetupScreen"


@pytest.mark.parametrize("size", [NARROW, TINY])
async def test_the_start_and_the_way_out_can_be_reached_on_small_screens(room: Room, size: tuple[int, int]) -> None:
    async with room.app(beginning(decks=())).run_test(size=size) as pilot:
        text = await settled(pilot)
        assert "⏎ Begynd spillet" in text
        assert "esc tilbage" in text
        await press(pilot, "f2")
        assert screen_name(pilot) == "TableScreen"


# The form tells the truth while somebody types


async def test_names_in_the_field_count_at_once_and_show_how_they_are_understood(room: Room) -> None:
    async with room.app(Beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        pilot.app.screen.query_one("#add").focus()
        await write(pilot, "Anna, Bo og Carla")
        await settled(pilot)
        assert "→ 3 deltagere: Anna · Bo · Carla" in shown(pilot)
        assert "runder" in str(pilot.app.screen.query_one("#plan").content)
        before = pilot.app.screen.query_one("#form-choice", ChoiceRow).value
        await press(pilot, "f2")
        assert game_of(pilot).setup.form == before
        assert len(game_of(pilot).members) == 3


async def test_only_the_field_with_the_focus_shows_a_cursor(room: Room) -> None:
    played(room, "Anna", "Bo")
    async with room.app(Beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        for _step in range(8):
            await press(pilot, "down")
            rows = [row for row in pilot.app.screen.query(ChoiceRow) if "$raised" in repr(row.content.spans)]
            focused = pilot.app.focused
            assert rows == ([focused] if isinstance(focused, ChoiceRow) and focused.marked else [])


async def test_the_arrows_move_through_a_form_that_scrolls(room: Room) -> None:
    played(room, *(f"Navn{number}" for number in range(20)))
    async with room.app(Beginning()).run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        pilot.app.screen.query_one("#team").focus()
        await settled(pilot)
        met = []
        for _step in range(8):
            await press(pilot, "down")
            met.append(pilot.app.focused.id)
            assert pilot.app.focused.region.overlaps(pilot.app.screen.query_one("#form").region)
        assert len(set(met)) >= 7


# Names as they are typed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Aisha, Peter", ["Aisha", "Peter"]),
        ("Aisha;Peter\nMette", ["Aisha", "Peter", "Mette"]),
        (" , ,Bo,, ", ["Bo"]),
        ("5", [""] * 5),
        (" 3 ", [""] * 3),
        ("0", []),
        ("99999999999999999999", [""] * 41),
        ("\x07", []),
        ("Anna,Anna", ["Anna", "Anna"]),
        ("Anna, Bo og Carla", ["Anna", "Bo", "Carla"]),
        ("Anna, Bo and Carla & Dan + Eva", ["Anna", "Bo", "Carla", "Dan", "Eva"]),
        ("Anna\tBo\tCarla", ["Anna", "Bo", "Carla"]),
        ("Anna Berg\tanna.berg@x.dk\nBo\t<bo@x.dk>\n1. Carla\tcarla@x.dk", ["Anna Berg", "Bo", "Carla"]),
        ("anna@x.dk\tbo@x.dk", ["Anna", "Bo"]),
        ("| Anna | Bo |", ["Anna", "Bo"]),
        ("- Anna\n* Bo\n• Carla\n1. Dan\n2) Eva", ["Anna", "Bo", "Carla", "Dan", "Eva"]),
        ("Anna Hansen <anna@x.dk>; bo.friis@x.dk; <eva@x.dk>", ["Anna Hansen", "Bo Friis", "Eva"]),
        ("Ogmund, Sandra", ["Ogmund", "Sandra"]),
        ("vi er 6", [""] * 6),
        ("Vi er seks.", [""] * 6),
        ("we are 4", [""] * 4),
        ("5 personer", [""] * 5),
        ("vi er klar", ["vi er klar"]),
    ],
)
def test_names_are_found_in_what_was_typed(text: str, names: list[str]) -> None:
    assert [name.strip() for name in names_in(text)] == names


def test_members_from_the_command_line_are_cleaned_and_get_ids() -> None:
    members = members_of("\x1b[31mBo, [/]")
    assert [(member.id, member.name) for member in members] == [("m1", "[31mBo"), ("m2", "[/]")]


async def test_a_member_on_a_call_is_marked_and_a_member_who_has_left_the_team_is_removed(room: Room) -> None:
    async with room.app(beginning("Aisha", "Peter", "Åse", decks=())).run_test(size=WIDE) as pilot:
        await settled(pilot)
        pilot.app.screen.query_one("#members").focus()
        text = await press(pilot, "right", "right", "s")
        assert "✓ Åse (på skærm)" in text
        text = await press(pilot, "left", "delete")
        assert "Peter" not in text
        await press(pilot, "f2", "enter")
        text = await press(pilot, "enter")
        assert "Åse · på skærm" in text
    assert "Peter" not in room.files()["team-soe/team.yaml"]
    assert "remote" in room.files()["team-soe/team.yaml"]


@pytest.mark.parametrize("mark", ["(skærm)", "(på skærm)", "(on screen)", " [Teams]", "(ONLINE)"])
def test_somebody_on_a_call_is_marked_with_their_name(mark: str) -> None:
    assert members_of(f"Anna {mark}, Bo (vikar)") == (Member("m1", "Anna", remote=True), Member("m2", "Bo (vikar)"))


async def test_names_with_the_mark_are_understood_as_they_are_typed_and_keep_it(room: Room) -> None:
    async with room.app(Beginning(team="Ny")).run_test(size=WIDE) as pilot:
        await settled(pilot)
        pilot.app.screen.query_one("#add", Input).focus()
        await write(pilot, "Anna (skærm), Bo")
        assert "Anna (på skærm) · Bo" in await settled(pilot)
        await press(pilot, "enter")
        assert [(member.name, member.remote) for member in pilot.app.screen._members] == [("Anna", True), ("Bo", False)]


async def test_decks_chosen_by_hand_stay_chosen_when_the_team_is_named(room: Room) -> None:
    folder = team_files.folder_of(room.documents, "Team Sø")
    team_files.save(folder, Team("Team Sø", people("Aisha"), minutes=30, decks=("alle",), dealing="choose"))
    async with room.app(Beginning(team="Ny")).run_test(size=WIDE) as pilot:
        await settled(pilot)
        decks = pilot.app.screen.query_one("#decks", ChoiceRow)
        assert decks.chosen == ("alle",)
        decks.focus()
        await press(pilot, "space", "right", "space")
        assert decks.chosen == ("samtale",)
        await fill(pilot, "minutes", "20")
        await fill(pilot, "team", "Team Sø")
        assert decks.chosen == ("samtale",)
        assert form(pilot)["dealing"] == ("choose",), "unless somebody chooses, it is the team's"
        assert "✓ Aisha" in shown(pilot)
        assert pilot.app.screen.query_one("#minutes").value == "20"
        await fill(pilot, "team", "En anden")
        assert decks.chosen == ("samtale",)


async def test_typing_finds_one_of_five_hundred_decks(room: Room) -> None:
    for number in range(500):
        room.deck(f"saet{number}.yaml", deck_of(f"saet{number}", "Hvad nu?"))
    async with room.app(Beginning(members=people())).run_test(size=NARROW) as pilot:
        text = await settled(pilot)
        decks = pilot.app.screen.query_one("#decks", ChoiceRow)
        assert "478 kortsæt mere: skriv for at finde et" in text
        await fill(pilot, "find", "saet417")
        assert [name for name, _words in decks._choices] == ["alle", "saet417"], "what is chosen stays in view"
        await press(pilot, "enter", "right", "space")
        assert decks.chosen == ("alle", "saet417")
        await fill(pilot, "find", "")
        assert decks.chosen == ("alle", "saet417")
        assert len(decks._choices) <= 26
        await press(pilot, "f2")
        assert [deck.id for deck in game_of(pilot).setup.decks] == ["alle", "saet417"]


async def test_two_own_decks_with_the_same_id_are_reported_and_distinguished(room: Room) -> None:
    room.deck("mit.yaml", deck_of("mit", "Hvad nu?"))
    room.deck("andet.yaml", deck_of("mit", "Hvem nu?"))
    async with room.app(Beginning(members=people())).run_test(size=(120, 40)) as pilot:
        text = await settled(pilot)
        assert "Mit (andet.yaml)" in text
        assert "Mit (mit.yaml)" in text
        assert "andet.yaml har samme id, mit, som mit.yaml" in text


async def test_a_deck_that_an_editor_saved_as_text_is_on_the_shelf(room: Room) -> None:
    room.deck("mit.yaml.txt", deck_of("mit", "Hvad nu?"))
    async with room.app(Beginning(members=people())).run_test(size=WIDE) as pilot:
        assert "Mit" in await settled(pilot)
