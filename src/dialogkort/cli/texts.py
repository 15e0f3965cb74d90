"""Texts given as options: one that is too long is rejected with a message, and never cut."""

import argparse
from collections.abc import Callable

from dialogkort.views.limits import too_long_words


def text_up_to(longest: int) -> Callable[[str], str]:
    """Return a function that reads an option of at most this many characters."""

    def read(text: str) -> str:
        if len(text.strip()) > longest:
            raise argparse.ArgumentTypeError(too_long_words(len(text.strip()), longest))
        return text

    return read
