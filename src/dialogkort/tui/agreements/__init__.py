"""The agreements on the screen: the list, what is done to them, and the delegation board."""
