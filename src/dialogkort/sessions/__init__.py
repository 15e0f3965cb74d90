"""Playing a game, what is kept of it, starting, reviewing, and what can be done now: no screens, no wording."""
