"""Decks and their problems as text."""
