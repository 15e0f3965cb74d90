"""`dialogkort games …`: look at past games, and share the minutes. One module per command."""
