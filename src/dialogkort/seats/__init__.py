"""Personal screens: a page in a browser for each member, served by the table. The only ring that knows a network.

It is not loaded until personal screens are first turned on.
"""
