"""Reviewing agreements in plain mode: due ones first, each act on file, and undo."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.plain.test_plain_game import played
from tests.systems import symlinks
from tests.terminal.places import Places
from textual.binding import Binding

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.plain.heard import heard, heard_title
from dialogkort.plain.review import LETTERS
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.tui.agreements.keys import BINDINGS

TODAY = datetime.now(UTC).date()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path)
    for number, review in ((1, date(2020, 1, 1)), (2, TODAY + timedelta(200))):
        agreement = Agreement(
            id=f"a{number}",
            title=f"Regel {number}",
            rule=f"Vi gør {number}." if number == 1 else "Vi ringer.",
            decided=date(2019, 5, 1),
            review=review,
            keeper="Mette",
        )
        agreement_files.add(team_files.folder_of(made.folder, "Team Sø"), agreement)
    return made


def on_file(places: Places) -> dict[str, Agreement]:
    found, problems = agreement_files.load_all(team_files.folder_of(places.folder, "Team Sø"))
    assert not problems
    return {file.agreement.id: file.agreement for file in found}


@symlinks
def test_what_cannot_be_read_is_named_and_the_exit_code_is_that_of_the_list(places: Places) -> None:
    unreadable = places.folder / "team-vest" / "agreements"
    team_files.folder_of(places.folder, "Team Vest").mkdir(exist_ok=True)
    unreadable.symlink_to(unreadable)
    for lines in ([""], []):
        code, said = played(places, "review", lines=lines)
        assert code == 2, said
        assert "agreements" in said
        assert "1  Regel 1: " in said


def test_a_due_agreement_comes_first_and_keeping_it_with_a_reason_can_be_undone(places: Places) -> None:
    code, said = played(places, "review", lines=["1", "b", "3 måneder", "Den virker", "", ""])
    assert code == 0, said
    assert said.index("1  Regel 1: ") < said.index("2  Regel 2: ")
    for words in ("2 aftaler, 1 skal ses efter", "Vi gør 1.", "Tovholder: Mette", "Behold"):
        assert words.casefold() in said.casefold(), words
    assert on_file(places)["a1"].reviewed is not None
    code, said = played(places, "review", lines=["1", "v", "Færdig med den", "u", ""])
    assert "Fortrudt: " in said
    assert on_file(places)["a1"].status is Status.IN_FORCE


def test_adjusting_asks_one_line_at_a_time_and_then_for_consent(places: Places) -> None:
    lines = ["1", "j", "Vi gør det anderledes.", ".", ".", ".", ".", "Det var for stramt", ".", "Hvad nu i ferien?", ""]
    code, said = played(places, "review", "--team", "team-soe", lines=lines)
    assert code == 0, said
    agreement = on_file(places)["a1"]
    assert (agreement.rule, agreement.title, agreement.concerns) == (
        "Vi gør det anderledes.",
        "Regel 1",
        ("Hvad nu i ferien?",),
    )


def test_answering_no_changes_nothing_and_a_new_agreement_replaces_the_old_one(places: Places) -> None:
    words = ["Vi gør noget andet.", "", "", "", "", "", ""]
    played(places, "review", lines=["1", "s", *words, "nej", ""])
    assert on_file(places)["a1"].status is Status.IN_FORCE
    played(places, "review", lines=["1", "erstat", "s", *words, "", ""])
    found = on_file(places)
    assert found["a1"].status is Status.SUPERSEDED
    assert "Vi gør noget andet." in {agreement.rule for agreement in found.values()}


def test_agreements_can_be_found_handed_over_and_moved_to_another_date(places: Places) -> None:
    to_ali, sooner = ("1", "t", "Ali", ""), ("1", "d", "2 uger", "")
    code, said = played(places, "review", lines=["f", "ringer", *to_ali, *sooner, "x", "?", ""])
    assert code == 0, said
    agreement = on_file(places)["a2"]
    assert agreement.keeper == "Ali"
    assert agreement.review < TODAY + timedelta(20)
    assert said.count("1  Regel 1: ") == 2, "before the search, and when all were listed again"


def test_the_letters_are_the_keys_of_the_screen() -> None:
    keys = {binding.action: binding.key for binding in BINDINGS if isinstance(binding, Binding)}
    assert {act: "".join(keys[f"act('{act.value}')"].split(",")) for act in LETTERS} == LETTERS


def test_decks_preview_prints_and_personal_screens_are_rejected_in_plain_mode(tmp_path: Path) -> None:
    places = Places(tmp_path)
    deck = places.own_deck()
    code, said = played(places, "decks", "preview", str(deck), lines=[])
    assert "Hvad gjorde en kollega" in said
    code, said = played(places, "play", str(deck), "--members", "A,B", "--seats", lines=[])
    assert code == 2


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("✓ Vi ringer", "Agreement: Vi ringer"),
        ("· Hvem har nøglen?", "Hvem har nøglen?"),
        ("Team Sø · 3 ved bordet", "Team Sø, 3 ved bordet"),
        ("3 · 4 er tal", "3, 4 er tal"),
    ],
)
def test_purely_visual_signs_are_left_out(seen: str, said: str) -> None:
    assert heard(seen) in {said, said.replace("Agreement", "Aftale")}
    assert heard_title("DET, DER VIRKER · DILEMMA") == "Det, der virker, dilemma"
