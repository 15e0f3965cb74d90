"""The deck format: its fields and limits, the JSON Schema made from them, and decks to begin with."""
