"""DK101 to DK115: the fields of the deck and of its cards."""

from typing import Final

from dialogkort.decks.problems.explanations.explanation import Explanation
from dialogkort.language import N_

FIELDS: Final = {
    "DK101": Explanation(
        N_("The file is a list or a text. A deck begins with fields, and the questions stand under “cards:”."),
        N_("- What went well last week?\n- What did not?\n"),
        N_(
            "format: 1\ntitle: Last week\ncards:\n  - id: well\n    question: What went well last week?\n"
            "  - id: not-so-well\n    question: What did not?\n"
        ),
    ),
    "DK102": Explanation(
        N_(
            "The fields have fixed names, in English in every deck. A field with another name is not read, so the"
            " card would lack something. Fields of your own may begin with “x-”; they are passed over."
        ),
        N_("  - id: quiet\n    qestion: Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    x-note: asked by Mette\n"),
    ),
    "DK103": Explanation(
        N_("Of two fields with the same name only one can count, and nobody can know which one you meant."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    question: What disturbs you?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n  - id: noise\n    question: What disturbs you?\n"),
    ),
    "DK104": Explanation(
        N_("A deck needs a title and cards, a card needs a question, and “group” needs both of its numbers."),
        N_("  - id: quiet\n    theme: Work\n"),
        N_("  - id: quiet\n    theme: Work\n    question: Where do you find quiet?\n"),
    ),
    "DK105": Explanation(
        N_(
            "Some kinds of card need a field of their own: a dilemma “options”, a scale “low” and “high”, a"
            " delegation “decision”, an exercise “minutes”."
        ),
        N_("  - id: urgent\n    kind: dilemma\n    question: It is urgent. What do you do?\n"),
        N_(
            "  - id: urgent\n    kind: dilemma\n    question: It is urgent. What do you do?\n"
            "    options: [I call, I write]\n"
        ),
    ),
    "DK106": Explanation(
        N_("This field holds one text. A dash in front makes it a list."),
        N_("  - id: quiet\n    question:\n      - Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK107": Explanation(
        N_("This field holds several texts, also when there is just one of them: with dashes, or in brackets."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tags: work, noise\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tags: [work, noise]\n"),
    ),
    "DK108": Explanation(
        N_("This field holds fields of its own, on lines below it or in braces."),
        N_("group: 3\n"),
        N_("group: {min: 3, max: 8}\n"),
    ),
    "DK109": Explanation(
        N_("The field is there, but there is no text in it, and the deck or the card cannot do without."),
        N_("  - id: quiet\n    question:\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK110": Explanation(
        N_(
            "An id is a card's name: agreements remember by it where they came from. Two cards cannot share one,"
            " and the second is not dealt. It happens when a card is copied."
        ),
        N_("  - id: quiet\n    question: Where do you find quiet?\n  - id: quiet\n    question: What disturbs you?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n  - id: noise\n    question: What disturbs you?\n"),
    ),
    "DK111": Explanation(
        N_("A card is a set of fields, also when it has a question only."),
        N_("  - Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK112": Explanation(
        N_("There is nothing to deal. Each card begins with a dash under “cards:”."),
        N_("format: 1\ntitle: Work\ncards: []\n"),
        N_("format: 1\ntitle: Work\ncards:\n  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK113": Explanation(
        N_("# begins a comment, and the field has nothing else. In quotes, # is a sign like any other."),
        N_("  - id: hashtag\n    question: #monday, what do you think of?\n"),
        N_('  - id: hashtag\n    question: "#monday, what do you think of?"\n'),
    ),
    "DK114": Explanation(
        N_("A step of an exercise has two fields: what is done, and how many minutes it takes."),
        N_(
            "format: 2\ntitle: Work\ncards:\n  - id: trial\n    kind: exercise\n    question: From talk to trial.\n"
            "    steps:\n      - What works?\n"
        ),
        N_(
            "format: 2\ntitle: Work\ncards:\n  - id: trial\n    kind: exercise\n    question: From talk to trial.\n"
            "    steps:\n      - text: What works?\n        minutes: 5\n"
        ),
    ),
    "DK115": Explanation(
        N_(
            "The deck says that it is in a later format than this dialogkort knows. Words that are not known may be"
            " right there, so they are not taken for misspelled ones. What can be understood is played."
        ),
    ),
}
