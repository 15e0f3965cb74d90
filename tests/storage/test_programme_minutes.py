"""Where a programme stopped, and the lists that the team wrote, are in the minutes and can be read back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.table import Table, card

from dialogkort import language
from dialogkort.core.cards import Deck, Kind, Order
from dialogkort.core.game import commands as c
from dialogkort.core.game.dealing import Pile
from dialogkort.core.game.lists import Collected
from dialogkort.core.game.phases import Phase
from dialogkort.core.game.setup import DeckInPlay
from dialogkort.core.game.state import Game, Stage
from dialogkort.sessions.programmes import going_on
from dialogkort.storage.games.minutes import Stopped, render, save, stopped

pytestmark = pytest.mark.usefixtures("no_waiting")
CARDS = tuple(card(name) for name in "abc")
DECKS = (DeckInPlay("d", "Lugning", programme=True),)
DAY = date(2026, 11, 12)


def stopped_game(name: str = "g1", played: int = 1, day: date = DAY, **fields: object) -> Game:
    table = Table(2, cards=Pile(programme=CARDS), decks=DECKS, game=name, date=day, **fields)
    table.to(Phase.READ)
    for _ in range(played - 1):
        table.next_round().to(Phase.READ)
    return table.do(c.BeginClosing()).to(Stage.ENDED).game


def test_the_minutes_of_a_programme_that_stopped_contain_the_next_card(tmp_path: Path) -> None:
    save(tmp_path, stopped_game())
    [path] = (tmp_path / "games").iterdir()
    assert "\nprogramme:\n  deck: d\n  next: b\n" in path.read_text("utf-8")
    assert stopped(tmp_path) == {"d": Stopped("d", "b", DAY)}


def test_a_programme_that_was_completed_is_not_continued_even_if_it_stopped_earlier(tmp_path: Path) -> None:
    save(tmp_path, stopped_game())
    whole = stopped_game("g2", 3, date(2026, 11, 19))
    save(tmp_path, whole)
    assert "programme:" not in render(whole, DAY)
    assert stopped(tmp_path) == {}


def test_a_game_that_continued_but_played_nothing_leaves_the_programme_where_it_was(tmp_path: Path) -> None:
    table = Table(2, cards=Pile(programme=CARDS[1:]), decks=DECKS, continues_at="d/b", date=DAY)
    save(tmp_path, table.do(c.BeginClosing()).to(Stage.ENDED).game)
    assert stopped(tmp_path)["d"].next == "b"


def test_shuffled_decks_and_a_programme_that_never_started_do_not_stop_anywhere() -> None:
    table = Table(2, cards=Pile(programme=CARDS), decks=DECKS)
    assert "programme:" not in render(table.do(c.BeginClosing()).to(Stage.ENDED).game, DAY)


def test_the_lists_have_a_heading_of_their_own_and_read_back_as_people_left_them(tmp_path: Path) -> None:
    lists = (Collected("Ugelisten", ("mandagsmailen", "# [/] 1. rapporten")), Collected("Tom"))
    save(tmp_path, replace(stopped_game(), lists=lists))
    [path] = (tmp_path / "games").iterdir()
    text = path.read_text("utf-8")
    assert "\n## List: Ugelisten\n\n- mandagsmailen\n" in text
    assert "Tom" not in text
    assert stopped(tmp_path)["d"].lists == (lists[0],)
    path.write_text(text.replace("- mandagsmailen\n", "- mandagsmailen og dens svar\n- en til\n"), "utf-8")
    assert stopped(tmp_path)["d"].lists[0].lines[:2] == ("mandagsmailen og dens svar", "en til")
    before = language.current()
    language.use("da")
    assert stopped(tmp_path)["d"].lists, "whatever the language next time"
    language.use(before)


names = st.text(min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)


@settings(max_examples=60, deadline=None)
@given(names, st.lists(names, min_size=1, max_size=5))
def test_any_list_reads_back_the_same(tmp_path_factory: pytest.TempPathFactory, name: str, lines: list[str]) -> None:
    from dialogkort.core.text import clean_line

    name, told = clean_line(name, 60), tuple(clean_line(line, 200) for line in lines)
    if not name or not all(told):
        return
    folder = tmp_path_factory.mktemp("liste")
    save(folder, replace(stopped_game(), lists=(Collected(name, told),)))
    assert stopped(folder)["d"].lists == (Collected(name, told),)


def test_minutes_that_cannot_be_read_are_skipped(tmp_path: Path) -> None:
    save(tmp_path, stopped_game())
    (tmp_path / "games" / "2026-11-30-d.md").write_bytes(b"---\nid: \xff\n---\n")
    (tmp_path / "games" / "2026-11-29-d.md").write_text(
        "---\nid: x\ndate: i dag\ndecks:\n  - e\nprogramme: [d]\n---\n", encoding="utf-8"
    )
    assert stopped(tmp_path)["d"].next == "b"


def test_a_missing_card_is_named_and_the_programme_is_not_continued() -> None:
    deck = Deck("d", "Lugning", order=Order.FIXED, cards=CARDS)
    going = going_on({"d": Stopped("d", "b", DAY)}, [deck])
    assert going
    assert (going.key, going.number, going.missing) == ("d/b", 2, "")
    gone = going_on({"d": Stopped("d", "væk", DAY)}, [deck])
    assert gone
    assert (gone.key, gone.number, gone.missing) == ("", 0, "væk")
    assert going_on({"d": Stopped("d", "b", DAY)}, [replace(deck, order=Order.SHUFFLED)]) is None


def test_cards_about_the_conversation_are_kept_apart_from_those_of_the_deck() -> None:
    talk = (card("snak", Kind.TALK, deck="", question="Hvem flyttede dig?"),)
    table = Table(2, cards=Pile(programme=CARDS, talk=talk), decks=DECKS).to(Phase.AGREE).do(c.DealTalkCard())
    text = render(table.do(c.BeginClosing()).to(Stage.ENDED).game, DAY)
    assert "  - d/a\nagreements" in text
    assert "## About the conversation\n\n- Hvem flyttede dig?" in text
