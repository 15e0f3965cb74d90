"""Where decks are found: the shelf, what is gathered on it, and the files that are watched."""
