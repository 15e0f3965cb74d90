"""`decks mend`: what is certain is shown as a difference, and written on request."""

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


def test_the_fix_is_written_and_no_other_byte_changes(call: Call, here: Path, tongue: str) -> None:
    path = here / "a.yaml"
    path.write_bytes(BROKEN)
    assert call("decks", "mend", "a.yaml", "--write").code == 0
    assert path.read_bytes() == RIGHT
    assert call("decks", "check", "--strict", "a.yaml").code == 0
    assert call("decks", "mend", "a.yaml").code == 0


def test_what_only_a_person_can_decide_is_left_unchanged_and_reported(call: Call, here: Path, tongue: str) -> None:
    path = here / "a.yaml"
    path.write_text("format: 1\ntitle: T\ncards:\n  - id: a\n    qestion: Hvad?\n    level: 7\n", encoding="utf-8")
    done = call("decks", "mend", "a.yaml", "--write")
    assert done.code == 1
    assert "DK203" in done.out
    assert "question: Hvad?" in path.read_text(encoding="utf-8")


BY_HAND = """\
titel: Sygeplejens morgenmøde
sprog: da
kort:
- id: nat
  spørgsmål: Hvad skal dagholdet vide: det, der ikke står i journalen?
  tema: Overlevering
  opfolgning:
    - Hvem fik det at vide?
  - Hvad kunne vi aftale?
  raad: “Tag én ting hver: ikke to”

-\tspørgsmål: Klokken er 7:00, og der mangler en kollega. Hvad gør du?
\tslags: dilema
\tsvar: [Jeg ringer til lederen, hvis det haster, Jeg spørger de andre]

spørgsmål: Hvor travlt må der være, før vi siger fra?
  slags: skalla
  lav: 1
  høj: "Når nogen græder

• spørgsmål: Hvem bestemmer pauserne?
  slags: delegering
  beslutning: Hvornår vi holder pause
- id: oevelse
  slags: øvelse
  spørgsmål: "Tegn dagen som et "vejr". Vis den frem"
  minuter: 8
"""
MENDED = """\
format: 2
titel: Sygeplejens morgenmøde
sprog: da
kort:
- id: nat
  spørgsmål: "Hvad skal dagholdet vide: det, der ikke står i journalen?"
  tema: Overlevering
  opfølgning:
    - Hvem fik det at vide?
    - Hvad kunne vi aftale?
  råd: "Tag én ting hver: ikke to"

- id: klokken-er-7-00-og-der-mangler-en
  spørgsmål: Klokken er 7:00, og der mangler en kollega. Hvad gør du?
  slags: dilemma
  svar: [Jeg ringer til lederen, hvis det haster, Jeg spørger de andre]

- id: hvor-travlt-maa-der-vaere-foer-vi-siger
  spørgsmål: Hvor travlt må der være, før vi siger fra?
  slags: skala
  lav: 1
  høj: "Når nogen græder"

- id: hvem-bestemmer-pauserne
  spørgsmål: Hvem bestemmer pauserne?
  slags: delegering
  beslutning: Hvornår vi holder pause
- id: oevelse
  slags: øvelse
  spørgsmål: "Tegn dagen som et \\"vejr\\". Vis den frem"
  minutter: 8
"""


def test_a_deck_full_of_mistakes_with_danish_names_needs_one_round(call: Call, here: Path, tongue: str) -> None:
    path = here / "a.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    shown = call("decks", "mend", "a.yaml").out
    assert "-→slags: dilema" in shown  # a tab that is replaced by spaces is visible
    done = call("decks", "mend", "a.yaml", "--write")
    assert path.read_text(encoding="utf-8") == MENDED
    assert done.code == 0
    assert "DK315" in done.out  # only a person can decide about this
    assert "«lav»" in done.out or "“lav”" in done.out
    assert "low" not in done.out
    assert call("decks", "check", "a.yaml").code == 0


def test_a_deck_with_warnings_only_has_nothing_to_fix_and_shows_them(call: Call, here: Path) -> None:
    (here / "a.yaml").write_text(BY_HAND, encoding="utf-8")
    call("decks", "mend", "a.yaml", "--write")
    done = call("decks", "mend", "a.yaml")
    assert done.code == 0
    assert done.out.startswith("There is nothing to fix.\n")
    assert "DK315" in done.out
    assert "You need to decide" not in done.out


def test_a_good_deck_is_left_unchanged(call: Call, here: Path, tongue: str) -> None:
    path = here / "a.yaml"
    path.write_bytes(RIGHT)
    done = call("decks", "mend", "a.yaml", "--write")
    assert (done.code, done.err) == (0, "")
    assert path.read_bytes() == RIGHT


def test_a_file_that_cannot_be_read_ends_with_exit_code_2(call: Call, here: Path) -> None:
    assert call("decks", "mend", "nowhere.yaml").code == 2
