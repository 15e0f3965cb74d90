"""Lines that are broken where one would breathe."""

from rich.cells import cell_len

_BREATH = ",.;:?!…–"


def breathe(text: str, width: int) -> str:
    """Break `text` into the fewest lines of at most `width` cells, even in length, rather after a pause.

    Line feeds in the text stay. A word longer than a line is left for the terminal to fold.
    """
    return "\n".join(_broken(paragraph.split(), width) for paragraph in text.split("\n"))


def _broken(words: list[str], width: int) -> str:
    """Minimise the sum of squared distances from the mean length, over all ways with the fewest lines."""
    lengths = [cell_len(word) for word in words]
    fewest: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    mean = (sum(lengths) + len(words)) / max(1, _greedy(lengths, width))
    for end in range(1, len(words) + 1):
        best: tuple[int, float, int] | None = None
        length = -1
        for start in range(end - 1, -1, -1):
            length += lengths[start] + 1
            if length > width and start < end - 1:
                break
            cost = (length - mean) ** 2
            if words[end - 1][-1] in _BREATH and end < len(words):
                cost -= mean * 4
            way = (fewest[start][0] + 1, fewest[start][1] + cost, start)
            best = way if best is None or way[:2] < best[:2] else best
        fewest.append(best or (0, 0.0, 0))
    lines: list[str] = []
    end = len(words)
    while end:
        start = fewest[end][2]
        lines.append(" ".join(words[start:end]))
        end = start
    return "\n".join(reversed(lines))


def _greedy(lengths: list[int], width: int) -> int:
    lines, used = 1, -1
    for length in lengths:
        if used + 1 + length > width and used >= 0:
            lines, used = lines + 1, -1
        used += 1 + length
    return lines
