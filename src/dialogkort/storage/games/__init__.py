"""Games on disk: the journal of one that is being played, those that wait, and the minutes of one that has ended."""
