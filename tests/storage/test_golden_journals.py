"""Journals that earlier versions wrote can be continued: each word in them has kept its meaning."""

import json
import shutil
import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from tests.storage.game_facts import changes_after_each_step, facts

from dialogkort.core.cards import Kind
from dialogkort.core.game.events import Event
from dialogkort.core.game.phases import Phase
from dialogkort.sessions.sitting import Sitting
from dialogkort.storage.games import journal
from dialogkort.storage.games.codec import decode
from dialogkort.storage.games.journal import JournalUnreadable
from dialogkort.storage.journal_words import EVENT_WORDS, EVENTS, VALUES, WORDS, Words

GOLDEN = Path(__file__).parent / "golden"
WHOLE = sorted(GOLDEN.glob("*.json"))
LATER = sorted(GOLDEN.glob("later-*.journal"))


def expected(of: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(of.with_suffix(".json").read_text("utf-8"))
    return found


def number_of(path: Path) -> int:
    """The number at the start of a golden journal's name: which fields its facts know."""
    return int(path.stem.partition("-")[0])


def resumed(name: str, folder: Path) -> Sitting:
    """The game in a copy of a golden journal, resumed as a user would resume it."""
    path = folder / f"{name}.journal"
    shutil.copy(GOLDEN / path.name, path)
    return Sitting.resume(path, lambda: 0.0)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_a_golden_journal_gives_the_same_game_after_each_step_field_by_field(path: Path) -> None:
    steps = journal.read(path.with_suffix(".journal")).steps
    came_to = list(changes_after_each_step(steps, number_of(path)))
    wanted = expected(path)
    assert len(came_to) == len(wanted)
    for number, (now, then) in enumerate(zip(came_to, wanted, strict=True), 1):
        assert now == then, f"step {number}: {steps[number - 1]}"


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_a_golden_journal_can_be_resumed_and_continued(path: Path, tmp_path: Path) -> None:
    sitting = resumed(path.stem, tmp_path)
    assert sitting.damage == 0
    last: dict[str, Any] = {}
    for change in expected(path):
        last |= change
    assert facts(sitting.game, number_of(path)) == last
    content = (tmp_path / f"{path.stem}.journal").read_bytes()
    sitting.go()
    assert sitting.undo()
    sitting.leave()
    assert (tmp_path / f"{path.stem}.journal").read_bytes().startswith(content)


def test_all_steps_before_the_damage_in_a_golden_journal_are_recovered(tmp_path: Path) -> None:
    whole = (GOLDEN / "1-a-whole-game.journal").read_bytes().splitlines()
    damaged = (GOLDEN / "1-damaged.journal").read_bytes().splitlines()
    number = next(place for place, (line, other) in enumerate(zip(whole, damaged, strict=True), 1) if line != other)
    record = journal.read(GOLDEN / "1-damaged.journal")
    assert record.damage == number > 50
    came_to = list(changes_after_each_step(record.steps, 1))
    assert came_to == expected(GOLDEN / "1-a-whole-game.journal")[: len(came_to)]
    assert len(came_to) > 40
    assert resumed("1-damaged", tmp_path).damage == number
    assert (tmp_path / "1-damaged.journal.damaged").read_bytes() == (GOLDEN / "1-damaged.journal").read_bytes()


def test_there_are_journals_of_later_versions() -> None:
    assert {path.stem for path in LATER} >= {"later-format", "later-event", "later-field", "later-value"}


@pytest.mark.parametrize("path", LATER, ids=lambda path: path.stem)
def test_a_later_versions_journal_is_rejected_and_left_unchanged(path: Path, tmp_path: Path) -> None:
    with pytest.raises(JournalUnreadable, match="started by another version of dialogkort"):
        resumed(path.stem, tmp_path)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [path.read_bytes()]


# The table is complete, and the golden journals contain all of it.


def _contained(hint: Any) -> Iterator[type]:
    """Yield the dataclasses and enums in a type hint, and everything that they contain."""
    if get_origin(hint) in {tuple, Union, types.UnionType}:
        for get_arg in get_args(hint):
            yield from _contained(get_arg)
    elif isinstance(hint, type) and issubclass(hint, Enum):
        yield hint
    elif isinstance(hint, type) and is_dataclass(hint):
        yield hint
        for inner in get_type_hints(hint).values():
            yield from _contained(inner)


WRITTEN = set(_contained(Event))
DATACLASSES = {kind for kind in WRITTEN if is_dataclass(kind)}
ENUMS = {kind for kind in WRITTEN if issubclass(kind, Enum)}


def _id(kind: object) -> str:
    return getattr(kind, "__name__", str(kind))


def test_the_table_contains_all_events_and_their_fields_and_nothing_else() -> None:
    assert set(get_args(Event)) == set(EVENT_WORDS)
    assert set(WORDS) == DATACLASSES
    assert set(VALUES) == ENUMS
    assert len(ENUMS) >= 8


@pytest.mark.parametrize("words", WORDS.values(), ids=lambda words: words.kind.__name__)
def test_every_field_has_a_word_and_every_default_has_the_right_type(words: Words) -> None:
    assert set(words.fields.values()) == {field.name for field in fields(words.kind)}
    assert len(set(words.fields.values())) == len(words.fields)
    hints = get_type_hints(words.kind)
    for word, meaning in words.left_out.items():
        decode(hints[words.fields[word]], meaning)


@pytest.mark.parametrize("kind", sorted(ENUMS, key=_id), ids=_id)
def test_every_enum_member_has_a_word_of_its_own(kind: type[Enum]) -> None:
    assert set(VALUES[kind]) == set(kind)
    assert len(set(VALUES[kind].values())) == len(list(kind))


class Said:
    """What the golden journals contain: which words for events, for fields (and which are left out), and for values."""

    def __init__(self) -> None:
        self.events: set[str] = set()
        self.written: set[tuple[type, str]] = set()
        self.left_out: set[tuple[type, str]] = set()
        self.values: set[tuple[type, str]] = set()
        self.marks = self.undone = 0
        for path in WHOLE:
            for line in path.with_suffix(".journal").read_text("utf-8").splitlines():
                body = json.loads(line)
                self.undone += "undo" in body
                self.marks += not {"undo", "events"} & body.keys()
                for event in body.get("events", []):
                    [(word, held)] = event.items()
                    self.events.add(word)
                    self._hear(EVENTS[word].kind, held)

    def _hear(self, hint: Any, held: Any) -> None:
        if held is None:
            return
        if get_origin(hint) is tuple:
            for item in held:
                self._hear(get_args(hint)[0], item)
        elif get_origin(hint) in {Union, types.UnionType}:
            self._hear(get_args(hint)[0], held)
        elif issubclass(hint, Enum):
            self.values.add((hint, held))
        elif is_dataclass(hint):
            hints = get_type_hints(hint)
            for word, name in WORDS[hint].fields.items():
                (self.written if word in held else self.left_out).add((hint, word))
                if word in held:
                    self._hear(hints[name], held[word])


SAID = Said()
NEVER_WRITTEN: set[tuple[type, Any]] = {(Kind, VALUES[Kind][Kind.REVIEW]), (Phase, VALUES[Phase][Phase.DEAL])}
"""A review card is made from its agreement when it is dealt; no event says that a round is dealt."""
NEVER_WRITTEN |= {
    (hint, meaning)
    for words in WORDS.values()
    for word, meaning in words.left_out.items()
    if (hint := get_type_hints(words.kind)[words.fields[word]]) in ENUMS
}
"""The meaning of an omitted field: another test shows that each is omitted somewhere."""


def test_the_golden_journals_contain_every_event_with_marks_and_undone_steps() -> None:
    assert set(EVENTS) - SAID.events == set()
    assert SAID.marks >= 5
    assert SAID.undone >= 5


@pytest.mark.parametrize("words", WORDS.values(), ids=lambda words: words.kind.__name__)
def test_the_golden_journals_contain_every_field_and_omit_each_optional_one(words: Words) -> None:
    assert {(words.kind, word) for word in words.fields} - SAID.written == set()
    assert {(words.kind, word) for word in words.left_out} - SAID.left_out == set()
    assert {word for kind, word in SAID.left_out if kind is words.kind} <= set(words.left_out)


@pytest.mark.parametrize("kind", sorted(ENUMS, key=_id), ids=_id)
def test_the_golden_journals_contain_every_value(kind: type[Enum]) -> None:
    assert {(kind, word) for word in VALUES[kind].values()} - SAID.values - NEVER_WRITTEN == set()
