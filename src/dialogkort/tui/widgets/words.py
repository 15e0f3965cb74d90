"""Words that change as a game goes. One key changes few of them, and what it changes is drawn at once."""

from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.widget import Widget
from textual.widgets import Static

from dialogkort.tui.widgets.clickable import Clickable


class LaidOutOnce(Widget):
    """A widget without others in it. When its size changes, the screen is laid out once.

    Textual would do it a second time, for what may be inside, and paint the widget again. It stands last among
    the bases: Textual's styles go by the first.
    """

    virtual_size: ClassVar[Reactive[Size]] = reactive(Size(0, 0), layout=False, repaint=False)  # type: ignore[misc]


class Words(Clickable, Static, LaidOutOnce):
    """A text without markup. It is laid out and painted when it is another one, and only then."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(markup=False, id=id, classes=classes)

    def put(self, words: str | Content) -> None:
        """Show `words`."""
        before = self.content
        if isinstance(words, Content):
            same = isinstance(before, Content) and words.is_same(before)
        else:
            same = before == words and isinstance(before, str)
        if not same:
            self.update(words)
