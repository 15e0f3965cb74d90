"""A game being played, what is kept of it, beginning, reviewing, and what can be done now: no screen, no words."""
