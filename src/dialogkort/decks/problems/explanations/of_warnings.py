"""DK301 to DK317: warnings. The cards are still dealt."""

from typing import Final

from dialogkort.decks.problems.explanations.explanation import Explanation
from dialogkort.language import N_

WARNINGS: Final = {
    "DK301": Explanation(
        N_("A # with a space in front of it starts a comment, so the rest of the line is not on the card. Use quotes."),
        N_("  - id: first\n    question: What is priority # 1 for you this week?\n"),
        N_('  - id: first\n    question: "What is priority # 1 for you this week?"\n'),
    ),
    "DK302": Explanation(
        N_(
            "A question that can be answered in one word ends the conversation before it has started. Ask"
            " about a situation instead: when did it last happen, what did you do, what would it take?"
        ),
        N_("  - id: email\n    question: Is email a good way to disagree?\n"),
        N_("  - id: email\n    question: When did you last disagree by email, and how did it end?\n"),
    ),
    "DK303": Explanation(
        N_(
            "On a small screen (80×24) the card has to be scrolled, and people far from the screen lose"
            " track. Shorten the question or the answers, or move something to “follow_ups”, which are"
            " opened on demand."
        )
    ),
    "DK304": Explanation(
        N_(
            "When people can choose between cards, the cards have different themes. If all the cards have the same "
            "theme, it adds nothing to the title. A programme (order: fixed) may well have a single theme."
        )
    ),
    "DK305": Explanation(
        N_(
            "An agreement remembers the card that it came from by its id, and cards that were played"
            " recently are dealt last. An automatic id changes when the first words of the question do. To"
            " give an id to each card without one, run “dialogkort decks ids FILE”."
        ),
        N_("  - question: Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK306": Explanation(
        N_("With “format: 1”, a later version of dialogkort knows how to read the deck."),
        N_("title: Work\ncards:\n  - id: quiet\n    question: Where do you find quiet?\n"),
        N_("format: 1\ntitle: Work\ncards:\n  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK307": Explanation(
        N_(
            "Some characters take up no space, or change the direction of the text. They can slip in when text is "
            "pasted, and can make it look different from what it is. They are shown as �."
        ),
        N_("  - id: quiet\n    question: Where do you find\u200b quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK308": Explanation(
        N_("The field belongs to another kind of card and is not shown on this one. Often, the kind is missing."),
        N_("  - id: urgent\n    question: It is urgent. What do you do?\n    options: [I call, I write]\n"),
        N_(
            "  - id: urgent\n    kind: dilemma\n    question: It is urgent. What do you do?\n"
            "    options: [I call, I write]\n"
        ),
    ),
    "DK309": Explanation(
        N_("The field is there, but there is nothing in it. The card is dealt without it."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    advice:\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK310": Explanation(
        N_("A card refers to its source by a key. The source itself is written once, under “sources”."),
        N_(
            "format: 1\ntitle: Work\ncards:\n  - id: quiet\n    question: Where do you find quiet?\n"
            "    source: handbook\n"
        ),
        N_(
            'format: 1\ntitle: Work\nsources:\n  handbook: "The handbook, chapter 2"\ncards:\n  - id: quiet\n'
            "    question: Where do you find quiet?\n    source: handbook\n"
        ),
    ),
    "DK311": Explanation(
        N_("The numbers were still read in the right order."),
        N_("group: {min: 8, max: 3}\n"),
        N_("group: {min: 3, max: 8}\n"),
    ),
    "DK312": Explanation(
        N_(
            "Some programs end a line with a character that other programs do not show. It can slip in"
            " when text is pasted, and is read as a space."
        ),
        N_("  - id: quiet\n    question: Where do you\u2028find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK313": Explanation(
        N_(
            "At most 500 problems of the same kind are shown. When there are more, it is usually one mistake"
            " made many times: fix that first."
        )
    ),
    "DK314": Explanation(
        N_(
            "Danish names were introduced in format 2. The deck is still read; “format: 2” tells an older"
            " version of dialogkort that it is too old for the deck."
        ),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tema: Work\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    theme: Work\n"),
    ),
    "DK315": Explanation(
        N_(
            "In a list in brackets, each comma starts a new answer. A list with a dash on each line does not"
            " have this problem."
        ),
        N_(
            "  - id: late\n    kind: dilemma\n    question: It is late. What do you do?\n"
            "    options: [I call, if it is urgent, I write]\n"
        ),
        N_(
            "  - id: late\n    kind: dilemma\n    question: It is late. What do you do?\n"
            "    options:\n      - I call, if it is urgent\n      - I write\n"
        ),
    ),
    "DK316": Explanation(
        N_("The numbers from 1 to 5 are always there; “low” and “high” say in words what 1 and 5 mean."),
        N_("  - id: control\n    kind: scale\n    question: How much do we hear?\n    low: 1\n    high: Everything\n"),
        N_(
            "  - id: control\n    kind: scale\n    question: How much do we hear?\n    low: Nothing\n"
            "    high: Everything\n"
        ),
    ),
    "DK317": Explanation(
        N_(
            "A list is opened by one card (“collect”) and shown by later cards (“shows”) under the same"
            " name. Unless an earlier card opens it, the list is empty."
        ),
        N_(
            "format: 2\ntitle: Work\norder: fixed\ncards:\n  - id: weeds\n    question: What would you weed out?\n"
            "    collect: Weeds\n  - id: three\n    question: Which three go?\n    shows: The weeds\n"
        ),
        N_(
            "format: 2\ntitle: Work\norder: fixed\ncards:\n  - id: weeds\n    question: What would you weed out?\n"
            "    collect: Weeds\n  - id: three\n    question: Which three go?\n    shows: Weeds\n"
        ),
    ),
}
