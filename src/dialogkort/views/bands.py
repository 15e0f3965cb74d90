"""The strip at the top of a card: the colour of each deck, on the table and on paper."""

BANDS = ("#a23b25", "#2b5b89", "#2f6f45", "#6b4787", "#1d6a6b", "#7a5520", "#963a60", "#4a5866")

_BAND_OF = {
    "tillid": 0,
    "kontrol": 1,
    "selvledelse": 3,
    "digital-kommunikation": 4,
    "naervaer-paa-afstand": 6,
    "distribueret-ledelse": 5,
    "frisaettelse": 7,
}
AGREEMENT_BAND = 2


def band_of(deck: str) -> int:
    """Return the number of a deck's band: its own, or one derived from its id. An agreement belongs to no deck."""
    return _BAND_OF.get(deck, sum(deck.encode()) % len(BANDS)) if deck else AGREEMENT_BAND
