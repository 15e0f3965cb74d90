"""From what people have (a list, a table, a document) to a deck. Pure: bytes in, a proposal out.

`door` knows the kinds of file. Each kind becomes an `outline` (headings, items, text) or a `table` (rows and columns),
from which the cards are made. Whatever was not imported is reported, and where the meaning is unclear, the user is
asked; nothing is guessed silently.
"""
