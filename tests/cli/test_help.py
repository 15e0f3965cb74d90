"""The help of the command groups is complete in both languages."""

import re

import pytest
from tests.cli.calling import Call

from dialogkort.core.cards import DECK_KINDS

COMMANDS = {
    "decks": (
        "new",
        "check",
        "explain",
        "schema",
        "list",
        "show",
        "add",
        "remove",
        "ids",
        "preview",
        "print",
        "mend",
        "share",
    ),
    "agreements": ("list", "show", "review", "new", "remake", "digest", "export", "check"),
    "games": ("list", "show", "export"),
    "overview": (),
}
SAME = frozenset(
    # words that people type, words that are the same in both languages, and names
    (
        *COMMANDS,
        *(command for commands in COMMANDS.values() for command in commands),
        *(kind.value for kind in DECK_KINDS),
        *("dialogkort", "decks", "h", "help", "lang", "da", "en", "folder", "plain", "keys", "version"),
        *("as", "written"),
        *("format", "text", "json", "github", "strict", "kind", "card", "print", "id", "yaml", "dk", "removed"),
        *("for", "i", "draft", "type", "problem"),
        *("team", "due", "status", "in", "force", "retired", "superseded", "sleeping", "all", "keeper", "table"),
        *("markdown", "exit", "code", "git", "diff", "keep", "adjust", "retire", "supersede", "reason", "until"),
        *("from", "theme", "follow", "ups", "advice", "sheet", "take", "lines", "paragraphs", "questions"),
        *("write", "replace", "stop", "n", "docx", "xlsx", "csv", "tsv", "txt", "md"),
        *(
            "a",
            "over",
            "pdf",
            "ics",
            "html",
            "output",
            "force",
            "poster",
            "board",
            "a3",
            "a4",
            "deck",
            "month",
            "tillid",
            "script",
            "standard",
        ),
        *("rule", "title", "signs", "date", "scripts", "mail", "person", "at"),
    )
)


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


def described(text: str) -> dict[str, str]:
    """Return the commands, arguments and options of a help text, each with its description."""
    entries = re.findall(r"^ {2,4}(?:-h, )?(-{0,2}\w[\w-]*)(.*(?:\n {6,}.*)*)", text, re.MULTILINE)
    return {name: " ".join(re.sub(r"\{.*?\}", "", rest).split()) for name, rest in entries}


@pytest.mark.parametrize(
    "command",
    [(group, *more) for group, commands in COMMANDS.items() for more in ((), *((command,) for command in commands))],
    ids="-".join,
)
def test_the_danish_help_contains_no_english_words(call: Call, command: tuple[str, ...]) -> None:
    english = call(*command, "--help", "--lang", "en")
    danish = call(*command, "--help", "--lang", "da")
    assert (english.code, danish.code) == (0, 0)
    assert not (words(danish.out) & words(english.out)) - SAME
    for text in (english.out, danish.out):
        for name, told in described(text).items():
            assert len(words(told)) >= 2 or name.isupper(), name


@pytest.mark.parametrize("group", COMMANDS)
def test_every_command_is_listed(call: Call, group: str, tongue: str) -> None:
    assert set(COMMANDS[group]) <= set(described(call(group, "--help").out))
    assert group in described(call("--help").out)


@pytest.mark.parametrize("wrong", [(), ("nej",), ("check",), ("new",), ("new", "a", "--kind", "x"), ("list", "x")])
def test_a_usage_error_ends_with_exit_code_2(call: Call, wrong: tuple[str, ...], tongue: str) -> None:
    done = call("decks", *wrong)
    assert (done.code, done.out) == (2, "")
    assert ("fejl:" if tongue == "da" else "error:") in done.err


def test_an_invalid_word_is_repeated_safely(call: Call) -> None:
    for wrong in (("decks", "\x1b[31m"), ("decks", "list", "\x1b[31m"), ("decks", "list", "--\u202e")):
        done = call(*wrong)
        assert done.code == 2
        assert "\x1b" not in done.err
        assert "\u202e" not in done.err
