"""Small screens that lie over another: a question, a search, the help."""
