"""When a card comes up again, the answers from last time are shown after the new answers, and not before."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.core.table import Table, card

from dialogkort import language
from dialogkort.core.cards import Kind
from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import Pile
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.state import Played
from dialogkort.sessions.records import Records
from dialogkort.storage.games import minutes
from dialogkort.views.last_time import with_last_time
from dialogkort.views.table import Opened, view_of

TODAY = date(2026, 12, 1)
ENDS = datetime(2026, 12, 1, 12, tzinfo=UTC)
SCALE = card("s", Kind.SCALE)


def view(table: Table, records: Records) -> str:
    seen = view_of(table.game, table.now, ENDS, Opened())
    return "\n".join(detail.plain for detail in with_last_time(seen, table.game, records.last_answers).face.details)


@pytest.fixture
def english():
    with language.using("en"):
        yield


def at_reveal(folder: Path, counts: tuple[int, ...], asked=SCALE) -> tuple[Table, Records]:
    """A table at the reveal of the scale, in a team that answered `asked` before."""
    table = Table(3, cards=Pile(fresh=(SCALE, card("t"))), team="Nord").to(Phase.REVEAL)
    records = Records(folder, table.game, TODAY)
    earlier = Table(3, game="before", team="Nord", date=date(2026, 5, 3)).game
    minutes.save(records.folder, replace(earlier, played=(Played(asked, counts, answered=True),)))
    return table, records


def revealed(table: Table) -> Table:
    for member in table.game.present:
        table.do(c.GiveAnswer(member, 2))
    return table.do(c.MoveOn())


def test_earlier_answers_are_shown_after_the_new_ones_and_not_before(tmp_path: Path, english: None) -> None:
    table, records = at_reveal(tmp_path, (1, 0, 0, 2, 0))
    assert "Last time" not in view(table, records)
    table.do(c.GiveAnswer("m1", 2))
    assert "Last time" not in view(table, records)
    revealed(table)
    assert "Last time, 3 May 2026: 1: 1  4: 2" in view(table, records)
    table.to(Phase.DISCUSS)
    assert "Last time" in view(table, records)


def test_a_different_question_or_too_few_answers_show_nothing(tmp_path: Path, english: None) -> None:
    table, records = at_reveal(tmp_path / "a", (1, 0, 0, 2, 0), replace(SCALE, low="andet"))
    assert "Last time" not in view(revealed(table), records)
    table, records = at_reveal(tmp_path / "b", (0, 0, 0, 0, 0))
    assert "Last time" not in view(revealed(table), records)
