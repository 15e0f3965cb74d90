"""The delegation board on file: rebuilt with the poster, one row per decision, and no text can forge a row."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.storage.texts import agreement, lines, texts

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.agreements.delegation import board
from dialogkort.core.agreements.reviews import Change, adjust, draft_of, retire, supersede
from dialogkort.files.failures import CannotSave
from dialogkort.sessions import records
from dialogkort.storage.agreements import board as board_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements import pages
from dialogkort.storage.agreements.reading import load_all, read

pytestmark = pytest.mark.usefixtures("no_waiting")
TODAY = date(2026, 11, 22)
MAY, NEXT = date(2026, 5, 22), date(2027, 5, 22)


def on(name: str = "1", level: int = 4, decision: str = "When we take our holidays", **fields: object) -> Agreement:
    """An agreement on who decides."""
    usual = {"decided": MAY, "review": NEXT, "keeper": "Åse"}
    return agreement(id=name, decision=decision, level=level, **{**usual, **fields})


def board_in(folder: Path) -> str:
    return (folder / "delegation.md").read_text("utf-8")


def test_the_complete_page_looks_as_expected() -> None:
    before = on("1", 3, "The budget", status=Status.SUPERSEDED, superseded_by="2")
    known = [
        on(review=date(2026, 8, 22)),
        before,
        on("2", 4, "The [budget]", decided=date(2026, 10, 1), supersedes="1", keeper="", reviewed=TODAY),
        on("3", 7, "Coffee", status=Status.RETIRED),
        agreement(id="4"),
    ]
    assert (
        board_files.render("Team | Nord", [replace(known[0], id="0"), *known[1:]], TODAY)
        == """\
# Who decides what: Team \\| Nord

As of 22 November 2026.

The higher the level, the more we decide for ourselves. Each level is an agreement, and is reviewed like one.

| Level | Decision | Level changed | Agreed on | Review | Keeper |
| --- | --- | --- | --- | --- | --- |
| 4 · we agree together | The \\[budget\\] | ↑ 3 → 4 since 1 October 2026 | 1 October 2026 | 22 May 2027 |  |
| 4 · we agree together | When we take our holidays |  | 22 May 2026 | **Due for review since 22 August 2026** | Åse |

---

*This page is updated automatically. Edit the files in the folder “agreements” instead.*
"""
    )


@pytest.mark.usefixtures("danish")
def test_danish_letters_are_sorted_last() -> None:
    known = [on(str(number), 4, decision) for number, decision in enumerate(["Åben dør", "Ærter", "Zebra", "Øl"])]
    page = board_files.render("", known, TODAY)
    places = [page.index(decision) for decision in ("Zebra", "Ærter", "Øl", "Åben dør")]
    assert places == sorted(places)


def test_there_is_no_page_until_a_decision_has_a_level_and_then_it_is_always_up_to_date(tmp_path: Path) -> None:
    pages.refresh_pages(tmp_path, "Nord", [agreement()], TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["agreements.md"]
    pages.refresh_pages(tmp_path, "Nord", [agreement(), on()], TODAY)
    assert "When we take our holidays" in board_in(tmp_path)
    inode = (tmp_path / "delegation.md").stat().st_ino
    pages.refresh_pages(tmp_path, "Nord", iter([agreement(), on()]), TODAY)
    assert (tmp_path / "delegation.md").stat().st_ino == inode, "written although nothing has changed"
    pages.refresh_pages(tmp_path, "Nord", [agreement(), retire(on(), TODAY).after], TODAY)
    assert board_in(tmp_path) == board_files.render("Nord", [], TODAY)


def test_a_review_outside_a_game_shows_on_the_page(tmp_path: Path) -> None:
    agreement_files.add(tmp_path, on(level=3))
    records.refresh_poster(tmp_path, "Nord", TODAY)
    assert "3 →" not in board_in(tmp_path)
    old = on(level=3)
    new = on("2", 5, decided=TODAY, supersedes="1")
    agreement_files.add(tmp_path, new)
    agreement_files.change(tmp_path, supersede(old, new, TODAY))
    records.refresh_poster(tmp_path, "Nord", TODAY)
    assert "↑ 3 → 5 since 22 November 2026" in board_in(tmp_path)
    assert board_in(tmp_path).count("When we take our holidays") == 1


def moved_to(level: int, before: Agreement) -> Change:
    return adjust(before, replace(draft_of(before, TODAY), level=level, review=NEXT), TODAY)


def test_a_level_that_an_adjustment_changes_is_saved_and_can_be_undone(tmp_path: Path) -> None:
    path = agreement_files.add(tmp_path, on(level=5))
    written = path.read_bytes()
    change = moved_to(2, on(level=5))
    agreement_files.change(tmp_path, change, path)
    found = read(path)
    assert found.agreement == change.after
    assert (found.agreement.level, found.agreement.level_before, found.agreement.levelled) == (2, 5, TODAY)
    assert "Adjusted. Level 5 → 2. Next review: 22 May 2027." in found.history[-1]
    records.refresh_poster(tmp_path, "Nord", TODAY)
    assert "↓ 5 → 2 since 22 November 2026" in board_in(tmp_path)
    assert agreement_files.undo(tmp_path, change, path)
    assert path.read_bytes() == written


def test_a_level_edited_by_hand_counts(tmp_path: Path) -> None:
    path = agreement_files.add(tmp_path, on(level=5))
    text = path.read_text("utf-8").replace("level: 5\n", "level: 6\nlevel_before: 2\nlevelled: 1. juni 2026\n")
    path.write_text(text, "utf-8")
    found, problems = load_all(tmp_path)
    assert not problems
    [row] = board(file.agreement for file in found)
    assert (row.level, row.before, row.since) == (6, 2, date(2026, 6, 1))
    path.write_text(text.replace("level_before: 2", "level_before: 12"), "utf-8")
    [problem] = load_all(tmp_path)[1]
    assert "“12” is not a level" in problem.message()
    assert problem.line


def test_a_page_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "delegation.md").mkdir()
    with pytest.raises(CannotSave, match=r"delegation\.md"):
        pages.refresh_pages(tmp_path, "Nord", [on()], TODAY)


levels = st.builds(
    Agreement,
    id=texts,
    title=texts,
    rule=texts,
    decided=st.dates(),
    review=st.dates(),
    keeper=lines,
    decision=texts,
    level=st.integers(1, 7),
    level_before=st.integers(0, 7),
)


@given(texts, st.lists(levels, max_size=3))
@settings(max_examples=80, deadline=None)
def test_no_text_can_forge_a_level_or_a_decision(team: str, several: list[Agreement]) -> None:
    page = MarkdownIt("commonmark").enable("table").parse(board_files.render(team, several, TODAY))
    headings = [token.tag for token in page if token.type == "heading_open"]
    assert headings == ["h1"]
    assert sum(token.type == "tr_open" for token in page) == (1 + len(board(several)) if board(several) else 0)
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in page} <= {
        "heading", "paragraph", "inline", "hr", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    inside = {child.type for token in page for child in token.children or ()}
    assert inside <= {"text", "hardbreak", "strong_open", "strong_close", "em_open", "em_close", "text_special"}
