"""Agreements on screen: the list, the actions on them, and the delegation board."""
