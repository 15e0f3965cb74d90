"""`dialogkort decks …`: write, check and collect decks. One module per command; all but one work without a terminal.

Each command returns 0 on success, 1 if it could not be done or if there are errors, 2 for a usage error.
"""
