"""What can be wrong with a deck: a problem, its code, and the explanation of each code."""
