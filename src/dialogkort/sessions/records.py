"""What a game puts on file: its agreements, the poster, its minutes, and the team with its choices."""

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from datetime import date
from itertools import takewhile
from pathlib import Path

from dialogkort.core.agreements.agreement import Agreement
from dialogkort.core.agreements.reviews import Change
from dialogkort.core.cards import Card
from dialogkort.core.filtering import folded
from dialogkort.core.fingerprints import fingerprint
from dialogkort.core.game.state import Game
from dialogkort.core.overview.figures import last_answers
from dialogkort.core.overview.meetings import Meeting
from dialogkort.core.team import MOST_MEMBERS, Member, Team
from dialogkort.core.text import clean_line
from dialogkort.files import atomic, links
from dialogkort.files.atomic import CannotSave, settle
from dialogkort.files.failures import CannotMake
from dialogkort.files.folder_lock import alone_in
from dialogkort.files.problems import FileProblem, Severity
from dialogkort.language import gettext as _
from dialogkort.language import using
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import board as board_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.agreements import poster
from dialogkort.storage.agreements.pages import refresh_pages
from dialogkort.storage.agreements.reading import ANOTHER_VERSION
from dialogkort.storage.games import minutes as game_files
from dialogkort.storage.games import reading as minutes_reading


class Records:
    """The files of one team, kept in line with the game that it plays.

    `problem` is the latest problem, as a sentence, or empty; `busy` means that it will be tried again in a moment,
    `held` that another program has a file open, so that another folder would not help, `away` that the folder `root`
    is not there although the game was begun there: a drive may not be connected, so nothing takes its place.
    `undone` is the game with the steps that were undone just before it was interrupted: the next write removes what
    they left on file.
    """

    def __init__(
        self, root: Path, game: Game, today: date, undone: Game | None = None, *, begun_there: bool = False
    ) -> None:
        self.root = root
        self._there = root if begun_there else None
        self._with_team = {root}
        """The folders in which the team of this game is on file, or was left to whoever began the game."""
        self.problem, self.busy, self.held, self.away = "", False, False, False
        self._today = today
        self._name = game.setup.team
        self._language = game.setup.language
        """The language to use if the team's file does not name one, or cannot be read now."""
        with using(self._language):  # the same name, and so the same folder, for anyone who continues the game
            self._called = self._name or _("Our team")
        before = undone or game
        self._known = {agreement.id: agreement for agreement in before.agreements}
        self._resumed = game.changes
        self._undone = before.changes[_alike(before.changes, game.changes) :]
        self._applied: tuple[Change, ...] = ()
        self._begun: Change | None = None
        self._paths: dict[str, Path] = {}
        self._written_in: Path | None = None
        self._game_id = game.setup.game
        self._meetings: tuple[Meeting, ...] | None = None
        self._joined: tuple[Member, ...] = ()
        self._added: frozenset[str] = frozenset()

    @property
    def folder(self) -> Path:
        """The team's folder."""
        return team_files.folder_of(self.root, self._called)

    def missing(self) -> bool:
        """Tell whether the folder in which the game was begun is not there now; then `problem` says so.

        A folder that has become empty counts as missing, too: it may be the place where a drive is shown.
        """
        self.away = self._there == self.root and not self._exists()
        if self.away:
            words = _("The files of this game belong in {path}, which is not there now: a drive may not be connected.")
            self.problem = words.format(path=clean_line(str(self.root), 400))
        return self.away

    def _exists(self) -> bool:
        links.name_folder(self.root)
        try:
            return bool(atomic.names(self.root))
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:  # writing will say what is wrong with it
            return True

    def make_folder(self) -> None:
        """Let the next write create the folder if it is missing, and the team's file in it."""
        self._there = None
        self._with_team.discard(self.root)

    def last_answers(self, card: Card) -> tuple[date, tuple[int, ...]] | None:
        """Return when the team last answered the question of `card`, and how many gave each answer.

        None if it has not, or if there were too few answers to keep. The minutes are read only once.
        """
        if self._meetings is None:
            before = minutes_reading.meetings(self.folder)
            self._meetings = tuple(meeting for meeting in before if meeting.id != self._game_id)
        found = last_answers(self._meetings, fingerprint(card))
        return found if found and len(found[1]) == len(card.choices) else None

    def write_team(self, game: Game) -> bool:
        """Write the team and its choices; False with a `problem`.

        A game of reviews alone chooses no decks, and the format of a programme is the one in which it fits: the team's
        own choices stay.
        """
        self._with_team.discard(self.root)  # if this fails, the next write does it
        return self._tried(lambda: self._write_team(game))

    def _write_team(self, game: Game) -> None:
        setup, folder = game.setup, self.folder
        on_file = team_files.load(folder)
        decks = tuple(deck.id for deck in setup.decks)
        own = on_file.format if any(deck.programme for deck in setup.decks) else ""
        team = Team(
            name=team_files.name_on_file(folder, self._called),
            members=tuple(Member(member.id, member.name, member.remote) for member in game.members),
            language=on_file.language or setup.language,
            minutes=setup.minutes,
            format=own or setup.form.value,
            dealing=setup.dealing.value,
            answering=setup.answering.value,
            decks=decks or on_file.decks,
        )
        team_files.save(folder, team)
        self._with_team.add(self.root)

    def remember_joined(self, game: Game) -> bool:
        """Write those who joined during the game to the team's file, and nothing else; False with a `problem`."""
        if _joined(game) == self._joined:
            return True
        return self._tried(lambda: self._write_joined(self.folder, game))

    def _write_joined(self, folder: Path, game: Game) -> None:
        """Add those who joined to the team's file; if their joining was undone, remove them if we added them."""
        joined = _joined(game)
        if joined == self._joined:
            return
        on_file = team_files.load(folder)
        names = {folded(member.name) for member in joined}
        gone = self._added - names
        stay = [member for member in on_file.members if folded(member.name) not in gone]
        known = {folded(member.name) for member in stay}
        new = [member for member in joined if folded(member.name) not in known][: MOST_MEMBERS - len(stay)]
        if new or len(stay) < len(on_file.members):
            name = team_files.name_on_file(folder, self._called)
            team_files.save(folder, replace(on_file, name=name, members=(*stay, *new)))
        self._added = (self._added - gone) | {folded(member.name) for member in new}
        self._joined = joined

    def write_agreements(self, game: Game) -> bool:
        """Write what was agreed and reviewed, take back what was undone, and rebuild the poster.

        False with a `problem`. What was undone after somebody had edited its file by hand stays.
        """
        return self._tried(lambda: self._write_agreements(game))

    def write_game(self, game: Game) -> Path | None:
        """Write the minutes of the game, with everything that was agreed; None with a `problem`."""
        paths: list[Path] = []

        def write() -> None:
            self._write_agreements(game)
            paths.append(game_files.save(self.folder, game))

        return paths[0] if self._tried(write) else None

    def holds(self, game: Game) -> bool:
        """Tell whether everything the game has agreed and reviewed was written, and nothing has failed since."""
        written = all(
            self._known.get(agreement.id) == agreement and agreement.id in self._paths for agreement in game.agreements
        )
        return written and not self.problem and self._applied == game.changes

    def files(self) -> tuple[Path, ...]:
        """Return the files that this game's agreements were written to, and the pages generated from them."""
        if not self._paths:
            return ()
        pages = (self.folder / poster.NAME, self.folder / board_files.NAME)
        return (*self._paths.values(), *(page for page in pages if atomic.exists(page)))

    def _write_agreements(self, game: Game) -> None:
        folder = self.folder
        self._begin_anew_in(folder)
        if self.root not in self._with_team:
            self._write_team(game)
        standing = {agreement.id: agreement for agreement in game.agreements}
        self._take_back_changes(folder, game.changes)
        for agreement in [kept for name, kept in self._known.items() if standing.get(name) != kept]:
            agreement_files.withdraw(folder, agreement)
            del self._known[agreement.id]
            self._paths.pop(agreement.id, None)
        for agreement in standing.values():
            self._write_agreement(folder, agreement)
        self._apply_changes(folder, game.changes)
        self._write_joined(folder, game)
        if standing or game.changes or atomic.exists(folder / poster.NAME):
            refresh_poster(folder, self._name, self._today)

    def _begin_anew_in(self, folder: Path) -> None:
        """Forget where the files were if another folder has been chosen since."""
        if self._written_in not in {None, folder}:
            self._paths.clear()
            self._resumed, self._applied = self._applied or self._resumed, ()
        self._written_in = folder

    def _write_agreement(self, folder: Path, agreement: Agreement) -> None:
        path = self._paths.get(agreement.id)
        if (path is None or not atomic.exists(path)) and self._known.get(agreement.id) == agreement:
            path = agreement_files.path_of(folder, agreement.id)
            if path:
                settle(path)
        self._known[agreement.id] = agreement  # a write may fail at its last step and still leave the file
        self._paths[agreement.id] = path or agreement_files.add(folder, agreement)

    def _apply_changes(self, folder: Path, changes: tuple[Change, ...]) -> None:
        """Apply the changes that are new; those from before the game was resumed may already have been applied."""
        again = _alike(self._resumed, changes) if not self._applied else 0
        agreement_files.change_again(folder, changes[:again], self._paths)
        self._applied = self._applied or changes[:again]
        for change in changes[len(self._applied) :]:
            self._begun = change  # a write may fail at its last step and still leave the file
            self._paths[change.id] = agreement_files.change(folder, change, self._paths.get(change.id))
            self._applied, self._begun = (*self._applied, change), None

    def _take_back_changes(self, folder: Path, changes: tuple[Change, ...]) -> None:
        for change in reversed(self._undone):
            agreement_files.undo(folder, change)
        self._undone = ()
        if self._begun and self._begun not in changes[len(self._applied) :]:
            agreement_files.undo(folder, self._begun, self._paths.get(self._begun.id))
            self._begun = None
        while len(self._applied) > _alike(self._applied, changes):
            change = self._applied[-1]
            agreement_files.undo(folder, change, self._paths.get(change.id))
            self._applied = self._applied[:-1]

    def _tried(self, write: Callable[[], object]) -> bool:
        if self.missing():
            self.busy, self.held = False, False
            return False
        try:
            with using(self._language):
                write()
        except CannotSave as error:
            self.problem, self.busy, self.held = str(error), error.busy, error.held
            return False
        except OSError as error:  # checking what exists failed: the drive is gone, or failing
            self.problem, self.busy, self.held = str(CannotSave(self.root, error)), False, False
            return False
        self.problem, self.busy, self.held = "", False, False
        self._there = None
        return True


def refresh_poster(folder: Path, team_name: str, today: date) -> None:
    """Rebuild the poster and the delegation board of the team in `folder` from its files. Raises CannotSave.

    One program at a time does this, so that the last one to write a page has seen everyone's agreements. Files that
    cannot be read, or not understood, are named on the pages; if not even their folder can be read, the pages are left
    unchanged.
    """
    team_name = team_files.name_on_file(folder, team_name)
    try:
        with alone_in(folder):
            found, problems = agreement_files.load_all(folder)
            unread = [problem for problem in problems if problem.unread]
            for problem in unread:
                if problem.path == folder / agreement_files.FOLDER:
                    why = dict(problem.values).get("why", "")
                    raise CannotMake(folder / poster.NAME, problem.path, why)
            names = _left_out(problems, {file.path for file in found})
            refresh_pages(folder, team_name, (file.agreement for file in found), today, names)
    except OSError as error:  # checking what exists failed
        raise CannotSave(folder, error) from error


def _left_out(problems: Iterable[FileProblem], read: Container[Path]) -> tuple[str, ...]:
    """Return the names of the files that have no agreement on a page: they cannot be read, or not understood.

    Another version of an agreement does not count: the agreement is there.
    """
    those = (
        problem.path
        for problem in problems
        if (problem.unread or problem.severity is Severity.ERROR) and problem.short != ANOTHER_VERSION
    )
    return tuple(sorted({path.name for path in those if path not in read}))


def _joined(game: Game) -> tuple[Member, ...]:
    """Return those who joined during the game and have given a name."""
    began = {member.id for member in game.setup.members}
    return tuple(member for member in game.members if member.id not in began and member.name)


def _alike(some: tuple[Change, ...], others: tuple[Change, ...]) -> int:
    """Return how many changes, from the first on, are the same in both."""
    pairs = zip(some, others, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
