"""What a terminal sends: whatever is torn, lost or odd in it, reports never end up as keys, and pastes end.

Textual itself loses the order of keys (Textualize/textual#6605) and asks kitty for letters as reports, which kitty 0.26
sends without their text (Textualize/textual#6544).
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from dialogkort.tui.terminal.incoming import BURST, LONE, REPORT, SILENCE, TORN, Incoming, Translator

CLICK = b"\x1b[<0;12;5M"
KEYS = {
    b"\x1b[A": "up",
    b"\x1bOA": "up",
    b"\x1bOP": "f1",
    b"\x1b[[A": "f1",
    b"\x1b[5~": "pageup",
    b"\x1b[1;5C": "ctrl+right",
    b"\x1b[Z": "shift+tab",
    b"\x1b[27u": "escape",
    b"\x1b[113;5u": "ctrl+q",
    b"\x1b[97;0u": "a",
    b"\r": "enter",
    b"\x7f": "backspace",
    "Æ".encode(): "Æ",
    "å".encode(): "å",
    b"\x1bx": "alt+x",
}
ODD = [
    b"\x1b[1114112u",
    b"\x1b[99999999999999999999u",
    b"\x1b[97:65;2:3;65u",
    b"\x1b[;;1114112u",
    b"\x1b[;;u",
    b"\x1b[55296u",
    b"\x1b[u",
    b"\x1b[48;0;0;0;0t",
    b"\x1b[48;99999999;1;1;1t",
    b"\x1b[48;:;:;:;:t",
    b"\x1b[<99999999999;0;0M",
    b"\x1b[<;;M",
    b"\x1b[?2026;9$y",
    b"\x1b[99~",
    b"\x1b[1;99A",
    b"\x1b[M\x00\x00\x00",
    b"\x1b[[",
    b"\x1b]11;rgb:ffff/ffff/ffff\x07",
    b"\x1bP1$r0m\x1b\\",
    b"\x00",
    b"\x1b\x00",
    b"\xff\xfe",
]
"""Reports that no terminal should send."""


class Line:
    """The connection to a terminal, with a clock of its own."""

    def __init__(self) -> None:
        self.now = 0.0
        self._incoming, self._translator = Incoming(lambda: self.now), Translator()
        self.messages: list[object] = []

    def send(self, *contents: bytes) -> None:
        for content in contents:
            self.messages += self._translator.messages(self._incoming.take(content))

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.messages += self._translator.messages(self._incoming.tick())

    @property
    def keys(self) -> list[str]:
        return [message.key for message in self.messages if isinstance(message, events.Key)]

    @property
    def pastes(self) -> list[str]:
        return [message.text for message in self.messages if isinstance(message, events.Paste)]

    @property
    def clicks(self) -> list[tuple[int, int]]:
        return [(message.x, message.y) for message in self.messages if isinstance(message, events.MouseDown)]


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.mark.parametrize(("sent", "begun"), [(b"a", False), (b"\x1b", True), (b"\x1b[", True), (b"\x1b[200~a", True)])
def test_it_is_known_whether_something_has_begun_that_time_completes(sent: bytes, begun: bool) -> None:
    now = 0.0
    incoming = Incoming(lambda: now)
    incoming.take(sent)
    assert incoming.is_begun is begun
    now = 60.0
    incoming.tick()
    assert not incoming.is_begun


@pytest.mark.parametrize("pause", [0.0, LONE * 3])
@pytest.mark.parametrize(("sent", "key"), KEYS.items(), ids=map(repr, KEYS))
def test_keys_arrive_whole_or_in_parts(sent: bytes, key: str, pause: float, line: Line) -> None:
    line.send(sent)
    line.wait(1)
    assert line.keys == [key]
    for cut in range(2, len(sent)):
        line.messages.clear()
        line.send(sent[:cut])
        line.wait(pause)
        line.send(sent[cut:])
        line.wait(1)
        assert line.keys == [key], cut


def test_a_single_esc_becomes_a_key_after_a_moment_and_two_are_two(line: Line) -> None:
    line.send(b"\x1b")
    assert line.keys == []
    line.wait(LONE)
    assert line.keys == ["escape"]
    line.send(b"\x1b\x1b")
    line.wait(LONE)
    assert line.keys == ["escape"] * 3


@pytest.mark.parametrize("pause", [0.0, LONE * 2, TORN * 2, REPORT - 1])
@pytest.mark.parametrize("cut", range(1, len(CLICK)))
def test_a_click_that_is_split_is_a_click_and_not_digits(cut: int, pause: float, line: Line) -> None:
    line.send(CLICK[:cut])
    line.wait(pause)
    line.send(CLICK[cut:])
    line.wait(REPORT)
    line.send(b"x")
    assert [key for key in line.keys if key != "escape"] == ["x"]
    assert line.clicks == [(11, 4)]


@pytest.mark.parametrize("cut", range(2, len(CLICK)))
def test_a_click_whose_end_is_lost_is_forgotten(cut: int, line: Line) -> None:
    line.send(CLICK[:cut], b"\x1b[A")
    assert line.keys == ["up"]
    line.send(CLICK[:cut])
    line.wait(REPORT)
    line.send(b"3")
    assert line.keys == ["up", "3"]
    assert line.clicks == []


def test_an_old_mouse_report_is_understood(line: Line) -> None:
    """GNU screen sends only this kind."""
    line.send(b"\x1b[M \x2c\x25", b"\x1b[M#\x2c\x25", b"\x1b[M`\x2c\x25")
    assert [type(message) for message in line.messages] == [events.MouseDown, events.MouseUp, events.MouseScrollUp]
    assert line.clicks == [(11, 4)]


def test_a_paste_arrives_as_one_with_everything_in_it(line: Line) -> None:
    line.send(b"\x1b[200~En\r\x1b[Ato", b" \xc3", b"\xa6\x1b[20", b"1~3")
    assert line.pastes == ["En\r\x1b[Ato æ"]
    assert line.keys == ["3"]


def test_a_paste_whose_end_is_lost_ends_after_a_pause_and_keys_work_again(line: Line) -> None:
    line.send(b"\x1b[200~Vi ringer")
    line.wait(SILENCE / 2)
    assert line.pastes == []
    line.wait(SILENCE)
    assert line.pastes == ["Vi ringer"]
    line.send(b"\r")
    assert line.keys == ["enter"]


def test_the_rest_of_a_late_paste_is_not_read_as_keys(line: Line) -> None:
    for late in (b"2 mails" + b"\x1b[201~", b"2" * BURST):
        line.messages.clear()
        line.send(b"\x1b[200~Vi skriver")
        line.wait(SILENCE)
        line.send(late)
        line.wait(SILENCE)
        assert line.keys == []
        assert len(line.pastes) == 2
        line.send(b"x")
        line.wait(SILENCE)


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_odd_reports_end_nothing_and_are_not_letters(odd: bytes, line: Line) -> None:
    line.send(odd)
    line.wait(REPORT)
    line.send(b"a\x1b[A")
    assert line.keys[-2:] == ["a", "up"]
    assert not [key for key in line.keys[:-2] if re.fullmatch(r"[0-9a-zA-Z;\[<]", key)]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([*ODD, *KEYS, CLICK, b"\x1b", b"\x1b[200~", b"\x1b[201~", b"3"]), st.booleans()))
)
def test_whatever_arrives_keys_work_afterwards(parts: list[tuple[bytes, bool]]) -> None:
    line = Line()
    for part, rests in parts:
        line.send(part)
        if rests:
            line.wait(LONE)
    for _ in range(3):
        line.wait(REPORT)
    line.send(b"x")
    line.wait(SILENCE)
    assert "x" in line.keys[-1:]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.binary(max_size=12)))
def test_no_bytes_end_the_program(contents: list[bytes]) -> None:
    line = Line()
    line.send(*contents)
    for _ in range(3):
        line.wait(REPORT)
