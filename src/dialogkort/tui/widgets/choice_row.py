"""A line of a form where the arrow keys choose: one of a few choices, or several."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from dialogkort.language import N_
from dialogkort.tui.widgets.words import MARK

GAP = 1
"""Cells between two choices, besides the one for the mark. A choice is never split at the end of a line."""


class ChoiceRow(Static, can_focus=True):
    """Shows choices, each (id, words). Left and right move; if several can be chosen, space turns one on or off."""

    class Changed(Message):
        """Something was chosen."""

        def __init__(self, row: "ChoiceRow") -> None:
            super().__init__()
            self.row = row

        @property
        def control(self) -> "ChoiceRow":
            return self.row

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", N_("choose"), show=False),
        Binding("right", "move(1)", N_("choose")),
        Binding("space", "turn", N_("on or off")),
        Binding("enter", "enter", N_("choose"), show=False),
    ]

    def __init__(self, *, several: bool = False, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False)
        self.several = several
        self._choices: tuple[tuple[str, str], ...] = ()
        self._chosen: tuple[str, ...] = ()
        self._place = 0

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen ones, in the order of the row."""
        return tuple(name for name, _words in self._choices if name in self._chosen)

    @property
    def value(self) -> str:
        """The id of the chosen one, or empty."""
        return self.chosen[0] if self.chosen else ""

    @property
    def marked(self) -> str:
        """The id of the choice under the cursor, or empty."""
        return self._choices[self._place][0] if self._choices else ""

    def offer(self, choices: Iterable[tuple[str, str]], chosen: Iterable[str]) -> None:
        """Offer `choices` with `chosen` turned on."""
        self._choices = tuple(choices)
        self._chosen = tuple(chosen)
        names = [name for name, _words in self._choices]
        first = next((names.index(name) for name in self._chosen if name in names), 0)
        self._place = min(self._place, max(0, len(names) - 1)) if self.several else first
        self._draw()

    def pick(self, names: Iterable[str]) -> None:
        """Turn these choices on and the others off; a row for one choice stays as it is if none of them is offered."""
        known = [name for name in names if name in dict(self._choices)]
        if known or self.several:
            self.offer(self._choices, known)

    def choose(self, name: str) -> None:
        """Choose one, as if by hand."""
        self.offer(self._choices, (name,))
        self.post_message(self.Changed(self))

    def on_resize(self) -> None:
        self._draw()

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - as Textual calls it
        super().watch_has_focus(has_focus)
        self._draw()  # not on Focus and Blur: those come before Textual has updated `has_focus`

    def _draw(self) -> None:
        lines: list[list[Content]] = [[]]
        room = width = max(1, self.size.width or 60)
        for place, (name, words) in enumerate(self._choices):
            on = name in self._chosen
            marked = self.has_focus and place == self._place
            style = "bold $now" if on else "$text" if marked else "$dim"
            if marked:
                style += " on $raised"
            sign = ("✓ " if on else "○ ") if self.several else ("● " if on else "○ ")
            choice = Content.assemble(MARK if marked else " ", (sign + words, style)).stylize(
                Style.from_meta({"place": place})
            )
            if choice.cell_length > room and lines[-1]:
                lines.append([])
                room = width
            lines[-1].append(choice)
            room -= choice.cell_length + GAP
        self.update(Content("\n").join(Content(" " * GAP).join(line) for line in lines))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return self.several if action == "turn" else True

    def action_move(self, step: int) -> None:
        if not self._choices:
            return
        self._place = max(0, min(len(self._choices) - 1, self._place + step))
        if self.several:
            self._draw()
            return
        name = self._choices[self._place][0]
        if name != self.value:
            self.choose(name)

    def action_enter(self) -> None:
        """Turn the marked one of several on or off; move on if the arrow keys have already chosen."""
        if self.several:
            self.action_turn()
        else:
            self.screen.focus_next()

    def action_turn(self) -> None:
        if not self._choices:
            return
        name = self._choices[self._place][0]
        on = name in self._chosen
        self._chosen = tuple(choice for choice in self._chosen if choice != name) if on else (*self._chosen, name)
        self._draw()
        self.post_message(self.Changed(self))

    def on_click(self, event: Click) -> None:
        place = event.style.meta.get("place")
        if isinstance(place, int):
            self._place = place
            if self.several:
                self.action_turn()
            else:
                self.choose(self._choices[place][0])
