"""The review screen: due agreements come first, and the outcome of a review is on file and can be undone."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.tui.surroundings import (
    NARROW,
    SIZES,
    TINY,
    TODAY,
    WIDE,
    Room,
    lines,
    press,
    resize,
    screen_name,
    settled,
    shown,
    told,
    write,
)  # fmt: skip
from tests.tui.test_deck_reader import app_with, editor
from textual.pilot import Pilot

from dialogkort import language
from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.agreements.reviews import keep
from dialogkort.core.team import Member, Team
from dialogkort.files.failures import CannotSave
from dialogkort.language import gettext as _
from dialogkort.sessions import records
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.tui.agreements.screen import ReviewScreen
from dialogkort.tui.widgets.card_face import BESIDE, MEASURE
from dialogkort.tui.widgets.key_bar import KeyBar, keys_on_bar, shown_key

pytestmark = pytest.mark.usefixtures("english")

BAD = "[/] [@click=app.quit]x"


def agreed(name: str, title: str = "", review: date = TODAY, **fields: object) -> Agreement:
    """Return an agreement that was made half a year ago, and is due unless something else is said."""
    settled = {"rule": f"When {name} happens, then we call.", "decided": date(2026, 5, 22), **fields}
    return Agreement(id=f"id-{name}", title=title or f"Rule {name}", review=review, **settled)  # type: ignore[arg-type]


LATER = TODAY + timedelta(60)
CALL = agreed(
    "call",
    keeper="Mette",
    signs="Nobody asks twice.",
    corner_flags="Nobody is called at night.",
    concerns=("Some are always busy",),
    deck="alle",
    card="dilemma",
    question="It is urgent. What do you do?",
)


def filed(room: Room, *agreements: Agreement, team: str = "Team Sø") -> Path:
    """Put agreements on file, and return the team's folder."""
    folder = team_files.folder_of(room.documents, team)
    team_files.save(folder, Team(team, (Member("m1", "Aisha"), Member("m2", "Peter"))))
    for agreement in agreements:
        agreement_files.add(folder, agreement)
    return folder


def on_file(folder: Path, name: str) -> Agreement:
    path = agreement_files.path_of(folder, f"id-{name}")
    assert path
    return agreement_files.read(path).agreement


def texts(folder: Path) -> dict[str, str]:
    """Return the contents of the agreement files."""
    return {path.name: path.read_text("utf-8") for path in sorted((folder / "agreements").iterdir())}


def listed(pilot) -> list[str]:
    """Return the titles in the list, in their order."""
    return [entry.agreement.title for entry in pilot.app.screen._shelf.found if hasattr(entry, "agreement")]


async def opened(pilot) -> str:
    """Open the review screen from home."""
    await settled(pilot)
    return await press(pilot, "a")


# The list and the card


async def test_an_empty_list_says_where_agreements_will_be_kept(room: Room) -> None:
    async with room.app().run_test(size=WIDE) as pilot:
        text = await opened(pilot)
        assert "No agreements yet" in text
        assert "documents" in "".join(text.split())
        await press(pilot, "down", "up", "pagedown", "enter", "b", "u", "e", "p", "x", "f", "g", "q")
        assert screen_name(pilot) == "HomeScreen"


async def test_agreements_of_all_teams_are_listed_in_words_with_due_ones_first(room: Room) -> None:
    month_ago, long_ago = TODAY - timedelta(30), TODAY - timedelta(150)
    filed(
        room,
        agreed("a", review=LATER),
        agreed("b", review=month_ago),
        agreed("d", status=Status.RETIRED, reviewed=TODAY),
        agreed("e", status=Status.SUPERSEDED, superseded_by="id-b"),
    )
    filed(room, agreed("c", review=long_ago, decided=TODAY - timedelta(220)), agreed("f"), team="Beta")
    async with room.app().run_test(size=(120, 30)) as pilot:
        text = await opened(pilot)
        assert listed(pilot) == ["Rule c", "Rule b", "Rule f", "Rule a", "Rule d", "Rule e"]
        for words in (
            "~ sleeping, due since 25 Jun · Beta",
            "● due since 23 Oct · Team Sø",
            "● due today · Beta",
            "✓ next review 21 Jan · Team Sø",
            "· retired 22 Nov · Team Sø",
            "· replaced by Rule b · Team Sø",
            "6 agreements · 3 are due for review",
        ):
            assert words in text


async def test_text_from_people_is_shown_unchanged(room: Room) -> None:
    filed(room, agreed("a", BAD, rule=BAD, keeper=BAD, concerns=(BAD,)), team=BAD)
    filed(room, agreed("b", "Two"), team="Beta")
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        text = "".join(lines(pilot))
        assert text.count(BAD) >= 3
        await press(pilot, "f", "escape", "enter", "escape", "b", "escape", "j", "escape")
        assert screen_name(pilot) == "ReviewScreen"


async def test_the_card_shows_everything_there_is_to_know(room: Room) -> None:
    folder = filed(
        room,
        replace(CALL, supersedes="id-old", decision="When we have holidays", level=6),
        agreed("old", "The old rule", status=Status.SUPERSEDED, superseded_by="id-call"),
    )
    agreement_files.change(folder, keep(on_file(folder, "call"), TODAY - timedelta(90), TODAY, "It works"))
    async with room.app().run_test(size=(100, 50)) as pilot:
        text = await opened(pilot)
        for words in (
            "When call happens, then we call.",
            "● due",
            "Keeper Mette",
            "Nobody asks twice.",
            "Nobody is called at night.",
            "Some are always busy",
            "When we have holidays",
            "6 · we decide and tell the leader afterwards",
            "22 May 2026",
            "Replaces The old rule",
            "From the card: It is urgent. What do you do?",
            "Deck: alle",
            "History",
            "Reason: It works.",
        ):
            assert " ".join(words.split()) in text, words
        text = await press(pilot, "down")
        assert "Replaced by Rule call" in text


async def test_a_long_card_can_be_scrolled_and_the_next_card_starts_at_the_top(room: Room) -> None:
    filed(room, agreed("a", rule="\n\n".join(f"Line {number}." for number in range(40))), agreed("b"))
    async with room.app().run_test(size=NARROW) as pilot:
        assert "Line 0." in await opened(pilot)
        text = await press(pilot, "pagedown")
        assert "Line 0." not in text
        assert "Line 9." in text
        await press(pilot, "down")
        assert "Line 0." in await press(pilot, "up")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_rule_and_the_way_out_are_visible_at_every_size(room: Room, size: tuple[int, int]) -> None:
    filed(room, CALL, agreed("b", review=LATER))
    async with room.app().run_test(size=size) as pilot:
        text = await opened(pilot)
        for words in ("Rule call", "then we call.", "k keep", "? help", "esc back"):
            assert words in text
        assert "Rule b" in await press(pilot, "down")
        for key in ("b", "v", "t", "d", "enter", "f", "j", "s"):
            await press(pilot, key)
            assert screen_name(pilot) != "ReviewScreen"
            assert "esc back" in shown(pilot), key
            await press(pilot, "escape")
            assert screen_name(pilot) == "ReviewScreen"


async def test_a_large_window_cuts_no_title_and_keeps_the_card_beside_the_list(room: Room) -> None:
    title = "Når noget skal afklares samme dag, ringer vi i stedet for at skrive"
    filed(room, agreed("a", title=title))
    async with room.app().run_test(size=(192, 54)) as pilot:
        await opened(pilot)
        rows = lines(pilot)
        assert any(f"▸ {title} " in row for row in rows), rows
        card = pilot.app.screen.query_one("#card").region
        assert card.width <= MEASURE + 2 * BESIDE
        assert card.right == pilot.app.size.width - 4


async def test_the_current_agreement_stays_the_same_when_the_window_changes(room: Room) -> None:
    filed(room, *(agreed(f"{number:02}") for number in range(30)))
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert "Rule 29" in await press(pilot, "end")
        for size in (TINY, (1, 1), NARROW, WIDE):
            await resize(pilot, size)
            assert pilot.app.screen.marked.agreement.title == "Rule 29"
        assert "Rule 29" in shown(pilot)
        await press(pilot, "home")
        assert "Rule 00" in shown(pilot)
        await press(pilot, "right")
        assert pilot.app.screen.marked.agreement.title not in {"Rule 00", "Rule 01", "Rule 02"}


async def test_only_the_visible_rows_of_a_long_list_are_formatted(room: Room, monkeypatch) -> None:
    filed(room, *(agreed(f"{number:03}") for number in range(300)))
    asked: set[object] = set()
    row = ReviewScreen._row
    monkeypatch.setattr(ReviewScreen, "_row", lambda self, thing: (asked.add(thing.agreement.id), row(self, thing))[1])
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        assert len(listed(pilot)) == 300
        assert 5 < len(asked) < 30


# Keep, adjust, retire, supersede, and the rest


async def test_keep_uses_the_suggested_date_and_undo_restores_the_file(room: Room) -> None:
    folder = filed(room, CALL)
    before = texts(folder)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        text = await press(pilot, "k")
        assert "→ 22 May 2027, in 6 months" in text
        text = await press(pilot, "enter")
        assert told(pilot) == "Kept. The next review is on 22 May 2027."
        assert "✓ next review 22 May 2027" in text
        assert "Kept." in text
        kept = on_file(folder, "call")
        assert (kept.review, kept.reviewed, kept.status) == (date(2027, 5, 22), TODAY, Status.IN_FORCE)
        assert "22 May 2027" in (folder / "agreements.md").read_text("utf-8")
        text = await press(pilot, "u")
        assert told(pilot) == "Undone: Rule call"
        assert "● due today" in text
        assert texts(folder) == before
        assert "22 May 2027" not in (folder / "agreements.md").read_text("utf-8")
        assert "u undo" not in shown(pilot)


async def test_undo_still_works_after_leaving_the_screen_and_coming_back(room: Room) -> None:
    folder = filed(room, CALL)
    before = texts(folder)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await press(pilot, "k", "enter", "escape")
        text = await opened(pilot)
        assert "u undo" in text
        await press(pilot, "u")
        assert texts(folder) == before


async def test_another_date_and_a_reason_can_be_given(room: Room) -> None:
    folder = filed(room, CALL)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "b")
        await write(pilot, "om 2 uger")
        await press(pilot, "down")
        await write(pilot, "It holds")
        await press(pilot, "enter")
    assert on_file(folder, "call").review == TODAY + timedelta(14)
    assert "Reason: It holds." in next(iter(texts(folder).values()))


@pytest.mark.parametrize("words", ["soon", "yesterday", "today", ""])
async def test_an_invalid_date_is_rejected_with_a_message(room: Room, words: str) -> None:
    folder = filed(room, CALL)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await press(pilot, "b", "backspace")
        await write(pilot, words)
        await press(pilot, "enter")
        assert screen_name(pilot) == "ReviewSlip"
        assert "a future date" in told(pilot)
    assert on_file(folder, "call") == CALL


async def test_adjust_changes_the_words_and_asks_for_consent_again(room: Room) -> None:
    folder = filed(room, CALL)
    before = texts(folder)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        text = await press(pilot, "j")
        assert "Adjust the agreement" in text
        assert CALL.rule in text
        pilot.app.screen.query_one("#rule").clear()
        await write(pilot, "We call before noon.")
        pilot.app.screen.query_one("#reason").focus()
        await pilot.pause()
        await write(pilot, "Nobody could reach us")
        text = await press(pilot, "f2")
        assert "Does everyone consent?" in text
        assert "Some are always busy" in text
        await write(pilot, "; Who is on leave?")
        text = await press(pilot, "enter")
        assert screen_name(pilot) == "ReviewScreen"
        assert "We call before noon." in text
        now = on_file(folder, "call")
        assert (now.rule, now.concerns) == ("We call before noon.", ("Some are always busy", "Who is on leave?"))
        [text] = texts(folder).values()
        for words in ("Reason: Nobody could reach us.", "> When call happens, then we call."):
            assert words in text
        await press(pilot, "u")
    assert texts(folder) == before


async def test_on_the_smallest_screen_the_question_for_consent_is_complete(room: Room) -> None:
    filed(room, CALL)
    async with room.app().run_test(size=TINY) as pilot:
        await opened(pilot)
        text = await press(pilot, "j", "f2")
        assert "if there is an objection, go back and change the wording." in text.replace("█ ", ""), lines(pilot)
        assert "Some are always busy" in text


async def test_an_objection_leads_back_to_the_words_and_what_was_written_is_kept(room: Room) -> None:
    folder = filed(room, CALL)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "j")
        pilot.app.screen.query_one("#rule").clear()
        await write(pilot, "We call before noon.")
        await press(pilot, "f2", "escape")
        assert screen_name(pilot) == "ReviewFormScreen"
        await press(pilot, "escape")
        assert screen_name(pilot) == "ReviewScreen"
        assert "We call before noon." in await press(pilot, "j")
    assert on_file(folder, "call") == CALL


async def test_fields_that_nobody_changes_stay_as_they_were_written_by_hand(room: Room) -> None:
    by_hand = replace(
        CALL,
        title="A title " * 40 + "that is long",
        rule="We call.\n" * 200 + "And that is all",
        signs="One sign.\nAnother sign.",
        corner_flags="The law " * 40 + "and the rest",
        concerns=("One; and more", "A concern " * 40 + "that is long", "Another\non two lines"),
    )
    folder = filed(room, by_hand)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "j")
        pilot.app.screen.query_one("#keeper").focus()
        await pilot.pause()
        await write(pilot, "Peter")
        await press(pilot, "f2", "enter")
        assert screen_name(pilot) == "ReviewScreen"
    now = on_file(folder, "call")
    assert now.keeper == "Peter"
    assert now == replace(by_hand, keeper="Peter", reviewed=now.reviewed, review=now.review)


async def test_long_rules_and_concerns_can_be_added_to_without_losing_the_end(room: Room) -> None:
    long = replace(CALL, rule="We call " * 200 + "at once", concerns=("A concern " * 40 + "that is long",))
    folder = filed(room, long)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "j")
        await write(pilot, "!")
        await press(pilot, "f2")
        await write(pilot, "; Another")
        await press(pilot, "enter")
        assert screen_name(pilot) == "ReviewScreen"
    now = on_file(folder, "call")
    assert (now.rule, now.concerns) == (f"{long.rule}!", (*long.concerns, "Another"))


async def test_a_title_as_long_as_a_page_hides_none_of_the_questions(room: Room) -> None:
    filed(room, agreed("a", title="A title " * 1200 + "\nthat is long", keeper="A name " * 700))
    async with room.app().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        for key, wanted in (("enter", "Still applies: keep it"), ("b", "Reason"), ("t", "Keeper"), ("s", "We agree"),
                            ("f", "Show 1 agreement")):  # fmt: skip
            text = await press(pilot, key)
            assert screen_name(pilot) != "ReviewScreen"
            assert wanted in text
            await press(pilot, "escape")


async def test_an_empty_rule_does_not_lead_to_the_question_for_consent(room: Room) -> None:
    filed(room, CALL)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await press(pilot, "s", "f2")
        assert "First, write what you agree to do." in told(pilot)
        assert screen_name(pilot) == "ReviewFormScreen"


async def test_a_retired_agreement_can_be_brought_back_and_nothing_else(room: Room) -> None:
    folder = filed(room, CALL)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "r")
        await write(pilot, "Nobody needs it")
        text = await press(pilot, "enter")
        assert "· retired 22 Nov" in text
        assert "Reason: Nobody needs it." in text
        assert on_file(folder, "call").status is Status.RETIRED
        assert "Rule call" not in (folder / "agreements.md").read_text("utf-8")
        assert "k bring it back" in text
        await press(pilot, "j", "s", "v", "t", "d")
        assert screen_name(pilot) == "ReviewScreen"
        text = await press(pilot, "b", "enter")
        assert "✓ next review" in text
    assert on_file(folder, "call").in_force


async def test_a_new_agreement_is_linked_both_ways_and_both_are_undone_at_once(room: Room) -> None:
    folder = filed(room, CALL)
    before = texts(folder)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        text = await press(pilot, "s")
        assert "Replaces: Rule call" in text
        await write(pilot, "When it is urgent, then we write.")
        text = await press(pilot, "f2", "enter")
        assert listed(pilot) == ["Rule call", "When it is urgent, then we write"]
        assert "· replaced by When it is urgent" in text
        assert "Replaces Rule call" in text
        assert len(texts(folder)) == 2
        old = on_file(folder, "call")
        path = agreement_files.path_of(folder, old.superseded_by)
        assert path
        new = agreement_files.read(path).agreement
        assert (old.status, new.supersedes, new.question) == (Status.SUPERSEDED, old.id, CALL.question)
        await press(pilot, "u")
        assert listed(pilot) == ["Rule call"]
    assert texts(folder) == before


async def test_the_keeper_and_the_date_can_be_changed(room: Room) -> None:
    folder = filed(room, CALL)
    before = texts(folder)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        text = await press(pilot, "h")
        assert "Aisha, Peter" in text
        await write(pilot, "Peter")
        await press(pilot, "enter")
        assert told(pilot) == "Peter is now the keeper."
        await press(pilot, "d")
        await write(pilot, "3 January 2027")
        await press(pilot, "enter")
        now = on_file(folder, "call")
        assert (now.keeper, now.review, now.reviewed) == ("Peter", date(2027, 1, 3), None)
        await press(pilot, "u", "u")
        assert texts(folder) == before
        assert "u undo" not in shown(pilot)
        await press(pilot, "t", "enter")
        await press(pilot, "u")
        assert texts(folder) == before, "choosing the same keeper is not an act"


async def test_a_partial_name_is_asked_about_before_it_becomes_the_keeper(room: Room) -> None:
    folder = filed(room, CALL)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await press(pilot, "h", *"pe", "enter")
        assert "“pe” is only the beginning of a name. Do you mean Peter?" in told(pilot)
        assert on_file(folder, "call").keeper == "Mette"
        await press(pilot, "right", "enter")
        assert on_file(folder, "call").keeper == "Peter"
        await press(pilot, "h", *"ai", "enter", "enter")
        assert on_file(folder, "call").keeper == "ai", "whoever insists is believed"


async def test_enter_offers_everything_that_can_be_done(room: Room) -> None:
    folder = filed(room, CALL)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        text = await press(pilot, "enter")
        assert "Still applies: keep it" in text
        await press(pilot, "down", "down", "enter", "enter")
        assert on_file(folder, "call").status is Status.RETIRED
        assert "Bring it back" in await press(pilot, "enter")


async def test_nothing_moves_during_reviews_and_each_act_is_undone_in_turn(room: Room) -> None:
    folder = filed(room, agreed("a"), agreed("b"), agreed("c"))
    before = texts(folder)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "b", "enter", "down", "v", "enter", "down", "b", "enter")
        assert listed(pilot) == ["Rule a", "Rule b", "Rule c"]
        assert [on_file(folder, name).status.value for name in "abc"] == ["in-force", "retired", "in-force"]
        assert "3 agreements" in shown(pilot)
        assert "due for review" not in shown(pilot)
        await press(pilot, "u")
        assert pilot.app.screen.marked.agreement.title == "Rule c"
        await press(pilot, "u", "u", "u")
        assert pilot.app.screen.marked.agreement.title == "Rule a"
        assert "3 are due for review" in shown(pilot)
    assert texts(folder) == before


# What goes wrong


async def test_changes_by_somebody_else_in_the_meantime_are_kept_and_both_versions_are_shown(room: Room) -> None:
    folder = filed(room, CALL)
    [path] = (folder / "agreements").iterdir()
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await press(pilot, "b")
        path.write_text(path.read_text("utf-8").replace("review: 2026-11-22", "review: 2030-01-01"), "utf-8")
        text = await press(pilot, "enter")
        assert "Somebody else has changed the same lines" in told(pilot)
        assert "1 is duplicated" in text
        assert len(texts(folder)) == 2
        assert "review: 2030-01-01" in path.read_text("utf-8")


async def two_versions(room: Room) -> tuple[Path, Path, Path]:
    """Put two files of one agreement on file, the second with another keeper; return the folder and the files."""
    folder = filed(room, CALL)
    [path] = (folder / "agreements").iterdir()
    copy = path.with_name(f"{path.stem} (conflicted copy).md")
    copy.write_text(path.read_text("utf-8").replace("keeper: Mette", "keeper: Peter"), encoding="utf-8")
    return folder, path, copy


async def test_one_of_two_versions_is_chosen_and_the_other_put_aside_and_that_is_undone(room: Room) -> None:
    folder, path, copy = await two_versions(room)
    before = texts(folder)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        text = await opened(pilot)
        assert "1 is duplicated: p" in text
        text = await press(pilot, "p")
        assert "ANOTHER VERSION" in text
        assert "⏎ choose a version" in text
        details = [line.plain for line in pilot.app.screen._face(pilot.app.screen.marked).details]
        assert details[:4] == ["Keeper  in this file", "Peter", "Keeper  in the other", "Mette"]
        await press(pilot, "enter", "enter")  # this version
        assert on_file(folder, "call").keeper == "Peter"
        assert sorted(texts(folder)) == [path.name, f"{path.name}.old"]
        assert "Mette" in texts(folder)[f"{path.name}.old"]
        assert "is duplicated" not in shown(pilot)
        await press(pilot, "u")
        assert texts(folder) == before
        assert "1 is duplicated" in shown(pilot)
        await press(pilot, "p", "enter", "down", "enter")  # the other
        assert on_file(folder, "call").keeper == "Mette"
        assert sorted(texts(folder)) == [f"{copy.name}.old", path.name]
        await press(pilot, "escape", "a", "u")
        assert texts(folder) == before, "even after leaving and coming back"


async def test_both_versions_can_be_kept_as_agreements(room: Room) -> None:
    folder, path, copy = await two_versions(room)
    before = texts(folder)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await press(pilot, "p", "enter", "down", "down", "enter")
        assert "2 agreements" in shown(pilot)
        assert path.read_text("utf-8") == before[path.name]
        changed = copy.read_text("utf-8")
        pairs = zip(before[copy.name].split("\n"), changed.split("\n"), strict=True)
        [line] = [new for old, new in pairs if old != new]
        assert line.startswith("id: ")
        assert not agreement_files.load_all(folder)[1]
        copy.write_text(changed + "\nMore by hand.\n", encoding="utf-8")
        await press(pilot, "u")
        assert "stays as it is" in told(pilot)
        assert copy.read_text("utf-8").endswith("More by hand.\n")


async def test_a_copy_without_an_id_is_not_listed_as_an_agreement_and_can_be_settled(room: Room) -> None:
    folder = filed(room, CALL)
    place = folder / "agreements"
    plain = "---\ndecided: 2026-08-10\n---\n\n# Meetings end on time\n\nWe stop five minutes early.\n"
    (place / "meetings.md").write_text(plain, encoding="utf-8")
    (place / "meetings-DESKTOP-AB12.md").write_text(plain.replace("five", "ten"), encoding="utf-8")
    before = texts(folder)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        text = await opened(pilot)
        assert "2 agreements" in text
        assert "1 is duplicated: p" in text
        text = await press(pilot, "p")
        details = [line.plain for line in pilot.app.screen._face(pilot.app.screen.marked).details]
        assert details[1:4:2] == ["We stop ten minutes early.", "We stop five minutes early."]
        await press(pilot, "enter", "enter")  # this version
        assert "We stop ten" in texts(folder)["meetings.md"]
        assert "We stop five" in texts(folder)["meetings.md.old"]
        assert "is duplicated" not in shown(pilot)
        await press(pilot, "u")
        assert texts(folder) == before
        await press(pilot, "p", "enter", "down", "down", "enter")  # both
        assert "3 agreements" in shown(pilot)
        assert not agreement_files.load_all(folder)[1]
        await press(pilot, "u")
        assert texts(folder) == before


async def test_a_version_that_is_deleted_in_the_meantime_leaves_the_other_where_it_is(room: Room) -> None:
    folder, path, copy = await two_versions(room)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await press(pilot, "p", "enter")
        copy.unlink()
        await press(pilot, "enter")
        assert list(texts(folder)) == [path.name]
        assert told(pilot)
    assert on_file(folder, "call").keeper == "Mette"


async def test_what_was_changed_later_is_not_undone(room: Room) -> None:
    folder = filed(room, CALL)
    [path] = (folder / "agreements").iterdir()
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await press(pilot, "b", "enter")
        path.write_text(path.read_text("utf-8").replace("review: 2027-05-22", "review: 2030-01-01"), "utf-8")
        text = await press(pilot, "u")
        assert "since then, so it stays as it is" in told(pilot)
        assert "next review 1 Jan 2030" in text
    assert "review: 2030-01-01" in path.read_text("utf-8")


async def test_a_full_disk_is_reported_with_a_message_and_nothing_is_changed(room: Room, monkeypatch) -> None:
    folder = filed(room, CALL)
    before = texts(folder)

    def full(place: Path, *_more: object) -> Path:
        raise CannotSave(place, OSError(28, "No space left on device"))

    monkeypatch.setattr(agreement_files, "change", full)
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        text = await press(pilot, "b", "enter")
        assert "could not be saved" in told(pilot)
        assert "● due today" in text
        assert "u undo" not in text
        await press(pilot, "s")
        await write(pilot, "We write.")
        await press(pilot, "f2", "enter")
        assert texts(folder) == before, "the new one is removed too, because nothing links to it"
        assert "We write." in await press(pilot, "s"), "what was written is not lost"


async def test_a_poster_that_fails_is_reported(room: Room, monkeypatch) -> None:
    folder = filed(room, CALL)
    (folder / "agreements.md").mkdir()
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        await press(pilot, "b", "enter")
        assert "agreements.md could not be saved" in told(pilot)
    assert on_file(folder, "call").reviewed == TODAY


async def test_a_missing_file_is_reported_and_the_list_is_read_again(room: Room) -> None:
    folder = filed(room, CALL, agreed("b", review=LATER))
    path = agreement_files.path_of(folder, CALL.id)
    assert path
    async with room.app().run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot)
        path.unlink()
        await press(pilot, "b")
        assert "does not exist" in told(pilot)
        assert listed(pilot) == ["Rule b"]


async def test_a_broken_file_is_named_and_fixed_in_the_editor(room: Room, monkeypatch) -> None:
    folder = filed(room, agreed("a", review=LATER))
    broken = folder / "agreements" / "2026-01-01-broken.md"
    broken.write_text("---\nid: x\nstatus: perhaps\n---\n\n# Broken\n\nWe mend.\n", "utf-8")
    command = editor(room, "path.write_text(path.read_text('utf-8').replace('perhaps', 'in-force'), 'utf-8')")
    async with app_with(room, command, monkeypatch).run_test(size=WIDE, notifications=True) as pilot:
        text = await opened(pilot)
        assert "2026-01-01-broken.md" in text
        assert "1 file cannot be understood" in text
        text = await press(pilot, "p")
        assert "line 3" in text
        assert "perhaps" in text
        await press(pilot, "b", "j", "enter")
        assert screen_name(pilot) == "ReviewScreen", "it can only be edited"
        text = await press(pilot, "e")
        assert listed(pilot) == ["Broken", "Rule a"]
        assert "cannot be understood" not in text


# Filtering


async def test_searching_for_agreements_counts_them_at_each_key(room: Room) -> None:
    filed(room, CALL, agreed("a", review=LATER, keeper="Peter"), agreed("b", status=Status.RETIRED, reviewed=TODAY))
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        text = await press(pilot, "f")
        assert "Show 3 agreements" in text
        assert "Team" not in text.split(), "there is only one"
        assert "Show 1 agreement" in await press(pilot, "a", "s", "k")
        text = await press(pilot, "enter")
        assert listed(pilot) == ["Rule call"], "its signs contain the word"
        assert "1 of 3 agreements · 1 is due for review · → “ask”" in text
        assert "x all agreements" in text
        await press(pilot, "x")
        assert len(listed(pilot)) == 3
        await press(pilot, "slash", "down", "right")
        assert "Show 1 agreement" in shown(pilot)
        await press(pilot, "f2")
        assert listed(pilot) == ["Rule call"], "the one that is due"
        await press(pilot, "x", "f", "down", "down", "right", "right", "f2")
        assert listed(pilot) == ["Rule a"], "the one that Peter keeps"
        await press(pilot, "x", "f", "z", "q", "f2")
        assert "No agreements match. Press x to see them all." in shown(pilot)
        await press(pilot, "b", "enter", "e", "g", "x")
        assert len(listed(pilot)) == 3


async def test_undo_works_even_if_a_filter_is_used(room: Room) -> None:
    folder = filed(room, CALL, agreed("d"))
    before = texts(folder)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "b", "enter", "f", "down", "right", "f2")
        assert listed(pilot) == ["Rule d"]
        await press(pilot, "u")
        assert listed(pilot) == ["Rule call", "Rule d"]
    assert texts(folder) == before


async def test_the_list_can_be_limited_to_one_team(room: Room) -> None:
    filed(room, CALL)
    filed(room, agreed("b"), team="Beta")
    async with room.app().run_test(size=WIDE) as pilot:
        await settled(pilot)
        pilot.app.push_screen(ReviewScreen("Beta"))
        text = await settled(pilot)
        assert listed(pilot) == ["Rule b"]
        assert "→ Beta" in text


# Keys and navigation


async def test_a_game_with_the_due_agreements_is_set_up_for_the_team(room: Room) -> None:
    filed(room, CALL)
    filed(room, agreed("b", review=LATER), team="Beta")
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "end", "g")
        assert screen_name(pilot) == "ReviewScreen", "the team of the marked one has nothing due"
        await press(pilot, "home", "g")
        assert screen_name(pilot) == "SetupScreen"
        assert "Team Sø" in shown(pilot)
        await press(pilot, "escape")
        assert screen_name(pilot) == "HomeScreen"


@pytest.mark.parametrize("tongue", ["da", "en"])
async def test_the_letters_of_both_languages_always_work(room: Room, tongue: str) -> None:
    language.use(tongue)
    filed(room, CALL)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        for keys, screen in (("bkvrthd", "ReviewSlip"), ("js", "ReviewFormScreen"), ("f", "ReviewFilterScreen")):
            for key in keys:
                await press(pilot, key)
                assert screen_name(pilot) == screen, key
                await press(pilot, "escape")


async def test_the_help_explains_each_key(room: Room) -> None:
    filed(room, CALL)
    async with room.app().run_test(size=(120, 60)) as pilot:
        await opened(pilot)
        text = await press(pilot, "question_mark")
        for words in ("k keep", "j adjust", "r retire", "s replace", "h keeper", "d date",
                      "f find", "g review in a game", "e edit"):  # fmt: skip
            assert words in text
        assert "x all agreements" not in text


@pytest.mark.parametrize("tongue", ["da", "en"])
async def test_the_actions_on_an_agreement_are_on_the_bar_at_80_columns(room: Room, tongue: str) -> None:
    language.use(tongue)
    filed(room, CALL, agreed("b"))
    async with room.app().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        acts = ["acts", "act('keep')", "act('adjust')", "act('hand-over')", "act('move')"]
        assert on_the_bar(pilot) == [*acts, "act('retire')"]
        await press(pilot, "b", "enter")
        assert on_the_bar(pilot)[:6] == [*acts, "undo"]


@pytest.mark.parametrize("tongue", ["da", "en"])
async def test_a_small_window_keeps_enter_help_and_the_way_out_on_the_bar(room: Room, tongue: str) -> None:
    language.use(tongue)
    filed(room, CALL, agreed("b"))
    async with room.app().run_test(size=(40, 12)) as pilot:
        await opened(pilot)
        assert on_the_bar(pilot)[:2] == ["acts", "act('keep')"]
        shown_bar = str(pilot.app.screen.query_one(KeyBar).content)
        assert "? " in shown_bar
        assert f"esc {_('back')}" in shown_bar


def on_the_bar(pilot: Pilot[None]) -> list[str]:
    """Return the actions whose keys are seen whole on the bar, without help and the way out."""
    bar = str(pilot.app.screen.query_one(KeyBar).content)
    keys = keys_on_bar(pilot.app.screen)
    hints = ((key, f"{shown_key(key.name)} {key.words}") for key in keys[: -KeyBar.KEPT])
    return [key.action for key, hint in hints if f"  {hint}  " in f"  {bar}  "]


async def test_pressing_a_key_twice_asks_once(room: Room) -> None:
    filed(room, CALL)
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        pilot.app.simulate_key("b")
        pilot.app.simulate_key("b")
        await settled(pilot)
        assert [type(screen).__name__ for screen in pilot.app.screen_stack[1:]] == ["ReviewScreen", "ReviewSlip"]
        await press(pilot, "escape", "b")  # the second one was typed into the dialog, because keys are handled in order
        pilot.app.simulate_key("enter")
        pilot.app.simulate_key("enter")
        await settled(pilot)
        assert "ReviewSlip" not in {type(screen).__name__ for screen in pilot.app.screen_stack}


async def test_posters_are_made_one_after_another_and_the_last_one_is_kept(room: Room, monkeypatch) -> None:
    folder = filed(room, CALL, agreed("d"))
    made = []
    make = records.refresh_poster
    refresh = "dialogkort.tui.agreements.posters.refresh_poster"
    monkeypatch.setattr(refresh, lambda *given: (made.append(given), make(*given)))
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "v", "enter", "down", "v", "enter", "u")
        poster = (folder / "agreements.md").read_text("utf-8")
    assert made
    assert "Rule d" in poster
    assert "Rule call" not in poster


async def test_esc_leads_from_the_search_results_back_to_all_and_then_home(room: Room) -> None:
    filed(room, agreed("a"), agreed("b", title="Skriv"))
    async with room.app().run_test(size=WIDE) as pilot:
        await opened(pilot)
        await press(pilot, "f", "z", "q", "f2", "escape")
        assert screen_name(pilot) == "ReviewScreen"
        assert "Skriv" in shown(pilot)
        await press(pilot, "escape")
        assert screen_name(pilot) == "HomeScreen"
