"""Messages for text that is longer than allowed. Nothing is cut: the text stays, to be shortened."""

from dialogkort.language import gettext as _


def too_long_words(length: int, longest: int) -> str:
    """Return that text of `length` characters is longer than `longest`."""
    words = _("That is {number} characters, but the limit is {most}. Nothing has been cut: shorten the text.")
    return words.format(number=length, most=longest)


def no_room_words(length: int, longest: int) -> str:
    """Return that the text is so long that it was not inserted at all."""
    words = _("The text you pasted has {number} characters, but the limit is {most}. Nothing has been pasted.")
    return words.format(number=length, most=longest)
