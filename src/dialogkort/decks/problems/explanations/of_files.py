"""DK001 to DK013: the file itself."""

from typing import Final

from dialogkort.decks.problems.explanations.explanation import Explanation
from dialogkort.language import N_

FILES: Final = {
    "DK001": Explanation(
        N_(
            "The system does not hand the file out. Most often the name is misspelt, the file lies in another"
            " folder, or it belongs to somebody else. A file on a shared drive may not have been fetched yet."
        )
    ),
    "DK002": Explanation(
        N_(
            "The name belongs to a folder, a device or a pipe. Only ordinary files are opened, and links to them."
            " To check all decks in a folder, give the folder's own name without .yaml."
        )
    ),
    "DK003": Explanation(
        N_(
            "A deck may take up 2 MB; that is about a thousand pages. A larger file is most often something else"
            " whose name ends in .yaml, or has a picture pasted into it. Nothing of it is read."
        )
    ),
    "DK004": Explanation(
        N_(
            "Some programs, above all older ones on Windows, save text as UTF-16. A deck is saved as"
            " UTF-8, so that"
            " æ, ø and å are the same on every machine. Nothing of the file is read until then."
        )
    ),
    "DK005": Explanation(
        N_(
            "Some letters are saved in an older way (Latin-1, also called ANSI or Windows-1252). The cards that"
            " they stand on are not dealt, as nobody can tell for sure which letters they are. Save the file"
            " as UTF-8, and look æ, ø and å through afterwards."
        )
    ),
    "DK006": Explanation(
        N_(
            "A control character cannot be seen, and it can steer the terminal. It comes along when text is pasted"
            " from a PDF or another program. Delete it together with the letters around it, and type those anew."
        ),
        N_("  - id: medium\n    question: Which medium\x0b do you choose when it is urgent?\n"),
        N_("  - id: medium\n    question: Which medium do you choose when it is urgent?\n"),
    ),
    "DK007": Explanation(
        N_("There is nothing in the file but empty lines and comments. A deck needs a title and at least one card."),
        N_("# The deck for Tuesday's meeting\n"),
        N_(
            "# The deck for Tuesday's meeting\nformat: 1\ntitle: Tuesday's meeting\ncards:\n"
            "  - id: last-week\n    question: What went better than expected last week?\n"
        ),
    ),
    "DK008": Explanation(
        N_(
            "The file cannot be read as a whole, and was read piece by piece instead. There are so"
            " many pieces with"
            " mistakes that the rest has been left alone. Put the first ones right and check again; most often"
            " one mistake is repeated in every card."
        )
    ),
    "DK009": Explanation(
        N_(
            "Two people have changed the same lines, and git has left both versions in the file. What stands"
            " between the markers is not dealt, as the choice is yours."
        ),
        N_(
            "format: 1\ntitle: Meetings\ncards:\n<<<<<<< HEAD\n  - id: start\n"
            "    question: How do we begin a meeting?\n"
            "=======\n  - id: start\n    question: How does a good meeting begin?\n>>>>>>> mette\n"
        ),
        N_("format: 1\ntitle: Meetings\ncards:\n  - id: start\n    question: How does a good meeting begin?\n"),
    ),
    "DK010": Explanation(
        N_(
            "No team plays that many cards. Most often a file was made by a program that never"
            " stopped. Nothing is read."
        )
    ),
    "DK011": Explanation(N_("A list may hold 5,000 things, which is more than anybody writes by hand.")),
    "DK012": Explanation(
        N_(
            "All texts of a file together may be 200,000, which is more than anybody writes by hand. Nothing of"
            " the file is read, so that nobody has to wait for it."
        )
    ),
    "DK013": Explanation(
        N_(
            "A folder can come from anywhere, and with it a link to a file of yours that is nobody else's business."
            " So a link in a folder is followed only as long as it stays in there. If you trust it, name the file"
            " that it leads to, or list the folder of that file under linked_folders: in settings.yaml;"
            " “dialogkort where” tells where that is."
        )
    ),
    "DK014": Explanation(
        N_(
            "Word, Excel and other programs write files of their own kind, and a plain list or a table is no deck"
            " either. “dialogkort decks new ID --from FILE” makes a deck of it, and shows first what it takes."
        )
    ),
}
