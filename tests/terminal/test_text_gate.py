"""Every text that comes in, from each field of each kind of file, the environment, the command line and a paste.

The tables below name them; a field that is added to a file goes there, and those of agreements are included
automatically. Whatever they contain, the terminal gets only words: its bytes are read. `test_hostile.py` covers decks
and pasted text.
"""

import json
import subprocess
import zlib
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pytest
from tests.terminal import game
from tests.terminal.conftest import Start
from tests.terminal.hostile_text import HOSTILE, TURNED, in_quotes, is_clean
from tests.terminal.places import Places, da, play
from tests.terminal.terminal import Terminal

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.storage import settings
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.games import minutes as game_files

pytestmark = pytest.mark.xdist_group("text-gate")

TEAM = {
    "name": "Søen",
    "language": "da",
    "minutes": "45",
    "format": "kort",
    "dealing": "blind",
    "answering": "fingers",
    "decks": "tillid",
}
"""The fields of `team.yaml` except the members, and possible values."""
SETTINGS = {"folder": "/findes/ikke", "language": "da", "theme": "felt"}
MINUTES = {
    "id": "20261101-100000-abcd",
    "date": "2026-11-01",
    "team": "Søen",
    "decks": "tillid",
    "format": "kort",
    "minutes": "45",
    "cards": "tillid/ring-bare",
    "agreements": "20261101-100000-abcd-1",
    "ended": "true",
}
AGREEMENT = {
    "id": "20261101-100000-abcd-1",
    "status": "in-force",
    "decided": "2026-11-01",
    "review": "2026-11-02",
    "keeper": "Mette",
    "deck": "tillid",
    "card": "ring-bare",
    "reviewed": "2026-11-01",
    "supersedes": "20261001-100000-abcd-1",
    "superseded_by": "20261201-100000-abcd-1",
    "decision": "Hvem der ringer",
    "level": "4",
    "level_before": "3",
    "levelled": "2026-11-01",
    "interval": "14",
}
BODY = {
    "title": "# Aftalen",
    "rule": "Når det haster, så ringer vi.",
    "question": "## Anledning\n\n> Hvornår ringer vi?",
    "deck_title": "Kortsæt: Tillid i teamet",
    "signs": "## Tegn på at det virker\n\nDet går hurtigt",
    "corner_flags": "## Hjørneflag\n\nArbejdstiden",
    "concerns": "## Betænkeligheder\n\n- Nogle har travlt",
    "objections": "## Indvendinger, der blev imødekommet\n\n- Nattevagten kan ikke nå det",
    "history": "## Historik\n\n- 1. november 2026: Aftalt",
    "more": "## Noget andet\n\nNoget",
}
"""The parts of the body of an agreement, with their headings: what is below the last words is part of them."""
FIRST = 10
"""The number of the first agreement in a test: two digits, so that an id can be recognised by its beginning."""
ENVIRONMENT = (
    ("DIALOGKORT_FOLDER",),
    ("DIALOGKORT_STATE",),
    ("DIALOGKORT_CONFIG",),
    ("DIALOGKORT_TODAY",),
    ("HOME",),
    ("EDITOR",),
    ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "COLORTERM", "COLUMNS", "LINES"),
)
"""The variables that are read; those that are listed together are hostile together."""
ODD = f"x{HOSTILE}\udcff"
"""What a command can be given: no NUL, but bytes that are not text."""
COMMAND_LINES: tuple[tuple[str, ...], ...] = (
    (ODD,),
    (f"--{ODD}",),
    ("--lang", ODD),
    ("where", "--folder", ODD),
    ("where", ODD),
    ("play", "--minutes", ODD),
    ("play", "--format", ODD),
    ("play", "--seed", ODD),
    ("play", "--team", ODD, "--members", ODD, ODD),
    ("resume", ODD),
    ("review", ODD),
    ("decks", ODD),
    ("decks", "list", ODD),
    ("decks", "show", ODD),
    ("decks", "check", ODD),
    ("decks", "explain", ODD),
    ("decks", "new", ODD + "/x.yaml"),
    ("decks", "add", ODD),
    ("decks", "remove", ODD),
    ("decks", "preview", ODD, "--print"),
    ("agreements", ODD),
    ("agreements", "list", "--team", ODD),
    ("agreements", "list", "--due", ODD),
    ("agreements", "list", "--keeper", ODD),
    ("agreements", "list", "--status", ODD),
    ("agreements", "list", "--folder", ODD),
    ("agreements", "show", ODD),
    ("agreements", "check", ODD),
    ("agreements", "review", ODD, "--keep"),
    ("agreements", "review", "20261101", "--date", ODD),
)


def _front_matter(values: dict[str, str], hostile: str = "") -> str:
    """Return the fields as YAML, with something added at the end of the one called `hostile`."""
    return "".join(f"{key}: {in_quotes(value + HOSTILE * (key == hostile))}\n" for key, value in values.items())


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _quit(terminal: Terminal) -> None:
    terminal.settle()
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert is_clean(terminal.raw)


def _is_clean_where_it_is_printed(places: Places, *commands: Sequence[str]) -> None:
    for command in commands:
        done = subprocess.run(
            [*places.program, *command],
            check=False,
            cwd=places.root,
            env=places.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
        )
        told = done.stdout + done.stderr
        assert is_clean(told), command
        assert b"\x1b" not in told, command
        assert b"Traceback" not in told, command


# Files


def _agreements(folder: Path) -> int:
    """Write an agreement for each field and each part of its body, with that one hostile; return how many."""
    known = {field.name for field in fields(Agreement)}
    assert known <= {*AGREEMENT, *BODY}, "the tables above contain every part of an agreement"
    for number, hostile in enumerate((*AGREEMENT, *BODY), FIRST):
        values = {**AGREEMENT, "id": f"202611{number}-100000-abcd-1"}
        body = [words + HOSTILE * (part == hostile) for part, words in BODY.items()]
        text = f"---\n{_front_matter(values, hostile)}---\n\n" + "\n\n".join(body) + "\n"
        _put(folder / agreement_files.FOLDER / f"2026-11-01-nr-{number}.md", text)
    return len(AGREEMENT) + len(BODY)


def test_hostile_text_in_agreements_is_cleaned(places: Places, start: Start) -> None:
    """Each field in turn, in the list, on the card, in the forms, and where they are printed."""
    number = _agreements(places.folder / "soe")
    terminal = start("review")
    terminal.wait_for("Aftalen")
    for _ in range(number):
        terminal.press("down")
        terminal.read(0.02)
    terminal.settle()
    for _ in range(3):
        terminal.press("enter")
        terminal.settle()
        terminal.press("esc", "up")
        terminal.settle()
    _quit(terminal)
    shown = [("agreements", "show", f"202611{day}") for day in range(FIRST, FIRST + number)]
    listed = [("agreements", "list", "--status", "all", "--format", form) for form in ("table", "markdown", "json")]
    _is_clean_where_it_is_printed(places, *shown, *listed, ("agreements", "check"))


@pytest.mark.parametrize("hostile", [tuple(TEAM), ("name", "decks")], ids=["all", "the words"])
def test_hostile_text_in_a_team_file_and_minutes_is_cleaned(
    hostile: tuple[str, ...], places: Places, start: Start
) -> None:
    folder = places.folder / "soe"
    values = {key: value + HOSTILE * (key in hostile) for key, value in TEAM.items()}
    member = {"name": "", "remote": f"ja{TURNED}", "rolle": HOSTILE}
    members = "".join(
        "  - " + _front_matter({**member, "name": f"{name}{HOSTILE}"}).replace("\n", "\n    ").rstrip(" ")
        for name in ("Aisha", "Bo")
    )
    _put(folder / team_files.NAME, f"{_front_matter(values)}members:\n{members}{in_quotes(HOSTILE)}: x\n")
    for number, key in enumerate(MINUTES):
        _put(
            folder / game_files.FOLDER / f"2026-11-01-{number}.md", f"---\n{_front_matter(MINUTES, key)}---\n{HOSTILE}"
        )
    terminal = start()
    terminal.wait_for(da("New game"))
    game.step(terminal, "n", da("Start the game"), "✓ Aisha", "✓ Bo")
    terminal.press(*["down"] * 8)
    terminal.settle()
    terminal.press("f2")
    terminal.settle()
    _quit(terminal)
    _is_clean_where_it_is_printed(places, ("agreements", "check"))


@pytest.mark.parametrize("key", SETTINGS)
def test_hostile_text_in_the_settings_is_cleaned(key: str, places: Places, start: Start) -> None:
    _put(
        places.config / settings.NAME, _front_matter(SETTINGS, key) + f"{in_quotes(HOSTILE)}: [{in_quotes(HOSTILE)}]\n"
    )
    places.environ["DIALOGKORT_FOLDER"] = ""
    terminal = start()
    terminal.wait_for("dialogkort")
    _quit(terminal)
    _is_clean_where_it_is_printed(places, ("where",))


def test_settings_that_are_not_yaml_are_cleaned(places: Places, start: Start) -> None:
    _put(places.config / settings.NAME, f"language: da\n{HOSTILE}\n")
    terminal = start()
    terminal.wait_for(da("New game"))
    _quit(terminal)


def _hostile(value: object, key: str = "") -> object:
    """Return a value of the journal with hostile text at the end of each word that is neither an id nor a choice."""
    if isinstance(value, dict):
        return {name: _hostile(held, name) for name, held in value.items()}
    if isinstance(value, list):
        return [_hostile(held, key) for held in value]
    free = isinstance(value, str) and key not in LOOKED_UP.split()
    return f"{value}{HOSTILE}" if free else value


LOOKED_UP = """
    game id form date deck card cards kind phase member thumb decided review chooser reader order language dealing
    answering status reviewed levelled adjusts replaces supersedes superseded_by agreement verdict receiver
"""
"""The keys of a journal whose values are looked up, and must be unchanged for the game to be read at all."""


def _rewrite(journal: Path) -> None:
    """Write hostile text into a journal, with the checksums that belong to it."""
    lines = []
    for line in journal.read_bytes().splitlines():
        body = json.loads(line)
        del body["sum"]
        if "events" in body:
            body["events"] = _hostile(body["events"])
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))[1:]
        lines.append(f'{{"sum":"{zlib.crc32(text.encode()):08x}",{text}\n')
    journal.write_bytes("".join(lines).encode())


def test_hostile_text_in_a_journal_is_cleaned(places: Places, start: Start) -> None:
    """A journal that somebody has forged, with its checksums: shown at home, at the table and at the end."""
    terminal = start(*play())
    game.part_one(terminal)
    game.answers(terminal, "1", "1", "2")
    game.part_two(terminal)
    terminal.kill()
    (path,) = places.journals
    _rewrite(path)
    terminal = start()
    terminal.wait_for(da("Continue the game"), "PWND")
    game.step(terminal, "f", da("Welcome back"), "Aisha")
    game.step(terminal, "enter", "To vil bytte vagt")
    game.step(terminal, "d", da("Who is here?"))
    terminal.settle()
    terminal.press("esc")
    terminal.wait_gone(da("Who is here?"))
    game.step(terminal, "l", da("What will you take with you from this conversation?"))
    game.step(terminal, "s", da("Rate the meeting"))
    game.step(terminal, "s", da("Thank you for the conversation"), game.FIRST_TITLE[:12])
    _quit(terminal)
    for file in places.folder.rglob("*.*"):
        assert b"\x1b" not in file.read_bytes(), "and it is not passed on"


# The environment


@pytest.mark.parametrize("names", ENVIRONMENT, ids=lambda names: names[0])
def test_hostile_text_in_the_environment_is_cleaned(names: tuple[str, ...], places: Places, start: Start) -> None:
    value = HOSTILE.replace("/", "")
    for name in names:
        places.environ[name] = value
        if name.startswith("DIALOGKORT") or name == "HOME":
            places.environ[name] = str(places.root / value)
            _put(places.root / value, "en fil, ikke en mappe")
    places.own_deck()
    # E opens the editor on a deck, and does nothing at the table
    terminal = start(*(("decks", "preview", "alle-slags") if "EDITOR" in names else play()))
    terminal.wait_until(lambda: bool(terminal.text.strip()), "anything")
    for key in ("e", "esc", "ctrl+q"):
        terminal.settle()
        if terminal.process.poll() is None:
            terminal.press(key)
    terminal.wait_exit()
    assert is_clean(terminal.raw)
    assert b"Traceback" not in terminal.raw
    _is_clean_where_it_is_printed(places, ("where",), ("agreements", "list"))


# The command line


def test_hostile_text_on_the_command_line_is_cleaned(places: Places) -> None:
    _agreements(places.folder / "soe")
    _is_clean_where_it_is_printed(places, *COMMAND_LINES)
