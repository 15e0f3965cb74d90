"""From a draft to an agreement on file: writing, consent, objections, saving, and a folder that fails."""

import pytest
from tests.tui.surroundings import (
    SIZES,
    TINY,
    WIDE,
    Room,
    beginning,
    game_of,
    lines,
    play_to,
    press,
    screen_name,
    settled,
    shown,
    told,
    write,
)  # fmt: skip
from textual.widgets import Input, TextArea

from dialogkort.core.game.phases import Phase
from dialogkort.tui.table.draft import DraftScreen

RULE = "Når det haster, ringer vi. Ellers skriver vi."
BAD = "[/] [@click=app.quit]x"


async def draft(pilot, **fields: str) -> None:
    """Open the draft and fill it in."""
    await press(pilot, "a")
    for name, text in fields.items():
        widget = pilot.app.screen.query_one(f"#{name}")
        widget.focus()
        await pilot.pause()
        if isinstance(widget, (Input, TextArea)):
            widget.clear()
        await write(pilot, text)
    await settled(pilot)


async def proposed(pilot, **fields: str) -> str:
    await draft(pilot, **({"rule": RULE} | fields))
    return await press(pilot, "f2")


async def kept(pilot) -> None:
    """Let the second pass after which a draft is kept."""
    screen = pilot.app.screen
    assert isinstance(screen, DraftScreen)
    assert screen._keeping is not None
    screen.keep_input()
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_rule_becomes_a_file(room: Room, size: tuple[int, int]) -> None:
    async with room.app(beginning()).run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        text = await press(pilot, "a")
        assert "f2" in text
        assert "esc" in text
        assert "Vi aftaler" in text
        await write(pilot, RULE)
        text = await press(pilot, "f2")
        assert RULE in text
        assert "j ja" in text
        assert "q gem og gå" in text
        await press(pilot, "j", "space")
        assert "⏎ gem aftalen" in shown(pilot)
        assert not any("agreements/" in name for name in room.files())
        text = await press(pilot, "enter")
        assert "Gemt: Når det haster, ringer vi" in told(pilot)
        files = room.files()
        assert RULE in files["team-soe/agreements/2026-11-22-naar-det-haster-ringer-vi.md"]
        assert "Når det haster" in files["team-soe/agreements.md"]
        assert game_of(pilot).phase is Phase.AGREE


async def test_each_field_asks_its_question_and_the_keeper_field_suggests_the_names(room: Room) -> None:
    async with room.app(beginning("Aisha", BAD)).run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = await press(pilot, "a")
        assert "kunne se det på en video" in text
        questions = {text.split("Hjørneflag")[-1]}
        for _ in range(5):
            text = await press(pilot, "enter")
            questions.add(text.split("Hjørneflag")[-1])
        assert len(questions) == 6
        pilot.app.screen.query_one("#keeper").focus()
        assert f"Aisha, {BAD}" in await settled(pilot)


async def test_a_partial_name_is_asked_about_and_completed_and_never_used_as_it_is(room: Room) -> None:
    async with room.app(beginning("Aisha", "Mette", "Morten")).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        await write(pilot, RULE)
        keeper = pilot.app.screen.query_one("#keeper", Input)
        keeper.focus()
        await press(pilot, *"ai")
        assert keeper._suggestion == "Aisha"
        text = await press(pilot, "enter")
        assert "»ai« er kun begyndelsen af et navn. Mener I Aisha?" in text
        assert pilot.app.screen.focused is keeper
        await press(pilot, "right")
        assert keeper.value == "Aisha"
        keeper.value = "M"
        text = await press(pilot, "f2")
        assert "Mette og Morten" in told(pilot)
        assert not game_of(pilot).proposal or not game_of(pilot).proposal.proposed
        assert keeper._suggestion == ""
        await press(pilot, "f2")
        proposal = game_of(pilot).proposal
        assert proposal
        assert proposal.proposed
        assert proposal.draft.keeper == "M", "whoever insists is believed"


async def test_everything_written_is_on_the_card_and_in_the_file(room: Room) -> None:
    fields = {
        "title": "Ring først",
        "signs": "Ingen venter",
        "keeper": "Mette",
        "review": "om 2 uger",
        "corner_flags": "Fri er fri",
    }
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        text = await proposed(pilot, **fields)
        for words in ("Ring først", RULE, "Ingen venter", "Mette", "6. december 2026", "Fri er fri"):
            assert words in text
        await press(pilot, "space", "enter")
    file = room.files()["team-soe/agreements/2026-11-22-ring-foerst.md"]
    for words in ("Ring først", RULE, "Ingen venter", "Mette", "2026-12-06", "Fri er fri", "stolede på dig"):
        assert words in file


async def test_a_draft_is_kept_as_written(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await draft(pilot, rule="Vi ring")
        await kept(pilot)
        assert game_of(pilot).proposal.draft.rule == "Vi ring"
        await draft_again(pilot, "Vi ringer først")
        journal = next(room.journals.glob("*.journal")).read_text(encoding="utf-8")
        assert "Vi ringer først" in journal
    async with room.app(resume=True).run_test(size=WIDE) as pilot:
        await settled(pilot)
        text = await press(pilot, "enter", "a")
        assert "Vi ringer først" in text


async def draft_again(pilot, text: str) -> None:
    area = pilot.app.screen.query_one(TextArea)
    area.text = text
    await pilot.pause()
    await kept(pilot)


async def test_quitting_in_the_middle_of_a_word_keeps_the_word(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await draft(pilot, rule="Vi rin")
        await press(pilot, "ctrl+q")
    async with room.app(resume=True).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "a")
        assert pilot.app.screen.query_one(TextArea).text == "Vi rin"


async def test_leaving_a_draft_keeps_every_field(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        for field in ("corner_flags", "keeper", "signs", "title"):
            await draft(pilot, **{field: "Noget"})
            await press(pilot, "escape", "a")
            assert pilot.app.screen.query_one(f"#{field}", Input).value == "Noget"
            await press(pilot, "escape", "x")
            assert game_of(pilot).proposal is None


async def test_deleted_text_stays_deleted(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await draft(pilot, rule="Fejl", title="Fejl")
        await press(pilot, "escape")
        await draft(pilot, rule="", title="")
        await press(pilot, "escape", "a")
        assert pilot.app.screen.query_one(TextArea).text == ""


async def test_the_arrow_keys_go_from_line_to_line_as_in_every_form(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        for name in ("title", "signs", "keeper", "review", "corner_flags"):
            await press(pilot, "down")
            assert pilot.app.screen.focused.id == name
        await press(pilot, "up", "up", "up", "up", "up")
        assert pilot.app.screen.focused.id == "rule"


async def test_in_a_small_window_the_last_keys_are_not_cut_in_the_middle(room: Room) -> None:
    async with room.app(beginning()).run_test(size=TINY) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        assert lines(pilot)[-1].rstrip().endswith("f2 læg det frem  esc tilbage")


async def test_a_draft_without_a_rule_cannot_be_put_to_the_team(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "a", "f2")
        assert screen_name(pilot) == "DraftScreen"
        assert "Skriv først" in told(pilot)


async def test_a_review_must_be_on_a_future_date(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await draft(pilot, rule=RULE)
        for review in ("i går", "2026-11-22", "1. januar 2020", "snart", "", "99. maj", "0 dage"):
            pilot.app.screen.query_one("#review", Input).value = review
            pilot.app.clear_notifications()
            await press(pilot, "f2")
            assert screen_name(pilot) == "DraftScreen", review
            assert "2 uger" in told(pilot)
            assert pilot.app.screen.focused.id == "review"
        await press(pilot, "escape")
        assert game_of(pilot).proposal.draft.rule == RULE


async def test_enter_goes_through_the_form_and_puts_the_draft_to_the_team(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        await write(pilot, "Vi ringer.")
        for _ in range(6):
            await press(pilot, "enter")
        assert screen_name(pilot) == "TableScreen"
        assert game_of(pilot).proposal.proposed


async def test_a_concern_is_recorded_and_an_objection_must_be_met(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        await proposed(pilot)
        await press(pilot, "b")
        await write(pilot, f"Bilen {BAD}")
        text = await press(pilot, "enter")
        assert f"~ Aisha · betænkelighed: Bilen {BAD}" in " ".join(text.split()) or "Bilen" in text
        await press(pilot, "i")
        await write(pilot, f"Ikke om natten {BAD}")
        text = await press(pilot, "enter")
        assert "Der er en indvending" in text
        assert "gem aftalen" not in text
        await press(pilot, "enter", "enter")
        assert not game_of(pilot).agreements
        text = await press(pilot, "r")
        assert f"Ikke om natten {BAD}" in text
        area = pilot.app.screen.query_one(TextArea)
        assert area.text == RULE
        area.text = RULE + " Aldrig om natten."
        await press(pilot, "f2")
        assert not game_of(pilot).proposal.thumbs
        await press(pilot, "b")
        await write(pilot, "Weekenden")
        await press(pilot, "enter", "space", "enter")
        [agreement] = game_of(pilot).agreements
        assert agreement.concerns == ("Weekenden", f"Bilen {BAD} (“{RULE}”)"), "each with the words that it was about"
        assert agreement.objections == (f"Ikke om natten {BAD} (“{RULE}”)",)
        assert agreement.rule.endswith("Aldrig om natten.")


async def test_a_draft_that_waits_can_be_dropped_by_a_key_on_the_bar(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        await draft(pilot, rule=RULE)
        text = await press(pilot, "escape")
        assert "Skriv videre på det, eller drop det." in text
        assert "a udkastet x drop udkastet" in text
        await press(pilot, "x")
        assert game_of(pilot).proposal is None


async def test_escaping_from_the_words_of_a_thumb_shows_no_thumb(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await proposed(pilot)
        for key in ("b", "i"):
            await press(pilot, key)
            await write(pilot, "øh")
            await press(pilot, "escape")
        assert game_of(pilot).proposal.thumbs == ()


async def test_a_draft_can_be_dropped_and_that_can_be_undone(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await proposed(pilot)
        await press(pilot, "i", "enter", "x")
        assert game_of(pilot).proposal is None
        await press(pilot, "u")
        assert game_of(pilot).proposal.draft.rule == RULE


async def test_when_somebody_leaves_during_consent_nobody_waits_for_them(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await proposed(pilot)
        await press(pilot, "j", "j", "d", "down", "down", "enter", "escape")
        assert "gem aftalen" in shown(pilot)


async def test_undo_removes_the_file_and_a_second_agreement_gets_its_own(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await proposed(pilot)
        await press(pilot, "space", "enter")
        assert any("agreements/" in name for name in room.files())
        await press(pilot, "u")
        assert not any("agreements/" in name for name in room.files())
        await press(pilot, "enter")
        await proposed(pilot)
        await press(pilot, "space", "enter")
        assert len([name for name in room.files() if "agreements/" in name]) == 2


async def test_hostile_text_in_every_field_is_plain_text(room: Room) -> None:
    bad = f"{BAD} \x1b[31m\u202e👩‍👩‍👧"
    async with room.app(beginning()).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        text = await proposed(pilot, rule=bad, title=f"T {bad}", signs=bad, keeper=bad, corner_flags=bad)
        assert text.count(BAD) >= 5
        assert "\x1b" not in text
        assert "\u202e" not in text
        await press(pilot, "space", "enter")
        assert game_of(pilot).agreements
    assert "\x1b" not in "".join(room.files().values())


async def test_a_rule_that_is_too_long_is_reported_and_kept_complete_until_it_is_shortened(room: Room) -> None:
    long = " ".join(f"ord{number}" for number in range(300))
    async with room.app(beginning()).run_test(size=TINY, notifications=True) as pilot:
        await settled(pilot)
        await proposed(pilot, rule=long)
        assert screen_name(pilot) == "DraftScreen"
        assert f"Det er {len(long)} tegn, og 1000 er det højeste" in told(pilot)
        area = pilot.app.screen.query_one(TextArea)
        assert area.text == long
        await press(pilot, "escape")
        assert game_of(pilot).proposal.draft.rule == long, "none of it is lost when it is left for later"
        await press(pilot, "a")
        pilot.app.screen.query_one(TextArea).text = long[:999]
        text = await press(pilot, "f2")
        assert "j ja" in text
        assert game_of(pilot).proposal.proposed


async def test_proposing_twice_quickly_counts_once(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await draft(pilot, rule=RULE)
        pilot.app.simulate_key("f2")
        pilot.app.simulate_key("f2")
        await settled(pilot)
        assert [type(screen).__name__ for screen in pilot.app.screen_stack] == ["HomeScreen", "TableScreen"]
        assert game_of(pilot).proposal.proposed


async def test_a_failing_folder_is_reported_and_another_one_is_used(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        room.documents.rename(room.path / "away")
        room.documents.write_text("a file stands where the folder was", encoding="utf-8")
        await proposed(pilot)
        text = await press(pilot, "space", "enter")
        assert "Gemt" not in told(pilot)
        assert screen_name(pilot) == "PromptScreen"
        assert str(room.documents)[:30] in "".join(lines(pilot)).replace("█", "").replace(" ", "")
        assert len(game_of(pilot).agreements) == 1
        line = pilot.app.screen.query_one(Input)
        line.value = str(room.path / "other")
        text = await press(pilot, "enter")
        assert screen_name(pilot) == "TableScreen", text
        assert "Gemt" in told(pilot)
        assert list((room.path / "other" / "team-soe" / "agreements").glob("*.md"))
        assert "other" in (room.path / "config" / "settings.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("count", [1, 2, 3])
async def test_the_objections_to_meet_are_shown_in_full_above_the_draft_at_80_columns(room: Room, count: int) -> None:
    async with room.app(beginning()).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        await proposed(pilot)
        said = [
            f"Indvending {number}: " + "det går ikke om natten og " * 6 + "slet ikke her" for number in range(count)
        ]
        for words in said:
            await press(pilot, "i")
            await write(pilot, words)
            await press(pilot, "enter")
        text = await press(pilot, "r")
        for words in said:
            assert f"Skal imødekommes: {words}" in text
        assert RULE in text, "the rule can be written below them"


async def test_the_objections_to_meet_can_be_scrolled_with_the_keyboard(room: Room) -> None:
    async with room.app(beginning()).run_test(size=(80, 16)) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        await proposed(pilot)
        for number in range(3):
            await press(pilot, "i")
            await write(pilot, f"Indvending {number}: " + "det går ikke om natten og " * 5 + f"slut {number}")
            await press(pilot, "enter")
        text = await press(pilot, "r")
        assert "Indvending 0" in text
        assert "slut 2" not in text
        assert "slut 2" in await press(pilot, *["pagedown"] * 15)
        text = await press(pilot, *["pageup"] * 15)
        assert "Indvending 0" in text
