"""Text in markdown: read back exactly, and plain text to a markdown reader too."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.storage.texts import HOSTILE, texts

from dialogkort.core.text import clean
from dialogkort.files import markdown

JUDGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
INLINE = {"text", "softbreak", "hardbreak", "text_special", "entity"}


def hostile(test):  # type: ignore[no-untyped-def]
    for text in HOSTILE:
        test = example(clean(text))(test)
    return settings(max_examples=40, deadline=None)(given(texts)(test))


def shown(tokens: list[Token]) -> str:
    """The words that a markdown reader shows, or the name of what it mistook something for."""
    words = []
    for token in tokens:
        for child in token.children or ():
            assert child.type in INLINE, child.type
            words.append(child.content if child.type not in {"softbreak", "hardbreak"} else " ")
        words.append(" ")
    return "".join("".join(words).split())


@hostile
def test_a_block_reads_back_and_consists_of_paragraphs(text: str) -> None:
    written = markdown.block(text)
    assert markdown.read_text(written.split("\n")) == text
    tokens = JUDGE.parse(written)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert shown(tokens) == "".join(text.split())


RULE = {
    *("paragraph", "bullet_list", "ordered_list", "list_item"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
IN_RULE = INLINE | {"strong_open", "strong_close", "em_open", "em_close", "code_inline", "link_open", "link_close"}
_PIECES = [*"*_`[]()<>|-+1.2# ab\n\\&!~=:x", "- ", "1. ", "\n2. ", "\n| a |", "\n|---|", "](https://a)", "**", "\n"]
MARKED = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(MARKED | texts)
def test_a_rule_reads_back_and_contains_only_what_a_rule_may_contain(text: str) -> None:
    text = clean(text)
    written = markdown.rule(text)
    assert markdown.read_text(written.split("\n")) == text
    tokens = JUDGE.parse(f"{written}\n\n# After")
    assert [token.type for token in tokens][-3:] == ["heading_open", "inline", "heading_close"]
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens[:-3]} <= RULE | {"inline"}
    for token in tokens[:-3]:
        for child in token.children or ():
            assert child.type in IN_RULE, child.type
            if child.type == "link_open":
                assert str(child.attrGet("href")).startswith(("http://", "https://", "mailto:"))
    [above] = markdown.sections(written, 1)
    assert above.lines == tuple(written.split("\n")), "nothing in it is a heading, a fence or a comment of the file"


def test_markdown_that_a_rule_may_contain_is_kept_as_written() -> None:
    for text in (
        "**Ring** først, *altid*, med `kode` og [siden](https://x.dk/a_b?c=1&d=2) eller <mailto:a@b.dk>",
        "- ring\n- [ ] skriv\n- [x] mød op\n  - til tiden",
        "1. Ring\n2. Skriv",
        "| Hvem | Hvad |\n|---|:-:|\n| **Bo** | ringer |",
    ):
        assert [line.rstrip() for line in markdown.rule(text).split("\n")] == text.split("\n")


def test_markdown_that_a_rule_may_not_contain_is_escaped() -> None:
    for text in (
        "# Overskrift",
        "---",
        "<script>",
        "![x](http://a)",
        "[x](javascript:1)",
        "```",
        "25. august",
        "**åben",
    ):
        assert markdown.rule(text) == markdown.block(text) != text


@hostile
def test_a_heading_reads_back_and_is_one_heading(text: str) -> None:
    written = f"# {markdown.heading(text)}"
    [above, section] = markdown.sections(written, 1)
    assert above.lines == ()
    assert (section.level, markdown.read_text((section.heading,))) == (1, text)
    tokens = JUDGE.parse(written)
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    assert shown(tokens) == "".join(text.split())


@hostile
def test_items_read_back_and_are_one_list(text: str) -> None:
    written = markdown.items((text, "x", text))
    assert markdown.read_items(written.split("\n")) == (text, "x", text)
    tokens = JUDGE.parse(written)
    kinds = {"bullet_list", "list_item", "paragraph"}
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= kinds | {"inline"}
    assert [token.type for token in tokens].count("bullet_list_open") == 1
    assert [token.type for token in tokens].count("list_item_open") == 3
    assert shown(tokens) == "".join(f"{text}x{text}".split())


@hostile
def test_a_quotation_reads_back_and_is_one_quotation(text: str) -> None:
    written = markdown.quote(text)
    assert markdown.read_quote(written.split("\n")) == text
    tokens = JUDGE.parse(written)
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= {"blockquote", "paragraph", "inline"}
    assert shown(tokens) == "".join(text.split())


@pytest.mark.parametrize(
    "text", ["Vi ringer (ikke mailer) – fx efter kl. 15.", "snake_case, 100 % & C#", "a-b = c > d"]
)
def test_ordinary_text_is_kept_as_it_is(text: str) -> None:
    assert markdown.block(text) == text
    assert markdown.heading(text) == text


def test_line_breaks_in_a_rule_are_line_breaks_to_a_markdown_reader() -> None:
    assert "<br />" in JUDGE.render(markdown.block("når det haster\nringer vi"))


def test_sections_that_people_write_are_understood() -> None:
    body = "above\n\n# Title #\nrule\n<!-- a\n## no\n-->\n```\n# code\n```\n### deeper\n## Next ##\nmore\\\nlines"
    [above, title, following] = markdown.sections(body, 5)
    assert above.lines == ("above", "")
    assert (title.heading, title.line) == ("Title", 7)
    assert markdown.read_text(title.lines) == "rule\n\n\n\n```\n# code\n```\n### deeper"
    assert (following.heading, following.line) == ("Next", 16)
    assert markdown.read_text(following.lines) == "more\nlines"


def test_lists_that_people_write_are_understood() -> None:
    text = "* one\n  goes on\nand on\n\n2. two\n\na paragraph\nof two\n\n   indented"
    assert markdown.read_items(text.split("\n")) == (
        "one\ngoes on\nand on",
        "two",
        "a paragraph\nof two\n\n indented",
    )
    assert markdown.read_items([""]) == ()


@pytest.mark.parametrize(
    ("text", "meant"), [("&aring;&#229;&#xe5;", "ååå"), ("&nope; &#0; &#27;", "&nope; \ufffd \ufffd")]
)
def test_entities_are_decoded(text: str, meant: str) -> None:
    assert markdown.read_text([text]) == meant


@pytest.mark.timed
@pytest.mark.parametrize(
    "text",
    ["<!--" * 40_000, "# " + " " * 100_000 + "x", "\\" * 100_000, "&#" * 60_000, "#" * 100_000, "- " * 60_000],
)
def test_long_hostile_text_is_read_quickly(text: str) -> None:
    began = time.process_time()
    for section in markdown.sections(text, 1):
        markdown.read_text(section.lines)
        markdown.read_items(section.lines)
    markdown.block(text)
    markdown.heading(text)
    assert time.process_time() - began < 2
