"""The lines of a draft, in words: what each is called, and the gentle question that helps to write it."""

from dialogkort.language import N_

QUESTIONS = {
    "rule": N_("When X happens, then we do Y: could somebody see it on a video?"),
    "title": N_("A few words that you will know it by. Empty: the first words of the rule."),
    "signs": N_("How will we notice that it works, and that it does not?"),
    "keeper": N_("Who looks after it, and brings it up when it slips?"),
    "review": N_("When do we look at it again? A date, or how long: 3 months, 2 weeks."),
    "corner_flags": N_("What must it respect: the law, safety, people's rights? May be empty."),
    "level": N_("Who decides? 1 is the leader alone, 4 is all of us together, 7 is ourselves. May be empty."),
    "reason": N_("Why is it changed? It is written in its history. May be empty."),
}
LABELS = {
    "rule": N_("We agree"),
    "level": N_("Level 1 to 7"),
    "title": N_("Short name"),
    "signs": N_("It works when"),
    "keeper": N_("Keeper"),
    "review": N_("Review"),
    "corner_flags": N_("Corner flags"),
    "reason": N_("Because"),
}
"""In the order in which they are asked."""
