"""A slip over the agreements: the few lines that an act needs, each with its current text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from dialogkort.core.text import clean_line
from dialogkort.language import N_
from dialogkort.sessions.in_hand import Field
from dialogkort.tui.dialogs.dismiss_once import DismissOnce
from dialogkort.tui.dialogs.keeping import Keeping, kept_in
from dialogkort.tui.host import Host
from dialogkort.tui.keymap import keyed
from dialogkort.tui.widgets.form_rows import Form, labelled
from dialogkort.tui.widgets.keeper_line import KeeperLine
from dialogkort.tui.widgets.key_bar import KeyBar
from dialogkort.tui.widgets.text_line import MOST, TextLine, too_long

LONGEST = 280

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line to fill in: its name, its label, and its initial text.

    The initial text is `replaced` by the first letter that is typed, or else added to. It may have `longest`
    characters. If it is meant to be one of the `names`, the user is asked about the beginning of a name.
    """

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    replaced: bool = True
    longest: int = LONGEST
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with the line called `name`."""

    name: str
    words: str


class ReviewSlip(ModalScreen[Answers | None], DismissOnce[Answers | None]):
    """Asks for a few lines. Returns them, cleaned, by name; None if the user cancels.

    `told` says what the answers amount to while they are being typed, or what is `Wrong` with them; `yes` says what
    Enter does.
    """

    app = getters.app(Host)

    BINDINGS: ClassVar[list[BindingType]] = keyed(
        "slip",
        [
            Binding("enter", "done", N_("done")),
            Binding("down", "app.focus_next", N_("next line")),
            Binding("up", "app.focus_previous", N_("previous line"), show=False),
            Binding("escape", "leave", N_("back")),
        ],
    )

    def __init__(
        self,
        title: str,
        about: str,
        lines: tuple[Line, ...],
        told: Callable[[Answers], str | Wrong] = lambda _answers: "",
        yes: str = "",
        field: Field | None = None,
    ) -> None:
        """`field` keeps what is written until it is done or discarded."""
        super().__init__()
        self._title, self._about, self._told, self._yes = title, about, told, yes
        before = kept_in(field) if field else {}
        self._lines = tuple(_as_before(line, before) for line in lines)
        self._begun = {line.name: line.value for line in lines}
        self._keeping = Keeping(self, field, self._answers)

    def label_of(self, action: str) -> str:
        return self._yes if action == "done" else ""

    def on_bar(self) -> tuple[str, ...]:
        return ("done", "app.focus_next") if len(self._lines) > 1 else ("done",)

    def compose(self) -> ComposeResult:
        with Vertical(classes="slip"):
            yield Static(self._title, markup=False, classes="heading")
            yield Static(self._about, markup=False, classes="about")
            with Form(classes="lines"):
                for line in self._lines:
                    with labelled(line.label):
                        yield _input_of(line)
            yield Static(id="told", markup=False, classes="hint")
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(".about").display = bool(self._about)
        self._draw()
        self._keeping.begin(self._begun)

    def keep_input(self) -> None:
        self._keeping.keep()

    def _answers(self) -> Answers:
        return {line.name: clean_line(self.query_one(f"#{line.name}", Input).value, MOST) for line in self._lines}

    def _draw(self) -> None:
        told = self._told(self._answers())
        words = told.words if isinstance(told, Wrong) else told
        hint = self.query_one("#told", Static)
        hint.update(words)
        hint.display = bool(words)

    def on_input_changed(self) -> None:
        if self.is_mounted:
            self._draw()
            self._keeping.soon()

    def on_input_submitted(self) -> None:
        self.action_done()

    def action_done(self) -> None:
        if words := too_long(self):
            self.app.refuse(words)
            return
        answers = self._answers()
        told = self._told(answers)
        if isinstance(told, Wrong):
            self.query_one(f"#{told.name}").focus()
            self.app.refuse(told.words)
            return
        for line in self.query(KeeperLine):
            if doubt := line.doubt():
                line.focus()
                self.app.refuse(doubt)
                return
        self._keeping.done()
        self.dismiss(answers)

    def action_leave(self) -> None:
        self._keeping.done()
        self.dismiss(None)


def _as_before(line: Line, before: Mapping[str, object]) -> Line:
    """Return a line with what was being written in it when the program ended."""
    text = before.get(line.name)
    same = not isinstance(text, str) or text == line.value
    return line if same else replace(line, value=str(text), replaced=False)


def _input_of(line: Line) -> TextLine:
    if line.names:
        return KeeperLine(line.value, line.names, name=line.name, longest=line.longest, replaced=line.replaced)
    return TextLine(
        line.value, placeholder=line.placeholder, id=line.name, longest=line.longest, replaced=line.replaced
    )
