"""Numbers as they are written in the current language."""

from dialogkort.language import tongue


def decimal(value: float, places: int = 1) -> str:
    """Return `value` with `places` decimals: 4,2 in Danish, 4.2 in English."""
    return f"{value:.{places}f}".replace(".", tongue().decimal_sign)
