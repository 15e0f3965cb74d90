"""The lines of a draft, in words: what each is called, and the gentle question that helps people write it."""

from dialogkort.language import N_

QUESTIONS = {
    "rule": N_("When X happens, we do Y: could someone see it on a video?"),
    "title": N_("A few words to know it by. If you leave it empty, the first words of the rule are used."),
    "signs": N_("How will we notice that it works, or that it does not?"),
    "keeper": N_("Who looks after it, and brings it up when it slips?"),
    "review": N_("When will you review it? A date, or a period such as 3 months or 2 weeks."),
    "corner_flags": N_("What must it respect: the law, safety, people's rights? You can leave it empty."),
    "level": N_(
        "Who decides? 1 is the leader alone, 4 is all of us together, 7 is the team alone. You can leave it empty."
    ),
    "reason": N_("Why change it? This goes into its history. You can leave it empty."),
}
LABELS = {
    "rule": N_("We agree"),
    "level": N_("Level 1 to 7"),
    "title": N_("Short name"),
    "signs": N_("It works when"),
    "keeper": N_("Keeper"),
    "review": N_("Review"),
    "corner_flags": N_("Guardrails"),
    "reason": N_("Reason"),
}
"""In the order in which people are asked for them."""
