"""The game: `decide` turns commands into events, and events fold into a `Game`. Pure."""
