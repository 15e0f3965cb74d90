"""`dialogkort games …`: look at what was played, and share the minutes. One module a command."""
