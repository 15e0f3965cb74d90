"""What can be clicked: words that stand for a key, and press it. A face of its own for the mouse is not needed."""

from textual.content import Content
from textual.events import Click
from textual.style import Style
from textual.widget import Widget

ONWARD = {"enter", "space"}
"""Keys that lead on: who clicks twice means them once."""


def pressed_by_click(words: Content, key: str) -> Content:
    """Return `words`, of which a click presses `key`."""
    return words.stylize(Style.from_meta({"key": key}))


class Clickable(Widget):
    """A widget with words that press keys. Who drags over them marks text, and presses nothing."""

    def on_click(self, event: Click) -> None:
        key = event.style.meta.get("key")
        if isinstance(key, str):
            event.stop()
            event.prevent_default()  # Textual would mark all the words at the second click
            press(self, key, event)


def press(widget: Widget, key: str, event: Click) -> None:
    """Press `key` for a click on `widget`, unless text was marked, or a key that leads on is clicked twice."""
    marked = widget.screen.get_selected_text()
    if not marked and not (key in ONWARD and event.chain > 1):
        widget.app.simulate_key(key)
