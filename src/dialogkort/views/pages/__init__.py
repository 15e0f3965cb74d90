"""Pages to print and to share: HTML that needs nothing else, sheets of cards. They are text; the caller writes it."""
