"""A letter such as å can have two forms; macOS accepts and returns both. What a list prints is found in either form."""

from pathlib import Path
from unicodedata import normalize

import pytest
from tests.cli.calling import GOOD, Call, deck
from tests.cli.on_file import agreement, lay

FORMS = ("NFC", "NFD")
NAME = "på-vores-måde"


@pytest.mark.parametrize("asked", FORMS)
@pytest.mark.parametrize("kept", FORMS)
def test_an_agreement_is_found_by_its_id_the_beginning_of_it_or_its_file(
    call: Call, tmp_path: Path, kept: str, asked: str
) -> None:
    path = lay(tmp_path, agreement(normalize(kept, NAME)), name=normalize(kept, f"2026-11-22-{NAME}.md"))
    lay(tmp_path, agreement("andet", title="Noget andet"))
    listed = call("--folder", tmp_path, "agreements", "list", "--status", "all").out
    assert NAME in listed
    for word in (NAME, "på-v", path.name, path.stem, str(path)):
        done = call("--folder", tmp_path, "agreements", "show", normalize(asked, word))
        assert done.code == 0, done.err
        assert "Ring, når det haster" in done.out


@pytest.mark.parametrize("asked", FORMS)
@pytest.mark.parametrize("kept", FORMS)
def test_a_teams_folder_is_found(call: Call, tmp_path: Path, kept: str, asked: str) -> None:
    lay(tmp_path, agreement(), team=normalize(kept, "Blå"))
    (tmp_path / normalize(kept, "blå") / "team.yaml").unlink()
    done = call("--folder", tmp_path, "agreements", "list", "--status", "all", "--team", normalize(asked, "blå"))
    assert done.code == 0, done.err
    assert "Ring, når det haster" in done.out


@pytest.mark.parametrize("asked", FORMS)
@pytest.mark.parametrize("kept", FORMS)
def test_a_file_on_the_shelf_is_found_by_its_name(call: Call, here: Path, shelf: Path, kept: str, asked: str) -> None:
    deck(shelf / normalize(kept, "åben.yaml"), "format: 1\n")
    deck(shelf / normalize(kept, "måde.yaml"), GOOD.replace("id: {id}\n", ""))
    assert "åben" in call("decks", "show", normalize(asked, "åben")).out, "it is found, and has errors"
    assert call("decks", "show", "maade").code == 0, "the same id on each system"
