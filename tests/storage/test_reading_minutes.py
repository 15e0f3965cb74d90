"""The front matter of minutes, for programs: written and read back; minutes from older versions give what they have."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.core.table import card
from tests.storage.test_game_files import DAY, game, played
from tests.storage.texts import agreement

from dialogkort.core.agreements.reviews import Act, keep, review_card
from dialogkort.core.cards import Kind
from dialogkort.core.fingerprints import fingerprint
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Played
from dialogkort.core.notes import Note
from dialogkort.core.overview.meetings import open_notes
from dialogkort.files.problems import FileProblem
from dialogkort.storage.games.minutes import save
from dialogkort.storage.games.reading import meetings

pytestmark = pytest.mark.usefixtures("no_waiting")

OLD = """\
---
id: old
date: 2026-01-05
cards:
  - d/a
agreements:
  - old-1
reviews:
  - x
ended: true
---

# Old

- 4: ███ 3
"""


def test_answers_reviews_and_notes_are_read_back(tmp_path: Path) -> None:
    reviewed = agreement(id="r1")
    scale = replace(card("c", Kind.SCALE, question='Hvor "meget": [nu]?'), low="intet: 0", high="alt, {mere}")
    rounds = (
        Played(review_card(reviewed), (3, 0, 1), answered=True, took=((Phase.READ, 20.4), (Phase.AGREE, 61.0))),
        Played(scale, (0, 0, 2, 2, 1), answered=True),
        Played(card("b", Kind.DILEMMA), (0, 0, 0), answered=True),
        Played(card("a")),
    )
    carried = (Note("g0-n1", "Kaffen", date(2026, 1, 1)),)
    dropped = (Note("g0-n2", "Ferien", date(2026, 1, 1)),)
    finished = game(
        played=rounds,
        standing=(reviewed,),
        changes=(keep(reviewed, DAY),),
        ratings=(3, 4, 4),
        notes=("Husk: te", "# [ny]"),
        carried=carried,
        dropped=dropped,
    )
    path = save(tmp_path, finished)
    [meeting] = meetings(tmp_path)
    assert (meeting.id, meeting.day, meeting.version) == ("g1", DAY, 2)
    assert meeting.acts == (("r1", Act.KEEP),)
    assert meeting.average == 3.67
    assert [(note.id, note.text, note.parked) for note in meeting.notes] == [
        ("g1-n1", "Husk: te", DAY),
        ("g1-n2", "# [ny]", DAY),
    ]
    assert meeting.notes_dropped == ("g0-n2",)
    review, asked, few, plain = meeting.rounds
    assert (review.agreement, review.card, review.answers) == ("r1", "", (3, 0, 1))
    assert review.seconds == (("read", 20), ("agree", 61))
    assert (asked.card, asked.answers, asked.fingerprint) == ("d/c", (0, 0, 2, 2, 1), fingerprint(scale))
    assert (asked.question, asked.low, asked.high) == (scale.question, scale.low, scale.high)
    assert (few.answers, few.answered, few.options) == ((), True, ("ring", "skriv", "mød op"))
    assert (plain.answers, plain.answered, plain.question) == ((), False, "")
    assert [note.id for note in open_notes([meeting])] == ["g1-n1", "g1-n2"]
    text = path.read_text("utf-8")
    assert "notes_carried:\n  - g0-n1\n" in text
    assert "## Parked earlier, and still open\n\n- Kaffen (1 January 2026)" in text


def test_with_only_two_answers_or_two_ratings_no_count_is_written_anywhere(tmp_path: Path) -> None:
    few = (Played(card("c", Kind.SCALE), (0, 0, 0, 0, 0), answered=True),)
    text = save(tmp_path, game(played=few, ratings=(2, 5))).read_text("utf-8")
    assert "answered: true" in text
    assert "rated: true" in text
    assert "Answered. With fewer than three" in text
    for given in ("average:", "█", "answers:"):
        assert given not in text


def test_an_edited_file_reveals_no_counts_below_three(tmp_path: Path) -> None:
    path = save(tmp_path, game(played=played()[2:3]))
    path.write_text(path.read_text("utf-8").replace("[0, 0, 0, 3, 0]", "[0, 1, 0, 1, 0]"), "utf-8")
    [meeting] = meetings(tmp_path)
    assert (meeting.rounds[0].answers, meeting.rounds[0].answered) == ((), True)


def test_minutes_from_the_previous_version_are_read_as_far_as_possible(tmp_path: Path) -> None:
    (tmp_path / "games").mkdir()
    (tmp_path / "games" / "2026-01-05-old.md").write_text(OLD, "utf-8")
    [meeting] = meetings(tmp_path)
    assert (meeting.version, meeting.cards, meeting.agreements, meeting.reviews) == (1, ("d/a",), ("old-1",), ("x",))
    assert (meeting.rounds, meeting.acts, meeting.average, meeting.notes) == ((), (), None, ())


def test_nonsense_counts_as_missing_and_what_cannot_be_understood_is_reported(tmp_path: Path) -> None:
    place = tmp_path / "games"
    place.mkdir()
    odd = "---\nversion: 2\ndate: 2026-02-01\nrounds: 7\nacts:\n  - act: dance\n  - x\naverage: 9\nnotes: {a: b}\n---\n"
    (place / "odd.md").write_text(odd, "utf-8")
    (place / "broken.md").write_bytes(b"---\ndate: [\xff")
    (place / "notes.md").write_text("# Not minutes\n", "utf-8")
    problems: list[FileProblem] = []
    [meeting] = meetings(tmp_path, problems)
    assert (meeting.id, meeting.rounds, meeting.acts, meeting.average, meeting.notes) == ("odd", (), (), None, ())
    assert [problem.path.name for problem in problems] == ["broken.md"]
