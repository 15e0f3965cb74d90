"""Decks on the screen: the reader, its filter, the preview, and what is wrong with a deck."""
