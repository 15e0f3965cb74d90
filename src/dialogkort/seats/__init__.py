"""Own screens: a page in a browser for each member, served by the table. The only ring that knows a network.

It is loaded when own screens are first turned on, and not before.
"""
