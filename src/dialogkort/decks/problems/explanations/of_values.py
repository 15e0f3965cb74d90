"""DK201 to DK209: the value of a field."""

from typing import Final

from dialogkort.decks.problems.explanations.explanation import Explanation
from dialogkort.language import N_

VALUES: Final = {
    "DK201": Explanation(
        N_("The field takes one of a few fixed words."),
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
        N_("The number is outside the range of the field. A level is 1 (warm-up), 2 (everyday) or 3 (goes deep)."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    level: 5\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    level: 3\n"),
    ),
    "DK204": Explanation(
        N_(
            "A question can have up to 280 characters, because it is read aloud in one breath and has to fit on the "
            "card. Most good questions have fewer than 160. Leave out a thought, or move it to “follow_ups”. Text in "
            "other fields can have up to 2,000 characters."
        )
    ),
    "DK205": Explanation(N_("Text can have up to 40 lines. Anything longer belongs in a handout.")),
    "DK206": Explanation(
        N_("A dilemma has from 2 to 5 options: with only one there is nothing to choose, and a hand has five fingers."),
        N_("  - id: urgent\n    kind: dilemma\n    question: It is urgent. What do you do?\n    options: [I call]\n"),
        N_(
            "  - id: urgent\n    kind: dilemma\n    question: It is urgent. What do you do?\n"
            "    options: [I call, I write]\n"
        ),
    ),
    "DK207": Explanation(
        N_(
            "An id is used in file names and commands, so it can only have lower-case letters from a to z,"
            " digits and hyphens. Write æ as ae, ø as oe and å as aa. What people see is the title and the"
            " question."
        ),
        N_("  - id: Email or phone?\n    question: When do you write, and when do you call?\n"),
        N_("  - id: email-or-phone\n    question: When do you write, and when do you call?\n"),
    ),
    "DK208": Explanation(
        N_("The language is a code of two or three letters, with a country if needed: da, en, en-GB."),
        N_("language: English language\n"),
        N_("language: en\n"),
    ),
    "DK209": Explanation(
        N_(
            "The deck is written for a later version of dialogkort, or “format” was used for something else."
            " It is always 1 or 2."
        ),
        N_("format: 3\ntitle: Work\ncards:\n  - id: quiet\n    question: Where do you find quiet?\n"),
        N_("format: 1\ntitle: Work\ncards:\n  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
}
