"""The review round: due agreements come first, as cards; their outcome; and one in, one out."""

from datetime import date

import pytest
from tests.tui.surroundings import (
    SIZES,
    WIDE,
    Room,
    beginning,
    deal,
    game_of,
    lines,
    play_to,
    press,
    screen_name,
    settled,
    shown,
    told,
    write,
)
from textual.widgets import Input, TextArea

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.cards import Kind
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Stage
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files

RULE = "Når det haster, ringer vi."


def agreed(room: Room, number: int = 1, *, due: bool = True, **fields: object) -> None:
    """Put agreements of Team Sø on file, made half a year ago."""
    folder = team_files.folder_of(room.documents, "Team Sø")
    for place in range(1, number + 1):
        usual = {
            "title": f"Regel {place}",
            "rule": RULE if place == 1 else f"Regel {place} siger noget.",
            "decided": date(2026, 5, place),
            "review": date(2026, 8, place) if due else date(2027, 8, place),
            "keeper": "Mette",
            "signs": "Færre sene mails",
            "question": "Hvornår ringer vi?",
        }
        agreement_files.add(folder, Agreement(f"gl-{place}", **{**usual, **fields}))


def on_file(room: Room) -> dict[str, Agreement]:
    found, problems = agreement_files.load_all(team_files.folder_of(room.documents, "Team Sø"))
    assert not problems
    return {file.agreement.id: file.agreement for file in found}


async def to_the_verdict(pilot) -> str:
    play_to(pilot, Phase.AGREE)
    return await settled(pilot)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_due_agreement_is_dealt_first_and_kept_with_two_keys(room: Room, size: tuple[int, int]) -> None:
    agreed(room)
    async with room.app(beginning()).run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        text = await press(pilot, "enter")
        assert RULE in text
        assert game_of(pilot).phase is Phase.READ
        if size == WIDE:
            assert "Gennemgang 1 af 1" in text
            assert "Regel 1" in text.replace("REGEL", "Regel")
        await press(pilot, "enter", "enter")
        assert "1 den har hjulpet" in shown(pilot)
        await press(pilot, "1", "1", "3", "enter")
        text = await press(pilot, "enter")
        assert "b behold" in text, lines(pilot)
        await press(pilot, "b")
        assert screen_name(pilot) == "PromptScreen"
        text = await press(pilot, "enter")
        assert "Beholdt" in text or size != WIDE
        assert on_file(room)["gl-1"].review == date(2027, 2, 22)
        assert on_file(room)["gl-1"].reviewed == date(2026, 11, 22)
        await press(pilot, "u")
        assert on_file(room)["gl-1"].review == date(2026, 8, 1)
        assert "b behold" in await press(pilot, "b", "escape")


async def test_retiring_asks_for_a_reason_and_the_reason_is_on_file(room: Room) -> None:
    agreed(room)
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await to_the_verdict(pilot)
        await press(pilot, "v")
        await write(pilot, "Vi gør det alligevel")
        text = await press(pilot, "enter")
        assert "Lagt væk" in text
        assert told(pilot).endswith("Regel 1")
        assert "Gemt" not in told(pilot), "“saved” would mean that it is final"
        assert on_file(room)["gl-1"].status is Status.RETIRED
        assert any("Lagt væk. Grund: Vi gør det alligevel." in text for text in room.files().values())
        await press(pilot, "u")
        assert told(pilot) == "", "what was said about the step is no longer true"


async def test_adjusting_starts_with_the_old_words_and_needs_thumbs(room: Room) -> None:
    agreed(room)
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await to_the_verdict(pilot)
        text = await press(pilot, "j")
        assert "Juster aftalen" in text
        assert pilot.app.screen.query_one("#rule", TextArea).text == RULE
        pilot.app.screen.query_one("#rule", TextArea).text = "Når det haster, ringer vi. Også om fredagen."
        pilot.app.screen.query_one("#reason").focus()
        await pilot.pause()
        await write(pilot, "Vi glemte fredagen")
        await press(pilot, "f2", "space", "enter")
        kept = on_file(room)
        assert list(kept) == ["gl-1"]
        assert kept["gl-1"].rule.endswith("Også om fredagen.")
        text = "".join(room.files().values())
        assert "Vi glemte fredagen" in text
        assert RULE in text, "the old wording is in the history"
        await press(pilot, "u")
        assert on_file(room)["gl-1"].rule == RULE


async def test_leaving_the_form_unchanged_drops_the_draft(room: Room) -> None:
    agreed(room)
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await to_the_verdict(pilot)
        text = await press(pilot, "j", "escape")
        assert game_of(pilot).proposal is None
        assert "b behold" in text


async def test_a_new_agreement_replaces_the_old_one(room: Room) -> None:
    agreed(room)
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        await to_the_verdict(pilot)
        await press(pilot, "s")
        assert "I stedet for: Regel 1" in shown(pilot)
        await write(pilot, "Vi ringer altid.")
        text = await press(pilot, "f2")
        assert "I stedet for Regel 1" in text
        assert "Fra kortet: Hvornår ringer vi?" in text, "where the reviewed one came from, not its rule"
        await press(pilot, "space", "enter")
        kept = on_file(room)
        assert len(kept) == 2
        new = next(rule for rule in kept.values() if rule.id != "gl-1")
        assert (new.supersedes, kept["gl-1"].superseded_by) == ("gl-1", new.id)
        assert new.question == "Hvornår ringer vi?"
        assert "Afløst af" in shown(pilot)


async def test_moving_on_leaves_it_for_the_next_game(room: Room) -> None:
    agreed(room)
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        before = on_file(room)
        await to_the_verdict(pilot)
        text = await press(pilot, "enter")
        assert "Runde 1 af" in text
        assert on_file(room) == before


async def test_a_game_that_was_killed_after_a_verdict_has_it_on_file_when_it_continues(room: Room) -> None:
    agreed(room)
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await to_the_verdict(pilot)
        await press(pilot, "b", "enter")
        kept = room.files()
        await press(pilot, "q")
    async with room.app(resume=True).run_test(size=WIDE) as pilot:
        text = await press(pilot, "enter")
        assert "Beholdt" in text
        assert {path: text for path, text in room.files().items() if "agreements/" in path} == {
            path: text for path, text in kept.items() if "agreements/" in path
        }, "what is on file is not reviewed twice"
        await press(pilot, "u")
        assert on_file(room)["gl-1"].review == date(2026, 8, 1)


async def test_the_summary_and_the_minutes_say_what_was_decided(room: Room) -> None:
    agreed(room)
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await to_the_verdict(pilot)
        await press(pilot, "b", "enter")
        play_to(pilot, Stage.CLOSING)
        text = await settled(pilot)
        assert "Regel 1 · Beholdt: ses igen 22. februar 2027" in text
        await press(pilot, "s", "s")
        text = await settled(pilot)
        assert "Beholdt: ses igen 22. februar 2027" in text
        assert "0 runder" not in text
        minutes = next(text for path, text in room.files().items() if "/games/" in path)
        assert "## Gennemgået" in minutes
        assert "Beholdt: ses igen 22. februar 2027" in minutes


async def test_the_set_up_offers_to_review_due_agreements_and_can_leave_out_the_cards(room: Room) -> None:
    agreed(room, 5)
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "q")
        await press(pilot, "n")
        pilot.app.screen.query_one("#minutes", Input).value = "120"  # the deck is a programme: all of it should fit
        text = await settled(pilot)
        assert "Til gennemgang" in text, lines(pilot)
        assert "de 3 ældste" in text
        assert "3 aftaler at se på" in text
        pilot.app.screen.query_one("#reviews").focus()
        text = await press(pilot, "right")
        assert "5 aftaler at se på" in text
        pilot.app.screen.query_one("#decks").focus()
        text = await press(pilot, "space")
        assert "Vælg mindst" not in text
        await press(pilot, "f2")
        assert len(game_of(pilot).to_review) == 5
        assert len(game_of(pilot).pile) == 0
        folder = team_files.folder_of(room.documents, "Team Sø")
        assert team_files.load(folder).decks == ("alle",), "the next game offers what the team plays"
        assert "Gennemgang 1 af 5" in await press(pilot, "enter")


async def test_without_anything_due_the_set_up_does_not_mention_reviews(room: Room) -> None:
    agreed(room, due=False)
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "Til gennemgang" not in await press(pilot, "n")


async def test_one_goes_out_when_a_new_one_comes_in(room: Room) -> None:
    agreed(room, 8, due=False)
    async with room.app(beginning()).run_test(size=WIDE, notifications=True) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        await press(pilot, "a")
        await write(pilot, "Vi ringer altid.")
        text = await press(pilot, "f2", "space", "enter")
        assert "Én ind, én ud?" in text
        assert "I har nu 9 regler" in text
        assert "Regel 1 · for 6 måneder siden" in text
        await press(pilot, "down", "enter")
        assert on_file(room)["gl-1"].status is Status.RETIRED
        assert "Regel 1" in told(pilot)
        assert "Gemt: Regel 1" not in told(pilot), "“saved” would mean that it is final"
        assert sum(rule.in_force for rule in on_file(room).values()) == 8
        await press(pilot, "u")
        assert on_file(room)["gl-1"].in_force
        assert len(on_file(room)) == 9, "the new one is kept"


async def test_one_in_one_out_can_be_answered_with_no(room: Room) -> None:
    agreed(room, 8, due=False)
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        await press(pilot, "a")
        await write(pilot, "Vi ringer altid.")
        await press(pilot, "f2", "space", "enter")
        await press(pilot, "enter")
        assert screen_name(pilot) == "TableScreen"
        assert sum(rule.in_force for rule in on_file(room).values()) == 9


async def test_the_id_of_a_rule_is_not_mistaken_for_the_answer_no(room: Room) -> None:
    agreed(room, 8, due=False)
    folder = team_files.folder_of(room.documents, "Team Sø")
    hostile = Agreement("-", "Streg", RULE, date(2026, 1, 1), date(2027, 8, 1))
    agreement_files.add(folder, hostile)
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        await press(pilot, "a")
        await write(pilot, "Vi ringer altid.")
        assert "Streg" in await press(pilot, "f2", "space", "enter")
        await press(pilot, "enter")
        assert screen_name(pilot) == "TableScreen"
    assert on_file(room)["-"].in_force


async def test_with_seven_rules_nobody_is_asked(room: Room) -> None:
    agreed(room, 7, due=False)
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        await press(pilot, "a")
        await write(pilot, "Vi ringer altid.")
        await press(pilot, "f2", "space", "enter")
        assert screen_name(pilot) == "TableScreen"


async def test_nudges_are_shown_while_the_rule_is_written_and_prevent_nothing(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        play_to(pilot, Phase.AGREE)
        await press(pilot, "a")
        await write(pilot, "Vi skal have mere respekt.")
        text = await settled(pilot)
        assert "Hvad ville man se på en video" in text
        assert "når X sker, så gør vi Y" in text
        pilot.app.screen.query_one("#rule", TextArea).text = RULE
        text = await settled(pilot)
        assert "Hvad ville man se" not in text
        assert "Hvordan opdager vi, at den virker?" in text
        await press(pilot, "f2")
        assert game_of(pilot).proposal.proposed


async def test_the_level_of_a_decision_is_saved(room: Room) -> None:
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)

        deal(pilot, Kind.DELEGATION)
        play_to(pilot, Phase.AGREE)
        await press(pilot, "a")
        await write(pilot, "Vi aftaler ferien sammen i marts.")
        pilot.app.screen.query_one("#level").focus()
        await pilot.pause()
        await write(pilot, "4")
        await press(pilot, "f2", "space", "enter")
        kept = next(iter(on_file(room).values()))
        assert (kept.decision, kept.level) == ("Hvornår vi holder ferie", 4)


async def test_a_draft_that_waits_in_a_review_can_be_continued_or_dropped(room: Room) -> None:
    agreed(room)
    async with room.app(beginning()).run_test(size=WIDE) as pilot:
        await settled(pilot)
        await to_the_verdict(pilot)
        await press(pilot, "s")
        await write(pilot, "Vi ringer altid.")
        text = await press(pilot, "escape")
        assert "Et udkast venter" in text
        assert "a udkastet" in text
        assert "x drop udkastet" in text
        assert "b behold" in await press(pilot, "x")
