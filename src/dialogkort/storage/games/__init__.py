"""Games on disk: the journal of a game being played, the games that wait, and the minutes of finished ones."""
