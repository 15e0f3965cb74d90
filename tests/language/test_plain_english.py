"""The interface, the documentation and the tests avoid the phrases that are known to sound translated."""

from scripts.plain_english import find, in_messages, in_pages, in_tests, pages, phrases, said_in

AVOIDED = phrases()


def test_the_interface_avoids_the_phrases() -> None:
    assert not list(in_messages(AVOIDED["everywhere"] | AVOIDED["messages"]))


def test_the_documentation_avoids_the_phrases() -> None:
    assert not list(in_pages(AVOIDED["everywhere"]))


def test_the_tests_avoid_the_phrases() -> None:
    assert not list(in_tests(AVOIDED["everywhere"] | AVOIDED["tests"]))


def test_names_docstrings_and_comments_of_tests_are_read_but_not_their_data() -> None:
    source = (
        '"""Of all."""\n\n\nasync def test_a_name():\n    """Says."""\n    x = "data"  # why\n\n\ndef other(): ...\n'
    )
    assert sorted(said_in(source)) == [(1, "Of all."), (4, "test a name"), (5, "Says."), (6, "# why")]


def test_a_test_with_a_phrase_is_found() -> None:
    found = [found.place for found in in_tests({"test a test with a phrase is found": "x"})]
    assert len(found) == 1
    assert found[0].startswith("tests/language/test_plain_english.py:")


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
    everything = AVOIDED["everywhere"] | AVOIDED["messages"] | AVOIDED["tests"]
    assert not [better for better in everything.values() if list(find(better, everything))]
