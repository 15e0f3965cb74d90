"""The terminal: how the app lives in it, what it takes in and gives out, and the editor of texts."""
