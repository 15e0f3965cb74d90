"""What a game leaves on file: its agreements, the poster, its minutes, and the team with what it chose."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from dialogkort.core.agreements import Agreement
from dialogkort.core.game import Game
from dialogkort.core.team import Member, Team
from dialogkort.language import gettext as _
from dialogkort.storage import agreement_files, game_files, poster, team_files
from dialogkort.storage.atomic import CannotSave


class Records:
    """The files of one team, kept in line with the game that it plays.

    `problem` is what went wrong last, as a sentence, or empty.
    """

    def __init__(self, root: Path, game: Game, today: date) -> None:
        self.root = root
        self.problem = ""
        self._today = today
        self._name = game.setup.team
        self._known = {agreement.id: agreement for agreement in game.agreements}
        self._paths: dict[str, Path] = {}

    @property
    def folder(self) -> Path:
        """The team's folder."""
        return team_files.folder_of(self.root, self._name or _("Our team"))

    def write_team(self, game: Game) -> bool:
        """Write the team and what it chose; False with a `problem`."""
        setup = game.setup
        team = Team(
            name=self._name or _("Our team"),
            members=tuple(Member(member.id, member.name, member.remote) for member in game.members),
            language=setup.language,
            minutes=setup.minutes,
            format=setup.form.value,
            dealing=setup.dealing.value,
            answering=setup.answering.value,
            decks=tuple(deck.id for deck in setup.decks),
        )
        return self._tried(lambda: team_files.save(self.folder, team))

    def write_agreements(self, game: Game) -> bool:
        """Write what was agreed, take back what was undone, and make the poster anew.

        False with a `problem`. An agreement that was undone after somebody changed its file by hand stays.
        """
        return self._tried(lambda: self._write_agreements(game))

    def write_game(self, game: Game) -> Path | None:
        """Write the minutes of the game, with all that was agreed; None with a `problem`."""
        paths: list[Path] = []

        def write() -> None:
            self._write_agreements(game)
            paths.append(game_files.save(self.folder, game))

        return paths[0] if self._tried(write) else None

    def files(self) -> tuple[Path, ...]:
        """Return the files that this game's agreements were written to, and the poster."""
        return (*self._paths.values(), self.folder / poster.NAME) if self._paths else ()

    def _write_agreements(self, game: Game) -> None:
        folder = self.folder
        standing = {agreement.id: agreement for agreement in game.agreements}
        for agreement in standing.values():
            before = self._known.get(agreement.id)
            self._paths[agreement.id] = agreement_files.save(folder, agreement, before=before)
        for agreement in self._undone(standing):
            agreement_files.withdraw(folder, agreement)
            del self._known[agreement.id]
            self._paths.pop(agreement.id, None)
        changed = bool(standing) or folder.joinpath(poster.NAME).exists()
        self._known |= standing
        if changed:
            found, _problems = agreement_files.load_all(folder)
            in_force = tuple(one.agreement for one in found)
            poster.save(folder, self._name, in_force, self._today)

    def _undone(self, standing: dict[str, Agreement]) -> list[Agreement]:
        return [agreement for name, agreement in self._known.items() if name not in standing]

    def _tried(self, write: Callable[[], object]) -> bool:
        try:
            write()
        except CannotSave as error:
            self.problem = str(error)
            return False
        self.problem = ""
        return True
