"""The quick reader for plain front matter: it gives the same as the real reader, or leaves it to that."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.storage.texts import texts

from dialogkort.core.text import clean
from dialogkort.files.front_matter import PlainFields, _page, _plain_page, cleaned, read_page
from dialogkort.files.problems import NotUnderstood
from dialogkort.files.yaml_editing import plain
from dialogkort.files.yaml_writing import field

PATH = Path("2026-11-22-x.md")
SIGNS = st.text(alphabet=st.sampled_from("ab0Zå:-[]{}&*!|>'\"#%@`?, \t\\.=<~^_/\u00a0\ufffd…“日👩"), max_size=12)
VALUES = st.one_of(
    SIGNS,
    texts,
    st.sampled_from(["2026-11-22", "no", "12:30", "a:", "a: b", "a #b", "a# b", "a:#b", '"', "''", '"a"b', "'a''b'"]),
)
KEYS = st.one_of(st.sampled_from(["id", "keeper", "superseded_by", "x-note"]), SIGNS)
LINES = st.lists(
    st.one_of(
        st.builds("{}:{}{}".format, KEYS, st.sampled_from(["", " ", "  ", " '", ' "']), VALUES),
        st.builds("{}: {}".format, KEYS, st.one_of(VALUES.map("'{}'".format), VALUES.map('"{}"'.format))),
        st.builds(lambda key, value: field(key, value).rstrip("\n"), st.sampled_from(["id", "title"]), texts),
        SIGNS,
    ),
    max_size=4,
)


@given(LINES)
@example(["id: a", "id: b"])
@example(["keeper: a:", "id: b"])
@example(["keeper: a", "  b"])
@example(["keeper: 'a", "b'"])
@example(["keeper:", "- a"])
@settings(max_examples=200, deadline=None)
def test_the_quick_reader_gives_the_same_as_the_real_reader(lines: list[str]) -> None:
    text = clean("---\n" + "".join(f"{line}\n" for line in lines) + "---\n# A\n---\n")
    quick = _plain_page(text)
    if quick is None:
        return
    real = _page(text, PATH)
    assert isinstance(quick.fields, PlainFields)
    assert quick.fields.values == plain(real.fields)
    assert (quick.body, quick.body_line) == (real.body, real.body_line)
    for key in quick.fields.values:
        assert quick.fields.node(key) == real.fields.node(key)
        assert quick.fields.line_of(key) == real.fields.line_of(key)
        assert quick.fields.texts(key) == real.fields.texts(key)


@pytest.mark.parametrize(
    "lines",
    [
        "a: &x b", "a: *x", "a: !b c", "a: [b]", "a: {b: c}", "a: |", "a: b: c", "a: b #c", "a: 'b' c", "a: b\n  c",
        "a:\n  - b", "a: b\na: c", "- a", "a: 'b''c'", 'a: "\\u0041"', "? a", "a", "a : b", "# a", "'a': b",
    ],
)  # fmt: skip
def test_anything_that_is_not_plain_goes_to_the_real_reader(lines: str) -> None:
    assert _plain_page(f"---\n{lines}\n---\n") is None


def test_a_file_of_ours_is_plain_with_either_line_ending() -> None:
    text = '---\nid: 20261122-1\nstatus: in-force\nkeeper: Anne-Marie (vikar)\ncard: "no"\n---\n\n# A\n'
    for whole in (text, text.replace("\n", "\r\n"), f"\ufeff{text}"):
        page = read_page(cleaned(whole), PATH)
        assert isinstance(page.fields, PlainFields)
        assert page.fields.text("card") == "no"
        assert (page.body, page.body_line) == ("\n# A\n", 7)


def test_a_tab_or_a_character_that_is_not_allowed_does_not_shift_the_lines() -> None:
    with pytest.raises(NotUnderstood) as caught:
        read_page(cleaned("---\r\nid:\ta\x85\x0b\u2028\r\nkeeper: x: y\r---"), PATH)
    assert caught.value.problem.line == 3
