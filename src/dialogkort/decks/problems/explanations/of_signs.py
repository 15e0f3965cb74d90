"""DK040 to DK049: special characters, and features of YAML that decks do not support, mostly used by accident."""

from typing import Final

from dialogkort.decks.problems.explanations.explanation import Explanation
from dialogkort.language import N_

SIGNS: Final = {
    "DK040": Explanation(
        N_(
            "A word with & in front marks something to be copied elsewhere. Decks do not use such names, so put the "
            "text in quotes."
        ),
        N_("  - id: helpers\n    question: Who helps whom?\n    theme: &more\n"),
        N_('  - id: helpers\n    question: Who helps whom?\n    theme: "&more"\n'),
    ),
    "DK041": Explanation(
        N_(
            "A word with * in front stands for a copy of something else. Asterisks for emphasis are shown"
            " on the card as they are, so the text needs quotes."
        ),
        N_("  - id: at-once\n    question: *Always* answering at once, what does it cost?\n"),
        N_('  - id: at-once\n    question: "*Always* answering at once, what does it cost?"\n'),
    ),
    "DK042": Explanation(
        N_(
            "“<<” copies fields from elsewhere. In a deck, each card has its own fields, so that it can be"
            " read on its own."
        ),
        N_("  - id: helpers\n    question: Who helps whom?\n    <<: {level: 2}\n"),
        N_("  - id: helpers\n    question: Who helps whom?\n    level: 2\n"),
    ),
    "DK043": Explanation(
        N_(
            "A word with ! in front tells a program how to read the text. A deck contains only text, so put it"
            " in quotes."
        ),
        N_("  - id: urgent\n    question: !Important in the subject line, what does it do to you?\n"),
        N_('  - id: urgent\n    question: "!Important in the subject line, what does it do to you?"\n'),
    ),
    "DK044": Explanation(
        N_(
            "A line of three dashes ends the deck, and a file contains only one deck. If you want a dividing"
            " line, write it as a comment."
        ),
        N_(
            "format: 1\ntitle: Meetings\ncards:\n  - id: start\n    question: How does a good meeting begin?\n"
            "---\n  - id: end\n    question: How does it end?\n"
        ),
        N_(
            "format: 1\ntitle: Meetings\ncards:\n  - id: start\n    question: How does a good meeting begin?\n"
            "  # ---\n  - id: end\n    question: How does it end?\n"
        ),
    ),
    "DK045": Explanation(
        N_(
            "A card needs two or three levels of lists and fields. Here there are more, usually because of brackets "
            "in the text."
        ),
        N_("  - id: really\n    question: [[[[[[[[Really?]]]]]]]] What do you hear in it?\n"),
        N_('  - id: really\n    question: "[[[[[[[[Really?]]]]]]]] What do you hear in it?"\n'),
    ),
    "DK046": Explanation(
        N_("The name of a field ends with a colon and a space. Without the colon, the line is read as text."),
        N_("  - id: quiet\n    question Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK047": Explanation(
        N_("A dash starts a card or an item in a list. The fields of the deck itself have no dash."),
        N_(
            "# My first deck\nformat: 1\n- title: Work\ncards:\n  - id: quiet\n    question: Where do you find quiet?\n"
        ),
        N_("# My first deck\nformat: 1\ntitle: Work\ncards:\n  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK048": Explanation(
        N_("Word processors put • or – in front of the items in a list; in a deck, use a plain dash and a space."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    follow_ups:\n      • When was it?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    follow_ups:\n      - When was it?\n"),
    ),
    "DK049": Explanation(
        N_(
            "“…” and »…« come from word processors. You can use them inside the text, but not around it: there, use "
            "the straight quotes on your keyboard."
        ),
        N_("  - id: urgent\n    question: “It is urgent: what do you do?”\n"),
        N_('  - id: urgent\n    question: "It is urgent: what do you do?"\n'),
    ),
}
