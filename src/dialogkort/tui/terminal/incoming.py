"""Input from a terminal, split into complete pieces: text, sequences, pastes.

Textual takes fragments for keys: the digits of a mouse report become people's answers, and a paste whose end is lost
swallows every key that follows. Here, nothing that started as a report ends as a key, and every paste has an end.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from textual import events
from textual._xterm_parser import XTermParser
from textual.geometry import Size
from textual.keys import Keys
from textual.message import Message

LONE = 0.1
"""Seconds after which a lone Esc was the key."""
TORN = 0.5
"""Seconds after which the rest of a key is no longer expected."""
REPORT = 10.0
"""Seconds to wait for the rest of a report: a connection may stall, but no terminal loses it."""
SILENCE = 2.0
"""Seconds of silence after which the end of a paste counts as lost."""
BURST = 32
"""More bytes at once than anybody types: they still belong to a paste that seemed to be over."""
LONGEST_STRING = 65_536
"""The most bytes of a reply from the terminal."""

ESC = b"\x1b"
_PASTE_BEGINS, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"
_CONTROL = re.compile(rb"\x1b\[(?:\[[A-E]|[0-?]*[ -/]*[@-~])")
_CONTROL_BEGUN = re.compile(rb"\x1b\[(?:\[?|[0-?]*[ -/]*)\Z")
_CONTROL_BROKEN = re.compile(rb"\x1b\[[0-?]*[ -/]*")
_STRING = re.compile(rb"\x1b[\]P_^X].*?(?:\x07|\x1b\\)", re.DOTALL)
_BEHIND_ESC = re.compile(rb"\[(?:<[\d;]*|[\d;:?]*[@-~])")
_CHARACTERS = 3
"""Bytes of an old mouse report after its introducer: the button and the position, each offset by 32."""


@dataclass(frozen=True, slots=True)
class Text:
    """Characters that were typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """A complete sequence: a key or a report."""

    text: str


@dataclass(frozen=True, slots=True)
class Alt:
    """A character that was typed with Alt, or the Esc key if there is none."""

    character: str = ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A complete paste, or what arrived of it."""

    text: str


Piece = Text | Sequence | Alt | Pasted


class Incoming:
    """Takes bytes, and returns complete pieces. Call `tick` as well: some are complete only when nothing more comes."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._kept = b""
        self._last = now()
        self._pasting = False
        self._cut = False
        self._after_esc = False
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def take(self, content: bytes) -> list[Piece]:
        """Return the pieces that `content` completes."""
        if not content:
            return []
        if self._after_esc and _BEHIND_ESC.match(content):  # cut off after its Esc, which has been taken for the key
            content = ESC + content
        self._after_esc = False
        self._last = self._now()
        if self._cut and not self._kept and (len(content) >= BURST or _PASTE_ENDS in content):
            self._pasting = True
        self._cut = False
        self._kept += content
        return self._pieces()

    @property
    def is_begun(self) -> bool:
        """Whether something has begun that is not complete: then `tick` is to be called soon."""
        return bool(self._kept or self._pasting)

    def tick(self) -> list[Piece]:
        """Return the pieces that are complete because time has passed; discard those that never will be."""
        waited = self._now() - self._last
        if self._pasting:
            if waited < SILENCE:
                return []
            text, self._kept, self._pasting, self._cut = self._kept, b"", False, True
            return [Pasted(_text_of(text))]
        if not self._kept or waited < _patience(self._kept):
            return []
        begun, self._kept = self._kept, b""
        self._after_esc = begun == ESC
        return [Alt()] if begun == ESC else []

    def _pieces(self) -> list[Piece]:
        found: list[Piece] = []
        while self._kept:
            if self._pasting:
                text, ends, rest = self._kept.partition(_PASTE_ENDS)
                if not ends:
                    break
                found.append(Pasted(_text_of(text)))
                self._kept, self._pasting = rest, False
            elif not self._kept.startswith(ESC):
                text, escape, rest = self._kept.partition(ESC)
                self._kept = escape + rest
                if characters := self._decode(text):
                    found.append(Text(characters))
            else:
                size, pieces = self._sequence(self._kept)
                if not size:
                    break
                self._kept = self._kept[size:]
                found += pieces
        return found

    def _sequence(self, kept: bytes) -> tuple[int, list[Piece]]:
        """Return how many bytes at the start are complete, and the pieces in them; 0 if the rest is still to come."""
        match kept[1:2]:
            case b"":
                return 0, []
            case b"\x1b":
                return 1, [Alt()]
            case b"[":
                return self._control(kept)
            case b"O":
                return (3, [Sequence(kept[:3].decode("ascii", "replace"))]) if len(kept) > 2 else (0, [])
            case b"]" | b"P" | b"_" | b"^" | b"X":
                if len(kept) == 2:
                    return 0, []
                if whole := _STRING.match(kept):
                    return whole.end(), []
                return (len(kept), []) if len(kept) > LONGEST_STRING else (0, [])
            case _:
                return _with_alt(kept)

    def _control(self, kept: bytes) -> tuple[int, list[Piece]]:
        if _CONTROL_BEGUN.match(kept):
            return 0, []
        if kept.startswith(b"\x1b[M"):
            size = 3 + _CHARACTERS
            return (size, [Sequence(_in_decimals(kept[3:size]))]) if len(kept) >= size else (0, [])
        if whole := _CONTROL.match(kept):
            sequence = whole[0]
            if sequence == _PASTE_BEGINS:
                self._pasting = True
                return whole.end(), []
            return whole.end(), [] if sequence == _PASTE_ENDS else [Sequence(sequence.decode("ascii"))]
        broken = _CONTROL_BROKEN.match(kept)  # something came in between: it is another key
        return (broken.end() if broken else 2), []


def _patience(begun: bytes) -> float:
    """Return how many seconds to wait for the rest of what has `begun`."""
    if begun == ESC:
        return LONE
    return TORN if len(begun) == 2 and begun[1:2] != b"[" else REPORT


def _text_of(content: bytes) -> str:
    return content.decode("utf-8", "replace").replace("\x00", "")


def _with_alt(kept: bytes) -> tuple[int, list[Piece]]:
    """Return the character after an Esc, which may have several bytes."""
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    for size in range(2, min(len(kept), 5) + 1):
        if character := decode(kept[size - 1 : size]):
            return size, [Alt(character[:1])]
    return 0, []


def _in_decimals(report: bytes) -> str:
    """Return an old mouse report (a byte for each number) in the newer form that Textual knows."""
    button, column, row = (value - 32 for value in report)
    released = button & 3 == 3 and not button & 64
    button = button & ~3 if released else button
    return f"\x1b[<{button};{column};{row}{'m' if released and not button & 32 else 'M'}"


# Into messages

LARGEST = 2_000
"""The most columns and rows of a terminal: a report with more is not about its size."""

_LETTER = "u"
"""The last character of reports that may be letters."""


class Translator:
    """Turns pieces into Textual's messages.

    Textual's parser gets one sequence at a time: anything that it does not understand, or fails on, is discarded, and
    never typed.
    """

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
        if not sequence.endswith(_LETTER):  # Textual takes the number of an unknown key for that of a letter
            found = [message for message in found if not (isinstance(message, events.Key) and message.is_printable)]
        return found

    def _sensible(self, messages: Iterable[Message]) -> Iterator[Message]:
        for message in messages:
            if isinstance(message, events.Key):
                if message.key != Keys.Ignore and not "\ud800" <= (message.character or "") <= "\udfff":
                    yield message
            elif not isinstance(message, events.Resize) or _is_size(message.size):
                yield message


def _is_size(size: Size) -> bool:
    return 0 < size.width <= LARGEST and 0 < size.height <= LARGEST


def _anew(before: XTermParser) -> XTermParser:
    """Return a parser that knows what the one `before` knew about the terminal."""
    parser = XTermParser()
    for name in ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"):
        setattr(parser, name, getattr(before, name))
    return parser
