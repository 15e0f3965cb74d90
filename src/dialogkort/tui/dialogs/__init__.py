"""Small screens on top of another: a question, a search, the help."""
