"""What is said where a text is longer than it may be. Nothing is cut: what was written stays, to be shortened."""

from dialogkort.language import gettext as _


def too_long_words(length: int, longest: int) -> str:
    """Return that a text of `length` characters is longer than `longest`."""
    words = _("That is {number} characters, and {most} are the most. Nothing is cut: shorten it.")
    return words.format(number=length, most=longest)


def no_room_words(length: int, longest: int) -> str:
    """Return that a text is so long that it was not put in at all."""
    words = _("What you pasted has {number} characters, more than the {most} that fit. Nothing was put in.")
    return words.format(number=length, most=longest)
