"""The plain face: the same game in plain text, for ears, braille, scripts, and the most basic terminals."""
