"""DK101 to DK115: the fields of the deck and of its cards."""

from typing import Final

from dialogkort.decks.problems.explanations.explanation import Explanation
from dialogkort.language import N_

FIELDS: Final = {
    "DK101": Explanation(
        N_("The file is a list or plain text. A deck begins with fields, and the questions go under “cards:”."),
        N_("- What went well last week?\n- What did not?\n"),
        N_(
            "format: 1\ntitle: Last week\ncards:\n  - id: well\n    question: What went well last week?\n"
            "  - id: not-so-well\n    question: What did not?\n"
        ),
    ),
    "DK102": Explanation(
        N_(
            "The fields have fixed names. A field with any other name is not read, so something would be"
            " missing from the card. You can add fields of your own if their names begin with “x-”; they"
            " are ignored."
        ),
        N_("  - id: quiet\n    qestion: Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    x-note: asked by Mette\n"),
    ),
    "DK103": Explanation(
        N_("When two fields have the same name, only one can count, and there is no way to know which one you meant."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    question: What disturbs you?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n  - id: noise\n    question: What disturbs you?\n"),
    ),
    "DK104": Explanation(
        N_("A deck needs a title and cards, a card needs a question, and “group” needs both its numbers."),
        N_("  - id: quiet\n    theme: Work\n"),
        N_("  - id: quiet\n    theme: Work\n    question: Where do you find quiet?\n"),
    ),
    "DK105": Explanation(
        N_(
            "Some kinds of card need an extra field: a dilemma needs “options”, a scale “low” and “high”,"
            " a delegation “decision”, and an exercise “minutes”."
        ),
        N_("  - id: urgent\n    kind: dilemma\n    question: It is urgent. What do you do?\n"),
        N_(
            "  - id: urgent\n    kind: dilemma\n    question: It is urgent. What do you do?\n"
            "    options: [I call, I write]\n"
        ),
    ),
    "DK106": Explanation(
        N_("This field holds a single piece of text. A dash in front of it makes it a list."),
        N_("  - id: quiet\n    question:\n      - Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK107": Explanation(
        N_("This field holds a list, even if there is only one item: write it with dashes, or in brackets."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tags: work, noise\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tags: [work, noise]\n"),
    ),
    "DK108": Explanation(
        N_("This field holds other fields, on the lines below it or in braces."),
        N_("group: 3\n"),
        N_("group: {min: 3, max: 8}\n"),
    ),
    "DK109": Explanation(
        N_("The field has no text in it, and the deck or card cannot do without it."),
        N_("  - id: quiet\n    question:\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK110": Explanation(
        N_(
            "An id is a card's name: it tells an agreement which card it came from. Two cards cannot share"
            " an id, so the second card is not dealt. This often happens when a card is copied."
        ),
        N_("  - id: quiet\n    question: Where do you find quiet?\n  - id: quiet\n    question: What disturbs you?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n  - id: noise\n    question: What disturbs you?\n"),
    ),
    "DK111": Explanation(
        N_("A card is a set of fields, even if it only has a question."),
        N_("  - Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK112": Explanation(
        N_("There are no cards to deal. Each card begins with a dash, under “cards:”."),
        N_("format: 1\ntitle: Work\ncards: []\n"),
        N_("format: 1\ntitle: Work\ncards:\n  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK113": Explanation(
        N_("# starts a comment, and the field has nothing else in it. Inside quotes, # is an ordinary character."),
        N_("  - id: hashtag\n    question: #monday, what does it make you think of?\n"),
        N_('  - id: hashtag\n    question: "#monday, what does it make you think of?"\n'),
    ),
    "DK114": Explanation(
        N_("A step in an exercise has two fields: what to do, and how many minutes it takes."),
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
            "The deck says it uses a later format than this version of dialogkort supports. Unknown words"
            " may be valid in that format, so they are not treated as spelling mistakes. Whatever can be"
            " understood can be played."
        ),
    ),
}
