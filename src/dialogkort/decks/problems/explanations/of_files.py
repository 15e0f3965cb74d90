"""DK001 to DK013: the file itself."""

from typing import Final

from dialogkort.decks.problems.explanations.explanation import Explanation
from dialogkort.language import N_

FILES: Final = {
    "DK001": Explanation(
        N_(
            "The system will not open the file. Usually the name is misspelled, the file is in another folder, or it "
            "belongs to somebody else. A file on a shared drive may not have been downloaded yet."
        )
    ),
    "DK002": Explanation(
        N_(
            "The name belongs to a folder, a device or a pipe. Only regular files, and links to them, are"
            " opened. To check all the decks in a folder, give the name of the folder, without .yaml."
        )
    ),
    "DK003": Explanation(
        N_(
            "A deck can be up to 2 MB, which is about a thousand pages. A larger file is usually something"
            " else with a name that ends in .yaml, or has a picture pasted into it. None of it is read."
        )
    ),
    "DK004": Explanation(
        N_(
            "Some programs, especially older ones on Windows, save text as UTF-16. A deck must be saved as"
            " UTF-8, so that letters such as æ, ø and å are the same on every computer. Until then, none"
            " of the file is read."
        )
    ),
    "DK005": Explanation(
        N_(
            "Some letters are saved in an older encoding (Latin-1, also called ANSI or Windows-1252). The"
            " cards with these letters are not dealt, because there is no sure way to know which letters"
            " they are. Save the file as UTF-8, and then check letters such as æ, ø and å."
        )
    ),
    "DK006": Explanation(
        N_(
            "A control character is invisible, and it can control the terminal. It can slip in when text"
            " is pasted from a PDF or another program. Delete it together with the letters around it, and"
            " type them again."
        ),
        N_("  - id: medium\n    question: Which medium\x0b do you choose when it is urgent?\n"),
        N_("  - id: medium\n    question: Which medium do you choose when it is urgent?\n"),
    ),
    "DK007": Explanation(
        N_("There is nothing in the file except empty lines and comments. A deck needs a title and at least one card."),
        N_("# The deck for Tuesday's meeting\n"),
        N_(
            "# The deck for Tuesday's meeting\nformat: 1\ntitle: Tuesday's meeting\ncards:\n"
            "  - id: last-week\n    question: What went better than expected last week?\n"
        ),
    ),
    "DK008": Explanation(
        N_(
            "The file cannot be read as a whole, so it was read piece by piece. There are mistakes in so"
            " many pieces that the rest was skipped. Fix the first ones and check again; usually the same"
            " mistake is repeated in every card."
        )
    ),
    "DK009": Explanation(
        N_(
            "Two people have changed the same lines, and git has left both versions in the file. Cards"
            " between the markers are not dealt, because only you can choose between them."
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
            "No team plays that many cards. Usually such a file was made by a program that did not stop."
            " None of it is read."
        )
    ),
    "DK011": Explanation(N_("A list can have up to 5,000 items, which is more than anybody writes by hand.")),
    "DK012": Explanation(
        N_(
            "A file can have up to 200,000 pieces of text, which is more than anybody writes by hand. None of the "
            "file is read, so that nobody has to wait for it."
        )
    ),
    "DK013": Explanation(
        N_(
            "A folder can come from anywhere, and may contain a link to a private file of yours. So a link"
            " in a folder is followed only if it stays within the folder. If you trust the link, give the"
            " path of the file that it leads to, or list that file's folder under linked_folders: in"
            " settings.yaml. To see where settings.yaml is, run “dialogkort where”."
        )
    ),
    "DK014": Explanation(
        N_(
            "Word, Excel and other programs have file formats of their own, and a plain list or table is"
            " not a deck either. To make a deck from it, run “dialogkort decks new ID --from FILE”, which"
            " first shows what it will use."
        )
    ),
}
