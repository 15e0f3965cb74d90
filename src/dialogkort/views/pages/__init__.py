"""Pages to print and to share: self-contained HTML, and sheets of cards. They are text; the caller writes it."""
