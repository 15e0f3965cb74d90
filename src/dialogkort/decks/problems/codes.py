"""The table of problems: the wording of each code.

Codes are stable: a number is never reused. DK001 to DK019 are about the file, DK020 to DK049 about YAML, DK1xx about
fields, DK2xx about values; DK3xx are warnings, which never keep a card from being dealt. The words in braces are the
parts of a `Problem`.
"""

from dataclasses import dataclass
from typing import Final

from dialogkort.files.problems import Severity
from dialogkort.language import N_


@dataclass(frozen=True, slots=True)
class Texts:
    """The wording of a code: what is wrong, what to do, and what to do if there is a suggestion."""

    message: str
    hint: str = ""
    meant: str = N_("did you mean “{suggestion}”?")


def severity_of(code: str) -> Severity:
    return Severity.WARNING if code.startswith("DK3") else Severity.ERROR


def texts_of(code: str) -> Texts:
    return CODES[code]


_QUOTES: Final = N_("put the whole text in double quotes")

CODES: Final[dict[str, Texts]] = {
    # the file
    "DK001": Texts(
        N_("The file cannot be read: {reason}"),
        N_("check that the file exists and that you have permission to open it"),
    ),
    "DK002": Texts(N_("This is not a regular file"), N_("a deck is a text file whose name ends in .yaml")),
    "DK003": Texts(
        N_("The file is larger than {limit} MB"),
        N_("a deck contains only text; split it into several decks"),
    ),
    "DK004": Texts(
        N_("The file is saved as {encoding}, not as UTF-8"),
        N_("in your editor, choose “Save as” and the encoding UTF-8"),
    ),
    "DK005": Texts(
        N_("A letter here is not saved as UTF-8"),
        N_("in your editor, choose “Save as” and the encoding UTF-8 (letters like this one: {count})"),
    ),
    "DK006": Texts(
        N_("There is a control character ({character}) here"),
        N_("delete it; it often slips in when text is pasted from another program"),
    ),
    "DK007": Texts(N_("The file is empty"), N_("a deck begins with “format: 1”, a title and cards")),
    "DK008": Texts(
        N_("There are too many mistakes to read the rest of the file"),
        N_("fix the ones shown here first"),
    ),
    "DK009": Texts(
        N_("Two versions of the file have been mixed (a git conflict)"),
        N_("keep the right lines, and delete the lines with <<<<<<<, ======= and >>>>>>>"),
    ),
    "DK010": Texts(N_("The deck has more than {limit} cards"), N_("split it into several decks")),
    "DK011": Texts(N_("There are more than {limit} items in one list"), N_("split the deck into several decks")),
    "DK014": Texts(
        N_("This is not a deck yet, but {kind}"),
        N_("make a deck from it: dialogkort decks new ID --from {file}"),
        N_("save it as {suggestion} first, and make a deck from that: dialogkort decks new ID --from FILE"),
    ),
    "DK012": Texts(N_("The file has more than {limit} pieces of text"), N_("split the deck into several decks")),
    "DK013": Texts(
        N_("This is a link to {target}, outside its folder"),
        N_("give the path of the file itself, or list its folder under linked_folders: in settings.yaml"),
    ),
    # YAML
    "DK020": Texts(
        N_("The rest of the file cannot be understood"),
        N_("compare this with the lines above: the same indentation, “field: text”, and quotes around the text"),
    ),
    "DK021": Texts(N_("A colon in the text is read as the end of a field's name"), _QUOTES),
    "DK022": Texts(
        N_("The text continues after the closing quotation mark"),
        N_("put quotation marks around the whole text, and use a different kind inside it: ’ or »…«"),
    ),
    "DK023": Texts(
        N_("A quotation mark is opened here and never closed"), N_("write {quote} at the end of the text too")
    ),
    "DK024": Texts(N_("Text that begins with {character} is read as a list or a set of fields"), _QUOTES),
    "DK025": Texts(N_("Text cannot begin with {character}"), _QUOTES),
    "DK026": Texts(N_("The line is indented with a tab"), N_("use spaces instead, two for each level")),
    "DK027": Texts(
        N_("There is a no-break space where a normal space is needed"),
        N_("delete it and type a space; it often slips in when text is pasted from another program"),
    ),
    "DK028": Texts(N_("A space is missing after the colon"), N_("write “{field}: ” and then the text")),
    "DK029": Texts(N_("A space is missing after the dash"), N_("write “- ” and then the text")),
    "DK030": Texts(
        N_("The line is indented differently from the lines it belongs with"),
        N_("the fields of a card begin in the same column, and so do the dashes of a list"),
    ),
    "DK031": Texts(
        N_("A backslash has a special meaning in double quotes"),
        N_("write \\\\ or use single quotes around the text"),
    ),
    "DK032": Texts(
        N_("A list begins on the same line as its field"),
        N_("begin the list on the next line, or put the text in quotes"),
    ),
    "DK033": Texts(N_("{character} is opened here and never closed"), N_("close it, or put the whole text in quotes")),
    "DK034": Texts(
        N_("This line is neither a field nor part of the text above it"),
        N_("write “field: text”, or, to continue the text, indent the line more than its field"),
    ),
    "DK035": Texts(
        N_("There is text on the same line as {character}"),
        N_("begin the text on the next line, indented, or put it in quotes"),
    ),
    "DK036": Texts(N_("The name of a field cannot be a list or a set of fields"), _QUOTES),
    "DK037": Texts(
        N_("There is a mistake in this list in brackets"),
        N_("put each item in quotes, with commas between them, or write a list with a dash on each line"),
    ),
    "DK038": Texts(
        N_("The dash in front of the card is missing"),
        N_("write “- ” before its first field, in the column of the other dashes"),
    ),
    "DK039": Texts(
        N_("The line “{_cards}:” is missing above the cards"),
        N_("write a line “{_cards}:” above this one, without a dash"),
    ),
    "DK040": Texts(N_("“{word}” is read as an anchor, which decks do not use"), _QUOTES),
    "DK041": Texts(N_("“{word}” is read as a reference, which decks do not use"), _QUOTES),
    "DK042": Texts(N_("“<<” merges fields, which decks do not use"), N_("write out the fields")),
    "DK043": Texts(N_("“{word}” is read as a YAML tag, which decks do not use"), _QUOTES),
    "DK044": Texts(
        N_("A second document begins here; the rest is not read"),
        N_("delete the line, or move what follows it to a separate file"),
    ),
    "DK045": Texts(
        N_("Lists and fields are nested more than {limit} levels deep"),
        N_("if this is text, put it in double quotes"),
    ),
    "DK046": Texts(N_("A colon is missing after “{field}”"), N_("write “{field}: ” and then the text")),
    "DK047": Texts(
        N_("There is a dash in front of “{field}”, which is not a card"),
        N_("delete the dash and begin the line in the first column"),
    ),
    "DK048": Texts(
        N_("An item in a list begins with a dash, not with {character}"),
        N_("write “- ” instead, here and on each line like this one"),
    ),
    "DK049": Texts(
        N_("Text with a colon needs straight quotes, not {character}"),
        N_('use straight quotes instead: "…"'),
    ),
    # fields
    "DK101": Texts(N_("The file has no fields"), N_("a deck begins with “format: 1”, “title: …” and “cards:”")),
    "DK102": Texts(N_("Unknown field “{field}”"), N_("choose from: {known}")),
    "DK103": Texts(N_("The field “{field}” appears twice"), N_("keep one of them")),
    "DK104": Texts(N_("“{field}” is missing"), N_("add a line “{field}: …”")),
    "DK105": Texts(N_("A card of kind {kind} needs “{field}”"), N_("add “{field}”, or choose another kind")),
    "DK106": Texts(N_("“{field}” must be text, not a list or a set of fields"), N_("write it as “{field}: text”")),
    "DK107": Texts(N_("“{field}” must be a list"), N_("write each item on its own line after a dash: “- text”")),
    "DK108": Texts(N_("“{field}” must have fields of its own"), N_("choose from: {known}")),
    "DK109": Texts(N_("“{field}” is empty"), N_("write some text, or delete the line")),
    "DK110": Texts(N_("Another card already has the id “{id}”"), N_("give each card its own id")),
    "DK111": Texts(N_("A card must have fields"), N_("write it as “- {_question}: …”, with its other fields below")),
    "DK112": Texts(N_("The deck has no cards"), N_("write them under “{_cards}:”, each with “- {_question}: …”")),
    "DK113": Texts(N_("“{field}” is empty, because text after # is not read"), _QUOTES),
    "DK114": Texts(
        N_("A step must have fields"), N_("write it as “- {_text}: …”, with “{_minutes}: …” on the line below")
    ),
    "DK115": Texts(
        N_("“{value}” is unknown in format {high}; the file says format {number}, where it may be valid"),
        N_("get a newer version of dialogkort; until then, the other cards can be played"),
    ),
    # values
    "DK201": Texts(N_("“{field}” cannot be “{value}”"), N_("choose from: {known}")),
    "DK202": Texts(N_("“{field}” must be a whole number, not “{value}”"), N_("write a number from {low} to {high}")),
    "DK203": Texts(N_("“{field}” cannot be {value}"), N_("write a number from {low} to {high}")),
    "DK204": Texts(
        N_("“{field}” is {length} characters long; the limit is {limit}"),
        N_("shorten it"),
    ),
    "DK205": Texts(N_("“{field}” has {length} lines; the limit is {limit}"), N_("shorten it")),
    "DK206": Texts(
        N_("“{field}” has {length} items; it must have from {low} to {high}"),
        N_("write from {low} to {high} of them"),
    ),
    "DK207": Texts(
        N_("“{value}” is not a valid id"),
        N_("use lower-case letters from a to z, digits and hyphens"),
        N_("use lower-case letters from a to z, digits and hyphens: “{suggestion}”"),
    ),
    "DK208": Texts(N_("“{value}” is not a language code"), N_("write da for Danish, en for English")),
    "DK209": Texts(
        N_("The deck uses format {value}, but this version of dialogkort only supports up to format {high}"),
        N_("get a newer version of dialogkort, or write “format: {high}”"),
    ),
    # warnings
    "DK301": Texts(N_("The text is cut off here, because text after # is not read"), _QUOTES),
    "DK302": Texts(
        N_("This question can be answered with “yes” or “no”"), N_("start with what, how, when, who or tell us about")
    ),
    "DK303": Texts(
        N_("The card takes up {rows} lines on a small screen, which has room for {limit}"),
        N_("shorten the question or the answers"),
    ),
    "DK304": Texts(
        N_("All the cards have the theme “{theme}”"), N_("use several themes, or none, so that the cards vary")
    ),
    "DK305": Texts(
        N_("Cards without an id ({count}) get automatic ids, which change with the questions"),
        N_("to give them ids, run “dialogkort decks ids”; this one would be “id: {id}”"),
    ),
    "DK306": Texts(N_("The file does not say which format it uses"), N_("add “format: {number}” as the first line")),
    "DK307": Texts(
        N_("There is an invisible character ({character}) here"),
        N_("delete it; it often slips in when text is pasted from another program"),
    ),
    "DK308": Texts(N_("“{field}” is not used on a card of kind {kind}"), N_("delete it, or change the kind")),
    "DK309": Texts(N_("“{field}” is empty and is left out"), N_("write some text, or delete the line")),
    "DK310": Texts(
        N_("The source “{value}” is not listed under “{_sources}”"),
        N_('add it there: “{value}: "author: title"”'),
    ),
    "DK311": Texts(N_("The smallest group ({low}) is larger than the largest ({high})"), N_("swap the two numbers")),
    "DK312": Texts(
        N_("There is an invisible line separator ({character}) here, which is read as a space"),
        N_("delete it; it often slips in when text is pasted from another program"),
    ),
    "DK313": Texts(
        N_("There are too many problems like this one to show ({like})"),
        N_("fix the {limit} that are shown first"),
    ),
    "DK314": Texts(
        N_("“{word}” needs format {number}, but the deck says format {given}"), N_("write “format: {number}”")
    ),
    "DK315": Texts(
        N_("In brackets, a comma starts a new answer, but “{text}” looks like the rest of a sentence"),
        N_("write each answer on a line of its own after a dash: “- text”"),
    ),
    "DK316": Texts(
        N_("“{field}” is the label for the end of the scale, not the number {value}"),
        N_("write a few words, such as “Not at all” or “Every day”"),
    ),
    "DK317": Texts(
        N_("No earlier card opens the list “{value}”"),
        N_("write “{_collect}: {value}” on an earlier card, or use the same spelling as there"),
    ),
}
