"""`decks mend`: what is certain is shown as a difference, and written when asked."""

from pathlib import Path

from tests.cli.calling import Call

BROKEN = (
    b"\xef\xbb\xbfformat: 1\r\ntitle: Pr\xc3\xb8ve\r\n# min note\r\ncards:\r\n"
    b"  - id: a\r\n    qestion: Hvad nu?\r\n\t  theme: Ro\r\n"
    b"  * id: b\r\n    question: Det haster: hvad nu?\r\n    x-note:   mit   \r\n"
    b"  - question: Hvad g\xc3\xb8r vi?\r\n"
)
RIGHT = (
    b"\xef\xbb\xbfformat: 1\r\ntitle: Pr\xc3\xb8ve\r\n# min note\r\ncards:\r\n"
    b"  - id: a\r\n    question: Hvad nu?\r\n    theme: Ro\r\n"
    b'  - id: b\r\n    question: "Det haster: hvad nu?"\r\n    x-note:   mit   \r\n'
    b"  - id: hvad-goer-vi\r\n    question: Hvad g\xc3\xb8r vi?\r\n"
)


def test_the_difference_is_shown_and_nothing_is_written(call: Call, here: Path, tongue: str) -> None:
    path = here / "a.yaml"
    path.write_bytes(BROKEN)
    done = call("decks", "mend", "a.yaml")
    assert done.code == 1
    assert path.read_bytes() == BROKEN
    assert "-    qestion: Hvad nu?" in done.out
    assert "+    question: Hvad nu?" in done.out
    assert "--write" in done.out


def test_it_is_written_and_no_other_byte_changes(call: Call, here: Path, tongue: str) -> None:
    path = here / "a.yaml"
    path.write_bytes(BROKEN)
    assert call("decks", "mend", "a.yaml", "--write").code == 0
    assert path.read_bytes() == RIGHT
    assert call("decks", "check", "--strict", "a.yaml").code == 0
    assert call("decks", "mend", "a.yaml").code == 0


def test_what_only_a_person_can_decide_is_left_and_told(call: Call, here: Path, tongue: str) -> None:
    path = here / "a.yaml"
    path.write_text("format: 1\ntitle: T\ncards:\n  - id: a\n    qestion: Hvad?\n    level: 7\n", encoding="utf-8")
    done = call("decks", "mend", "a.yaml", "--write")
    assert done.code == 1
    assert "DK203" in done.out
    assert "question: Hvad?" in path.read_text(encoding="utf-8")


def test_a_good_deck_is_left_alone(call: Call, here: Path, tongue: str) -> None:
    path = here / "a.yaml"
    path.write_bytes(RIGHT)
    done = call("decks", "mend", "a.yaml", "--write")
    assert (done.code, done.err) == (0, "")
    assert path.read_bytes() == RIGHT


def test_a_file_that_cannot_be_read(call: Call, here: Path) -> None:
    assert call("decks", "mend", "nowhere.yaml").code == 2
