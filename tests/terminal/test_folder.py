"""A folder that cannot be written to: the screen says so, another one can be chosen, and nothing is lost."""

from pathlib import Path

import pytest
from tests.terminal import game
from tests.terminal.conftest import Start
from tests.terminal.places import Places, da, play
from tests.terminal.terminal import Terminal

from dialogkort.storage import settings
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files

pytestmark = pytest.mark.xdist_group("folder")

FAILED = "The files could not be saved"


@pytest.fixture
def barred(places: Places) -> Path:
    """A folder that cannot be created, because a file is in its way; this stops the system's administrator too."""
    places.root.joinpath("Dokumenter").write_text("en fil, ikke en mappe\n", encoding="utf-8")
    return places.folder


def _agree_on_the_first_rule(terminal: Terminal) -> None:
    """Write the shortest possible agreement, and let everybody consent."""
    terminal.press("a")
    terminal.wait_for(da("When X happens, we do Y: could someone see it on a video?"))
    terminal.type(game.FIRST_RULE)
    terminal.wait_for("hvad vi aftalte.")
    game.step(terminal, "f2", da("Show thumbs on three"))
    game.step(terminal, "space", da("Nobody objects"))
    game.enter(terminal)


def _choose(terminal: Terminal, folder: Path) -> None:
    """Enter another folder in place of the one shown."""
    terminal.settle()
    terminal.rub_out(len(f"{folder.parent}/Dokumenter/Dialogkort"))
    terminal.type(str(folder))
    terminal.settle()
    game.enter(terminal)
    terminal.wait_gone(da(FAILED))


def _rules(folder: Path) -> list[str]:
    found, problems = agreement_files.load_all(team_files.folder_of(folder, "Team Sø"))
    assert not problems
    return [file.agreement.rule for file in found]


def test_another_folder_can_be_chosen_at_once_and_is_kept_for_the_next_time(
    places: Places, start: Start, barred: Path
) -> None:
    terminal = start(*play())
    terminal.wait_for(da(FAILED))
    other = places.root / "andet"
    _choose(terminal, other)
    terminal.wait_for(da("Welcome to the table"))
    terminal.wait_until(lambda: settings.load(places.config)[0].folder == other, "the folder in the settings")
    _agree_on_the_first_rule(terminal)
    terminal.wait_for(da("Saved: {title}", title="")[:6])
    assert _rules(other) == [game.FIRST_RULE]
    assert barred.parent.is_file()


def test_the_game_continues_if_the_folder_is_left_for_later_and_is_saved_from_the_summary(
    places: Places, start: Start, barred: Path
) -> None:
    terminal = start(*play())
    terminal.wait_for(da(FAILED))
    terminal.press("esc")
    terminal.wait_gone(da(FAILED))
    terminal.wait_for(da("Welcome to the table"))
    _agree_on_the_first_rule(terminal)
    # never "saved" before it is true
    terminal.wait_for(da(FAILED))
    assert not terminal.shows(da("Saved: {title}", title="")[:6])
    terminal.press("esc")
    terminal.wait_gone(da(FAILED))
    game.step(terminal, "l", da("What will you take with you from this conversation?"), "✓ Når det haster")
    game.step(terminal, "s", da("Rate the meeting"))
    game.step(terminal, "s", da("Thank you for the conversation"), da("The game itself is safe."))
    assert not terminal.shows(da("Saved:"))
    # out and in again: it is still waiting, with what was agreed
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    # what the problem is, and how to continue the game
    *why, waits = terminal.afterwards.strip().splitlines()
    assert str(barred) in "".join(why)
    assert waits.strip() == da("The game is saved. To continue it, run: dialogkort resume")
    terminal = start("resume")
    # the folder was never there: one that a game was begun in is not created without asking
    game.step(terminal, "o", da(FAILED), da("Create this folder again"))
    terminal.press("down")
    game.step(terminal, "enter", str(barred)[:20])
    other = places.root / "andet"
    _choose(terminal, other)
    terminal.wait_for(da("Thank you for the conversation"), da("Saved:"))
    game.step(terminal, "enter", da("New game"))
    assert places.journals == ()
    assert _rules(other) == [game.FIRST_RULE]


def test_without_a_place_for_the_journal_no_game_begins_and_the_reason_is_shown(places: Places, start: Start) -> None:
    """If there is nowhere to keep the game, none begins, and the program says why."""
    places.state.write_text("en fil, ikke en mappe\n", encoding="utf-8")
    terminal = start(*play())
    terminal.wait_for(da("New game"))
    terminal.wait_until(
        lambda: "/tilstand/" in "".join(row.rpartition("▌")[2].strip() for row in terminal.lines),
        "the path of what is in the way, even if it is broken",
    )
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert places.state.is_file()


def test_a_folder_given_on_the_command_line_is_not_kept_in_the_settings(places: Places, start: Start) -> None:
    given = places.root / "kun i dag"
    terminal = start("--folder", str(given))
    game.step(terminal, "l", "På dansk")
    game.step(terminal, "l", "In English")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    kept, problems = settings.load(places.config)
    assert not problems
    assert (kept.folder, kept.language) == (None, "da")
