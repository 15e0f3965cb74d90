"""Where decks are found, and what is never opened."""

import errno
import os
import time
from pathlib import Path

import pytest
from tests.decks.written import HEAD, TAIL, codes
from tests.systems import symlinks

from dialogkort.decks.reading import reading
from dialogkort.decks.shelf import gathering
from dialogkort.decks.shelf import shelf as module
from dialogkort.decks.shelf.gathering import gather
from dialogkort.decks.shelf.shelf import Shelf, bundled_folder, content, shelve
from dialogkort.decks.showing.display import show_reading


def deck(title="T", deck_id="", language="da"):
    head = HEAD.replace("Prøve", title) + TAIL + f"language: {language}\n"
    return head + (f"id: {deck_id}\n" if deck_id else "")


@pytest.fixture
def folders(tmp_path, monkeypatch):
    bundled, own = tmp_path / "bundled", tmp_path / "own"
    (bundled / "da").mkdir(parents=True)
    (bundled / "en").mkdir()
    own.mkdir()
    monkeypatch.setattr(module, "bundled_folder", lambda: bundled)
    return bundled, own


def test_the_bundled_decks_come_first_and_then_those_of_the_user(folders):
    bundled, own = folders
    (bundled / "da" / "tillid.yaml").write_text(deck(), encoding="utf-8")
    (bundled / "en" / "trust.yaml").write_text(deck(language="en"), encoding="utf-8")
    (own / "egen.yml").write_text(deck(), encoding="utf-8")
    (own / "note.txt").write_text("ikke et kortsæt", encoding="utf-8")
    (own / ".skjult.yaml").write_text(deck(), encoding="utf-8")
    found = Shelf(folders).decks()
    assert [(shelved.path.name, shelved.id, shelved.bundled) for shelved in found] == [
        ("tillid.yaml", "tillid", True),
        ("trust.yaml", "trust", True),
        ("egen.yml", "egen", False),
    ]


def test_the_users_deck_takes_precedence_over_the_bundled_one(folders):
    bundled, own = folders
    (bundled / "da" / "tillid.yaml").write_text(deck("Vores"), encoding="utf-8")
    (own / "min.yaml").write_text(deck("Min", "tillid"), encoding="utf-8")
    shelf = Shelf(folders)
    assert [shelved.reading.deck.title for shelved in shelf.decks()] == ["Min"]
    assert shelf.find("tillid").reading.deck.title == "Min"


@pytest.mark.parametrize("size", [63_999, 64_000, 64_001, 300_000])
def test_a_file_is_read_to_the_end(tmp_path, size):
    whole = deck().encode().ljust(size, b"#")
    path = tmp_path / "stor.yaml"
    path.write_bytes(whole)
    assert content(path) == whole


def test_a_deck_is_found_by_id_or_path(folders):
    _, own = folders
    path = own / "min.yaml"
    path.write_text(deck(), encoding="utf-8")
    shelf = Shelf(folders)
    assert shelf.find("min").path == path
    assert shelf.find(str(path)).path == path
    assert shelf.find("findes-ikke") is None
    assert shelf.find(str(own / "findes-ikke.yaml")) is None
    assert shelf.find("nul\0.yaml") is None
    assert shelf.find("") is None


def test_a_deck_with_only_errors_is_found_by_its_file_name(folders):
    _, own = folders
    (own / "brudt.yaml").write_text("cards: @", encoding="utf-8")
    found = Shelf(folders).find("brudt")
    assert found.reading.deck is None
    assert codes(found.reading) == ["DK025"]


def test_only_a_file_that_has_changed_is_read_again(folders, monkeypatch):
    _, own = folders
    (own / "a.yaml").write_text(deck("Før"), encoding="utf-8")
    (own / "b.yaml").write_text(deck(), encoding="utf-8")
    shelf = Shelf(folders)
    shelf.decks()
    read = []
    monkeypatch.setattr(reading, "read_deck", lambda data, name: read.append(name) or reading.Reading(None))
    shelf.decks()
    assert read == []
    (own / "a.yaml").write_text(deck("Bagefter"), encoding="utf-8")
    shelf.decks()
    assert read == ["a"]


def test_folders_that_do_not_exist_are_empty(tmp_path):
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    assert Shelf([tmp_path / "intet", tmp_path / "fil", tmp_path / ("x" * 300), tmp_path / "nul\0"]).decks() == ()


def test_only_regular_files_are_opened(tmp_path, monkeypatch):
    if not hasattr(os, "mkfifo"):
        pytest.skip("no FIFOs here")
    os.mkfifo(tmp_path / "fifo.yaml")
    (tmp_path / "mappe.yaml").mkdir()
    (tmp_path / "enhed.yaml").symlink_to("/dev/zero")
    (tmp_path / "kreds.yaml").symlink_to(tmp_path / "kreds.yaml")
    (tmp_path / "intet.yaml").symlink_to(tmp_path / "findes-ikke")
    (tmp_path / "rigtig").write_text(deck(), encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "rigtig")
    opened = []
    really_open = os.open
    monkeypatch.setattr(
        os, "open", lambda name, *rest, **at: opened.append(str(name)) or really_open(name, *rest, **at)
    )
    start = time.monotonic()
    found = {shelved.path.name: codes(shelved.reading) for shelved in Shelf([tmp_path]).decks()}
    assert time.monotonic() - start < 1
    assert found == {
        "enhed.yaml": ["DK013"],
        "fifo.yaml": ["DK002"],
        "intet.yaml": ["DK001"],
        "kreds.yaml": ["DK001"],
        "link.yaml": [],
        "mappe.yaml": ["DK002"],
    }
    assert "rigtig" in opened, "by the name that the link leads to"
    assert not {"enhed.yaml", "fifo.yaml", "mappe.yaml", "kreds.yaml", "/dev/zero", "zero"} & set(opened)


def test_a_file_that_becomes_a_fifo_just_before_it_is_opened_is_not_read(tmp_path, monkeypatch):
    if not hasattr(os, "mkfifo"):
        pytest.skip("no FIFOs here")
    path = tmp_path / "a.yaml"
    path.write_text(deck(), encoding="utf-8")
    really_open = os.open

    def swapped(name, *rest, **at):
        if name == path.name:
            path.unlink()
            os.mkfifo(path)
        return really_open(name, *rest, **at)

    monkeypatch.setattr(os, "open", swapped)
    assert codes(shelve(path).reading) == ["DK002"]


def test_a_file_without_permission_to_read_says_why(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    path.write_text(deck(), encoding="utf-8")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    found = shelve(path).reading
    assert codes(found) == ["DK001"]
    assert "you do not have permission to read it" in show_reading("a.yaml", found)


def test_no_more_is_read_than_a_deck_can_contain(tmp_path):
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    assert codes(shelve(path).reading) == ["DK003"]


def test_the_bundled_folder_is_in_the_package_or_the_checkout():
    assert bundled_folder().name in {"decks", "_decks"}


def test_a_folder_that_cannot_be_read_is_shown_on_the_shelf_with_its_problem(tmp_path, monkeypatch):
    shelf = tmp_path / "sæt"
    shelf.mkdir()

    def refuse(_folder):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "listdir", refuse)
    [found] = [shelved for shelved in Shelf([shelf]).decks() if shelved.path == shelf]
    assert codes(found.reading) == ["DK001"]


@symlinks
def test_a_deck_that_links_out_of_its_folder_is_read_only_if_it_is_named(tmp_path):
    """From a stranger: the words of a key would appear among the problems. Naming a file is deliberate."""
    key = tmp_path / "hjemme" / "id_ed25519"
    key.parent.mkdir()
    key.write_text(deck(), encoding="utf-8")
    folder = tmp_path / "fra-en-fremmed"
    (folder / "da").mkdir(parents=True)
    (folder / "a.yaml").symlink_to(key)
    (folder / "b.yaml").symlink_to(folder / "c")
    (folder / "c").write_text(deck(), encoding="utf-8")
    for found in (Shelf([folder]).decks(), tuple(gather([folder]))):
        assert {shelved.path.name: codes(shelved.reading) for shelved in found} == {"a.yaml": ["DK013"], "b.yaml": []}
        [problem] = found[0].reading.problems
        assert str(tmp_path)[:20] in problem.message()
        assert "linked_folders" in problem.hint()
    assert codes(Shelf([]).find(str(folder / "a.yaml")).reading) == []
    assert [codes(shelved.reading) for shelved in gather([folder / "a.yaml"])] == [[]]


def test_forbidden_names_long_names_and_files_that_do_not_respond_are_reported(tmp_path, monkeypatch):
    whole = os.stat

    def stat(path, *rest, **named):
        if str(path).endswith("lukket"):
            raise PermissionError(13, "Permission denied")
        return whole(path, *rest, **named)

    monkeypatch.setattr(os, "stat", stat)
    silent = tmp_path / "kmsg"
    silent.write_text("", encoding="utf-8")
    read = os.read

    def no_answer(descriptor, size):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    with monkeypatch.context() as patch:
        patch.setattr(os, "read", no_answer)
        assert [codes(shelved.reading) for shelved in gather([silent])] == [["DK001"]]
    assert os.read is read
    for path in (tmp_path / "lukket", tmp_path / ("x" * 300), tmp_path / ("x" * 300 + ".yaml"), Path("nul\0")):
        assert [codes(shelved.reading) for shelved in gather([path])] == [["DK001"]], path


def test_a_disk_is_searched_only_up_to_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(gathering, "MOST_FOLDERS", 5)
    for number in range(9):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "a.yaml").write_text(deck(), encoding="utf-8")
    *found, last = gather([tmp_path])
    assert len(found) == 4
    assert last.path == tmp_path
    assert "more than 5 folders" in last.reading.problems[0].message()
