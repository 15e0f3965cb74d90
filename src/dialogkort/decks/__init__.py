"""Decks: files in, cards or problems out."""
