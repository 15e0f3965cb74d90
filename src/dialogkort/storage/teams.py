"""Teams on file: `team.yaml` in a team's folder, which people may edit.

Whatever can be understood is used, the rest is reported, and a save changes only the fields that differ.
"""

import contextlib
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from dialogkort.core.game.dealing import Dealing
from dialogkort.core.game.phases import Format
from dialogkort.core.game.setup import Answering
from dialogkort.core.team import LONGEST_NAME, LONGEST_TEAM_NAME, MOST_MEMBERS, Member, Team
from dialogkort.core.text import clean_line
from dialogkort.files import atomic, filesystem, links, named_files
from dialogkort.files.failures import CannotRead
from dialogkort.files.front_matter import decode, problem_of
from dialogkort.files.problems import FileProblem, NotUnderstood, Severity, unreadable
from dialogkort.files.yaml_editing import save_fields
from dialogkort.files.yaml_reading import Fields, Items, Node, Text, read_fields
from dialogkort.files.yaml_writing import field as lines_of
from dialogkort.language import N_, TONGUES, current, using
from dialogkort.language.names import slug
from dialogkort.storage import team_folder

NAME = team_folder.TEAM
_KEPT_BESIDE = ("agreements", "games")
SAME_TEAM = N_("the same team twice")
LONGEST_MEETING = 600
"""Minutes."""


@dataclass(frozen=True, slots=True)
class TeamFile:
    """A team as defined by its file, and the file's faults. `named` is false if the file names no team.

    `more` has, by member's name, lines that people added and that we do not know.
    """

    team: Team
    problems: tuple[FileProblem, ...] = ()
    named: bool = True
    more: Mapping[str, str] = field(default_factory=dict)


def load(folder: Path) -> Team:
    """Return the team of `folder`; if the file is missing or has faults, whatever can be understood."""
    return read(folder).team


def read(folder: Path) -> TeamFile:
    """Return the team of `folder` and the faults of its file. A team without a name has its folder's name."""
    path = folder / NAME
    try:
        text = decode(atomic.read(path), path)
    except CannotRead as error:
        problems = () if error.missing else (unreadable(error),)
        return TeamFile(Team(_shown_name(folder)), problems, named=False)
    except NotUnderstood as error:
        return TeamFile(Team(_shown_name(folder)), (error.problem,), named=False)
    fields, faults = read_fields(text)
    reader = _Reader(path, fields, [problem_of(fault, path) for fault in faults])
    name = clean_line(reader.text("name"), LONGEST_TEAM_NAME)
    team = Team(
        name=name or _shown_name(folder),
        members=reader.members(),
        language=reader.word("language", tuple(TONGUES)),
        minutes=reader.minutes(),
        format=reader.word("format", _values(Format)),
        dealing=reader.word("dealing", _values(Dealing)),
        answering=reader.word("answering", _values(Answering)),
        decks=tuple(clean_line(deck, 400) for deck in fields.texts("decks")),
    )
    return TeamFile(team, tuple(reader.problems), named=bool(name), more=reader.more)


def save(folder: Path, team: Team) -> None:
    """Write what differs from the team on file; other lines and unknown fields stay. Raises CannotSave."""
    path = folder / NAME
    on_file = read(folder)
    old, new = _lines(on_file.team, on_file.more), _lines(team, on_file.more)
    changes = {key: lines for key, lines in new.items() if lines != old[key]}
    if not on_file.named:
        changes["name"] = new["name"]
    if changes:
        save_fields(path, changes, whole="".join(new.values()))
    else:
        atomic.settle(path)


@contextlib.contextmanager
def in_language_of(folder: Path) -> Iterator[None]:
    """Use the team's language within the block, or the current one if its file names none.

    Files in a team's folder are in the team's language, whoever wrote them: only screens are in the reader's.
    """
    with using(load(folder).language):
        yield


def begin(folder: Path, name: str) -> None:
    """Write the file of a new team, whose language is the current one; raises CannotSave."""
    save(folder, Team(name, language=current()))


def teams(
    root: Path, problems: list[FileProblem] | None = None, *, known: bool = False
) -> tuple[tuple[Path, Team], ...]:
    """Return the teams' folders in `root` with their teams, the latest used first, and copies of folders last.

    What cannot be read is added to `problems`, and so is a `known` root that does not exist: its drive may not be
    connected. Two folders of one team are told apart, as in `told_apart`.
    """
    problems = [] if problems is None else problems
    found = []
    for path in sorted(folders(root, problems, known=known), key=lambda path: (-_used(path), path.name)):
        on_file = read(path)
        problems += [problem for problem in on_file.problems if problem.unread]
        found.append((path, on_file.team))
    return told_apart(found, problems)


def told_apart(found: Iterable[tuple[Path, Team]], problems: list[FileProblem]) -> tuple[tuple[Path, Team], ...]:
    """Return the teams in their order, with copies after them: each has its folder in its name, and is a problem.

    Two teams with the same name are the same. The original is the one in the folder that the name would give, or else
    the one whose folder name looks least like a copy's.
    """
    teams = tuple(found)
    originals: dict[str, Path] = {}
    for path, team in sorted(teams, key=_copied):
        originals.setdefault(team.name.casefold(), path)
    copies = []
    for path, team in teams:
        original = originals[team.name.casefold()]
        if path != original:
            copies.append((path, replace(team, name=_told_by_folder(team.name, path))))
            problems.append(_same_team(path, team, original))
    gone = {path for path, _team in copies}
    return (*(pair for pair in teams if pair[0] not in gone), *copies)


def copies_in(problems: Iterable[FileProblem]) -> frozenset[Path]:
    """Return the folders that `problems` report as copies of another team's folder."""
    those = (problem.path for problem in problems if problem.short == SAME_TEAM)
    return frozenset(path.parent if path.name == NAME else path for path in those)


def _copied(one: tuple[Path, Team]) -> tuple[bool, bool, int, str]:
    """Return a key that sorts the original before its copies, whatever their names, and whatever changed last."""
    path, team = one
    name = path.name
    return name.casefold() != slug(team.name), named_files.own_name(name) != name, len(name), name


def _same_team(path: Path, team: Team, original: Path) -> FileProblem:
    words = N_(
        "This is the same team as in the folder {folder}: {team}. If it is a copy, move this folder somewhere else; "
        "if it is a different team, give it a different name here."
    )
    values = (("folder", original.name), ("team", team.name), ("copy", path.name))
    there = path / NAME
    return FileProblem(
        there if atomic.facts(there, follow=False) else path,
        words,
        values=values,
        severity=Severity.WARNING,
        short=SAME_TEAM,
        other=original,
    )


def _told_by_folder(name: str, folder: Path) -> str:
    return clean_line(f"{name} ({folder.name})", LONGEST_TEAM_NAME)


def name_on_file(folder: Path, called: str) -> str:
    """Return the name that the team shown as `called` has in its own files: without the folder that tells it apart."""
    name = load(folder).name
    return name if called == _told_by_folder(name, folder) else called


def folders(root: Path, problems: list[FileProblem] | None = None, *, known: bool = False) -> list[Path]:
    """Return the teams' folders in `root`, in no particular order, adding unreadable ones to `problems`.

    `root` is the folder that the user named: its contents are reached from there, never through links that lead out
    of it.
    """
    links.name_folder(root)
    problems = [] if problems is None else problems
    try:
        names = [name for name in atomic.names(root) if name[0] != "."]
    except OSError as error:
        if known or not isinstance(error, FileNotFoundError):
            problems.append(unreadable(CannotRead(root, error)))
        return []
    found = []
    for name in names:
        try:
            if _is_team(root / name):
                found.append(root / name)
        except OSError as error:
            problems.append(unreadable(CannotRead(root / name, error)))
    return found


def folder_of(root: Path, team_name: str) -> Path:
    """Return the folder of the team with this name: its own, or one that is free. Nothing is created."""
    wanted = clean_line(team_name, LONGEST_TEAM_NAME).casefold()
    there = teams(root)
    for path, team in there:
        if team.name.casefold() == wanted:
            return path
    for path, team in there:  # it was a copy, and is the only one left
        if _told_by_folder(team.name, path).casefold() == wanted:
            return path
    name = slug(team_name)
    number = 1
    while True:
        path = root / (name if number == 1 else f"{name}-{number}")
        try:
            free = not atomic.exists(path)
            ours = free or (atomic.is_folder(path) and _may_be_of(path, wanted, first=number == 1))
        except OSError:  # saving there will report the problem
            ours = True
        if ours:
            return path
        number += 1


def _may_be_of(folder: Path, wanted: str, *, first: bool) -> bool:
    """Tell whether a folder that was not found among the teams' folders may belong to the team `wanted`.

    A folder whose file is lost, or has no name in it, is reused by the first team whose name leads to it.
    """
    there = read(folder)
    return there.team.name.casefold() == wanted if there.named else first


def _shown_name(folder: Path) -> str:
    return clean_line(folder.name, LONGEST_TEAM_NAME)


def _values(words: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in words)


def _yes() -> frozenset[str]:
    return frozenset(("true", "on", "1", *(word for tongue in TONGUES.values() for word in tongue.yes)))


def _is_team(folder: Path) -> bool:
    """Tell whether `folder` contains a team's files, or links to them. Raises OSError if that is unclear."""
    if atomic.facts(folder / NAME, follow=False):
        return True
    place = atomic.facts(folder / _KEPT_BESIDE[0], follow=False)
    return place is not None and (stat.S_ISDIR(place.st_mode) or filesystem.is_link(place))


def _used(folder: Path) -> int:
    """Return when the team's folder last changed, in nanoseconds."""
    latest = 0
    for name in (NAME, *_KEPT_BESIDE):
        with contextlib.suppress(OSError):
            facts = atomic.facts(folder / name)
            latest = max(latest, facts.st_mtime_ns if facts else 0)
    return latest


def _lines(team: Team, more: Mapping[str, str]) -> dict[str, str]:
    """Return the lines of each field, empty if it is not set."""
    return {
        "name": lines_of("name", team.name),
        "language": lines_of("language", team.language) if team.language else "",
        "minutes": lines_of("minutes", team.minutes) if team.minutes else "",
        "format": lines_of("format", team.format) if team.format else "",
        "dealing": lines_of("dealing", team.dealing) if team.dealing else "",
        "answering": lines_of("answering", team.answering) if team.answering else "",
        "decks": lines_of("decks", team.decks) if team.decks else "",
        "members": _members(team.members, more),
    }


def _members(members: tuple[Member, ...], more: Mapping[str, str]) -> str:
    lines = []
    for member in members:
        lines.append(f"  - {lines_of('name', member.name)}")
        if member.remote:
            lines.append(f"    {lines_of('remote', value=True)}")
        lines.append(more.get(member.name, "") if member.name else "")
    return "".join(["members:\n", *lines]) if lines else ""


class _Reader:
    """Reads the fields of a team file, and collects what is wrong with them."""

    def __init__(self, path: Path, fields: Fields, problems: list[FileProblem]) -> None:
        self.problems = problems
        self.more: dict[str, str] = {}
        self._path = path
        self._fields = fields

    def text(self, key: str) -> str:
        node = self._fields.node(key)
        if node is None or isinstance(node, Text):
            return node.value if node else ""
        self._report(N_("This must be a single value, not a list."), node)
        return ""

    def word(self, key: str, known: tuple[str, ...]) -> str:
        word = self.text(key).strip().casefold()
        if word and word not in known:
            values = (("text", word), ("known", ", ".join(known)))
            self._report(
                N_("“{text}” is not one of the choices. Write one of: {known}."), self._fields.node(key), values
            )
            return ""
        return word

    def minutes(self) -> int:
        text = self.text("minutes").strip()
        if not text:
            return 0
        if text.isascii() and text.isdecimal() and len(text) <= 4 and int(text) <= LONGEST_MEETING:
            return int(text)
        self._report(N_("The minutes must be a number from 1 to 600."), self._fields.node("minutes"))
        return 0

    def members(self) -> tuple[Member, ...]:
        node = self._fields.node("members")
        if isinstance(node, Text) and not node.value.strip():
            return ()
        if node is not None and not isinstance(node, Items):
            self._report(N_("The members must be a list, with a line for each: “- name: Anna”."), node)
        items = node.items if isinstance(node, Items) else []
        if len(items) > MOST_MEMBERS:
            values = (("most", str(MOST_MEMBERS)),)
            self._report(N_("There is room for {most} members; the rest are left out."), items[MOST_MEMBERS], values)
        found = [self._member(item) for item in items[:MOST_MEMBERS]]
        named = [line for line in found if line is not None]
        return tuple(Member(f"m{number}", name, remote) for number, (name, remote) in enumerate(named, 1))

    def _member(self, node: Node) -> tuple[str, bool] | None:
        match node:
            case Text(value=name):
                return clean_line(name, LONGEST_NAME), False
            case Fields():
                name = clean_line(node.text("name"), LONGEST_NAME)
                others = [key for key in node.fields if key not in {"name", "remote"} and node.text(key)]
                self.more[name] = "".join(f"    {lines_of(key, node.text(key))}" for key in others)
                return name, node.text("remote").strip().casefold() in _yes()
            case _:
                self._report(N_("Write each member on a line, like “- name: Anna”."), node)
                return None

    def _report(self, text: str, node: Node | None, values: tuple[tuple[str, str], ...] = ()) -> None:
        line, column = (node.line, node.column) if node else (0, 0)
        self.problems.append(FileProblem(self._path, text, line, column, values))
