"""Decks on screen: the reader, its filter, the preview, and problems in a deck."""
