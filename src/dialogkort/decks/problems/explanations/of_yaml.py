"""DK020 to DK039: how lines, dashes, colons and quotes are read."""

from typing import Final

from dialogkort.decks.problems.explanations.explanation import Explanation
from dialogkort.language import N_

YAML: Final = {
    "DK020": Explanation(
        N_(
            "A deck is written in YAML: fields with a colon, lists with a dash, and indentation that shows what "
            "belongs together. From here on, the lines break these rules in a way that has no code of its own. "
            "Compare them with a card that works, and put quotes around the text."
        )
    ),
    "DK021": Explanation(
        N_(
            "A colon followed by a space means that a field begins, even inside the text of another field. Put double "
            "quotes around the whole text; then a colon is just a colon."
        ),
        N_("  - id: urgent\n    question: It is urgent: what do you do?\n"),
        N_('  - id: urgent\n    question: "It is urgent: what do you do?"\n'),
    ),
    "DK022": Explanation(
        N_(
            "Text that begins with a quotation mark ends at the next one. Put quotation marks around the whole text, "
            "and use a different kind around the words inside it."
        ),
        N_('  - id: soon\n    question: "Soon" is a word we often use. What do we mean by it?\n'),
        N_('  - id: soon\n    question: "“Soon” is a word we often use. What do we mean by it?"\n'),
    ),
    "DK023": Explanation(
        N_(
            "The text has a quotation mark at the start but none at the end, so the lines that follow are read"
            " as part of it."
        ),
        N_('  - id: praise\n    question: "When were you last praised?\n'),
        N_('  - id: praise\n    question: "When were you last praised?"\n'),
    ),
    "DK024": Explanation(
        N_(
            "Text that begins with [ or { is read as a list or a set of fields. Put it in quotes so that it is read "
            "as text."
        ),
        N_("  - id: guest\n    question: [Name] is new here. What do you tell them first?\n"),
        N_('  - id: guest\n    question: "[Name] is new here. What do you tell them first?"\n'),
    ),
    "DK025": Explanation(
        N_(
            "Some characters have a special meaning at the start of a value: @ ` % ] } , and ?. Put the text in quotes."
        ),
        N_("  - id: everybody\n    question: @everybody in the subject line, what does it do to us?\n"),
        N_('  - id: everybody\n    question: "@everybody in the subject line, what does it do to us?"\n'),
    ),
    "DK026": Explanation(
        N_(
            "Lines are indented with spaces, because tabs do not have the same width everywhere. Most"
            " editors can be set to insert spaces when you press Tab. A tab is shown as →."
        ),
        N_("  - id: quiet\n\tquestion: Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK027": Explanation(
        N_(
            "A no-break space looks like a normal space but is not one. It comes from word processors and"
            " web pages, and on some keyboards from Alt and the space bar. It is shown as ·."
        ),
        N_("  - id: quiet\n    question:\u00a0Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK028": Explanation(
        N_("Without a space after the colon, the line is one long word and not a field."),
        N_("  - id: quiet\n    question:Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK029": Explanation(
        N_("Without a space after the dash, the line is not an item in a list."),
        N_("  -id: quiet\n    question: Where do you find quiet?\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n"),
    ),
    "DK030": Explanation(
        N_(
            "Things that belong together begin in the same column: the dashes of the cards, and the fields"
            " of a card. The usual indentation is two spaces for each level."
        ),
        N_("  - id: quiet\n    theme: Work\n   question: Where do you find quiet?\n"),
        N_("  - id: quiet\n    theme: Work\n    question: Where do you find quiet?\n"),
    ),
    "DK031": Explanation(
        N_(
            "In double quotes, a backslash starts a special character, such as \\n. In single quotes, it is"
            " just a backslash."
        ),
        N_('  - id: folder\n    question: "Who tidies up S:\\mail, and when?"\n'),
        N_("  - id: folder\n    question: 'Who tidies up S:\\mail, and when?'\n"),
    ),
    "DK032": Explanation(
        N_("A list begins on the line below its field. It can also be on the same line, in brackets."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tags: - work\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tags:\n      - work\n"),
    ),
    "DK033": Explanation(
        N_("A list in brackets ends with a bracket. Without it, the lines that follow are read as part of the list."),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tags: [work, noise\n"),
        N_("  - id: quiet\n    question: Where do you find quiet?\n    tags: [work, noise]\n"),
    ),
    "DK034": Explanation(
        N_("Text can continue on the next line if that line is indented more than the field."),
        N_("  - id: rules\n    question: Which of our rules helps us,\n    and which one is in the way?\n"),
        N_("  - id: rules\n    question: Which of our rules helps us,\n      and which one is in the way?\n"),
    ),
    "DK035": Explanation(
        N_(
            "After | or >, the text begins on the next line and is indented. | keeps the line breaks, > joins"
            " the lines."
        ),
        N_("  - id: rules\n    question: | Which of our rules helps us?\n"),
        N_("  - id: rules\n    question: |\n      Which of our rules helps us?\n"),
    ),
    "DK036": Explanation(
        N_("The text before a colon is the name of a field: one word, without brackets."),
        N_("  - id: rules\n    question: Which of our rules helps us?\n    [theme]: Rules\n"),
        N_("  - id: rules\n    question: Which of our rules helps us?\n    theme: Rules\n"),
    ),
    "DK037": Explanation(
        N_(
            "In a list in brackets, put commas between the items, and quotes around those that contain special "
            "characters."
        ),
        N_('  - id: quiet\n    question: Where do you find quiet?\n    tags: ["work" "noise"]\n'),
        N_('  - id: quiet\n    question: Where do you find quiet?\n    tags: ["work", "noise"]\n'),
    ),
    "DK038": Explanation(
        N_("Each card begins with a dash. Without it, the fields belong to the previous card."),
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
            "The cards are listed under a field of their own, “cards:” (in Danish “kort:”), with a dash in"
            " front of each. Write that line above the first card."
        ),
        N_("# My first deck\nformat: 1\ntitle: Work\n- id: quiet\n  question: Where do you find quiet?\n"),
        N_("# My first deck\nformat: 1\ntitle: Work\ncards:\n- id: quiet\n  question: Where do you find quiet?\n"),
    ),
}
