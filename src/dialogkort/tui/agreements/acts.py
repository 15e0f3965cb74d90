"""The actions on an agreement on the review screen: what is asked, what is put on file, what is undone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, assert_never

from dialogkort.core.agreements.agreement import REVIEW_MONTHS, Agreement, Draft, title_of
from dialogkort.core.agreements.reviews import (
    Act,
    Change,
    adjust,
    can_wait_until,
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
from dialogkort.language import gettext as _
from dialogkort.language.dates import ago, long_date, parse_date
from dialogkort.sessions.agreement_entries import Entry
from dialogkort.sessions.in_hand import Field
from dialogkort.sessions.reviewing import Done
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import reading as agreement_reading
from dialogkort.storage.agreements import versions
from dialogkort.tui.agreements.posters import Posters
from dialogkort.tui.agreements.slip import Answers, Line, ReviewSlip, Wrong
from dialogkort.tui.host import Host
from dialogkort.views.agreements import LONGEST_TITLE, OFFERED, become_words, title_words

if TYPE_CHECKING:
    from dialogkort.tui.agreements.form import Written


class Listing(Protocol):
    """The screen that lists the agreements, as far as the actions on them need it."""

    @property
    def app(self) -> Host: ...

    def read(self) -> None:
        """Read the agreements again."""

    def put_in_place(self, old: Entry, *new: Entry) -> None:
        """Show `new` where `old` was."""

    def show_undone(self, done: Done, *, whole: bool) -> None:
        """Show what has been undone; unless all of it was (`whole`), everything is read again."""


class ReviewActs:
    """Asks for what an act needs, carries it out, and undoes what was done here, the last act first."""

    def __init__(self, screen: Listing, posters: Posters) -> None:
        self._screen = screen
        self._reviewing = screen.app.reviewing
        self._drafts: dict[tuple[object, Act], Written] = {}
        self._new: Written | None = None
        self._posters = posters

    @property
    def can_undo(self) -> bool:
        return self._reviewing.last is not None

    @property
    def _today(self) -> date:
        return self._screen.app.surroundings.today

    # The questions

    def offer(self, entry: Entry) -> None:
        """Offer everything that can be done with an agreement."""
        from dialogkort.tui.dialogs.prompt import PickScreen  # noqa: PLC0415

        if entry.agreement.in_force:
            choices = [(act.value, _(words)) for act, words in OFFERED.items()]
        else:
            choices = [(Act.KEEP.value, _("Bring it back into force"))]

        def chosen(name: str | None) -> None:
            if name:
                self.begin(Act(name), entry)

        self._screen.app.push_screen(PickScreen(title_words(entry.agreement), choices), chosen)

    def offer_versions(self, problem: FileProblem, other: Path) -> None:
        """Offer to say which of two files of one agreement counts, or to keep both as agreements."""
        from dialogkort.tui.dialogs.prompt import PickScreen  # noqa: PLC0415

        path = problem.path
        choices = [
            ("this", _("Keep this version: {file}").format(file=clean_line(path.name, 100))),
            ("other", _("Keep the other version: {file}").format(file=clean_line(other.name, 100))),
            ("both", _("Keep both: this one becomes a separate agreement")),
        ]
        told = _("The other version is kept under another name, so nothing is lost.")

        def chosen(name: str | None) -> None:
            match name:
                case "this":
                    self._settle(path, lambda folder: versions.let_count(folder, path, other, other))
                case "other":
                    self._settle(path, lambda folder: versions.let_count(folder, other, path, other))
                case "both":
                    self._settle(path, lambda folder: versions.keep_both(folder, path, other, self._new_id()))
                case _:
                    pass

        self._screen.app.push_screen(PickScreen(_("Which version do you want to keep?"), choices, told), chosen)

    def _settle(self, path: Path, settle: Callable[[Path], versions.Settled]) -> None:
        """Carry out the choice, say what happened, and rebuild the poster."""
        folder = path.parent.parent

        def put_on_file() -> None:
            try:
                title = agreement_reading.read(path).agreement.title
                done = settle(folder)
            except (CannotRead, NotUnderstood) as error:
                self._screen.app.tell(str(error), warning=True)
            else:
                self._reviewing.settle(folder, title, done)
                if done.moved:
                    aside = clean_line(done.moved[0][1].name, 120)
                    self._tell(_("The other version is kept as {file}.").format(file=aside))
                else:
                    self._tell(_("Both are now separate agreements."))
                self._posters.make(folder, team_files.load(folder).name, self._today)
            self._screen.read()

        self._when_free(put_on_file)

    def begin(self, act: Act, entry: Entry) -> None:
        """Ask for what `act` needs, and carry it out."""
        self._screen.app.clear_notifications()
        agreement = self._as_on_file(entry)
        if agreement is None:
            return
        match act:
            case Act.KEEP:
                self._ask_when(entry, agreement)
            case Act.ADJUST | Act.SUPERSEDE:
                self._write(act, entry, agreement)
            case Act.RETIRE:
                why = Line("reason", _("Reason"), placeholder=_("why it no longer applies (optional)"))
                self._ask(
                    _("No longer applies"),
                    agreement,
                    (why,),
                    lambda answers: self._carry_out(entry, retire(agreement, self._today, answers["reason"])),
                    yes=_("retire"),
                )
            case Act.HAND_OVER:
                self._ask_who(entry, agreement)
            case Act.MOVE:
                self._ask_day(entry, agreement)
            case _:
                assert_never(act)

    def _as_on_file(self, entry: Entry) -> Agreement | None:
        """Return the whole agreement as it is in its file now; say so if it is unavailable."""
        try:
            return agreement_reading.read(entry.path).agreement
        except NotUnderstood as error:
            self._screen.app.tell(str(error), warning=True)
        except CannotRead as error:
            self._screen.app.tell(str(error), warning=True)
        self._screen.read()
        return None

    def _ask(
        self,
        title: str,
        agreement: Agreement,
        lines: tuple[Line, ...],
        then: Callable[[Answers], object],
        told: Callable[[Answers], str | Wrong] = lambda _answers: "",
        yes: str = "",
    ) -> None:
        def answered(answers: Answers | None) -> None:
            if answers is not None:
                then(answers)

        field = self._field(title, agreement.id)
        self._screen.app.push_screen(ReviewSlip(title, title_words(agreement), lines, told, yes, field), answered)

    def _field(self, form: str, name: str) -> Field:
        """Return the field that keeps what is being written in a form about the agreement or team called `name`."""
        return self._screen.app.forms.field(f"{form} {name}")

    def forget_forms(self) -> None:
        """Forget what was written in forms and not used: the user is leaving the list."""
        self._screen.app.forms.forget()

    def _ask_when(self, entry: Entry, agreement: Agreement) -> None:
        title = _("Still applies") if agreement.in_force else _("Back in force")
        proposed = long_date(next_review(agreement, self._today))
        why = Line("reason", _("Reason"), placeholder=_("optional"))
        self._ask(
            title,
            agreement,
            (Line("review", _("Review"), proposed), why),
            lambda answers: self._carry_out(entry, keep(agreement, self._today, self._day(answers), answers["reason"])),
            self._told_day,
            yes=_("keep") if agreement.in_force else _("bring it back"),
        )

    def _ask_day(self, entry: Entry, agreement: Agreement) -> None:
        def moved(answers: Answers) -> None:
            day = self._day(answers)
            if day and day != agreement.review:
                self._carry_out(entry, move(agreement, day, self._today, answers["reason"]))

        why = Line("reason", _("Reason"), placeholder=_("optional"))
        lines = (Line("review", _("Review"), long_date(agreement.review)), why)
        self._ask(_("Change the date"), agreement, lines, moved, self._told_day)

    def _day(self, answers: Answers) -> date | None:
        return parse_date(answers["review"], self._today)

    def _told_day(self, answers: Answers) -> str | Wrong:
        day = self._day(answers)
        if day is None or not can_wait_until(day, self._today):
            words = _("Enter a future date, or a period such as 3 months or 2 weeks.")
            return Wrong("review", words)
        return f"→ {long_date(day)}, {ago(day, self._today)}"

    def _ask_who(self, entry: Entry, agreement: Agreement) -> None:
        def handed_over(answers: Answers) -> None:
            if answers["keeper"] != agreement.keeper:
                self._carry_out(entry, hand_over(agreement, answers["keeper"], self._today, answers["reason"]))

        names = self._names(entry)
        why = Line("reason", _("Reason"), placeholder=_("optional"))
        lines = (Line("keeper", _("Keeper"), agreement.keeper, names=names), why)
        self._ask(_("Who will be its keeper?"), agreement, lines, handed_over, lambda _answers: ", ".join(names))

    def _names(self, entry: Entry) -> tuple[str, ...]:
        return tuple(member.name for member in team_files.load(entry.folder).members if member.name)

    def _write(self, act: Act, entry: Entry, agreement: Agreement) -> None:
        """Open the form: with the existing words, empty, or with what was written in it before."""
        from dialogkort.tui.agreements.form import ReviewFormScreen, Written  # noqa: PLC0415

        draft = draft_of(agreement, self._today) if act is Act.ADJUST else Draft(replaces=agreement.id)
        begun = Written(draft, agreement.concerns if act is Act.ADJUST else ())
        written = self._drafts.get((entry.key, act), begun)

        def left(now: Written | None) -> None:
            if now is None:
                return
            self._drafts[entry.key, act] = now
            if now.agreed:
                self._adopt(act, entry, agreement, now, forget)

        def forget() -> None:
            self._drafts.pop((entry.key, act), None)
            field.done()

        names = self._names(entry)
        field = self._field(act, agreement.id)
        form = ReviewFormScreen(
            written.draft, title_words(agreement), written.concerns, names, decision=agreement.decision, field=field
        )
        self._screen.app.push_screen(form, left)

    def write_new(self, folder: Path, team: str) -> None:
        """Open the form for an agreement that was made outside a game, and put it on file."""
        from dialogkort.tui.agreements.form import ReviewFormScreen, Written  # noqa: PLC0415

        def left(now: Written | None) -> None:
            self._new = now
            if now is None:
                field.done()
            elif now.agreed:
                self._add(folder, team, now, forget)

        def forget() -> None:
            self._new = None
            field.done()

        written = self._new or Written(Draft())
        names = tuple(member.name for member in team_files.load(folder).members if member.name)
        field = self._field("new", folder.name)
        form = ReviewFormScreen(written.draft, "", written.concerns, names, decision="", field=field)
        self._screen.app.push_screen(form, left)

    def _add(self, folder: Path, team: str, written: "Written", then: Callable[[], None]) -> None:
        draft, today = written.draft, self._today
        made = Agreement(
            id=self._new_id(),
            title=draft.title.strip() or title_of(draft.rule),
            rule=draft.rule.strip(),
            decided=today,
            review=draft.review or months_later(today, REVIEW_MONTHS),
            keeper=draft.keeper.strip(),
            signs=draft.signs.strip(),
            corner_flags=draft.corner_flags.strip(),
            concerns=written.concerns,
        )

        def put_on_file() -> None:
            self._reviewing.record(folder, made)
            then()
            self._tell(_("Saved: {title}").format(title=title_words(made)))
            self._screen.read()
            self._posters.make(folder, team, today)

        self._when_free(put_on_file)

    def _new_id(self) -> str:
        around = self._screen.app.surroundings
        return f"{around.wall():%Y%m%d-%H%M%S}-{around.rng.randrange(16**4):04x}"

    def _adopt(
        self, act: Act, entry: Entry, agreement: Agreement, written: "Written", then: Callable[[], None]
    ) -> None:
        today, draft, concerns = self._today, written.draft, written.concerns
        if act is Act.ADJUST:
            self._carry_out(entry, adjust(agreement, draft, today, concerns), then=then)
            return
        made = in_place_of(agreement, draft, self._new_id(), today, concerns)
        self._carry_out(entry, supersede(agreement, made, today, draft.reason), made, then=then)

    # Putting things on file

    def _when_free(self, work: Callable[[], None], tried: int = 0) -> None:
        """Do `work` on the files, or say why that is not possible.

        If another program is using the folder right now, the work is done a moment later, and the screen stays
        responsive.
        """
        app = self._screen.app
        try:
            work()
        except CannotSave as error:
            if error.busy and app.again_in_a_moment(lambda times: self._when_free(work, times), tried):
                if not tried:
                    self._tell(_("Another program is using the folder. This will be saved as soon as it is free."))
            else:
                self._tell(str(error), warning=True)

    def _carry_out(
        self, entry: Entry, change: Change, made: Agreement | None = None, then: Callable[[], None] = lambda: None
    ) -> None:
        """Put a change on file, `then` say what happened to the agreement, and rebuild the poster."""
        self._when_free(lambda: self._put_on_file(entry, change, made, then))

    def _put_on_file(self, entry: Entry, change: Change, made: Agreement | None, then: Callable[[], None]) -> None:
        app = self._screen.app
        done = self._reviewing.carry_out(entry.folder, change, entry.path, made)
        then()
        new = [entry.become(change.after, done.path, self._today)]
        if done.made and done.made_path:
            new.append(entry.become(done.made, done.made_path, self._today))
        if done.beside:
            words = _(
                "Somebody else has changed the same lines of “{title}”. Your version is saved next to theirs,"
                " in {file}."
            )
            app.tell(words.format(title=title_words(change.before), file=done.path.name), warning=True)
            self._screen.read()
        else:
            self._tell(become_words(change))
            self._screen.put_in_place(entry, *new)
        self._posters.make(entry.folder, entry.team, self._today)

    def _tell(self, words: str, *, warning: bool = False) -> None:
        """Say what happened to it, replacing the previous message."""
        app = self._screen.app
        app.clear_notifications()
        app.tell(words, warning=warning)

    def undo(self) -> None:
        """Undo the last act, and say what the result is."""
        last = self._reviewing.last
        if last is None:
            return
        self._when_free(lambda: self._take_back(last))

    def _take_back(self, last: Done) -> None:
        if self._reviewing.last is not last:  # something else was done while the folder was not free
            return
        whole = self._reviewing.undo()
        told = _("Undone: {title}")
        if not whole:
            told = _("Somebody has changed “{title}” since then, so it stays as it is.")
        self._tell(told.format(title=clean_line(last.title, LONGEST_TITLE)), warning=not whole)
        self._screen.show_undone(last, whole=whole)
        self._posters.make(last.folder, team_files.load(last.folder).name, self._today)
