"""The teams whose agreements are requested: those in the folder that the app uses, or in `--folder`."""

import argparse
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dialogkort.core.text import clean_line
from dialogkort.files import atomic, links
from dialogkort.files.problems import FileProblem
from dialogkort.language import gettext as _
from dialogkort.storage import locations, settings
from dialogkort.storage import teams as team_files
from dialogkort.storage.agreements.reading import FOLDER


class CannotAnswer(Exception):
    """The request cannot be answered; the message says why, `code` is the exit code."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class TeamFolder:
    """The folder with a team's files. Its name is read on demand, unless the folder is `called` something."""

    path: Path
    called: str = ""

    @cached_property
    def name(self) -> str:
        return self.called or team_files.load(self.path.absolute()).name


def root_of(given: argparse.Namespace) -> Path:
    """Return the folder that contains the teams' folders, as it was given: a relative path stays relative."""
    return _root(given)[0]


def _root(given: argparse.Namespace) -> tuple[Path, bool]:
    """Return that folder, and whether somebody has chosen it. Links in it may lead as far as the settings allow.

    Raises CannotAnswer if the settings, which name it, cannot be read.
    """
    places = locations.locations(os.environ)
    kept, problems = settings.load(places.config)
    links.follow_into(kept.linked_folders)
    if given.folder:
        return links.expanded(given.folder), True
    for problem in problems:
        if problem.unread:
            raise CannotAnswer(f"{problem.path}: {problem.message()}")
    return kept.folder or places.documents, kept.folder is not None


def teams_of(given: argparse.Namespace, problems: list[FileProblem] | None = None) -> tuple[TeamFolder, ...]:
    """Return the requested teams, in the order of their folders. The folder of a single team is accepted, too.

    Problems with a team's folder are added to `problems`. Raises CannotAnswer if the folder does not exist or has no
    such team.
    """
    problems = [] if problems is None else problems
    root, chosen = _root(given)
    try:
        links.name_folder(root)
        names = atomic.names(root)
    except FileNotFoundError:
        if not chosen and not given.team:
            return ()  # nobody has played yet
        raise CannotAnswer(_("The folder {folder} does not exist.").format(folder=root)) from None
    except OSError as error:
        words = _("The folder {folder} cannot be read: {why}")
        raise CannotAnswer(words.format(folder=root, why=error.strerror or type(error).__name__)) from None
    paths = sorted(team_files.folders(root, problems))
    if not paths and {team_files.NAME, FOLDER} & set(names):
        paths = [root]
    found = _told_apart(paths, problems) if len(paths) > 1 else [TeamFolder(path) for path in paths]
    return tuple(found) if given.team is None else _named(given.team, found, root, problems)


def some_teams_of(given: argparse.Namespace, problems: list[FileProblem] | None = None) -> tuple[TeamFolder, ...]:
    """Return the requested teams, and none only if nobody has played yet.

    Raises CannotAnswer if a folder has no teams, too: whoever asks the wrong folder must not be told that all is well.
    """
    problems = [] if problems is None else problems
    found = teams_of(given, problems)
    root = root_of(given)
    if not found and not problems and atomic.is_folder(root):
        raise CannotAnswer(_("There are no team files in {folder}.").format(folder=root))
    return found


def _told_apart(paths: list[Path], problems: list[FileProblem]) -> list[TeamFolder]:
    """Return the folders in their order; the name of a copy of another team includes its folder."""
    teams = team_files.told_apart(((path, team_files.load(path.absolute())) for path in paths), problems)
    return sorted((TeamFolder(path, team.name) for path, team in teams), key=lambda folder: folder.path)


def _named(name: str, teams: list[TeamFolder], root: Path, problems: list[FileProblem]) -> tuple[TeamFolder, ...]:
    """Return the team with that name; a folder's own name works, too, and the name of a copy includes its folder."""
    wanted = clean_line(name, 200).casefold()
    found = [folder for folder in teams if folder.name.casefold() == wanted]
    found = found or [folder for folder in teams if clean_line(folder.path.name, 200).casefold() == wanted]
    if found:
        return tuple(found)
    shown = clean_line(name, 200)
    if problems:  # the team may be the one that cannot be read
        raise CannotAnswer(f"{problems[0].path}: {problems[0].message()}")
    if not teams:
        raise CannotAnswer(_("There is no team {name} in {folder}.").format(name=shown, folder=root))
    words = _("There is no team {name}. The teams are: {names}.")
    raise CannotAnswer(words.format(name=shown, names=", ".join(folder.name for folder in teams)))
