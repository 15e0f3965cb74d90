"""A whole game in plain mode, through a pipe as for a script or a screen reader, and on both faces in turn."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.systems import open_files_are_replaced, symlinks
from tests.terminal.places import PROGRAMME, Places, da

from dialogkort import language
from dialogkort.core.game.countdown import Countdown
from dialogkort.plain.table import _after_each_other, _time_words
from dialogkort.seats import kept
from dialogkort.seats.kept import Kept
from dialogkort.sessions.sitting import Sitting

AGREED = "Når det haster, ringer vi."
DRAFT = [AGREED, "", "Ingen venter", "Peter", "", "", ""]


def played(places: Places, *arguments: str, lines: list[str]) -> tuple[int, str]:
    """Start the program in plain mode with these lines on its standard input; return the exit code and the output."""
    done = subprocess.run(
        [*places.program, *arguments, "--plain"],
        input="\n".join(lines) + "\n",
        env=places.environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


PLAY = ("play", str(PROGRAMME), "--team", "Team Nord", "--members", "Aisha, Peter", "--minutes", "60")


def test_personal_screens_are_rejected_in_plain_mode_with_a_clear_message(tmp_path) -> None:
    places = Places(tmp_path)
    done = subprocess.run(
        [*places.program, *PLAY, "--plain", "--seats", "--lang", "en"],
        input="",
        env=places.environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "personal screens do not work in plain text" in done.stderr
    assert done.stdout == ""
    assert not places.journals, "no game was begun"


def test_a_game_that_had_personal_screens_continues_in_plain_mode_and_says_who_answers(tmp_path) -> None:
    places = Places(tmp_path)
    played(places, *PLAY, lines=[""])
    [journal] = places.journals
    assert kept.write(journal, Kept("K7QF2MXR", "http://192.168.1.20:7373", 7373))
    code, said = played(places, "resume", lines=[""])
    assert code == 0
    assert "alle svarer ved det her tastatur" in said


def test_a_game_in_plain_mode_leaves_an_agreement_and_minutes(tmp_path) -> None:
    places = Places(tmp_path)
    lines = ["", "", "?", "tid", "a", *DRAFT, "j", "j", "", "l", "", "", "4", "5", "", ""]
    code, said = played(places, *PLAY, lines=lines)
    assert code == 0, said
    for words in (
        "Velkommen til bords",
        "Aisha læser højt",
        "Vis tommelen",
        "Gemt: Når det haster",
        "Tak for samtalen",
    ):
        assert words in said
    (agreement,) = (places.folder / "team-nord" / "agreements").glob("*.md")
    assert AGREED in agreement.read_text(encoding="utf-8")
    assert list((places.folder / "team-nord" / "games").glob("*.md"))
    assert not places.journals
    assert "\x1b" not in said


def test_screen_readers_get_complete_sentences_and_the_time_in_words(tmp_path) -> None:
    places = Places(tmp_path)
    code, said = played(places, *PLAY, lines=["", "", "?", "pause", "+", "pause", "q"])
    assert code == 0, said
    heard = said.split("\n")
    assert "pause  (skriv ordene)" in heard, "a key without a letter is typed as its words"
    assert re.search(
        r"\nUret står stille\. \d+ sekunder tilbage\."
        r"\nUret står stille\. 1 min\. \d+ sek\. tilbage\."
        r"\n1 min\. \d+ sek\. tilbage\.\n",
        said,
    )


def test_a_heading_that_is_a_question_is_not_followed_by_a_full_stop() -> None:
    assert _after_each_other("Hvad aftaler vi?", "Skriv en aftale.") == "Hvad aftaler vi? Skriv en aftale."
    assert _after_each_other("Peter har ordet", "Mette er den næste.") == "Peter har ordet. Mette er den næste."
    assert _after_each_other("Alle er blevet spurgt", "") == "Alle er blevet spurgt"


def test_a_partial_name_is_asked_about(tmp_path) -> None:
    places = Places(tmp_path)
    draft = [AGREED, "", "", "pe", "1", "", "", ""]
    code, said = played(places, *PLAY, lines=["", "", "a", *draft, "j", "j", ""])
    assert code == 0, said
    assert "»pe« er kun begyndelsen af et navn. Mener I Peter?" in said
    (agreement,) = (places.folder / "team-nord" / "agreements").glob("*.md")
    assert "\nkeeper: Peter\n" in agreement.read_text(encoding="utf-8")


def test_the_game_waits_when_the_input_ends_and_either_face_can_continue_it(tmp_path) -> None:
    places = Places(tmp_path)
    code, said = played(places, *PLAY, lines=["", ""])
    assert code == 0
    assert "dialogkort resume" in said
    (journal,) = places.journals
    sitting = Sitting.resume(journal, lambda: 0.0)
    assert sitting.game.card is not None
    sitting.leave()
    code, said = played(places, "resume", lines=["", "q"])
    assert (code, "Aisha læser højt" in said) == (0, True)


def test_unknown_and_impossible_input_gets_a_message(tmp_path) -> None:
    places = Places(tmp_path)
    code, said = played(places, *PLAY, lines=["j", "hvad?", "9", "m", "tusind", "d", "Carla", "", "q"])
    assert code == 0
    assert said.count("Det kan I ikke lige nu") == 3
    assert "1 til 600" in said
    assert "Carla" in said


def test_the_set_up_asks_one_line_at_a_time(tmp_path) -> None:
    places = Places(tmp_path)
    lines = ["2", "Team Syd", "Aisha og Peter", "", "", "", "", "", "", "q"]
    code, said = played(places, lines=lines)
    assert code == 0, said
    assert "Velkommen til bords" in said
    assert len(places.journals) == 1


def test_plain_mode_loads_no_screen() -> None:
    program = "import dialogkort.cli.lines, sys; print({'textual', 'rich'} & {m.split('.')[0] for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_without_a_terminal_the_message_mentions_plain(tmp_path) -> None:
    places = Places(tmp_path)
    done = subprocess.run(
        [*places.program, "play"],
        stdin=subprocess.DEVNULL,
        env=places.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--plain" in done.stderr


def test_a_missing_folder_is_asked_about_in_plain_mode(tmp_path) -> None:
    places = Places(tmp_path)
    usb, other = tmp_path / "usb", tmp_path / "other"
    played(places, *PLAY, "--folder", str(usb), lines=["", "", "a", *DRAFT, "j", "j", ""])
    [(agreement)] = usb.rglob("agreements/*.md")
    usb.rename(tmp_path / "pocket")
    code, said = played(places, "resume", lines=["-"])
    assert said.count("Spillets filer hører til i") == 2, "when it is asked about, and on leaving"
    assert not usb.exists()
    code, said = played(places, "resume", lines=["", "other", str(other)])
    assert code == 0, said
    assert said.count("Spillets filer hører til i") == 3
    assert not usb.exists()
    assert (other / "team-nord" / "agreements" / agreement.name).is_file()


@pytest.mark.parametrize("inside", ["~nobody-here/x", ""])
def test_a_wrong_folder_does_not_replace_the_one_that_is_away(tmp_path, inside: str) -> None:
    places = Places(tmp_path)
    usb, blocked = tmp_path / "usb", tmp_path / "blocked"
    played(places, *PLAY, "--folder", str(usb), lines=["", "", "a", *DRAFT, "j", "j", ""])
    usb.rename(tmp_path / "pocket")
    blocked.write_bytes(b"")
    code, said = played(places, "resume", lines=[inside or str(blocked), "", "-"])
    assert code == 0, said
    assert said.count(f"Spillets filer hører til i {usb}") == (4 if inside else 3)
    (tmp_path / "pocket").rename(usb)
    code, said = played(places, "resume", lines=["q"])
    assert "Spillets filer hører til i" not in said
    assert [path.parent.parent.parent for path in tmp_path.rglob("agreements/*.md")] == [usb]


def test_the_folder_itself_can_be_created_again_in_plain_mode(tmp_path) -> None:
    places = Places(tmp_path)
    usb = tmp_path / "usb"
    played(places, *PLAY, "--folder", str(usb), lines=["", "", "a", *DRAFT, "j", "j", ""])
    usb.rename(tmp_path / "pocket")
    usb.mkdir()  # empty, as the place where a drive is shown
    code, said = played(places, "resume", lines=["", str(usb)])
    assert code == 0, said
    assert (usb / "team-nord" / "team.yaml").is_file()
    assert list(usb.rglob("agreements/*.md"))


def test_leaving_while_the_folder_is_asked_about_says_that_the_game_is_saved(tmp_path) -> None:
    places = Places(tmp_path)
    usb = tmp_path / "usb"
    played(places, *PLAY, "--folder", str(usb), lines=["", "", "a", *DRAFT, "j", "j", ""])
    usb.rename(tmp_path / "pocket")
    code, said = played(places, "resume", lines=[""])
    assert code == 0, said
    assert said.count("Spillets filer hører til i") == 3, "each time it is asked about, and on leaving"
    assert "dialogkort resume" in said


def test_the_time_in_words_is_right_at_zero_and_in_overtime() -> None:
    language.use("en")
    clock = Countdown(60, 0)
    assert [_time_words(clock, now) for now in (59, 60, 61, 150)] == [
        "1 second left.",
        "Time's up.",
        "1 second over.",
        "1 min. 30 sec. over.",
    ]
    assert _time_words(clock.pause(65), 500) == "The clock is paused. 5 seconds over."


@contextmanager
def being_played(places: Places) -> Iterator[subprocess.Popen[str]]:
    """Start a game in plain mode and yield the program, which waits for its next line."""
    with subprocess.Popen(
        [*places.program, *PLAY, "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**places.environment(), "PYTHONUNBUFFERED": "1"},
        text=True,
        encoding="utf-8",
    ) as game:
        try:
            assert game.stdout is not None
            while "Læs reglerne" not in game.stdout.readline():
                assert game.poll() is None
            time.sleep(0.2)
            yield game
        finally:
            game.kill()


@open_files_are_replaced
def test_plain_mode_says_that_the_file_of_the_game_was_replaced_and_saves_all_steps_again(tmp_path) -> None:
    places = Places(tmp_path)
    with being_played(places) as game:
        [journal] = places.journals
        older = journal.read_bytes().splitlines(keepends=True)[0]
        journal.unlink()
        journal.write_bytes(older)
        said, errors = game.communicate("n\nEn seddel\nq\n", timeout=60)
    assert da("Another program replaced the file of this game. All steps have been saved again.") in said, errors
    assert "En seddel" in journal.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal")
def test_plain_mode_that_is_interrupted_says_that_the_game_is_saved(tmp_path) -> None:
    places = Places(tmp_path)
    with being_played(places) as game:
        game.send_signal(signal.SIGINT)
        game.wait(60)  # before its input ends as well
        said, errors = game.communicate()
    assert game.returncode == 130
    assert "dialogkort resume" in said
    assert errors == ""
    assert places.journals


@symlinks
def test_plain_mode_says_that_the_folder_of_unfinished_games_cannot_be_read(tmp_path) -> None:
    places = Places(tmp_path)
    played(places, *PLAY, lines=[""])
    [journal] = places.journals
    folder = journal.parent
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to(folder.name)
    code, said = played(places, lines=["3"])
    assert code == 0
    assert "kan ikke læses" in said
