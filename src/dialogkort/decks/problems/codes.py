"""The table of problems: from each code to its texts.

Codes are stable: a number is never used for something else. DK001 to DK019 are about the file, DK020 to DK049
about YAML, DK1xx about fields, DK2xx about values; DK3xx are warnings, which never stop a card from being
dealt. The words in braces are the parts of a `Problem`.
"""

from dataclasses import dataclass
from typing import Final

from dialogkort.files.problems import Severity
from dialogkort.language import N_


@dataclass(frozen=True, slots=True)
class Texts:
    """What is said of a code: what is wrong, what to do, and what to do when a suggestion is at hand."""

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
    "DK001": Texts(N_("The file cannot be read: {reason}"), N_("check that it is there and that you may open it")),
    "DK002": Texts(N_("This is not an ordinary file"), N_("a deck is a text file whose name ends in .yaml")),
    "DK003": Texts(
        N_("The file is larger than {limit} MB"),
        N_("a deck is text only; split it into several decks"),
    ),
    "DK004": Texts(
        N_("The file is saved as {encoding}, not as UTF-8"),
        N_("in your editor choose “Save as” and the encoding UTF-8"),
    ),
    "DK005": Texts(
        N_("A letter here is not saved as UTF-8"),
        N_("in your editor choose “Save as” and the encoding UTF-8 (letters like this one: {count})"),
    ),
    "DK006": Texts(
        N_("A control character ({character}) stands here"),
        N_("delete it; it often comes along when text is pasted from another program"),
    ),
    "DK007": Texts(N_("The file is empty"), N_("a deck begins with “format: 1”, a title and cards")),
    "DK008": Texts(
        N_("There are so many mistakes that the rest of the file is not read"),
        N_("put right those that are shown first"),
    ),
    "DK009": Texts(
        N_("Two versions of the file have been mixed (a git conflict)"),
        N_("keep the lines that are right and delete the lines with <<<<<<<, ======= and >>>>>>>"),
    ),
    "DK010": Texts(N_("The deck has more than {limit} cards"), N_("split it into several decks")),
    "DK011": Texts(N_("More than {limit} things stand in one list"), N_("split the deck into several")),
    "DK014": Texts(
        N_("This is no deck yet, but {kind}"), N_("make a deck of it: dialogkort decks new ID --from {file}")
    ),
    "DK012": Texts(N_("The file has more than {limit} texts"), N_("split the deck into several")),
    "DK013": Texts(
        N_("This is a link out of its folder, to {target}"),
        N_("name the file itself, or list its folder under linked_folders: in settings.yaml"),
    ),
    # YAML
    "DK020": Texts(
        N_("The file cannot be understood from here on"),
        N_("compare with the lines above: the same indentation, “field: text”, and quotes around the text"),
    ),
    "DK021": Texts(N_("A colon in the text is read as the end of a field's name"), _QUOTES),
    "DK022": Texts(
        N_("The text goes on after the closing quote"),
        N_("put quotes around the whole text and write other quotes inside it: ’ or »…«"),
    ),
    "DK023": Texts(N_("A quote is opened here and never closed"), N_("write {quote} at the end of the text too")),
    "DK024": Texts(N_("A text that begins with {character} is read as a list or a set of fields"), _QUOTES),
    "DK025": Texts(N_("A text cannot begin with {character}"), _QUOTES),
    "DK026": Texts(N_("A tab stands where the line is indented"), N_("use spaces, two for each step")),
    "DK027": Texts(
        N_("A no-break space stands where an ordinary space is needed"),
        N_("delete it and type a space; it often comes along when text is pasted from another program"),
    ),
    "DK028": Texts(N_("A space is missing after the colon"), N_("write “{field}: ” and then the text")),
    "DK029": Texts(N_("A space is missing after the dash"), N_("write “- ” and then the text")),
    "DK030": Texts(
        N_("The line is indented differently from those that it belongs with"),
        N_("fields of the same card begin in the same column, and so do the dashes of a list"),
    ),
    "DK031": Texts(
        N_("A backslash has a meaning of its own in double quotes"),
        N_("write \\\\ or use single quotes around the text"),
    ),
    "DK032": Texts(
        N_("A list begins on the same line as its field"),
        N_("begin the list on the next line, or put the text in quotes"),
    ),
    "DK033": Texts(N_("{character} is opened here and never closed"), N_("close it, or put the whole text in quotes")),
    "DK034": Texts(
        N_("This line is neither a field nor part of the text above"),
        N_("write “field: text”, or indent the line more than its field when the text goes on"),
    ),
    "DK035": Texts(
        N_("Text stands on the same line as {character}"),
        N_("begin the text on the next line, indented, or put it in quotes"),
    ),
    "DK036": Texts(N_("A field's name cannot be a list or a set of fields"), _QUOTES),
    "DK037": Texts(
        N_("Something is wrong with this list in brackets"),
        N_("put each text in quotes with a comma between them, or write a list with a dash on each line"),
    ),
    "DK038": Texts(
        N_("The dash in front of the card is missing"),
        N_("write “- ” before its first field, in the column of the other dashes"),
    ),
    "DK039": Texts(
        N_("The line “cards:” is missing above the cards"), N_("write a line “cards:” above this one, without a dash")
    ),
    "DK040": Texts(N_("“{word}” is read as an anchor, and decks have none"), _QUOTES),
    "DK041": Texts(N_("“{word}” is read as a reference, and decks have none"), _QUOTES),
    "DK042": Texts(N_("“<<” merges fields, and decks have none of that"), N_("write the fields out")),
    "DK043": Texts(N_("“{word}” is read as a YAML tag, and decks have none"), _QUOTES),
    "DK044": Texts(
        N_("A second document begins here; what follows is not read"),
        N_("delete the line, or move what follows to a file of its own"),
    ),
    "DK045": Texts(
        N_("Lists and fields lie more than {limit} deep in each other"),
        N_("if it is a text, put it in double quotes"),
    ),
    "DK046": Texts(N_("A colon is missing after “{field}”"), N_("write “{field}: ” and then the text")),
    "DK047": Texts(
        N_("A dash stands in front of “{field}”, which is no card"),
        N_("delete the dash and begin the line in the first column"),
    ),
    "DK048": Texts(
        N_("A point of a list begins with a dash, not with {character}"),
        N_("write “- ” in its place, and so on each line like this one"),
    ),
    "DK049": Texts(
        N_("A typographic quote ({character}) does not hold a text with a colon together"),
        N_('put straight quotes in their place: "…"'),
    ),
    # fields
    "DK101": Texts(N_("The file has no fields"), N_("a deck begins with “format: 1”, “title: …” and “cards:”")),
    "DK102": Texts(N_("Unknown field “{field}”"), N_("possible here: {known}")),
    "DK103": Texts(N_("The field “{field}” stands here twice"), N_("keep one of them")),
    "DK104": Texts(N_("“{field}” is missing"), N_("add a line “{field}: …”")),
    "DK105": Texts(N_("A card of the kind {kind} needs “{field}”"), N_("add “{field}”, or choose another kind")),
    "DK106": Texts(N_("“{field}” wants one text, not a list or fields"), N_("write it as “{field}: text”")),
    "DK107": Texts(N_("“{field}” wants a list"), N_("write each on its own line after a dash: “- text”")),
    "DK108": Texts(N_("“{field}” wants fields of its own"), N_("possible here: {known}")),
    "DK109": Texts(N_("“{field}” is empty"), N_("write a text, or delete the line")),
    "DK110": Texts(N_("The id “{id}” is taken by another card"), N_("give each card an id of its own")),
    "DK111": Texts(N_("A card consists of fields"), N_("write it as “- question: …”, with the other fields below")),
    "DK112": Texts(N_("The deck has no cards"), N_("write them under “cards:”, each with “- question: …”")),
    "DK113": Texts(N_("“{field}” is empty, as what stands after # is not read"), _QUOTES),
    "DK114": Texts(N_("A step consists of fields"), N_("write it as “- text: …”, with “minutes: …” on the line below")),
    "DK115": Texts(
        N_("“{value}” is no word of format {high}; the file says format {number}, where it may be one"),
        N_("get a newer dialogkort; the other cards can be played meanwhile"),
    ),
    # values
    "DK201": Texts(N_("“{field}” cannot be “{value}”"), N_("possible here: {known}")),
    "DK202": Texts(N_("“{field}” wants a whole number, not “{value}”"), N_("write a number from {low} to {high}")),
    "DK203": Texts(N_("“{field}” cannot be {value}"), N_("write a number from {low} to {high}")),
    "DK204": Texts(
        N_("“{field}” is {length} characters long and can have {limit}"),
        N_("shorten it"),
    ),
    "DK205": Texts(N_("“{field}” has {length} lines and can have {limit}"), N_("shorten it")),
    "DK206": Texts(
        N_("“{field}” has {length} and can have from {low} to {high}"),
        N_("write from {low} to {high} of them"),
    ),
    "DK207": Texts(
        N_("“{value}” cannot be an id"),
        N_("use lower-case letters from a to z, digits and hyphens"),
        N_("use lower-case letters from a to z, digits and hyphens: “{suggestion}”"),
    ),
    "DK208": Texts(N_("“{value}” is not the code of a language"), N_("write da for Danish, en for English")),
    "DK209": Texts(
        N_("The deck is in format {value}, and this dialogkort knows format {high}"),
        N_("get a newer dialogkort, or write “format: {high}”"),
    ),
    # warnings
    "DK301": Texts(N_("The text is cut off here, as what stands after # is not read"), _QUOTES),
    "DK302": Texts(N_("“Yes” or “no” answers this question"), N_("begin with what, how, when, who or tell us about")),
    "DK303": Texts(
        N_("The card takes up {rows} lines on a small screen, where there is room for {limit}"),
        N_("shorten the question or the answers"),
    ),
    "DK304": Texts(N_("All cards have the theme “{theme}”"), N_("use several themes, or none, so that the cards vary")),
    "DK305": Texts(
        N_("Cards have no id ({count}), and those made for them change when the questions are edited"),
        N_("“dialogkort decks ids” gives each of them one; this one would be “id: {id}”"),
    ),
    "DK306": Texts(N_("The file does not say which format it is in"), N_("add “format: {number}” as the first line")),
    "DK307": Texts(
        N_("An invisible character ({character}) stands here"),
        N_("delete it; it often comes along when text is pasted from another program"),
    ),
    "DK308": Texts(N_("“{field}” is not used on a card of the kind {kind}"), N_("delete it, or change the kind")),
    "DK309": Texts(N_("“{field}” is empty and is left out"), N_("write a text, or delete the line")),
    "DK310": Texts(
        N_("The source “{value}” does not stand under “sources”"),
        N_('add it there: “{value}: "author: title"”'),
    ),
    "DK311": Texts(N_("The smallest group ({low}) is larger than the largest ({high})"), N_("swap the two numbers")),
    "DK312": Texts(
        N_("An invisible line separator ({character}) stands here and is read as a space"),
        N_("delete it; it often comes along when text is pasted from another program"),
    ),
    "DK313": Texts(
        N_("There are more problems like this one than can be shown ({like})"),
        N_("put right the {limit} that are shown first"),
    ),
    "DK314": Texts(
        N_("“{word}” came with format {number}, and the deck says format {given}"), N_("write “format: {number}”")
    ),
    "DK315": Texts(
        N_("In brackets, a comma begins a new answer, and “{text}” looks like the rest of a sentence"),
        N_("write each answer on a line of its own after a dash: “- text”"),
    ),
    "DK316": Texts(
        N_("“{field}” is what the end of the scale is called, not the number {value}"),
        N_("write a few words, such as “Not at all” or “Every day”"),
    ),
    "DK317": Texts(
        N_("No card before this one opens the list “{value}”"),
        N_("write “collect: {value}” on an earlier card, or spell the name as it stands there"),
    ),
}
