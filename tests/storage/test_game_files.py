"""The minutes of a game: what was played and agreed, and nobody's name."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.core.table import Table, card
from tests.storage.texts import agreement, texts
from tests.systems import shows_links

from dialogkort.core.cards import Kind
from dialogkort.core.game.setup import DeckInPlay
from dialogkort.core.game.state import Game, Played, Stage
from dialogkort.core.team import members_named
from dialogkort.files.atomic import CannotSave
from dialogkort.files.named_files import read
from dialogkort.storage.games import minutes as game_files
from dialogkort.storage.games.minutes import recently_played, render, save

pytestmark = pytest.mark.usefixtures("no_waiting")
DAY = date(2026, 11, 22)


def game(name: str = "g1", **fields: object) -> Game:
    setup = {key: fields.pop(key) for key in ("team", "decks", "members", "date") if key in fields}
    table = Table(3, game=name, **{"decks": (DeckInPlay("tillid", "Tillid"),), **setup})
    return replace(table.game, **fields)


def played() -> tuple[Played, ...]:
    return (
        Played(card("a", theme="Aftaler")),
        Played(card("b", Kind.DILEMMA), (2, 0, 1), answered=True),
        Played(card("c", Kind.SCALE), (0, 0, 0, 3, 0), answered=True),
        Played(card("d", Kind.DELEGATION), (0, 0, 1, 2, 0, 0, 0), ("g1-1",), answered=True),
        Played(card("e", Kind.EXERCISE)),
    )


def test_the_minutes_look_as_expected() -> None:
    finished = game(
        played=played(),
        agreements=(agreement(id="g1-1", rule="Vi ringer.", objections=("Ikke om natten",)),),
        notes=("Ferieplanen", "# Kaffe\nog te"),
        ratings=(3, 4, 4, 5),
        stage=Stage.ENDED,
    )
    assert (
        render(finished, DAY)
        == """\
---
id: g1
version: 2
date: 2026-11-22
team: Holdet
decks:
  - tillid
format: klassisk
minutes: 45
cards:
  - d/a
  - d/b
  - d/c
  - d/d
  - d/e
agreements:
  - g1-1
ended: true
rounds:
  - card: d/a
    kind: question
    fingerprint: c844e4542a4faac5
  - card: d/b
    kind: dilemma
    fingerprint: b6edc3cee84b5707
    question: "b?"
    options: ["ring", "skriv", "mød op"]
    answers: [2, 0, 1]
  - card: d/c
    kind: scale
    fingerprint: d8527fc046391c58
    question: "c?"
    low: intet
    high: alt
    answers: [0, 0, 0, 3, 0]
  - card: d/d
    kind: delegation
    fingerprint: "22b31022ce5cda22"
    question: "d?"
    decision: ferien
    answers: [0, 0, 1, 2, 0, 0, 0]
  - card: d/e
    kind: exercise
    fingerprint: a116da46e0eeab1a
average: 4.00
notes:
  - id: g1-n1
    text: Ferieplanen
  - id: g1-n2
    text: "# Kaffe\\nog te"
---

# Tillid, 22 November 2026

Holdet · classic · 45 minutes

## Cards

### 1. Aftaler

a?

### 2. Dilemma

b?

- 1 ring: ██ 2
- 2 skriv: 0
- 3 mød op: █ 1

The answers were far apart.

### 3. Scale

c?

- 1 intet: 0
- 2: 0
- 3: 0
- 4: ███ 3
- 5 alt: 0

Everyone gave the same answer.

### 4. Who decides

d?

ferien

- 1 the leader decides and tells us: 0
- 2 the leader decides and explains why: 0
- 3 the leader asks first, then decides: █ 1
- 4 we agree together: ██ 2
- 5 we decide, after asking the leader: 0
- 6 we decide and tell the leader afterwards: 0
- 7 we decide ourselves: 0

The answers were close.

### 5. Exercise

e?

## Agreed

### Ring, når det haster

Vi ringer.

Keeper: Åse · Review: 22 February 2027

It works when:

- Ingen sender sms efter kl. 17.

Concerns:

- Hvad med nattevagten?
- Vi skal huske vikarerne.

Objections that were met:

- Ikke om natten

## Parked

- Ferieplanen
- \\# Kaffe\x20\x20
  og te

## Closing

Average rating of the meeting: 4.0 out of 5.
"""
    )


def test_a_game_that_was_left_at_once_has_short_minutes() -> None:
    written = render(game(), DAY)
    assert "cards: []\nagreements: []\nended: false\n" in written
    assert written.endswith("# Tillid, 22 November 2026\n\nHoldet · classic · 45 minutes\n")


def test_nobody_is_named() -> None:
    names = ("Xaver", "Ykatarina", "Zbigniew")
    finished = game(
        members=members_named(names), played=played(), agreements=(agreement(keeper=names[0]),), ratings=(5,)
    )
    written = render(finished, DAY)
    assert [name for name in names if name in written] == [names[0]], "except as keepers"
    assert written.count(names[0]) == 1


@given(texts, texts, st.lists(texts, max_size=3).map(tuple))
@settings(max_examples=40, deadline=None)
def test_no_text_can_forge_the_structure(
    tmp_path_factory: pytest.TempPathFactory, text: str, team: str, notes: tuple[str, ...]
) -> None:
    dilemma = card("b/:", Kind.DILEMMA, question=text, options=(text, text), theme=text)
    finished = game(
        team=team,
        decks=(DeckInPlay(text, text),),
        played=(Played(dilemma, (2, 1)), Played(card("c", Kind.DELEGATION, decision=text or "x"))),
        agreements=(agreement(title=text, rule=text),),
        notes=notes,
    )
    path = save(tmp_path_factory.mktemp("team"), finished)
    page = read(path)
    assert page.fields.texts("cards") == ("d/b/:", "d/c")
    assert (page.fields.text("team"), page.fields.text("id")) == (team, "g1")
    tokens = MarkdownIt("commonmark").enable("table").parse(page.body)
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h3", "h3", "h2", "h3", *(["h2"] if notes else [])]
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= {
        "heading", "paragraph", "inline", "bullet_list", "list_item",
    }  # fmt: skip


def test_a_game_overwrites_only_its_own_minutes(tmp_path: Path) -> None:
    first = save(tmp_path, game())
    assert first == tmp_path / "games" / "2026-11-22-tillid.md"
    second = save(tmp_path, game("g2"))
    assert second.name == "2026-11-22-tillid-2.md"
    assert save(tmp_path, game(notes=("mere",))) == first
    assert "mere" in first.read_text("utf-8")
    before = first.stat().st_ino
    assert save(tmp_path, game(notes=("mere",))) == first
    assert first.stat().st_ino == before


def test_nothing_is_saved_below_a_file(tmp_path: Path) -> None:
    tmp_path.joinpath("games").write_bytes(b"")
    with pytest.raises(CannotSave):
        save(tmp_path, game())
    assert recently_played(tmp_path) == {}


def test_recently_played_cards_are_read_back(tmp_path: Path) -> None:
    def play(name: str, day: date, *cards: str) -> Path:
        return save(tmp_path, game(name, date=day, played=tuple(Played(card(played_card)) for played_card in cards)))

    play("old", date(2026, 1, 1), "a", "b")
    morning = play("morning", date(2026, 11, 21), "b", "c")
    evening = play("evening", date(2026, 11, 21), "d")
    os.utime(morning, (1, 1))
    os.utime(evening, (2, 2))
    play("empty", date(2026, 11, 22))
    games = tmp_path / "games"
    games.joinpath("2026-11-23-broken.md").write_bytes(b"---\ncards: [\xff")
    games.joinpath("2026-11-24-odd.md").write_bytes(b"---\ncards: {a: b}\n---\n")
    games.joinpath("2026-11-25-folder.md").mkdir()
    if shows_links():
        games.joinpath("2026-11-26-gone.md").symlink_to("nowhere")
    games.joinpath("notes.md").write_bytes(b"# Notes\n")
    assert recently_played(tmp_path) == {"d/d": 1, "d/b": 2, "d/c": 2, "d/a": 3}
    assert recently_played(tmp_path, games=1) == {"d/d": 1}
    assert recently_played(tmp_path / "none") == {}


def test_decimals_are_written_the_danish_way_in_danish(danish: None) -> None:
    assert "4,5" in render(game(ratings=(4, 5, 4, 5)), DAY)
    assert game_files.FOLDER == "games"
