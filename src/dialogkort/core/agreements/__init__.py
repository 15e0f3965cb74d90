"""What a team agrees on: an agreement, its reviews, the levels of decisions, and which ones are looked for."""
