"""The game: commands are decided into events, and events fold into a `Game`. Pure."""
