"""The deck format: its fields and limits, the JSON Schema derived from them, and starting decks."""
