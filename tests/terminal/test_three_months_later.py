"""A game that agrees, a clock that is set three months forward, and the next game, which reviews."""

from pathlib import Path

from tests.terminal.game import FIRST_RULE, FIRST_TITLE, first_agreement, step
from tests.terminal.places import Places, da, play
from tests.terminal.terminal import Terminal

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements import poster

QUIET = "Hvad gjorde en kollega for nylig"


def kept(places: Places) -> Agreement:
    found, problems = agreement_files.load_all(team_files.folder_of(places.folder, "Team Sø"))
    assert not problems
    (file,) = found
    return file.agreement


def review(terminal: Terminal) -> None:
    """Play the first review up to where the team decides."""
    terminal.wait_for(da("Welcome to the table"))
    step(terminal, "enter", da("Review {number} of {total}", number=1, total=1), FIRST_RULE[:30])
    step(terminal, "enter", da("Has it helped? Think of one time when it did, or when it did not.")[:20])
    step(terminal, "enter", da("Hold up fingers on three"), da("it has helped"))
    terminal.press("1", "1", "2")
    terminal.wait_for(da("Everyone has answered"))
    step(terminal, "enter", da("Your answers are close"), "██ 2")
    step(terminal, "enter", da("What do we do with it?"))


def test_an_agreement_comes_up_by_itself_three_months_later(tmp_path: Path) -> None:
    places = Places(tmp_path, environ={"DIALOGKORT_TODAY": "2026-11-22"})
    with places.start(*play()) as terminal:
        terminal.wait_for(da("Welcome to the table"))
        step(terminal, "enter", da("The card is face down."))
        step(terminal, "enter", QUIET)
        first_agreement(terminal)
        step(terminal, "l", da("What will you take with you from this conversation?"))
        step(terminal, "s", da("Rate the meeting"))
        step(terminal, "s", da("Thank you for the conversation"), da("Saved:"))
        terminal.press("q")
        terminal.press("q")
    agreed = kept(places)
    assert (agreed.review.isoformat(), agreed.reviewed) == ("2027-02-22", None)

    places.environ["DIALOGKORT_TODAY"] = "2027-02-21"
    with places.start(*play("--seed", "6")) as terminal:
        terminal.wait_for(da("Start the game"))  # the programme was stopped, so the program asks where to continue
        terminal.press("f2")
        terminal.wait_for(da("Welcome to the table"))
        step(terminal, "enter", da("The card is face down."))  # a day too early: nothing is due
        step(terminal, "l", da("What will you take with you from this conversation?"))
        step(terminal, "s", da("Rate the meeting"))
        step(terminal, "s", da("Saved:"))

    places.environ["DIALOGKORT_TODAY"] = "2027-02-22"
    with places.start(*play("--seed", "7")) as terminal:
        terminal.wait_for(da("Start the game"))  # the programme was stopped, so the program asks where to continue
        terminal.press("f2")
        review(terminal)
        step(
            terminal,
            "b",
            da("When will you review it? A date, or a period such as 3 months or 2 weeks.")[:30],
            "22. maj 2027",
        )
        step(terminal, "enter", da("Kept: next review {date}", date="22. maj 2027"))
        terminal.kill()
    assert kept(places).review.isoformat() == "2027-05-22", "what the screen said is on file when the program is killed"

    with places.start("resume") as terminal:
        terminal.wait_for(da("Welcome back"))
        step(terminal, "enter", da("Kept: next review {date}", date="22. maj 2027"))
        step(terminal, "enter", da("The card is face down."))
    reviewed = kept(places)
    assert reviewed.reviewed.isoformat() == "2027-02-22"
    file = next((team_files.folder_of(places.folder, "Team Sø") / agreement_files.FOLDER).iterdir())
    assert file.read_text(encoding="utf-8").count("22\\. februar 2027") == 1, "it is in the history once"
    page = (team_files.folder_of(places.folder, "Team Sø") / poster.NAME).read_text(encoding="utf-8")
    assert FIRST_TITLE in page
    assert "22. maj 2027" in page
