"""From whole pieces to Textual's messages. Textual's parser is asked for one sequence at a time: what it does not
understand, or fails on, is forgotten, and never typed.
"""

from collections.abc import Iterable, Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

from dialogkort.tui.terminal.incoming import Alt, Pasted, Piece, Sequence, Text

LARGEST = 2_000
"""Columns and rows of a terminal, at most: what says more is no report of its size."""

_LETTER = "u"
"""The end of those reports that may be letters."""


class Translator:
    """Turns pieces into messages."""

    def __init__(self) -> None:
        self._parser = XTermParser()

    def messages(self, pieces: Iterable[Piece]) -> Iterator[Message]:
        """Return what `pieces` mean."""
        for piece in pieces:
            match piece:
                case Pasted(text):
                    yield events.Paste(text)
                case Alt(""):
                    yield events.Key("escape", "\x1b")
                case Alt(character):
                    yield from self._sensible(self._parser._sequence_to_key_events(character, alt=True))
                case Text(text):
                    for character in text:
                        yield from self._sensible(self._parser._sequence_to_key_events(character))
                case Sequence(text):
                    yield from self._sensible(self._parsed(text))

    def _parsed(self, sequence: str) -> list[Message]:
        parser = self._parser
        try:
            found = list(parser.feed(sequence))
        except Exception:  # noqa: BLE001 - some reports are more than Textual expects, and none may end the program
            self._parser = _anew(parser)
            return []
        if parser._awaiting.timeout is not None:  # it did not understand, and waits for more
            self._parser = _anew(parser)
        if not sequence.endswith(_LETTER):  # Textual takes the number of a key that it does not know for a letter's
            found = [message for message in found if not (isinstance(message, events.Key) and message.is_printable)]
        return found

    def _sensible(self, messages: Iterable[Message]) -> Iterator[Message]:
        for message in messages:
            match message:
                case events.Key(character=str(character)) if "\ud800" <= character <= "\udfff":
                    continue
                case events.Key(key=Keys.Ignore):
                    continue
                case events.Resize(size=size) if not (0 < size.width <= LARGEST and 0 < size.height <= LARGEST):
                    continue
                case _:
                    yield message


def _anew(before: XTermParser) -> XTermParser:
    """Return a parser that knows what the one `before` knew of the terminal."""
    parser = XTermParser()
    for name in ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"):
        setattr(parser, name, getattr(before, name))
    return parser
