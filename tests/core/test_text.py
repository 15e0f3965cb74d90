"""The gate for text from people."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.table import quick

from dialogkort.core.text import REPLACEMENT, clean, clean_line

UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
KEPT = {"\n", "\u200d", *map(chr, range(0xFE00, 0xFE10))}
mixed = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"]),
        st.sampled_from("ae\u0301\u030a\u0327\u200b\u200d\ufe0f\r\n\t ᄀ\u1161\u11a8\x1b[]/"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Rødgrød med fløde på Ærø", "Rødgrød med fløde på Ærø"),
        ("a\u030a", "å"),
        ("to\nlinjer", "to\nlinjer"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\tb", "a b"),
        ("\x1b[31mrød", f"{REPLACEMENT}[31mrød"),
        ("\x9b31m", f"{REPLACEMENT}31m"),
        ("\x07", REPLACEMENT),
        ("\x00", REPLACEMENT),
        ("\u202egnort", f"{REPLACEMENT}gnort"),
        ("\u2066x\u2069", f"{REPLACEMENT}x{REPLACEMENT}"),
        ("\u200bx\ufeff", f"{REPLACEMENT}x{REPLACEMENT}"),
        ("\u2028", REPLACEMENT),
        ("\ud800", REPLACEMENT),
        ("\ue000", REPLACEMENT),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("\u200c", REPLACEMENT),
        ("[/] [b]x[/b] [@click=app.quit]", "[/] [b]x[/b] [@click=app.quit]"),
    ],
    ids=ascii,
)
def test_cleaning_keeps_safe_text_and_replaces_what_is_unsafe(text, expected):
    assert clean(text) == expected


@quick
@given(mixed)
def test_cleaned_text_has_nothing_unsafe_left(text):
    for character in clean(text):
        assert character in KEPT or unicodedata.category(character) not in UNSAFE


@quick
@given(mixed)
def test_cleaning_twice_gives_the_same_as_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@quick
@given(mixed)
def test_cleaned_text_is_normalised_and_can_be_encoded(text):
    assert unicodedata.is_normalized("NFC", clean(text))
    clean(text).encode()


@quick
@given(st.text(st.characters(categories=["L", "N", "P", "Zs", "S"])))
def test_plain_text_passes_unchanged(text):
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Bo \n Hansen ", "Bo Hansen"),
        ("\x1b[2JBo", "[2JBo"),
        ("x" * 200, "x" * 39 + "…"),
        ("\u200b", ""),
        ("a\u200b\u030a", "å"),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
    ],
    ids=ascii,
)
def test_a_line_is_cut_to_one_short_line_without_anything_unsafe(text, expected):
    assert clean_line(text, 40) == expected


@quick
@given(mixed, st.integers(1, 20))
@example("a\u200b\u030a", 5)
def test_a_cleaned_line_is_short_and_safe_and_does_not_change_again(text, limit):
    line = clean_line(text, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert not {"\n", "\t", "\r", REPLACEMENT} & set(line)
    assert clean_line(line, limit) == line == clean(line)
