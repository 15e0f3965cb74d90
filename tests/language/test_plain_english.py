"""The interface and the documentation avoid the phrases that are known to sound translated."""

from scripts.plain_english import find, in_messages, in_pages, pages, phrases

AVOIDED = phrases()


def test_the_interface_avoids_the_phrases() -> None:
    assert not list(in_messages(AVOIDED["everywhere"] | AVOIDED["messages"]))


def test_the_documentation_avoids_the_phrases() -> None:
    assert not list(in_pages(AVOIDED["everywhere"]))


def test_the_documentation_consists_of_the_english_pages() -> None:
    names = {path.name for path in pages()}
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "agreements.md", "problems.md"} <= names
    assert not {name for name in names if name.endswith(".da.md")}


def test_a_phrase_is_found_across_lines_and_in_capitals_but_not_inside_a_word() -> None:
    avoided = {"wrong call": "usage error"}
    assert [position for position, *_ in find("A Wrong\n  call. The wrong callers.", avoided)] == [2]


def test_a_message_with_a_phrase_is_found() -> None:
    assert [found.better for found in in_messages({"a dialogue-card game": "x"})] == ["x"]


def test_no_replacement_is_itself_avoided() -> None:
    everything = AVOIDED["everywhere"] | AVOIDED["messages"]
    assert not [better for better in everything.values() if list(find(better, everything))]
