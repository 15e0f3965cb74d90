"""The poster: all agreements in force on one page, with due ones first."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.storage.texts import agreement, agreements, texts

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.storage.agreements import poster

pytestmark = pytest.mark.usefixtures("no_waiting")
TODAY = date(2027, 3, 1)


def test_due_agreements_come_first_and_are_marked() -> None:
    page = poster.render(
        "Team [Nord]",
        [
            agreement(id="1", title="Later", review=date(2027, 6, 1)),
            agreement(id="2", title="Due", rule="One.", review=date(2027, 3, 1), keeper=""),
            agreement(id="3", title="Gone", status=Status.RETIRED),
        ],
        TODAY,
    )
    assert page.startswith(
        "# Agreements: Team \\[Nord\\]\n\nAs of 1 March 2027.\n\n## Due\n\nOne.\n\n"
        "**Due for review since 1 March 2027**\n\n"
        "Concerns: Hvad med nattevagten?; Vi skal huske vikarerne.\n\n## Later\n"
    )
    assert "Keeper: Åse · Review: 1 June 2027" in page
    assert "Gone" not in page


def test_sleeping_agreements_are_below_in_a_short_list() -> None:
    page = poster.render(
        "Nord",
        [
            agreement(id="1", title="[Old]", rule="Forgotten.", decided=date(2026, 1, 1), review=date(2026, 4, 1)),
            agreement(id="2", title="Due", rule="One.", review=date(2027, 2, 1)),
            agreement(id="3", title="Gone", status=Status.SUPERSEDED, review=date(2026, 4, 1)),
        ],
        TODAY,
    )
    first, below = page.split("## Sleeping")
    assert "## Due\n" in first
    assert "Old" not in first
    assert "\n\n- \\[Old\\] · due for review since 1 April 2026 · Keeper: Åse\n\n---" in below
    assert "keep, adjust or retire" in below
    assert "Forgotten" not in page
    assert "Gone" not in page


def test_when_all_agreements_are_sleeping_there_still_are_agreements() -> None:
    page = poster.render("", [agreement(decided=date(2026, 1, 1), review=date(2026, 4, 1))], TODAY)
    assert "No agreements" not in page
    assert "## Sleeping" in page


def test_the_poster_says_when_no_agreements_are_in_force() -> None:
    assert "There are no agreements in force." in poster.render("", [], TODAY)
    assert poster.render("", [], TODAY).startswith("# Agreements\n")


def test_the_poster_has_the_markdown_of_rules_and_no_other_markdown() -> None:
    rule = "**Ring** til [vagten](https://x.dk):\n- [ ] først\n# Overskrift <b>"
    page = poster.render("T", [agreement(rule=rule)], TODAY)
    assert "**Ring** til [vagten](https://x.dk):" in page
    assert "- [ ] først" in page
    assert "\\# Overskrift \\<b>" in page


def test_the_poster_is_written_only_if_it_differs(tmp_path: Path) -> None:
    path = poster.save(tmp_path, "Nord", [agreement()], TODAY)
    assert path == tmp_path / "agreements.md"
    before = path.stat().st_ino
    poster.save(tmp_path, "Nord", [agreement()], TODAY)
    assert path.stat().st_ino == before
    poster.save(tmp_path, "Nord", [], TODAY)
    assert path.read_text("utf-8") == poster.render("Nord", [], TODAY)


@given(texts, st.lists(agreements, max_size=3))
@settings(max_examples=50, deadline=None)
def test_no_text_can_forge_a_rule(team: str, several: list[Agreement]) -> None:
    page = MarkdownIt("commonmark").enable("table").parse(poster.render(team, several, TODAY))
    headings = [token.tag for token in page if token.type == "heading_open"]
    in_force = [rule for rule in several if rule.in_force]
    awake = [rule for rule in in_force if not rule.sleeping(TODAY)]
    asleep = len(in_force) > len(awake)
    assert headings == ["h1", *["h2" for _one in awake], *(["h2"] if asleep else [])]
    assert [token.type for token in page].count("list_item_open") == len(in_force) - len(awake)
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in page} <= {
        "heading", "paragraph", "inline", "hr", *(("bullet_list", "list_item") if asleep else ()),
    }  # fmt: skip
