"""Slugs that any file system accepts, and the order of the Danish alphabet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogkort.language.names import slug, sorting_key


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ring, når det haster", "ring-naar-det-haster"),
        ("Ærø Åse", "aeroe-aase"),
        ("A\u030angstrom", "aangstrom"),
        ("Café René", "cafe-rene"),
        ("Straße", "strasse"),
        ("  --..hidden", "hidden"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\nb\x00c", "a-b-c"),
        ("CON", "x-con"),
        ("Com1", "x-com1"),
        ("COM¹", "x-com1"),
        ("lpt9.md", "lpt9-md"),
        ("console", "console"),
        ("", "x"),
        ("…", slug("…")),
    ],
)
def test_names_become_slugs(text: str, name: str) -> None:
    assert slug(text) == name


def test_a_text_without_letters_gets_a_slug_of_its_own() -> None:
    assert slug("日本") == slug("日本") != slug("中国")
    assert slug("日本").startswith("x")


def test_a_long_slug_ends_with_a_complete_word() -> None:
    assert slug("vi ringer " * 20) == ("vi-ringer-" * 8).rstrip("-")
    assert len(slug("a" * 500)) == 80


@given(st.text())
def test_a_slug_is_a_valid_name_everywhere(text: str) -> None:
    name = slug(text)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name)
    assert len(name.encode()) <= 80
    assert name == slug(text)
    assert slug(name) == name


def test_letters_are_sorted_in_the_order_of_the_danish_alphabet() -> None:
    words = ["Åse", "zebra", "Ærlig", "øl", "Anna", "bo", "émile", "Eva", "Aarhus", "Ålborg", "1. sal"]
    assert sorted(words, key=sorting_key) == [
        "1. sal", "Anna", "bo", "émile", "Eva", "zebra", "Ærlig", "øl", "Ålborg", "Aarhus", "Åse",
    ]  # fmt: skip


@given(st.lists(st.text()))
def test_sorting_keys_give_the_same_order_from_any_starting_order(texts: list[str]) -> None:
    texts.sort(key=sorting_key)
    again = texts[::-1]
    again.sort(key=sorting_key)
    assert again == texts
