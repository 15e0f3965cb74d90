"""Finding agreements: by standing, team, keeper, deck and text."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from dialogkort.core.agreements.agreement import Agreement, Status
from dialogkort.core.agreements.filter import AgreementFilter, Standing, Which, searched_text, standing_of

TODAY = date(2026, 11, 22)


def agreement(name: str = "a", review: date = TODAY, **fields: object) -> Agreement:
    settled = {"title": "Ring først", "rule": "Vi ringer.", "decided": date(2026, 8, 22), **fields}
    return Agreement(id=name, review=review, **settled)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Entry:
    standing: Standing = Standing.IN_FORCE
    team: str = ""
    keeper: str = ""
    deck: str = ""
    text: str = ""


@pytest.mark.parametrize(
    ("review", "status", "standing"),
    [
        (TODAY + timedelta(1), Status.IN_FORCE, Standing.IN_FORCE),
        (TODAY, Status.IN_FORCE, Standing.DUE),
        (TODAY - timedelta(30), Status.IN_FORCE, Standing.DUE),
        (TODAY - timedelta(60), Status.IN_FORCE, Standing.SLEEPING),
        (TODAY - timedelta(60), Status.RETIRED, Standing.RETIRED),
        (TODAY + timedelta(1), Status.SUPERSEDED, Standing.SUPERSEDED),
    ],
)
def test_the_standing_of_an_agreement_follows_from_its_status_and_its_date(
    review: date, status: Status, standing: Standing
) -> None:
    assert standing_of(agreement(review=review, status=status), TODAY) is standing


@pytest.mark.parametrize(
    ("which", "standings"),
    [
        (Which.ALL, set(Standing)),
        (Which.DUE, {Standing.DUE, Standing.SLEEPING}),
        (Which.SLEEPING, {Standing.SLEEPING}),
        (Which.IN_FORCE, {Standing.IN_FORCE, Standing.DUE, Standing.SLEEPING}),
        (Which.GONE, {Standing.RETIRED, Standing.SUPERSEDED}),
    ],
)
def test_sleeping_agreements_are_also_due_and_in_force(which: Which, standings: set[Standing]) -> None:
    found = AgreementFilter(which).found_in([Entry(standing) for standing in Standing])
    assert {entry.standing for entry in found} == standings


ENTRIES = (
    Entry(team="A", keeper="Mette", deck="tillid", text="vi ringer først"),
    Entry(team="A", keeper="Peter", deck="kontrol", text="vi skriver sidst"),
    Entry(team="B", keeper="Mette", deck="kontrol", text="på ærø ringer vi"),
)


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        (AgreementFilter(), [0, 1, 2]),
        (AgreementFilter(team="A"), [0, 1]),
        (AgreementFilter(keeper="Mette"), [0, 2]),
        (AgreementFilter(deck="kontrol"), [1, 2]),
        (AgreementFilter(keeper="Mette", deck="kontrol"), [2]),
        (AgreementFilter(text="RINGER"), [0, 2]),
        (AgreementFilter(text="ringer vi"), [0, 2]),
        (AgreementFilter(text="ringer Ærø"), [2]),
        (AgreementFilter(text="  "), [0, 1, 2]),
        (AgreementFilter(team="C"), []),
    ],
)
def test_found_agreements_keep_their_order(wanted: AgreementFilter, places: list[int]) -> None:
    assert wanted.found_in(ENTRIES) == [ENTRIES[place] for place in places]


def test_an_empty_filter_is_falsy_and_lets_everything_through() -> None:
    assert not AgreementFilter()
    assert not AgreementFilter(text=" ")
    some = (AgreementFilter(Which.DUE), AgreementFilter(team="a"), AgreementFilter(keeper="a"),
            AgreementFilter(deck="a"), AgreementFilter(text="a"))  # fmt: skip
    assert all(some)


def test_text_is_searched_for_in_the_file_without_its_headings() -> None:
    body = "# Ring først\n\nVi ringer.\n\n## Tegn på at det virker\n\nTelefonen er VARM.\n"
    text = searched_text(agreement(keeper="Søren", decision="Ferien"), body)
    for word in ("vi ringer", "telefonen er varm", "søren", "ferien"):
        assert word in text
    assert "tegn på" not in text
