"""The terminal: how the app lives in it, its input and output, and the text editor."""
