"""Numbers as they are written in the language in use."""

from dialogkort.language import current


def decimal(value: float, places: int = 1) -> str:
    """Return `value` with `places` decimals: 4,2 in Danish, 4.2 in English."""
    text = f"{value:.{places}f}"
    return text.replace(".", ",") if current() == "da" else text
