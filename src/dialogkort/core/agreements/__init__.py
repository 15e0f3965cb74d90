"""What a team agrees on: agreements, their reviews, the levels of decisions, and filters to find them."""
