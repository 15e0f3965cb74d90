"""The cards that somebody chooses from, side by side."""

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal

from dialogkort.tui.host import Host
from dialogkort.tui.look.typography import in_use, is_large
from dialogkort.tui.widgets.card_face import CardFace, ReadAloud
from dialogkort.views.faces import Face

MOST = 3
"""The most cards to choose from."""
AROUND, BESIDE, WITHIN = 17, 8, 7
"""What surrounds large letters when the cards have the whole window: rows above and below; the cells beside the table;
and those around the letters of one card."""


class OfferedCards(Horizontal):
    """Shows one face on each card. A click on a card presses its number.

    On a large window the cards have large letters if all of them fit: they are compared, and the one that is easiest to
    read would win. Where that takes the room of the talking stick, it moves below the cards (`-offered-large`).
    """

    app = getters.app(Host)

    def compose(self) -> ComposeResult:
        for _number in range(MOST):
            yield CardFace()

    def show(self, faces: tuple[Face, ...]) -> bool:
        """Show `faces`; without any, show nothing. Tell whether the talking stick has moved."""
        self.display = bool(faces)
        drawn = self._large(faces)
        moved = self.screen.has_class("-offered-large") != bool(drawn)
        self.screen.set_class(bool(drawn), "-offered-large")
        for place, card in enumerate(self.query(CardFace)):
            card.display = place < len(faces)
            card.key = str(place + 1)
            if place < len(faces):
                card.show(faces[place])
                card.query_one(ReadAloud).rows = drawn[place] if drawn else ()
        return moved

    def _large(self, faces: tuple[Face, ...]) -> tuple[tuple[str, ...], ...]:
        """Return the texts in the largest letters in which all of them fit; empty if they do not."""
        if not faces or not self.app.large_letters or not is_large(self.app.size):
            return ()
        from dialogkort.tui.look.large_letters import cuts, set_large  # noqa: PLC0415 - for large windows

        width = (self.app.size.width - BESIDE) // len(faces) - WITHIN
        height = self.app.size.height - AROUND
        small, larger, _largest = cuts(in_use())
        for cut in (larger, small):
            drawn = tuple(set_large(face.text, width, height, (cut,)) for face in faces)
            if all(drawn):
                return drawn
        return ()
