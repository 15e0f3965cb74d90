"""The game itself: pure, without terminal, files, clock or chance of its own."""
