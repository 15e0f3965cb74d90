"""DK201 to DK209: what stands in a field."""

from typing import Final

from dialogkort.decks.problems.explanations.explanation import Explanation
from dialogkort.language import N_

VALUES: Final = {
    "DK201": Explanation(
        N_("The field takes one of a few words, in English in every deck."),
        N_(
            "  - id: urgent\n    kind: choice\n    question: It is urgent. What do you do?\n"
            "    options: [I call, I write]\n"
        ),
        N_(
            "  - id: urgent\n    kind: dilemma\n    question: It is urgent. What do you do?\n"
            "    options: [I call, I write]\n"
        ),
    ),
    "DK202": Explanation(
        N_("The field takes a number in digits, without a unit."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    level: two\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    level: 2\n"),
    ),
    "DK203": Explanation(
        N_("The number lies outside what the field takes. A level is 1 (warm-up), 2 (everyday) or 3 (goes deep)."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    level: 5\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    level: 3\n"),
    ),
    "DK204": Explanation(
        N_(
            "A question may have 280 characters, as it is read aloud in one breath and has to fit on"
            " the card. Most"
            " good ones have fewer than 160. Leave a thought out, or move it to “follow_ups”. Other texts may"
            " have 2,000 characters."
        )
    ),
    "DK205": Explanation(N_("A text may have 40 lines. What is longer belongs in a paper that is handed out.")),
    "DK206": Explanation(
        N_("A dilemma has from 2 to 5 options: with one there is nothing to choose, and a hand has five fingers."),
        N_("  - id: urgent\n    kind: dilemma\n    question: It is urgent. What do you do?\n    options: [I call]\n"),
        N_(
            "  - id: urgent\n    kind: dilemma\n    question: It is urgent. What do you do?\n"
            "    options: [I call, I write]\n"
        ),
    ),
    "DK207": Explanation(
        N_(
            "An id is used in file names and commands, so it has lower-case letters from a to z,"
            " digits and hyphens"
            " only. æ is written ae, ø oe and å aa. What people see is the title and the question."
        ),
        N_("  - id: Mail or phone?\n    question: When do you write, and when do you call?\n"),
        N_("  - id: mail-or-phone\n    question: When do you write, and when do you call?\n"),
    ),
    "DK208": Explanation(
        N_("The language is a code of two or three letters, if need be with a country: da, en, en-GB."),
        N_("language: English language\n"),
        N_("language: en\n"),
    ),
    "DK209": Explanation(
        N_("The deck is written for a later dialogkort, or “format” was taken for something else. It is always 1."),
        N_("format: 3\ntitle: Work\ncards:\n  - id: quiet\n    question: Where do you find quiet?\n"),
        N_("format: 1\ntitle: Work\ncards:\n  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
}
