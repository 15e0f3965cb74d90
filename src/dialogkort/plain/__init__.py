"""The plain face: the same game as lines of text, for ears, braille, scripts, and the most basic terminals."""
