"""Agreements on file: read back exactly, understood after hand edits, never overwritten blindly."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.texts import HOSTILE, agreement, agreements

from dialogkort import language
from dialogkort.core.agreements import Agreement, Status
from dialogkort.core.text import clean
from dialogkort.storage import agreement_files
from dialogkort.storage.agreement_files import load_all, parse, path_of, render, save, withdraw
from dialogkort.storage.atomic import CannotSave
from dialogkort.storage.front_matter import decode
from dialogkort.storage.problems import NotUnderstood

pytestmark = pytest.mark.usefixtures("no_waiting")
PATH = Path("agreements/2026-11-22-x.md")

WRITTEN = """\
---
id: spil-1
status: in-force
decided: 2026-11-22
review: 2027-02-22
keeper: Åse
deck: digital-kommunikation
card: mail-eller-opkald
---

# Ring, når det haster

Når det haster, ringer vi.\x20\x20
Alt andet kan vente til i morgen.

## Anledning

> Hvornår ringer du, og hvornår skriver du?

Kortsæt: digital-kommunikation

## Tegn på at det virker

Ingen sender sms efter kl. 17.

## Hjørneflag

Reglerne om hviletid gælder.

## Betænkeligheder

- Hvad med nattevagten?
- Vi skal huske vikarerne.

## Historik

- 22. november 2026: Aftalt
"""


@pytest.mark.usefixtures("danish")
def test_the_file_as_people_see_it() -> None:
    assert render(agreement()) == WRITTEN


def test_an_agreement_with_little_has_a_short_file() -> None:
    short = Agreement("a-1", "Ring", "Vi ringer.", date(2026, 11, 22), date(2027, 2, 22))
    assert render(short) == (
        "---\nid: a-1\nstatus: in-force\ndecided: 2026-11-22\nreview: 2027-02-22\n---\n\n"
        "# Ring\n\nVi ringer.\n\n## History\n\n- 22 November 2026: Agreed\n"
    )


@given(agreements)
@settings(max_examples=40, deadline=None)
def test_every_agreement_is_read_back(one: Agreement) -> None:
    for tongue in language.LANGUAGES:
        assert parse(render(one, tongue), PATH) == one


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field(text: str) -> None:
    text = clean(text)
    one = Agreement(text or "x", text, text, date(1, 1, 1), date.max, text, text, text, (text, text), text, text, text)
    written = render(one, "da")
    assert parse(written, PATH) == one
    assert parse(f"\ufeff{written}".replace("\n", "\r\n").rstrip(), PATH) == one


def edited(*changes: tuple[str, str]) -> Agreement:
    text = WRITTEN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse(text, PATH)


def test_edits_that_change_nothing() -> None:
    assert edited() == agreement()
    assert edited(("keeper: Åse", "tags: [x, y]\n# a comment\nkeeper:   'Åse'  # she is new\nx: {y: z}")) == agreement()
    assert edited(("## Hjørneflag", "## Noter\n\nVores egne.\n\n| a | b |\n|---|---|\n\n## Hjørneflag:")) == agreement()
    assert edited(("## Tegn på at det virker", "## tegn på, at det virker ##")) == agreement()
    assert edited(("## Betænkeligheder", "##   Concerns"), ("- Hvad", "* Hvad"), ("- Vi", "2. Vi")) == agreement()
    assert edited(("  \nAlt", "\\\nAlt")) == agreement()
    assert edited(("Alt andet", "<!-- husk\n## Noter\n-->Alt andet")).title == "Ring, når det haster"
    assert edited(("## Historik", "## Historik\n\n- 1. januar 2027: Talt om")) == agreement()
    assert edited(("---\nid", "\n---   \nid"), ("mail-eller-opkald\n---", "mail-eller-opkald\n...")) == agreement()


def test_the_words_are_those_of_the_body() -> None:
    assert edited(("# Ring, når det haster", "# Vi ringer *altid* #")).title == "Vi ringer *altid*"
    assert edited(("Alt andet kan", "- ét\n- to\n\n```\n# tre\n```\nAlt andet kan")).rule == (
        "Når det haster, ringer vi.\n- ét\n- to\n\n```\n# tre\n```\nAlt andet kan vente til i morgen."
    )
    assert (
        edited(("> Hvornår ringer du, og hvornår skriver du?\n\nKortsæt", "Hvorfor?\n\nKortsæt")).question == "Hvorfor?"
    )
    assert edited(("- Hvad med nattevagten?\n- Vi skal huske vikarerne.", "Kun én.")).concerns == ("Kun én.",)


def test_what_is_missing_is_filled_in() -> None:
    assert parse("# Ring\n\nVi ringer.", PATH) == Agreement(
        "2026-11-22-x", "Ring", "Vi ringer.", date(2026, 11, 22), date(2027, 2, 22)
    )
    assert parse("Vi ringer. Altid.", PATH).title == "Vi ringer"
    assert parse("---\ndecided: 1. marts 2027\nstatus: In force\n---\n", PATH) == Agreement(
        "2026-11-22-x", "", "", date(2027, 3, 1), date(2027, 6, 1)
    )
    assert edited(("status: in-force", "status: retired")).status is Status.RETIRED
    assert edited(("keeper: Åse", "keeper: [Åse, Bo]")).keeper == "Åse, Bo"
    assert edited(("review: 2027-02-22", "review: 1.3.2027")).review == date(2027, 3, 1)
    assert parse("", PATH).rule == ""


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("decided: 2026-11-22", "decided: snart", 4, "no date"),
        ("review: 2027-02-22", "review: 2027-02-30", 5, "no date"),
        ("status: in-force", "status: måske", 3, "not known"),
        ("keeper: Åse", "keeper: Åse: leder", 6, "not understood"),
        ("keeper: Åse", "keeper: *", 6, "not understood"),
        ("keeper: Åse", "keeper: *x", 6, "quotation marks"),
        ("keeper: Åse", "keeper: Åse\nkeeper: Bo", 7, "twice"),
        ("opkald\n---", "opkald\n", 1, "not ended"),
        ("keeper: Åse", "<<<<<<< HEAD\nkeeper: Bo\n=======\nkeeper: Åse\n>>>>>>> x", 6, "Two versions"),
        ("Alt andet", "<<<<<<< HEAD\nAlt", 14, "Two versions"),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(old: str, new: str, line: int, words: str) -> None:
    with pytest.raises(NotUnderstood, match=words) as caught:
        edited((old, new))
    assert caught.value.problem.line == line
    assert str(caught.value).startswith(f"2026-11-22-x.md:{line}")


def test_no_date_anywhere() -> None:
    with pytest.raises(NotUnderstood, match="when this was agreed"):
        parse("# Ring\n\nVi ringer.", Path("README.md"))


def test_saving_and_saving_again(tmp_path: Path) -> None:
    path = save(tmp_path, agreement())
    assert path == tmp_path / "agreements" / "2026-11-22-ring-naar-det-haster.md"
    before = path.stat()
    language._current = "da"
    assert save(tmp_path, agreement()) == path
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert path_of(tmp_path, "spil-1") == path
    assert path_of(tmp_path, "spil-2") is None


def test_a_name_that_is_taken(tmp_path: Path) -> None:
    first = save(tmp_path, agreement())
    second = save(tmp_path, agreement(id="spil-2"))
    third = save(tmp_path, agreement(id="spil-3"))
    assert [path.name.removeprefix("2026-11-22-ring-naar-det-haster") for path in (first, second, third)] == [
        ".md", "-2.md", "-3.md",
    ]  # fmt: skip
    assert save(tmp_path, agreement(id="spil-2")) == second


def test_many_at_once_never_share_a_name(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        paths = list(many.map(lambda number: save(tmp_path, agreement(id=f"spil-{number}")), range(60)))
    assert len(set(paths)) == 60
    found, problems = load_all(tmp_path)
    assert {one.agreement.id for one in found} == {f"spil-{number}" for number in range(60)}
    assert problems == ()


def test_new_words_go_to_the_same_file_even_a_renamed_one(tmp_path: Path) -> None:
    path = save(tmp_path, agreement())
    renamed = path.rename(path.with_name("vores vigtigste.md"))
    assert save(tmp_path, agreement(rule="Vi ringer altid."), before=agreement()) == renamed
    assert [found.agreement.rule for found in load_all(tmp_path)[0]] == ["Vi ringer altid."]


def test_a_file_that_somebody_changed_is_kept(tmp_path: Path) -> None:
    path = save(tmp_path, agreement())
    theirs = path.read_text("utf-8").replace("Alt andet", "Resten")
    path.write_text(theirs, "utf-8")
    assert save(tmp_path, agreement(), before=agreement()) == path
    assert not withdraw(tmp_path, agreement())
    other = save(tmp_path, agreement(rule="Andet."), before=agreement())
    assert other != path
    assert save(tmp_path, agreement(rule="Andet.")) == other
    assert path.read_text("utf-8") == theirs
    [found], [problem] = load_all(tmp_path)
    assert found.path == path
    assert problem.path == other
    assert "another version" in str(problem)


def test_withdrawing(tmp_path: Path) -> None:
    path = save(tmp_path, agreement())
    kept = save(tmp_path, agreement(id="spil-2"))
    assert withdraw(tmp_path, agreement())
    assert not path.exists()
    assert kept.exists()
    assert withdraw(tmp_path, agreement())
    assert withdraw(tmp_path / "none", agreement())
    language._current = "da"
    assert withdraw(tmp_path, agreement(id="spil-2"))
    assert not kept.exists()


def test_all_in_order_with_what_is_wrong(tmp_path: Path) -> None:
    save(tmp_path, agreement(id="c", title="Ål", decided=date(2026, 11, 22)))
    save(tmp_path, agreement(id="b", title="Zebra", decided=date(2026, 11, 22)))
    save(tmp_path, agreement(id="a", title="Først", decided=date(2025, 1, 1)))
    folder = tmp_path / "agreements"
    folder.joinpath("2026-01-01-latin.md").write_bytes("# Æ".encode("latin-1"))
    folder.joinpath("2026-01-02-folder.md").mkdir()
    os.mkfifo(folder / "2026-01-03-pipe.md")
    folder.joinpath("2026-01-04-large.md").write_bytes(b"x" * 1_000_000)
    folder.joinpath("2026-01-05-gone.md").symlink_to("nowhere")
    folder.joinpath("2026-01-06-none.md").write_bytes(b"---\nx\n---\n")
    folder.joinpath(".hidden.md").write_bytes(b"\xff")
    folder.joinpath("notes.txt").write_bytes(b"\xff")
    found, problems = load_all(tmp_path)
    assert [one.agreement.title for one in found] == ["Først", "Zebra", "Ål"]
    assert [problem.path.name[8:15] for problem in problems] == [
        "01-lati", "05-gone", "06-none", "03-pipe", "04-larg", "02-fold",
    ] or {problem.path.name[8:10] for problem in problems} == {"01", "02", "03", "04", "05", "06"}  # fmt: skip
    assert all(problem.message() and str(problem).startswith(problem.path.name) for problem in problems)


def test_conflict_copies_are_never_counted_twice(tmp_path: Path) -> None:
    path = save(tmp_path, agreement())
    for name in (" (Oles kopi 2026-11-23)", ".sync-conflict-20261123-1", " (1)"):
        path.with_name(f"{path.stem}{name}.md").write_bytes(path.read_bytes())
    [found], problems = load_all(tmp_path)
    assert found.path == path
    assert len(problems) == 3


def test_no_folder_is_no_agreements(tmp_path: Path) -> None:
    assert load_all(tmp_path / "none") == ((), ())


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    tmp_path.joinpath("agreements").write_bytes(b"")
    _found, [problem] = load_all(tmp_path)
    assert "cannot be read" in str(problem)
    with pytest.raises(CannotSave, match="not a folder"):
        save(tmp_path, agreement())


def test_names_that_are_paths_stay_in_the_folder(tmp_path: Path) -> None:
    path = save(tmp_path / "team", agreement(title="../../../../etc/passwd\n\0"))
    assert path.parent == tmp_path / "team" / agreement_files.FOLDER
    path = save(tmp_path / "team", agreement(id="x", title=""))
    assert path.name == "2026-11-22-naar-det-haster-ringer-vi-alt-andet-kan-vente-til-i-morgen.md"


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_is_an_agreement_or_a_problem_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(WRITTEN.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        first = data.draw(st.integers(0, len(content)))
        last = data.draw(st.integers(first, min(len(content), first + 40)))
        piece = st.one_of(st.binary(max_size=8), st.sampled_from([text.encode() for text in HOSTILE]))
        content[first:last] = data.draw(piece)
    try:
        found = parse(decode(bytes(content), PATH), PATH)
    except NotUnderstood:
        return
    assert parse(render(found), PATH) == found
