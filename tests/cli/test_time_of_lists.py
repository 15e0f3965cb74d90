"""Printing an agreement takes time in proportion to its size, whatever it contains."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.core.table import agreement
from tests.hostile_shapes import slow

from dialogkort.cli.agreements.layout import Row, labelled, mail, paragraph, table

DAY = date(2026, 11, 22)
PRINTED: dict[str, Callable[[str], object]] = {
    "paragraph": lambda text: paragraph(text, 80, "  "),
    "labelled": lambda text: labelled([("a", text), ("b", text)], 80),
    "table": lambda text: table([Row(agreement(title=text, keeper=text), text)], DAY, 80),
    "mail": lambda text: mail([Row(agreement(title=text, rule=text, keeper=text), text)], DAY),
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_text_takes_time_in_proportion_to_its_size(name: str) -> None:
    assert slow(lambda text: lambda: PRINTED[name](text), {name: str}, 16_000, every=12) == []
