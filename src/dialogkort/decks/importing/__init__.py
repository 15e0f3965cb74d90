"""From what people have (a list, a table, a document) to a deck. Pure: bytes in, a proposal out.

`door` knows the kinds of file. Each kind becomes an `outline` (headings, points, text) or a `table` (rows and
columns), and from these the cards are made. What was not taken is told, and where it is not sure, the choice is
asked for; nothing is guessed in silence.
"""
