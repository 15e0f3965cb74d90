"""The table: the screen of a game, and everything that belongs only to it."""
