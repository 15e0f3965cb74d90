"""Every other file that people edit, and every text that is written into one, takes time in proportion to its size."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.core.table import Table, card
from tests.hostile_shapes import MOST, Place, Prepared, Shape, growth, slow
from tests.storage.texts import agreement
from tests.systems import long_locks

from dialogkort.core.agreements.agreement import Draft, title_of
from dialogkort.core.agreements.filter import searched_text
from dialogkort.core.filtering import folded
from dialogkort.core.game import commands as c
from dialogkort.core.game.state import Game, Played
from dialogkort.core.text import clean, clean_line
from dialogkort.files import atomic, markdown
from dialogkort.files.excerpts import Excerpt, quoted, visible
from dialogkort.files.lines import end_of, split_lines
from dialogkort.files.problems import FileProblem
from dialogkort.files.yaml_reading import read_fields
from dialogkort.files.yaml_writing import scalar
from dialogkort.language.dates import full_date, parse_date
from dialogkort.language.names import slug, sorting_key
from dialogkort.language.nudges import nudges
from dialogkort.storage import settings, teams
from dialogkort.storage.agreements import board, history, poster, text
from dialogkort.storage.games import journal, minutes, reading
from dialogkort.storage.settings import Settings

SIZE = atomic.LARGEST // 16
TODAY = date(2026, 11, 22)
TEAM = """\
# Holdet
name: Nattevagten
language: da
minutes: 45
format: short
dealing: blind
answering: fingers
decks:
  - tillid
members:
  - name: Åse
    remote: true
    note: x
  - Bo
"""
SETTINGS = "folder: /somewhere\nlanguage: da\ntheme: dark\n"
MINUTES = "---\nid: g1\ndate: 2026-11-22\ncards:\n  - d/a\nended: true\n---\n\n# Tillid\n"
STOPPED = "version: 2\nprogramme:\n  deck: p\n  next: b\ndecks:\n  - p\nlists:\n  - a\n"
PROGRAMME = MINUTES.replace("ended: true\n", STOPPED)


def instead_of(file: str, old: str, new: str = "{}") -> Place:
    assert old in file
    return lambda text: file.replace(old, new.replace("{}", text))


def places(file: str, *values: str) -> dict[str, Place]:
    """The whole file, above and below the content, a key and a line of its own, and each value."""
    first = file.removeprefix("---\n").split("\n")[0]
    return {
        "the whole file": lambda text: text,
        "above": lambda text: text + "\n" + file,
        "below": lambda text: file + text,
        "a line": instead_of(file, first, "{}\n" + first),
        "a key": instead_of(file, first, "{}: a\n" + first),
        "unknown": instead_of(file, first, "unknown: {}\n" + first),
        **{value: instead_of(file, value, value.partition(" ")[0] + " {}") for value in values},
    }


@pytest.fixture
def team(tmp_path: Path) -> Prepared:
    """Reading a team, and changing each of its fields."""

    def prepared(text: str) -> Callable[[], object]:
        path, data = tmp_path / teams.NAME, text.encode("utf-8", "replace")

        def run() -> None:
            path.write_bytes(data)
            found = teams.read(tmp_path)
            for problem in found.problems:
                str(problem)
            team = found.team
            teams.save(
                tmp_path, replace(team, name="Ny", minutes=50, language="en", decks=(), members=team.members[1:])
            )

        return run

    return prepared


def test_a_team_takes_time_in_proportion_to_its_size(team: Prepared, no_waiting: None) -> None:
    values = ("name: Nattevagten", "language: da", "minutes: 45", "format: short", "dealing: blind")
    more = ("answering: fingers", "decks:\n  - tillid", "- tillid", "- name: Åse", "remote: true", "note: x", "- Bo")
    assert slow(team, places(TEAM, *values, *more), SIZE, known=6, every=150) == []


def test_the_settings_take_time_in_proportion_to_their_size(tmp_path: Path, no_waiting: None) -> None:
    def prepared(text: str) -> Callable[[], object]:
        path, data = tmp_path / settings.NAME, text.encode("utf-8", "replace")

        def run() -> None:
            path.write_bytes(data)
            found, problems = settings.load(tmp_path)
            for problem in problems:
                str(problem)
            settings.save(tmp_path, Settings(Path("/else"), "en" if found.language == "da" else "da", "light"))

        return run

    where = places(SETTINGS, "folder: /somewhere", "language: da", "theme: dark")
    assert slow(prepared, where, SIZE, known=6, every=150) == []


def test_minutes_are_read_in_time_in_proportion_to_their_size(tmp_path: Path, no_waiting: None) -> None:
    (tmp_path / minutes.FOLDER).mkdir()

    def prepared(text: str) -> Callable[[], object]:
        path, data = tmp_path / minutes.FOLDER / "2026-11-22-tillid.md", text.encode("utf-8", "replace")

        def run() -> None:
            path.write_bytes(data)
            minutes.recently_played(tmp_path)
            minutes.stopped(tmp_path)
            reading.meetings(tmp_path)
            minutes.save(tmp_path, Table(3, game="g1").game)

        return run

    where = places(MINUTES, "id: g1", "date: 2026-11-22", "cards:\n  - d/a", "- d/a", "ended: true", "# Tillid")
    assert slow(prepared, where, SIZE, known=6, every=150) == []


def test_the_lists_of_a_programme_are_read_in_time_in_proportion_to_their_number(tmp_path: Path) -> None:
    (tmp_path / minutes.FOLDER).mkdir()
    path = tmp_path / minutes.FOLDER / "2026-11-22-program.md"

    def prepared(size: int) -> Callable[[], object]:
        names, headings = Shape("  - l{n}\n"), Shape("\n## k{n}\n\n- a\n")
        text = PROGRAMME.replace("  - a\n", names.of(size)) + headings.of(size)

        def run() -> None:
            path.write_text(text, encoding="utf-8")
            assert minutes.stopped(tmp_path)

        return run

    assert growth(prepared, SIZE) < MOST


@long_locks
def test_a_journal_takes_time_in_proportion_to_its_size(tmp_path: Path, no_waiting: None) -> None:
    """It is damaged, or intact and full of text, or all its steps are undone."""
    path = tmp_path / "g.journal"

    def steps(text: str) -> tuple[journal.Step, ...]:
        table = Table(3, team=text)
        table.do(c.ParkNote(f"a{text}"), c.WriteDraft(Draft(text, text)))
        return tuple((event,) for event in table.events)

    def written(text: str, undone: int = 0) -> bytes:
        path.unlink(missing_ok=True)
        first, *others = steps(text)
        opened = journal.Journal.begin(tmp_path, "g", first)
        for step in others:
            opened.step(step, 1.0)
        for _ in range(undone):
            opened.step(step, 1.0)
        for _ in range(undone):
            opened.undo(1.0)
        opened.close()
        return path.read_bytes()

    def reading(data: bytes) -> Callable[[], object]:
        def run() -> None:
            path.write_bytes(data)
            journal.team_of(path)
            try:
                journal.read(path)
            except journal.JournalUnreadable as error:
                str(error)

        return run

    sound = written("a").decode()
    where = {
        "the whole file": lambda text: text,
        "above": lambda text: text + "\n" + sound,
        "below": lambda text: sound + text,
    }
    assert slow(lambda text: reading(text.encode("utf-8", "replace")), where, SIZE, known=4, every=30) == []
    assert (
        slow(lambda text: reading(written(text.encode("utf-8", "replace").decode())), {"": str}, SIZE, every=30) == []
    )
    only = {"taken back": lambda text: "a" * len(text)}
    assert slow(lambda text: reading(written("a", len(text))), only, 2_000, known=12, every=1_000) == []


def game_with(text: str) -> Game:
    rule = agreement(title=text, rule=text, keeper=text, id=text)
    table = Table(3, team=text)
    played = (
        Played(card("a", theme=text, question=text)),
        Played(replace(card("b"), id="b", decision=text, options=(text, "b"))),
    )
    return replace(table.game, agreements=(rule,), notes=(text, text), played=played)


LISTS: dict[str, Callable[[str], object]] = {
    "minutes": lambda text: minutes.render(game_with(text), TODAY),
    "poster": lambda text: poster.render(text, [agreement(title=text, rule=text, keeper=text)], TODAY),
    "board": lambda text: board.render(text, [agreement(decision=text, level=3, keeper=text)], TODAY),
    "agreement": lambda words: text.render(
        agreement(
            title=words,
            rule=words,
            keeper=words,
            signs=words,
            corner_flags=words,
            concerns=(words, words),
            question=words,
        ),
        "da",
    ),
    "item of a history": lambda words: history.as_read(f"22. november 2026: {words}\n\n> {words}"),
    "search": lambda words: searched_text(agreement(title=words), words),
    "fields": read_fields,
    "scalar": scalar,
    "heading": markdown.heading,
    "line": markdown.line,
    "block": markdown.block,
    "rule": markdown.rule,
    "items": lambda text: markdown.read_items(markdown.items((text, text)).split("\n")),
    "quote": lambda text: markdown.read_quote(markdown.quote(text).split("\n")),
    "read heading": markdown.read_heading,
    "sections": lambda text: markdown.sections(text, 1),
    "lines": lambda text: [end_of(line) for line in split_lines(text)],
    "one line": end_of,
    "clean": clean,
    "clean line": lambda text: clean_line(text, 400),
    "folded": folded,
    "title": title_of,
    "slug": slug,
    "order": sorting_key,
    "nudges": lambda text: nudges(Draft("a", text)),
    "full date": full_date,
    "date": lambda text: parse_date(text, TODAY),
    "visible": visible,
    "excerpt": lambda text: quoted(1, 5, 9, Excerpt(text[:160]), text[:240], 80),
    "problem": lambda text: str(FileProblem(Path("a"), "{text}", values=(("text", text),))),
    "path": lambda text: str(atomic.CannotRead(Path(text), OSError(2, "no"))),
}
"""What composes text from parts, or searches it."""


_QUICK = frozenset(LISTS) - {"minutes", "agreement", "poster", "board", "items", "quote", "item of a history"}


@pytest.mark.parametrize("name", LISTS)
def test_a_text_takes_time_in_proportion_to_its_size(name: str, danish: None) -> None:
    def prepared(text: str) -> Callable[[], object]:
        return lambda: LISTS[name](text)

    assert slow(prepared, {name: str}, SIZE, every=8 if name in _QUICK else 30) == []
