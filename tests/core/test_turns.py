"""The talking stick: everyone is asked, nobody is forced."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st
from tests.core.table import quick

from dialogkort.core.game.turns import Turns, order_of, reader_of

names = [f"m{number}" for number in range(8)]
orders = st.lists(st.sampled_from(names), unique=True, max_size=6).map(tuple)
deeds = st.lists(
    st.tuples(st.sampled_from(["done", "done", "pass", "pass", "join", "leave"]), st.sampled_from(names)),
    max_size=40,
)


@dataclass
class Watcher:
    """Keeps track, alongside a go-round, of who is here, who went away, and who was asked when."""

    turns: Turns
    here: set[str]
    left: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    asked_before: list[str] = field(default_factory=list)
    here_at_second: set[str] | None = None

    def see(self, turns: Turns, *, new_turn: bool) -> None:
        if turns.asked_again and self.here_at_second is None:
            self.here_at_second, self.asked_before = set(self.here), list(self.asked)
        if turns.speaking and new_turn:
            self.asked.append(turns.speaking)
        self.turns = turns

    def do(self, deed: str, who: str) -> None:
        before = self.turns
        match deed:
            case "done" if before.speaking:
                self.see(before.done(), new_turn=True)
            case "pass" if before.speaking:
                self.see(before.pass_on(), new_turn=True)
            case "join" if who not in self.here:
                self.here.add(who)
                self.see(before.join(who), new_turn=before.over)
            case "leave" if who in self.here:
                self.here.remove(who)
                self.left.add(who)
                self.see(before.leave(who), new_turn=who == before.speaking)


def watched(order: tuple[str, ...], deeds: list[tuple[str, str]]) -> Watcher:
    watcher = Watcher(Turns(), set(order))
    watcher.see(Turns.begin(order), new_turn=True)
    for deed, who in deeds:
        watcher.do(deed, who)
    return watcher


@quick
@given(orders, deeds)
def test_nobody_who_is_absent_is_asked(order, deeds):
    watcher = Watcher(Turns(), set(order))
    watcher.see(Turns.begin(order), new_turn=True)
    for deed, who in deeds:
        watcher.do(deed, who)
        turns = watcher.turns
        assert {turns.speaking, turns.next, *turns.waiting, *turns.passed} - {""} <= watcher.here


@quick
@given(orders, deeds)
def test_nobody_is_in_two_places_at_once(order, deeds):
    turns = watched(order, deeds).turns
    everyone = [*turns.waiting, turns.speaking, *turns.spoken, *turns.passed, *turns.declined]
    assert len(set(everyone) - {""}) == len([member for member in everyone if member])


@quick
@given(orders, deeds)
def test_everyone_who_stays_is_asked_once_before_anybody_who_passed_is_asked_again(order, deeds):
    watcher = watched(order, deeds)
    if watcher.here_at_second is not None:
        for member in watcher.here_at_second - watcher.left:
            assert watcher.asked_before.count(member) == 1


@quick
@given(orders, deeds)
def test_people_who_stay_are_asked_at_most_twice_and_twice_only_after_a_pass(order, deeds):
    watcher = watched(order, deeds)
    for member in watcher.here - watcher.left:
        assert watcher.asked.count(member) <= 2
        if watcher.asked.count(member) == 2:
            assert member in watcher.here_at_second


@quick
@given(orders, deeds)
def test_when_it_is_over_everyone_here_has_spoken_or_declined(order, deeds):
    watcher = watched(order, deeds)
    while not watcher.turns.over:
        watcher.do("done", "")
    assert watcher.here <= {*watcher.turns.spoken, *watcher.turns.declined}
    assert not watcher.turns.waiting
    assert not watcher.turns.passed


@quick
@given(orders, deeds)
def test_next_is_the_person_who_gets_the_stick(order, deeds):
    turns = watched(order, deeds).turns
    if turns.speaking:
        assert turns.done().speaking == turns.next


@quick
@given(orders, deeds)
def test_left_is_the_number_of_turns_that_remain_if_nobody_passes_from_now_on(order, deeds):
    turns, count = watched(order, deeds).turns, 0
    promised = turns.left
    while not turns.over:
        turns, count = turns.done(), count + 1
    assert count == promised


def test_the_stick_goes_round_in_order():
    turns = Turns.begin(("a", "b", "c"))
    assert (turns.speaking, turns.next, turns.left) == ("a", "b", 3)
    assert turns.done().done().done().over


def test_people_who_pass_are_asked_again_when_the_others_have_spoken():
    turns = Turns.begin(("a", "b", "c")).pass_on()
    assert turns.speaking == "b"
    turns = turns.done().done()
    assert (turns.speaking, turns.asked_again, turns.next) == ("a", True, "")
    assert turns.pass_on().declined == ("a",)
    assert turns.pass_on().over


def test_when_everyone_passes_everyone_is_asked_once_more_and_then_it_is_over():
    turns = Turns.begin(("a", "b"))
    asked = []
    while not turns.over:
        asked.append(turns.speaking)
        turns = turns.pass_on()
    assert asked == ["a", "b", "a", "b"]


def test_a_latecomer_gets_the_stick_last():
    assert Turns.begin(("a", "b")).join("c").waiting == ("b", "c")


def test_somebody_who_arrives_when_everyone_has_spoken_gets_the_stick_at_once():
    assert Turns.begin(("a",)).done().join("c").speaking == "c"


def test_somebody_who_leaves_with_the_stick_hands_it_on_and_is_asked_when_they_return():
    turns = Turns.begin(("a", "b", "c")).leave("a")
    assert turns.speaking == "b"
    assert turns.join("a").waiting == ("c", "a")


def test_somebody_who_has_spoken_is_not_asked_again_after_a_short_absence():
    turns = Turns.begin(("a", "b", "c")).done().leave("a").join("a")
    assert "a" not in turns.waiting


@quick
@given(st.integers(1, 12), st.integers(1, 60))
def test_an_order_contains_everyone_once(seats: int, number: int):
    table = tuple(names_of(seats))
    assert sorted(order_of(table, number)) == sorted(table)


@quick
@given(st.integers(2, 12), st.integers(1, 60))
def test_start_and_direction_alternate(seats: int, number: int):
    table = names_of(seats)
    first, then = order_of(table, number), order_of(table, number + 1)
    assert then[0] == table[(table.index(first[0]) + 1) % seats], "the start moves on by one place"
    if seats > 2:
        assert step(table, first) == -step(table, then), "the direction changes"


@quick
@given(st.integers(2, 12), st.integers(1, 60))
def test_in_as_many_rounds_as_there_are_members_each_of_them_starts_once(seats: int, number: int):
    table = names_of(seats)
    assert {order_of(table, number + later)[0] for later in range(seats)} == set(table)


@quick
@given(st.integers(3, 12), st.integers(1, 60))
def test_nobody_always_speaks_last_or_after_the_same_person(seats: int, number: int):
    table = names_of(seats)
    orders = [order_of(table, number + later) for later in range(4)]
    assert len({order[-1] for order in orders}) > 1
    for member in table:
        before = {order[order.index(member) - 1] for order in orders if order[0] != member}
        assert len(before) > 1


@quick
@given(st.integers(2, 12), st.integers(1, 60))
def test_each_round_has_a_new_reader_who_is_not_the_first_speaker(seats: int, number: int):
    table = names_of(seats)
    assert reader_of(table, number) != reader_of(table, number + 1)
    assert reader_of(table, number) != order_of(table, number)[0]


def test_an_empty_table_has_no_order_and_no_reader():
    assert order_of((), 1) == ()
    assert reader_of((), 1) == ""
    assert Turns.begin(()).over


def names_of(seats: int) -> tuple[str, ...]:
    return tuple(f"m{number}" for number in range(1, seats + 1))


def step(table: tuple[str, ...], order: tuple[str, ...]) -> int:
    """1 when the stick goes up the places, -1 when it goes down."""
    return 1 if (table.index(order[1]) - table.index(order[0])) % len(table) == 1 else -1


def test_the_only_person_left_who_passes_is_not_asked_again_at_once():
    turns = Turns.begin(("a", "b")).done().pass_on()
    assert turns.over
    assert turns.declined == ("b",)
