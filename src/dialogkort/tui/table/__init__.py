"""The table: the screen of a game, and what belongs to it alone."""
