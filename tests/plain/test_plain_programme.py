"""A programme in plain mode: it stops, and the next game asks where to continue."""

import re

from tests.plain.test_plain_game import played
from tests.terminal.places import Places

from dialogkort.decks.reading.reading import read_deck
from dialogkort.decks.shelf.shelf import bundled_folder

PLAY = ("play", "forventningsafstemning", "--team", "Team Nord", "--members", "Aisha, Peter", "--minutes", "60")


def test_a_programme_that_stopped_continues_only_when_somebody_says_so(tmp_path) -> None:
    deck = read_deck((bundled_folder() / "da" / "forventningsafstemning.yaml").read_bytes(), "deck.yaml").deck
    assert deck
    first, second = (card.question for card in deck.cards[:2])
    places = Places(tmp_path)
    code, said = played(places, *PLAY, lines=["", "", "l", "", "", "4", "5", "", ""])
    assert code == 0, said
    (minutes,) = (places.folder / "team-nord" / "games").glob("*.md")
    assert "programme:\n  deck: forventningsafstemning\n  next: besked-og-svar\n" in minutes.read_text("utf-8")
    code, said = played(places, *PLAY, lines=["", "", "", "", "", "", "q"])
    assert re.search(r"Forventningsafstemning: 1 gå videre fra kort 2 \(fra .+\), 2 begynd forfra", said)
    assert second in " ".join(said.split())
    for journal in places.journals:
        journal.unlink()
    code, said = played(places, *PLAY, lines=["2", "", "", "", "", "", "q"])
    assert first in " ".join(said.split())
