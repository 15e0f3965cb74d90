"""Starting and continuing games: the outcome, for the face that shows it.

This module is loaded with the first game, not before: the home screen needs none of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dialogkort import language
from dialogkort.core.cards import Deck
from dialogkort.core.game.refusals import Refusal
from dialogkort.core.game.state import Stage
from dialogkort.core.overview.meetings import open_notes
from dialogkort.core.text import clean_line
from dialogkort.decks.shelf.library import Library
from dialogkort.files import atomic
from dialogkort.files.atomic import CannotSave
from dialogkort.files.problems import FileProblem
from dialogkort.language import gettext as _
from dialogkort.language.words import why
from dialogkort.sessions.beginning import Beginning, known_of, start_of
from dialogkort.sessions.own_deck import OWN, own_deck, too_few_words
from dialogkort.sessions.programmes import going_on
from dialogkort.sessions.records import Records
from dialogkort.sessions.sitting import Sitting
from dialogkort.sessions.surroundings import Surroundings
from dialogkort.sessions.unread import unread_words
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.games import reading as minutes_reading
from dialogkort.storage.games.journal import JournalBusy, JournalUnreadable, read
from dialogkort.storage.games.minutes import recently_played, stopped
from dialogkort.storage.games.waiting import unfinished


@dataclass(frozen=True, slots=True)
class AtTable:
    """An open game. `unwritten` tries again to write the team's files if they could not be written.

    `told` says what could not be read for the game; it may be empty.
    """

    sitting: Sitting
    records: Records
    unwritten: Callable[[], bool] | None = None
    told: str = ""

    @property
    def ended(self) -> bool:
        """Tell whether the game has ended and only its files are left to complete."""
        return self.sitting.game.stage is Stage.ENDED


@dataclass(frozen=True, slots=True)
class NotOpened:
    """No game is open: `told` says why, if there is anything to say. With `settled`, the set-up can continue."""

    told: str = ""
    settled: Beginning | None = None


Outcome = AtTable | NotOpened


def begin_or_set_up(beginning: Beginning, around: Surroundings, library: Library) -> Outcome:
    """Start at once if everything that a game needs is known; else return what is settled."""
    known = known_of(beginning, [team for _folder, team in team_files.teams(around.folder)])
    if not (beginning.decks and known.members) or _is_to_be_asked(known, around, library):
        return NotOpened(settled=beginning)
    return begin(known, around, library)


def _is_to_be_asked(beginning: Beginning, around: Surroundings, library: Library) -> bool:
    """Tell whether the team has started a programme, so that somebody must say where it continues."""
    if beginning.continues_at is not None:
        return False
    folder = team_files.folder_of(around.folder, beginning.team or _("Our team"))
    decks = [deck for word in beginning.decks if (deck := _deck_called(word, library))]
    return going_on(stopped(folder), decks) is not None


def begin(beginning: Beginning, around: Surroundings, library: Library) -> Outcome:
    """Start a game; say why if it cannot be started."""
    team_folder = team_files.folder_of(around.folder, beginning.team or _("Our team"))
    found, problems = agreement_files.load_all(team_folder)
    agreements = [file.agreement for file in found]
    own = own_deck(agreements) if OWN in beginning.decks else None
    if OWN in beginning.decks and own is None:
        rest = tuple(word for word in beginning.decks if word != OWN)
        return NotOpened(too_few_words(), replace(beginning, decks=rest))
    named = [(word, own if word == OWN else _deck_called(word, library)) for word in beginning.decks]
    decks = [deck for _word, deck in named if deck]
    missing = [word for word, deck in named if deck is None]
    if missing:
        names = ", ".join(clean_line(word, 60) for word in missing)
        told = _("Not found, or not a deck: {names}.").format(names=names)
        return NotOpened(told, replace(beginning, decks=()))
    notes = open_notes(minutes_reading.meetings(team_folder))
    going = going_on(stopped(team_folder), decks) if beginning.continues_at else None
    lists = going.lists if going and going.key == beginning.continues_at else ()
    start = start_of(beginning, decks, recently_played(team_folder), agreements, around, notes, lists)
    try:
        sitting = Sitting.begin(
            around.journals,
            start.setup,
            start.pile,
            around.monotonic,
            start.standing,
            start.notes,
            around.wall,
            around.folder if around.folder.is_absolute() else None,
        )
    except CannotSave as error:
        return NotOpened(str(error))
    if isinstance(sitting, Refusal):
        return NotOpened(why(sitting.reason))
    records = Records(around.folder, sitting.game, around.today)
    write = partial(records.write_team, sitting.game)
    told = unread_words(problems)
    if told:
        told += " " + _("Anything that cannot be read will not come up in this game.")
    return AtTable(sitting, records, None if write() else write, told)


def _deck_called(word: str, library: Library) -> Deck | None:
    shelved = library.find(word, language.current())
    return shelved.reading.deck if shelved else None


def resume(around: Surroundings, chosen: Path | None = None, *, within: Path | None = None) -> Outcome:
    """Continue the game in `chosen`, or else the latest one that can be opened; say so if there is none.

    Its files stay in the folder in which it was begun. With `within`, only games of that folder count.
    """
    problems: list[str] = []
    unread: list[FileProblem] = []
    elsewhere = False
    for path in (chosen,) if chosen else unfinished(around.journals, unread):
        if within and not _is_of(path, within):
            elsewhere = True
            continue
        try:
            sitting = Sitting.resume(path, around.monotonic, around.wall)
        except (JournalBusy, JournalUnreadable, CannotSave) as error:
            problems.append(str(error))
            continue
        root = sitting.teams or around.folder
        records = Records(root, sitting.game, around.today, sitting.before_undo, begun_there=sitting.teams is not None)
        game = sitting.game
        write = partial(records.write_agreements, game)
        decided = game.agreements or game.changes or sitting.before_undo
        written = not records.missing() and (game.stage is Stage.ENDED or not decided or write())
        return AtTable(sitting, records, None if written else write)
    problems += [f"{problem.path}: {problem.message()}" for problem in unread]
    if elsewhere and within and not problems:
        words = _("There is no saved game in {folder}. To continue one from another folder, leave out --folder.")
        problems.append(words.format(folder=clean_line(str(within), 400)))
    return NotOpened("\n".join(problems) or _("There is no saved game."))


def _is_of(path: Path, folder: Path) -> bool:
    """Tell whether the game in `path` was begun in `folder`, or may have been."""
    try:
        begun_in = read(path).folder
    except JournalUnreadable:
        return True  # opening it will say why
    if begun_in is None or begun_in == folder:
        return True
    try:
        one, other = atomic.facts(begun_in), atomic.facts(folder)
    except OSError:  # it is away, or cannot be examined
        return False
    return one is not None and other is not None and (one.st_dev, one.st_ino) == (other.st_dev, other.st_ino)
