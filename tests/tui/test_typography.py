"""Where lines are broken: the laws, and a few lines as people would breathe them."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dialogkort.tui.look.typography import breathe

words = st.text(st.sampled_from("abcæøå,.?!…–:;👍漢"), min_size=1, max_size=9)
texts = st.lists(words, max_size=30).map(" ".join)
widths = st.integers(1, 60)
laws = settings(max_examples=100, deadline=None)


def fewest(text: str, width: int) -> int:
    """The fewest lines: fill each as far as possible."""
    lines, used = 1, 0
    for word in text.split():
        length = cell_len(word)
        if used and used + 1 + length > width:
            lines, used = lines + 1, length
        else:
            used += length + (1 if used else 0)
    return lines


@laws
@given(texts, widths)
def test_no_word_is_lost_or_moved(text: str, width: int) -> None:
    assert breathe(text, width).split() == text.split()


@laws
@given(texts, widths)
def test_no_line_is_too_wide_unless_a_single_word_is(text: str, width: int) -> None:
    for line in breathe(text, width).split("\n"):
        assert cell_len(line) <= width or len(line.split()) == 1


@laws
@given(texts, widths)
def test_there_are_no_more_lines_than_necessary(text: str, width: int) -> None:
    assert breathe(text, width).count("\n") + 1 == fewest(text, width)


@laws
@given(st.lists(texts, min_size=1, max_size=4), widths)
def test_line_feeds_are_kept(paragraphs: list[str], width: int) -> None:
    assert breathe("\n".join(paragraphs), width) == "\n".join(breathe(paragraph, width) for paragraph in paragraphs)


def test_lines_are_even_rather_than_full() -> None:
    assert breathe("en to tre fire fem seks syv otte", 20).split("\n") == ["en to tre fire", "fem seks syv otte"]


def test_a_line_preferably_ends_after_a_pause() -> None:
    broken = breathe("Når det haster, ringer vi. Ellers skriver vi til hinanden.", 34)
    assert broken.split("\n") == ["Når det haster, ringer vi.", "Ellers skriver vi til hinanden."]


def test_empty_text_is_one_empty_line() -> None:
    assert breathe("", 10) == ""
    assert breathe("   ", 10) == ""
