"""`dialogkort decks …`: write, check and collect decks. One module a command, without a terminal but for one.

Each command returns 0 when it was done, 1 when it could not be or when there are errors, 2 for a wrong call.
"""
