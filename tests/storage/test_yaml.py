"""YAML as text only: what we write we read back, and what people write is never guessed at."""

import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.storage.texts import HOSTILE, texts

from dialogkort import files
from dialogkort.core.text import clean
from dialogkort.files.yaml_editing import plain, with_fields
from dialogkort.files.yaml_reading import Fault, Text, read_fields
from dialogkort.files.yaml_writing import field, scalar


def read(text: str) -> object:
    fields, faults = read_fields(text)
    assert faults == ()
    return plain(fields)


def hostile(test):  # type: ignore[no-untyped-def]
    for text in HOSTILE:
        test = example(clean(text))(test)
    return settings(max_examples=40, deadline=None)(given(texts)(test))


@hostile
def test_a_value_reads_back_the_same_here_and_in_other_readers(text: str) -> None:
    written = field("key", text) + field("items", (text, text)) + "last: x\n"
    assert read(written) == {"key": text, "items": [text, text], "last": "x"}
    assert yaml.safe_load(written) == {"key": text, "items": [text, text], "last": "x"}
    assert written.count("\n") == 5


@given(st.text())
def test_unclean_text_is_also_written_as_yaml(text: str) -> None:
    assert read(field("key", text)) == {"key": clean(text)}


@pytest.mark.parametrize("text", ["Åse", "Anne-Marie (vikar)", "kl. 17", "digital-kommunikation", "a/b", "ring 24 7"])
def test_plain_text_is_written_without_quotes(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    "text", ["no", "Ja: nej", "null", "12:30", "2026-11-22", "1e3", "0x1F", "~", "", "- a", "a #b", "y"]
)
def test_what_could_be_misread_is_put_in_quotes(text: str) -> None:
    assert scalar(text).startswith('"')


def test_nothing_is_guessed() -> None:
    text = "a: no\nb: 12:30\nc: 2026-11-22\nd: ~\ne:\nf: [1, 0x1f]\n'g': |\n  one\n  two\n"
    assert read(text) == {
        "a": "no", "b": "12:30", "c": "2026-11-22", "d": "", "e": "", "f": ["1", "0x1f"], "g": "one\ntwo\n",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 1\nb: &x 2", 2, 4),
        ("a: 1\nb: *x", 2, 4),
        ("a: !!python/name:os.system x", 1, 4),
        ("- a\n- b", 1, 1),
        ("only text", 1, 1),
        ("a: 1\n? [b]\n: c", 2, 3),
        ("a: 1\n---\nb: 2", 2, 1),
        ("a: 1\na: 2", 2, 1),
        ("a: 1\nb: c: d", 2, 5),
        ("a: 1\n  b: [", 2, 4),
        ("a: " + "[" * 30_000, 1, 11),
        ("a: " + "[" * 8 + "%", 1, 11),  # the error comes after the depth, where libyaml has read ahead
        ("a: " + "[" * 7 + "%", 1, 11),
        ("a: " + "[" * 1_002, 1, 11),
        ("a: " + "[\n" * 30_000, 8, 1),
        ("a: " + "{b: " * 20_000, 1, 32),
        ("a: 1\nb:\n  " + "- " * 30_000, 3, 17),
        ("\n".join(" " * depth + "a:" for depth in range(600)), 9, 9),
        ("? " * 30_000, 1, 3),
    ],
)
def test_invalid_yaml_is_rejected_with_its_position(text: str, line: int, column: int) -> None:
    _fields, faults = read_fields(text)
    assert [(fault.line, fault.column) for fault in faults] == [(line, column)]


@pytest.mark.parametrize("deep", [9, 990, 999, 1_000, 1_001, 5_000])
def test_depth_is_rejected_at_the_same_position_however_deep_and_whatever_follows(deep: int) -> None:
    wanted = [Fault("The lists are nested too deeply here.", 2, 11)]
    for following in ("", "]" * deep, "\nb: c: d", "%", " &x", "\n- '"):
        fields, faults = read_fields("z: 1\na: " + "[" * deep + following)
        assert list(faults) == wanted
        assert plain(fields)["z"] == "1"


def test_what_is_above_an_error_is_kept() -> None:
    fields, [fault] = read_fields("a: 1\nb: [x, y]\nc: d: e\nf: 2", 10)
    assert plain(fields) == {"a": "1", "b": ["x", "y"]}
    assert fault.line == 12


def test_of_two_duplicates_the_first_counts() -> None:
    fields, [fault] = read_fields("a: 1\na: {b: 2}\nc: 3")
    assert plain(fields) == {"a": "1", "c": "3"}
    assert dict(fault.values) == {"key": "a"}


@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#%@`?, \n\\")))
@settings(max_examples=200, deadline=None)
def test_no_text_crashes_the_reader(text: str) -> None:
    fields, faults = read_fields(clean(text))
    assert plain(fields) is not None
    assert all(fault.line >= 1 and fault.column >= 1 for fault in faults)


@pytest.mark.timed
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 50_000,
        "a: &a [x]\n" * 10_000,
        "- " * 90_000,
        "a" * 300_000,
        "? " * 90_000,
        "'" * 190_000,
    ],
)
def test_hostile_yaml_is_read_quickly(text: str) -> None:
    began = time.process_time()
    read_fields(text)
    assert time.process_time() - began < 2


FILE = """\
# our team
name: Nord   # the name

minutes: 45
x-mail: nord@kommune.dk
text: |
  one

  two

# about members
members:
  - name: Anna   # leads

  - name: Bo
# the end
"""


def test_only_the_lines_of_a_field_change() -> None:
    edited = with_fields(FILE, {"minutes": "minutes: 60\n"})
    assert edited == FILE.replace("minutes: 45", "minutes: 60")
    edited = with_fields(FILE, {"text": "text: x\n"})
    assert edited == FILE.replace("text: |\n  one\n\n  two\n", "text: x\n")
    edited = with_fields(FILE, {"members": "members: []\n"})
    assert edited == FILE.replace("members:\n  - name: Anna   # leads\n\n  - name: Bo\n", "members: []\n")
    assert with_fields(FILE, {"minutes": ""}) == FILE.replace("minutes: 45\n", "")
    assert with_fields(FILE, {"format": "format: kort\n"}) == FILE + "format: kort\n"
    assert with_fields(FILE, {}) == FILE


def test_line_endings_and_the_byte_order_mark_are_kept() -> None:
    windows = "\ufeff" + FILE.replace("\n", "\r\n").removesuffix("\r\n")
    edited = with_fields(windows, {"minutes": "minutes: 60\n", "format": "format: kort\n"})
    assert edited == windows.replace("45", "60") + "\r\nformat: kort\r\n"
    assert with_fields("\ufeffa: 1\n", {"a": "a: 2\n"}) == "\ufeffa: 2\n"


@pytest.mark.parametrize("text", ["{a: 1, b: 2}\n", "a: 1\n...\nb", "a: 1\nb: c: d\n", "- x\n", " a: 1\n"])
def test_what_cannot_be_edited_line_by_line_is_refused(text: str) -> None:
    assert with_fields(text, {"a": "a: 2\n", "new": "new: 3\n"}) is None


@given(st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), texts, min_size=1, max_size=5), texts, st.data())
@settings(max_examples=40, deadline=None)
def test_other_lines_keep_the_same_bytes(values: dict[str, str], new: str, data: st.DataObject) -> None:
    text = "".join(f"# {number}\n{field(key, value)}\n" for number, (key, value) in enumerate(values.items()))
    key = data.draw(st.sampled_from([*values, "zzzzzzz"]))
    edited = with_fields(text, {key: field(key, new)})
    assert edited is not None
    assert read(edited) == {**values, key: new}
    if key in values:
        assert edited == text.replace(f"\n{field(key, values[key])}", f"\n{field(key, new)}", 1)
    else:
        assert edited == text + field(key, new)


def test_positions_count_from_one() -> None:
    fields, _faults = read_fields("a: 1\n\nb: x\n", 3)
    assert fields.line_of("b") == 5
    assert fields.node("b") == Text("x", 5, 4, 5, 5)


def test_all_yaml_is_read_through_one_function() -> None:
    """Nobody else chooses a loader, so nobody chooses one that builds objects from the text."""
    source = Path(files.__file__).parents[1]
    choosing = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"\bLoader\b|yaml\.(?:safe_)?(?:load|parse|compose|scan)|Safe[L]oader", path.read_text("utf-8"))
    }
    assert choosing == {"files/yaml_events.py"}
