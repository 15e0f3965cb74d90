"""DK020 to DK039: how lines, dashes, colons and quotes are read."""

from typing import Final

from dialogkort.decks.problems.explanations.explanation import Explanation
from dialogkort.language import N_

YAML: Final = {
    "DK020": Explanation(
        N_(
            "A deck is written in YAML: fields with a colon, lists with a dash, and indentation that tells what"
            " belongs together. From this place on the lines do not follow these rules, in a way that has no"
            " explanation of its own. Compare with a card that works, and put quotes around the text."
        )
    ),
    "DK021": Explanation(
        N_(
            "A colon followed by a space means that a field begins. In a text it is read as one more field. Put"
            " double quotes around the whole text; then a colon is a colon."
        ),
        N_("  - id: urgent\n    question: It is urgent: what do you do?\n"),
        N_('  - id: urgent\n    question: "It is urgent: what do you do?"\n'),
    ),
    "DK022": Explanation(
        N_(
            "A text that begins with a quote ends at the next one. Put quotes around all of it, and other quotes"
            " around the words inside."
        ),
        N_('  - id: soon\n    question: "Soon" is a word we often use. What do we mean by it?\n'),
        N_('  - id: soon\n    question: "“Soon” is a word we often use. What do we mean by it?"\n'),
    ),
    "DK023": Explanation(
        N_("The text has a quote in front but none at its end, so the lines that follow are read as part of it."),
        N_('  - id: praise\n    question: "When were you last praised?\n'),
        N_('  - id: praise\n    question: "When were you last praised?"\n'),
    ),
    "DK024": Explanation(
        N_("A text that begins with [ or { is read as a list or as fields. Quotes make it a text again."),
        N_("  - id: guest\n    question: [Name] is new here. What do you tell first?\n"),
        N_('  - id: guest\n    question: "[Name] is new here. What do you tell first?"\n'),
    ),
    "DK025": Explanation(
        N_("Some signs have a meaning of their own at the beginning of a text: @ ` % ] } , and ?. Use quotes."),
        N_("  - id: everybody\n    question: @everybody in the subject line, what does it do to us?\n"),
        N_('  - id: everybody\n    question: "@everybody in the subject line, what does it do to us?"\n'),
    ),
    "DK026": Explanation(
        N_(
            "Lines are indented with spaces, as a tab is not equally wide everywhere. Most editors can be told to"
            " insert spaces for the tab key. A tab is shown as →."
        ),
        N_("  - id: quiet\n\tquestion: Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK027": Explanation(
        N_(
            "A no-break space looks like a space and is none. It comes from word processors and web pages, and"
            " on some keyboards from Alt and the space bar. It is shown as ·."
        ),
        N_("  - id: quiet\n    question:\u00a0Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK028": Explanation(
        N_("Without a space after the colon, the line is one long word and no field."),
        N_("  - id: quiet\n    question:Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK029": Explanation(
        N_("Without a space after the dash, the line is no point of a list."),
        N_("  -id: quiet\n    question: Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK030": Explanation(
        N_(
            "What belongs together begins in the same column: the dashes of the cards, and the fields of a card."
            " Two spaces for each step are usual."
        ),
        N_("  - id: quiet\n    theme: Work\n   question: Where do you find quiet?\n"),
        N_("  - id: quiet\n    theme: Work\n    question: Where do you find quiet?\n"),
    ),
    "DK031": Explanation(
        N_("In double quotes a backslash begins a sign, such as \\n. In single quotes it is a backslash."),
        N_('  - id: folder\n    question: "Who clears up in S:\\mail, and when?"\n'),
        N_("  - id: folder\n    question: 'Who clears up in S:\\mail, and when?'\n"),
    ),
    "DK032": Explanation(
        N_("A list begins on the line below its field. On the same line it can stand in brackets."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tags: - work\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tags:\n      - work\n"),
    ),
    "DK033": Explanation(
        N_("A list in brackets ends with a bracket. Without it, the lines that follow are read as part of it."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tags: [work, noise\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tags: [work, noise]\n"),
    ),
    "DK034": Explanation(
        N_("A text may go on on the next line when that one is indented more than the field."),
        N_("  - id: rules\n    question: Which of our rules helps us,\n    and which one is in the way?\n"),
        N_("  - id: rules\n    question: Which of our rules helps us,\n      and which one is in the way?\n"),
    ),
    "DK035": Explanation(
        N_("After | or > the text begins on the next line and is indented. | keeps the lines, > joins them."),
        N_("  - id: rules\n    question: | Which of our rules helps us?\n"),
        N_("  - id: rules\n    question: |\n      Which of our rules helps us?\n"),
    ),
    "DK036": Explanation(
        N_("What stands before a colon is the name of a field: one word, without brackets."),
        N_("  - id: rules\n    question: Which of our rules helps us?\n    [theme]: Rules\n"),
        N_("  - id: rules\n    question: Which of our rules helps us?\n    theme: Rules\n"),
    ),
    "DK037": Explanation(
        N_("In a list in brackets there is a comma between the texts, and quotes around those with signs in them."),
        N_('  - id: quiet\n    question: Where do you find quiet?\n    tags: ["work" "noise"]\n'),
        N_('  - id: quiet\n    question: Where do you find quiet?\n    tags: ["work", "noise"]\n'),
    ),
    "DK038": Explanation(
        N_("A dash begins each card. Without it the fields belong to the card before."),
        N_(
            "  - id: quiet\n    question: Where do you find quiet?\n"
            "  id: noise\n    question: What disturbs you most?\n"
        ),
        N_(
            "  - id: quiet\n    question: Where do you find quiet?\n"
            "  - id: noise\n    question: What disturbs you most?\n"
        ),
    ),
    "DK039": Explanation(
        N_(
            "The cards stand below a field of their own, “cards:” (in Danish “kort:”), with a dash before each. Write"
            " that line above the first of them."
        ),
        N_("# My first deck\nformat: 1\ntitle: Work\n- id: quiet\n  question: Where do you find quiet?\n"),
        N_("# My first deck\nformat: 1\ntitle: Work\ncards:\n- id: quiet\n  question: Where do you find quiet?\n"),
    ),
}
