"""Beginning a game, and going on with one: what the app does when a game comes to the table.

It is loaded with the first game, not before: the home screen needs none of it.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from dialogkort import language
from dialogkort.core.game.refusals import Refusal
from dialogkort.core.game.state import Stage
from dialogkort.core.text import clean_line
from dialogkort.files.atomic import CannotSave
from dialogkort.language import gettext as _
from dialogkort.language.words import why
from dialogkort.sessions.beginning import Beginning, known_of, start_of
from dialogkort.sessions.records import Records
from dialogkort.sessions.sitting import Sitting
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.games.journal import JournalBusy, JournalUnreadable
from dialogkort.storage.games.minutes import recently_played
from dialogkort.storage.games.waiting import unfinished

if TYPE_CHECKING:
    from dialogkort.tui.app import DialogkortApp


def begin_or_set_up(app: "DialogkortApp", beginning: Beginning) -> None:
    """Begin at once when all that a game needs is known; else open the set-up with what is."""
    known = known_of(beginning, [team for _folder, team in team_files.teams(app.surroundings.folder)])
    if beginning.decks and known.members:
        begin(app, known)
    else:
        app.set_up_game(beginning)


def begin(app: "DialogkortApp", beginning: Beginning) -> None:
    """Begin a game and open the table; tell why when it cannot be begun."""
    around = app.surroundings
    shelved = [app.library.find(word, language.current()) for word in beginning.decks]
    decks = [one.reading.deck for one in shelved if one and one.reading.deck]
    missing = [word for word, one in zip(beginning.decks, shelved, strict=True) if not one or not one.reading.deck]
    if missing:
        names = ", ".join(clean_line(word, 60) for word in missing)
        app.tell(_("Not found, or not a deck: {names}.").format(names=names), warning=True)
        app.set_up_game(replace(beginning, decks=()))
        return
    team_folder = team_files.folder_of(around.folder, beginning.team or _("Our team"))
    found, _problems = agreement_files.load_all(team_folder)
    agreements = [one.agreement for one in found]
    start = start_of(beginning, decks, recently_played(team_folder), agreements, around)
    try:
        sitting = Sitting.begin(around.journals, start.setup, start.pile, around.monotonic, start.standing)
    except CannotSave as error:
        app.tell(str(error), warning=True)
        return
    if isinstance(sitting, Refusal):
        app.tell(why(sitting.reason), warning=True)
        return
    records = Records(around.folder, sitting.game, around.today)
    app.open_table(sitting, records)
    if not records.write_team(sitting.game):
        app.ask_for_folder(records, partial(records.write_team, sitting.game))


def resume(app: "DialogkortApp") -> None:
    """Go on with the latest unfinished game that can be opened; tell when there is none."""
    around = app.surroundings
    problems = []
    for path in unfinished(around.journals):
        try:
            sitting = Sitting.resume(path, around.monotonic)
        except (JournalBusy, JournalUnreadable, CannotSave) as error:
            problems.append(str(error))
            continue
        records = Records(around.folder, sitting.game, around.today, sitting.before_undo)
        if sitting.game.stage is Stage.ENDED:
            app.end_game(sitting, records)
        else:
            app.open_table(sitting, records)
            decided = sitting.game.agreements or sitting.game.changes or sitting.before_undo
            if decided and not records.write_agreements(sitting.game):
                app.ask_for_folder(records, partial(records.write_agreements, sitting.game))
        return
    app.tell("\n".join(problems) or _("No game is waiting."), warning=True)
