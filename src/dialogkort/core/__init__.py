"""The game itself: pure, with no terminal, files, clock or randomness of its own."""
