"""Reviewing agreements in plain text: a list with those due first, and the actions on the one chosen by number."""

from dataclasses import replace
from datetime import date

from dialogkort.core.agreements.agreement import REVIEW_MONTHS, Agreement, Draft
from dialogkort.core.agreements.filter import AgreementFilter
from dialogkort.core.agreements.reviews import (
    Act,
    Change,
    adjust,
    draft_of,
    hand_over,
    in_place_of,
    keep,
    move,
    next_review,
    retire,
    supersede,
)
from dialogkort.core.days import months_later
from dialogkort.core.text import clean_line
from dialogkort.files.failures import CannotRead, CannotSave
from dialogkort.files.problems import FileProblem, NotUnderstood
from dialogkort.language import TONGUES, tongue, using
from dialogkort.language import gettext as _
from dialogkort.language.dates import long_date
from dialogkort.plain.asking import ask_day, ask_draft, ask_keeper
from dialogkort.plain.console import Console
from dialogkort.plain.heard import heard_face
from dialogkort.sessions.agreement_entries import Entry, batches
from dialogkort.sessions.agreement_shelf import AgreementShelf
from dialogkort.sessions.records import refresh_poster
from dialogkort.sessions.reviewing import Reviewing
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import reading as agreement_reading
from dialogkort.views.agreements import (
    LONGEST_TITLE,
    OFFERED,
    become_words,
    standing_words,
    summary_words,
    title_words,
)
from dialogkort.views.drafting import LABELS
from dialogkort.views.faces import agreement_face

LETTERS = {
    Act.KEEP: "bk",
    Act.ADJUST: "j",
    Act.RETIRE: "vr",
    Act.SUPERSEDE: "s",
    Act.HAND_OVER: "th",
    Act.MOVE: "d",
}
"""The letters of the actions, the Danish one first. They are the keys of the screen: a test compares them."""
_UNDO, _FIND, _ALL = "u", "f", "x"


class PlainReview:
    """The list of agreements, of all teams or of one."""

    def __init__(self, console: Console, around: Surroundings, team: str = "") -> None:
        self._console, self._around, self._team = console, around, team
        self._shelf = AgreementShelf(AgreementFilter(team=team))
        self._reviewing = Reviewing()

    def run(self) -> None:
        """List and review until an empty line is entered."""
        self._read()
        self._list()
        while typed := self._console.ask(_("The number of an agreement, ? for help, or Enter when you are done.")):
            self._do(typed.casefold())

    @property
    def is_incomplete(self) -> bool:
        """Whether there are files or folders that could not be read."""
        return any(problem.unread for problem in self._shelf.problems)

    # The list

    def _read(self) -> None:
        self._shelf.begin()
        for batch in batches(self._around.folder, self._around.today, known=self._around.folder_is_known):
            self._shelf.take(batch)

    def _read_again(self) -> None:
        """Read and list the agreements again after a change: the numbers may be different now."""
        self._read()
        self._list()

    def _list(self) -> None:
        self._console.say(summary_words(self._shelf))
        for number, listed in enumerate(self._shelf.found, 1):
            if isinstance(listed, FileProblem):
                self._console.say(f"{number}  {clean_line(listed.path.name, 200)}: {listed.brief()}")
            else:
                self._console.say(f"{number}  {title_words(listed.agreement)}: {self._standing(listed)}")
        if not self._shelf.entries and not self._shelf.problems:
            none = _("No agreements yet. You make them in your games, and they are kept in {folder}.")
            self._console.say(none.format(folder=clean_line(str(self._around.folder), 400)))

    def _standing(self, entry: Entry) -> str:
        """Return where it is in its life, in words; the symbol in front says the same."""
        words = standing_words(entry.agreement, entry.standing, self._around.today, self._shelf.after(entry))
        words = words.partition(" ")[2]
        return f"{words}, {entry.team}" if self._shelf.several_teams else words

    # The actions

    def _do(self, typed: str) -> None:
        if typed.isdecimal() and 1 <= int(typed[:5]) <= len(self._shelf.found):
            self._show(int(typed) - 1)
        elif typed == _UNDO or typed in _in_each_language("undo"):
            self._undo()
        elif typed == _FIND or typed in _in_each_language("find"):
            text = self._console.ask(_("Which words are you looking for?"))
            self._look_for(replace(self._shelf.wanted, text=text))
        elif typed == _ALL or typed in _in_each_language("all agreements"):
            self._look_for(AgreementFilter(team=self._team))
        else:
            if typed != "?" and typed not in _in_each_language("help"):
                self._console.say(_("You cannot do that right now. Type ? to see what you can do."))
            self._console.say(
                "1, 2, 3 …  " + _("show an agreement, and say what to do with it"),
                f"{_FIND}  " + _("find"),
                f"{_ALL}  " + _("all agreements"),
                f"{_UNDO}  " + _("undo") if self._reviewing.last else "",
                _("Enter") + "  " + _("quit"),
            )

    def _look_for(self, wanted: AgreementFilter) -> None:
        self._shelf.look_for(wanted)
        self._list()

    def _show(self, place: int) -> None:
        """Read out the agreement at `place` in the list, and ask what to do with it."""
        listed = self._shelf.found[place]
        if isinstance(listed, FileProblem):
            self._console.say(str(listed))
            return
        try:
            found = agreement_reading.read(listed.path)
        except (NotUnderstood, CannotRead) as error:
            self._console.say(str(error))
            return
        agreement = found.agreement
        before, after = self._shelf.before(listed), self._shelf.after(listed)
        self._console.say(*heard_face(agreement_face(agreement, before=before, after=after, history=found.history)))
        acts = {act: words for act, words in OFFERED.items() if agreement.in_force or act is Act.KEEP}
        told = [f"{_letter(act)}  {self._offered(act, agreement)}" for act in acts]
        while typed := self._console.ask("\n".join([*told, _("Enter") + "  " + _("back")])).casefold():
            act = next((act for act in acts if typed in LETTERS[act] or typed in _in_each_language(acts[act])), None)
            if act:
                self._carry_out(act, listed, agreement)
                return
            self._console.say(_("You cannot do that right now. Type ? to see what you can do.") if typed != "?" else "")

    def _offered(self, act: Act, agreement: Agreement) -> str:
        return _(OFFERED[act]) if agreement.in_force else _("Bring it back into force")

    def _carry_out(self, act: Act, entry: Entry, agreement: Agreement) -> None:
        """Ask for what `act` needs, put the result on file, and say what happened to the agreement."""
        made: list[Agreement] = []
        change = self._asked(act, entry, agreement, made)
        if change is None or change.before == change.after:
            self._console.say(_("That is already the case, so nothing has changed."))
            return
        try:
            done = self._reviewing.carry_out(entry.folder, change, entry.path, *made)
            if done.beside:
                words = _(
                    "Somebody else has changed the same lines of “{title}”. Your version is saved next to theirs,"
                    " in {file}."
                )
                self._console.say(words.format(title=title_words(change.before), file=done.path.name))
            else:
                self._console.say(become_words(change))
            refresh_poster(entry.folder, entry.team, self._around.today)
        except CannotSave as error:
            self._console.say(str(error))
        self._read_again()

    def _asked(self, act: Act, entry: Entry, agreement: Agreement, made: list[Agreement]) -> Change | None:
        today, ask = self._around.today, self._console.ask
        match act:
            case Act.KEEP:
                day = self._day(
                    _("When will you review it? A date, or a period such as 3 months or 2 weeks."),
                    next_review(agreement, today),
                )
                return keep(agreement, today, day, self._reason())
            case Act.RETIRE:
                question = _("Why can we do without it? This goes into its history. You can leave it empty.")
                return retire(agreement, today, ask(question))
            case Act.MOVE:
                return move(agreement, self._day(_("Change the date"), agreement.review), today, self._reason())
            case Act.HAND_OVER:
                names = tuple(member.name for member in team_files.load(entry.folder).members if member.name)
                keeper = ask_keeper(self._console, names, agreement.keeper)
                return hand_over(agreement, keeper, today, self._reason())
            case Act.ADJUST | Act.SUPERSEDE:
                return self._worded(act, entry, agreement, made)

    def _worded(self, act: Act, entry: Entry, agreement: Agreement, made: list[Agreement]) -> Change | None:
        """Ask for the new wording and for everyone's consent; None without a rule or without consent."""
        today = self._around.today
        adjusts = act is Act.ADJUST
        draft = draft_of(agreement, today) if adjusts else Draft(replaces=agreement.id)
        names = tuple(member.name for member in team_files.load(entry.folder).members if member.name)
        usual = draft.review or months_later(today, REVIEW_MONTHS)
        draft = ask_draft(self._console, draft, names, usual, today, decision=agreement.decision)
        if not draft.rule:
            self._console.say(_("First, write what you agree to do."))
            return None
        self._console.say(_("Does everyone consent?"))
        consents = _(
            "Press Enter for yes, or write any concerns, separated by semicolons. For no, type n; then nothing is "
            "changed."
        )
        said = self._console.ask(consents)
        if said.casefold() in {"n", "no", "nej"}:
            return None
        concerns = tuple(filter(None, (part.strip() for part in said.split(";"))))
        if adjusts:
            return adjust(agreement, draft, today, concerns or agreement.concerns)
        around = self._around
        name = f"{around.wall():%Y%m%d-%H%M%S}-{around.rng.randrange(16**4):04x}"
        new = in_place_of(agreement, draft, name, today, concerns)
        made.append(new)
        return supersede(agreement, new, today, draft.reason)

    def _day(self, question: str, proposed: date) -> date:
        return ask_day(self._console, question, long_date(proposed), self._around.today)

    def _reason(self) -> str:
        return self._console.ask(_(LABELS["reason"]) + " " + _("(you can leave it empty):"))

    def _undo(self) -> None:
        last = self._reviewing.last
        if last is None:
            self._console.say(_("You cannot do that right now. Type ? to see what you can do."))
            return
        try:
            whole = self._reviewing.undo()
            refresh_poster(last.folder, team_files.load(last.folder).name, self._around.today)
        except CannotSave as error:
            self._console.say(str(error))
            return
        told = _("Undone: {title}") if whole else _("Somebody has changed “{title}” since then, so it stays as it is.")
        self._console.say(told.format(title=clean_line(last.title, LONGEST_TITLE)))
        self._read_again()


def _letter(act: Act) -> str:
    letters = LETTERS[act]
    return letters[min(tongue().letter, len(letters) - 1)]


def _in_each_language(message: str) -> set[str]:
    """Return what can be typed for a word of the program: its words in each language."""
    found = set()
    for spoken_language in TONGUES:
        with using(spoken_language):
            found.add(_(message).casefold())
    return found
