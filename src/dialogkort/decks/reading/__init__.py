"""From the bytes of a file to a deck and its problems."""
