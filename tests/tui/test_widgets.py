"""A row of choices, and the bar of keys, on their own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot

from dialogkort.tui.dialogs.help import Listed
from dialogkort.tui.widgets.choice_row import ChoiceRow
from dialogkort.tui.widgets.key_bar import KeyBar, _fitting
from dialogkort.tui.widgets.words import Words

CHOICES = (("a", "alfa"), ("b", "[/] beta"), ("c", "gamma gamma"), ("d", "delta"))


class Form(App[None]):
    def __init__(self, *, several: bool) -> None:
        super().__init__()
        self.several = several
        self.changes = 0

    def compose(self) -> ComposeResult:
        yield ChoiceRow(several=self.several, id="row")
        yield ChoiceRow(id="other")

    def on_mount(self) -> None:
        self.query_one("#row", ChoiceRow).offer(CHOICES, ["b"])
        self.query_one("#row").focus()

    def on_choice_row_changed(self) -> None:
        self.changes += 1

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"now": "yellow", "dim": "gray", "raised": "blue"}

    @property
    def row(self) -> ChoiceRow:
        return self.query_one("#row", ChoiceRow)


async def test_a_single_choice_follows_the_arrows_and_stops_at_the_ends() -> None:
    async with Form(several=False).run_test(size=(60, 10)) as pilot:
        await pilot.press("right")
        assert pilot.app.row.value == "c"
        await pilot.press("right", "right", "right")
        assert pilot.app.row.value == "d"
        await pilot.press(*["left"] * 6)
        assert pilot.app.row.chosen == ("a",)
        assert pilot.app.changes == 5
        await pilot.press("space")
        assert pilot.app.row.chosen == ("a",)


async def test_several_choices_can_be_turned_on_and_off_and_keep_the_order_of_the_row() -> None:
    async with Form(several=True).run_test(size=(60, 10)) as pilot:
        await pilot.press(*["left"] * 4, *["right"] * 3, "space", *["left"] * 4, "space")
        assert pilot.app.row.chosen == ("a", "b", "d")
        await pilot.press("right", "space")
        assert pilot.app.row.chosen == ("a", "d")


async def test_enter_toggles_one_of_several_choices_and_moves_on_from_a_single_one() -> None:
    async with Form(several=True).run_test(size=(60, 10)) as pilot:
        before = set(pilot.app.row.chosen)
        await pilot.press("enter")
        assert set(pilot.app.row.chosen) ^ before == {pilot.app.row.marked}
    async with Form(several=False).run_test(size=(60, 10)) as pilot:
        await pilot.press("enter")
        assert pilot.app.focused is pilot.app.query_one("#other")


async def test_a_click_makes_a_choice() -> None:
    async with Form(several=False).run_test(size=(60, 10)) as pilot:
        await pilot.click("#row", offset=(2, 0))
        assert pilot.app.row.value == "a"
        await pilot.click("#row", offset=(59, 0))
        assert pilot.app.row.value == "a"


@pytest.mark.parametrize("width", [60, 20, 12])
async def test_a_choice_is_never_broken_across_lines(width: int) -> None:
    async with Form(several=True).run_test(size=(width, 10)) as pilot:
        await pilot.pause()
        text = [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]
        for _name, words in CHOICES[:3] if width < 13 else CHOICES:
            assert width < 13 or any(words in line for line in text), text


async def test_an_empty_row_does_nothing() -> None:
    async with Form(several=True).run_test(size=(60, 10)) as pilot:
        pilot.app.row.offer((), ())
        await pilot.press("left", "right", "space")
        assert pilot.app.row.chosen == ()
        assert pilot.app.row.value == ""


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("ab ", min_size=1, max_size=12), max_size=10), st.integers(1, 120))
def test_the_bar_always_keeps_the_help_and_the_way_out(words: list[str], width: int) -> None:
    hints = [Content(word) for word in words]
    shown = _fitting(hints, width, 2, 2)
    assert shown[-2:] == hints[-2:]
    head = [hint.plain for hint in shown[:-2]]
    whole = [hint for hint in head if not hint.endswith("…")]
    assert whole == words[: len(whole)]
    assert len(head) - len(whole) <= 2, "the first, cut off, and the sign that others did not fit"
    total = sum(hint.cell_length + 2 for hint in shown) - 2
    assert total <= width or len(shown) <= 2


def test_help_is_brief_only_where_that_makes_room_for_more_of_the_keys_that_matter_most() -> None:
    hints = [Content(word) for word in ("a one", "b two", "c three", "? help", "esc back")]
    brief = Content("? …")

    def bar(width: int, essential: int) -> str:
        return Content("  ").join(_fitting(hints, width, 2, 2, brief, essential)).plain

    assert bar(39, 3) == "a one  b two  c three  ? help  esc back"
    assert bar(38, 3) == "a one  b two  c three  ? …  esc back"
    assert bar(38, 2) == "a one  b two  …  ? help  esc back"
    assert bar(33, 3) == "a one  b two  …  ? help  esc back"
    assert bar(32, 2) == "a one  b two  ? …  esc back"
    assert bar(32, 1) == "a one  …  ? help  esc back"
    assert bar(32, 0) == bar(32, 1)


class Said(App[None]):
    """Words in a narrow column, above a line that they push down."""

    CSS = "Words { width: 10; height: auto; }"

    def compose(self) -> ComposeResult:
        yield Words(id="words")
        yield Words(id="below")

    def on_mount(self) -> None:
        self.query_one("#below", Words).put("below")

    async def say(self, pilot: Pilot[None], words: str) -> tuple[int, bool]:
        """Return the height of `words`, and whether the screen was laid out again for them."""
        await pilot.pause()
        said = self.query_one("#words", Words)
        said.put(words)
        again = said._layout_required
        await pilot.pause()
        assert self.query_one("#below", Words).region.y == said.region.bottom
        return said.region.height, again


async def test_only_words_that_need_other_room_are_laid_out_again() -> None:
    app = Said()
    async with app.run_test(size=(40, 10)) as pilot:
        assert await app.say(pilot, "12:34") == (1, True)
        assert await app.say(pilot, "12:33") == (1, False)
        assert await app.say(pilot, "9:59") == (1, True)
        assert await app.say(pilot, "aaaa bbbbb cc") == (2, True)
        assert await app.say(pilot, "aaaaaaaa bbb c") == (2, True)
        assert await app.say(pilot, "aaaaaa bbbbb c") == (2, True)  # as long, but it breaks elsewhere


def test_our_text_widgets_have_the_styles_of_textuals_own() -> None:
    """Textual's styles go by the first of several base classes: what applies to Static must apply to subclasses."""
    for made in (Words, Listed, KeyBar):
        assert "Static" in made._css_type_names, made
