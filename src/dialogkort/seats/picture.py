"""The QR code of a link, in half blocks: two rows of modules per line, with the white border that phones need."""

import segno

BORDER = 4
_SIGNS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def rows_of(link: str) -> tuple[str, ...]:
    """Return the rows of the code for `link`, for black on white. In capitals it is smaller, and means the same."""
    matrix = [
        [bool(module) for module in row]
        for row in segno.make(link.upper(), error="l", micro=False, boost_error=False).matrix_iter(border=BORDER)
    ]
    if len(matrix) % 2:
        matrix.append([False] * len(matrix[0]))
    pairs = zip(matrix[::2], matrix[1::2], strict=True)
    return tuple("".join(_SIGNS[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs)
