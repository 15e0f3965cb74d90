"""Files that nobody should open, made fresh for each test: bombs, depth, size, encodings, noise."""

import random
from collections.abc import Callable

from dialogkort.decks.format.schema import LIMITS

ALMOST = LIMITS.size - 1_000


def full(piece: str, size: int = ALMOST) -> bytes:
    """Repeat `piece` until the file has the maximum size of a deck."""
    encoded = piece.encode("utf-8", "surrogatepass")
    return (encoded * (size // len(encoded) + 1))[: size - size % len(encoded)]


def after(head: str, piece: str, tail: str = "") -> bytes:
    return head.encode() + full(piece) + tail.encode()


def cards(count: int, line: str) -> bytes:
    text = "".join(f"  - id: k{number}\n{line.format(number)}\n" for number in range(count))
    return ("format: 1\ntitle: T\ncards:\n" + text).encode()


FILES: dict[str, Callable[[], bytes]] = {
    "nested lists": lambda: full("["),
    "nested fields": lambda: full("{a: "),
    "nested dashes": lambda: full("- "),
    "nested keys": lambda: full("? "),
    "staircase": lambda: "\n".join(" " * depth + "a:" for depth in range(1900)).encode(),
    "list": lambda: full("-\n"),
    "cards without end": lambda: after("cards:\n", "  -\n"),
    "flow list": lambda: after("a: [", "a,", "]"),
    "flow fields": lambda: after("a: {", "a: a,", "}"),
    "lines": lambda: full("a: a\n"),
    "different lines": lambda: "".join(f"qestion{number}: a\n" for number in range(99_000)).encode(),
    "anchors": lambda: full("- &a b\n"),
    "aliases": lambda: full("- *a\n"),
    "alias bomb": lambda: (
        "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30_000))
    ).encode(),
    "merge bomb": lambda: (
        "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 30_000))
    ).encode(),
    "tags": lambda: full("- !a b\n"),
    "python tags": lambda: b"title: !!python/object/apply:os.system [touch /tmp/dialogkort-was-here]\ncards: []\n",
    "directives": lambda: full("%YAML 1.1\n"),
    "documents": lambda: full("--- a\n"),
    "unquoted": lambda: full("@\n"),
    "broken cards": lambda: after("cards:\n", "  - question: @a\n"),
    "broken fields": lambda: after("cards:\n  - id: a\n", "    a: b: c\n"),
    "open quotes": lambda: after("cards:\n", '  - question: "a\n'),
    "open lists": lambda: after("cards:\n", "  - [\n"),
    "one open quote": lambda: after('title: "', "a b\n"),
    "same id": lambda: cards(0, "") + b"  - {id: a, question: b}\n" * 5000,
    "no ids": lambda: cards(0, "") + "  - question: Hvad så, når æblerne er modne, og ingen plukker?\n".encode() * 5000,
    "no sources": lambda: (
        b"sources:\n"
        + b"".join(b"  s%d: a\n" % n for n in range(4900))
        + b"cards:\n"
        + b"".join(b"  - {id: k%d, question: Hvad, source: z%d}\n" % (n, n) for n in range(4900))
    ),
    "every second card": lambda: cards(5000, "    question: @Hvad\n  - id: g{0}\n    question: Hvad")[:ALMOST],
    "control characters": lambda: full("\x01\n"),
    "escape sequences": lambda: full("\x1b[31mx: y\x07\n"),
    "nul": lambda: after("title: a\n", "\0"),
    "zero width": lambda: full("\u200b\n"),
    "line separators": lambda: full("\u2028\n"),
    "bidi": lambda: after("title: ", "\u202e"),
    "combining": lambda: after("title: a", "\u0301"),
    "escaped": lambda: after('title: "', "\\e", '"'),
    "conflicts": lambda: full("<<<<<<< a\n>>>>>>> b\n"),
    "conflict without end": lambda: full("<<<<<<< a\n"),
    "long key": lambda: after("cards:\n  - ", "k", ": a\n"),
    "long question": lambda: after("cards:\n  - question: ", "k "),
    "long block": lambda: after("title: |\n", " a\n"),
    "empty lines": lambda: full("\n"),
    "carriage returns": lambda: full("\r"),
    "tabs": lambda: full("\t\n"),
    "no-break spaces": lambda: after("cards:\n", "\u00a0\u00a0- a\n"),
    "not utf-8": lambda: b"\xff" * ALMOST,
    "half utf-8": lambda: b"\xf0\x9f\n" * (ALMOST // 3),
    "latin-1": lambda: full("titel: ").replace(b"i", b"\xe5"),
    "surrogates": lambda: full("\ud800"),
    "utf-16": lambda: ("a: b\n" * 300_000).encode("utf-16")[:ALMOST],
    "utf-16 without mark": lambda: ("a: b\n" * 300_000).encode("utf-16-be")[:ALMOST],
    "utf-32": lambda: ("a: b\n" * 90_000).encode("utf-32"),
    "noise": lambda: random.Random(1).randbytes(ALMOST),
    "noise of signs": lambda: "".join(random.Random(2).choices("-: \n[]{}\"'#&*!|>%@`,?a", k=200_000)).encode() * 9,
    "noise of cards": lambda: (
        "cards:\n"
        + "".join(
            random.Random(3).choices(["  - ", "    ", "question: ", "id: ", "a", ": ", "\n", '"', "[", "#"], k=400_000)
        )
    ).encode(),
    "too large": lambda: b"a" * (LIMITS.size + 1),
}
