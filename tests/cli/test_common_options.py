"""The options that all commands share work before, between and after the words of a command."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.calling import Call
from tests.cli.on_file import TODAY, agreement, kept, lay

from dialogkort.cli.arguments import parse
from dialogkort.core.agreements.agreement import Status

CALLS: dict[tuple[str, ...], tuple[str, ...]] = {
    (): (),
    ("play",): ("tillid",),
    ("resume",): (),
    ("review",): ("--team", "x"),
    ("where",): (),
    ("decks", "list"): (),
    ("decks", "show"): ("tillid",),
    ("decks", "new"): ("abc", "--kind", "scale"),
    ("decks", "check"): ("a.yaml",),
    ("decks", "preview"): ("a.yaml",),
    ("agreements", "list"): ("--due",),
    ("agreements", "show"): ("spil-1",),
    ("agreements", "review"): ("spil-1", "--keep"),
    ("agreements", "check"): (),
}


def places(words: tuple[str, ...], more: tuple[str, ...], option: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the call with the option in each position: before the words, after each of them, and at the end."""
    for place in range(len(words) + 1):
        yield [*words[:place], *option, *words[place:], *more]
    yield [*words, *more, *option]


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
@pytest.mark.parametrize("option", [("--folder", "/x"), ("--folder=/x",)], ids=" ".join)
def test_the_folder_option_works_in_every_position(words: tuple[str, ...], option: tuple[str, ...]) -> None:
    usual = vars(parse([*words, *CALLS[words]], {}))
    assert usual["folder"] is None
    for arguments in places(words, CALLS[words], option):
        assert vars(parse(arguments, {})) == usual | {"folder": Path("/x")}, arguments


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
@pytest.mark.parametrize("option", [("--lang", "da"), ("--lang=da",)], ids=" ".join)
def test_the_language_option_works_in_every_position(
    call: Call, words: tuple[str, ...], option: tuple[str, ...]
) -> None:
    for arguments in places(words, (), option):
        done = call(*arguments, "--help")
        assert done.code == 0
        assert done.out.startswith("brug: "), arguments


def test_both_options_work_in_different_positions() -> None:
    given = parse(["--folder", "/x", "agreements", "--lang", "da", "list", "--due"], {})
    assert (given.folder, given.lang) == (Path("/x"), "da")
    given = parse(["--folder", "/x", "agreements", "list", "--folder", "/y"], {})
    assert given.folder == Path("/y"), "the last one wins"


def test_a_review_with_options_before_the_command_is_written_to_the_given_folder(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIALOGKORT_TODAY", TODAY.isoformat())
    usual, other = lay(tmp_path / "folder", agreement()), lay(tmp_path / "usb", agreement())
    for place in range(3):
        arguments = ["agreements", "review"]
        arguments[place:place] = ["--folder", str(tmp_path / "usb")]
        act = ("--retire", "--keep", "--retire")[place]
        assert call(*arguments, "spil-1", act).code == 0
        assert kept(other).status is (Status.IN_FORCE if act == "--keep" else Status.RETIRED)
    assert kept(usual).reviewed is None
