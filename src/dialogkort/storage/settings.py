"""The settings for all teams, in one small file that people may edit."""

import os
from dataclasses import dataclass
from pathlib import Path

from dialogkort.core.text import clean
from dialogkort.files import atomic, links
from dialogkort.files.front_matter import decode, problem_of
from dialogkort.files.problems import FileProblem, NotUnderstood, unreadable
from dialogkort.files.yaml_reading import Fields, Text, read_fields
from dialogkort.files.yaml_writing import field
from dialogkort.language import N_, TONGUES

NAME = "settings.yaml"
_NO_PATH = {
    "linked_folders": N_("The linked folder “{text}” is not a full path. Write one that begins with {begins}."),
    "shared_decks": N_("The shared folder “{text}” is not a full path. Write one that begins with {begins}."),
}

SIGNS = ("", "auto", "plain", "full")
_YES, _NO = {"true", "yes", "on", "ja", "til"}, {"false", "no", "off", "nej", "fra"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen; an empty field means the default. `folder` contains the teams' folders.

    `linked_folders` are those that links in it may lead into. `keymap` has the keys of actions, by their ids: the
    screens know which ones exist. `plain` asks for plain text. `shared_decks` are folders with decks that are read
    in addition to the bundled ones. Without the `mouse`, the terminal itself handles text selection. `large_letters`
    may be used on a large window. `signs` are `plain` or `full`; else the terminal decides.
    """

    folder: Path | None = None
    language: str = ""
    theme: str = ""
    linked_folders: tuple[Path, ...] = ()
    keymap: tuple[tuple[str, str], ...] = ()
    plain: bool = False
    shared_decks: tuple[Path, ...] = ()
    mouse: bool = True
    large_letters: bool = True
    signs: str = ""


def load(config: Path) -> tuple[Settings, tuple[FileProblem, ...]]:
    """Return the settings in the folder `config`, with defaults where the file has faults, and those faults."""
    path = config / NAME
    links.follow_from(config)
    try:
        text = decode(atomic.read(path), path)
    except atomic.CannotRead as error:
        if error.missing:
            return Settings(), ()
        return Settings(), (unreadable(error),)
    except NotUnderstood as error:
        return Settings(), (error.problem,)
    fields, faults = read_fields(text)
    problems = [problem_of(fault, path) for fault in faults]
    folder = _text(fields, "folder", path, problems)
    language = _text(fields, "language", path, problems).casefold()
    if language and language not in TONGUES:
        words = N_("Unknown language “{text}”. The languages are: {known}.")
        values = (("text", language), ("known", ", ".join(TONGUES)))
        problems.append(FileProblem(path, words, fields.line_of("language"), values=values))
        language = ""
    theme = _text(fields, "theme", path, problems)
    linked = _folders(fields, "linked_folders", path, problems)
    shared = _folders(fields, "shared_decks", path, problems)
    keymap = _keymap(fields, path, problems)
    plain = _text(fields, "plain", path, problems).casefold() in _YES
    mouse = _text(fields, "mouse", path, problems).casefold() not in _NO
    large = _text(fields, "large_letters", path, problems).casefold() not in _NO
    signs = _text(fields, "signs", path, problems).casefold()
    if signs not in SIGNS:
        words = N_("Unknown value for signs: “{text}”. The choices are: {known}.")
        values = (("text", signs), ("known", ", ".join(filter(None, SIGNS))))
        problems.append(FileProblem(path, words, fields.line_of("signs"), values=values))
        signs = ""
    place = Path(folder) if folder else None
    return Settings(place, language, theme, linked, keymap, plain, shared, mouse, large, signs), tuple(problems)


def save(config: Path, settings: Settings) -> None:
    """Save in the folder `config` the settings that differ from the file; empty ones are left out.

    The other lines of the file are unchanged. A file that cannot be understood is kept beside the new one. Raises
    CannotSave.
    """
    from dialogkort.files.yaml_editing import save_fields  # noqa: PLC0415 - the first screen only reads

    on_file, _problems = load(config)
    old, new = _lines(on_file), _lines(settings)
    changes = {key: line for key, line in new.items() if line != old[key]}
    if changes:
        save_fields(config / NAME, changes, whole="".join(new.values()))
    else:
        atomic.settle(config / NAME)


def _lines(settings: Settings) -> dict[str, str]:
    texts = {
        "folder": str(settings.folder or ""),
        "language": settings.language,
        "theme": settings.theme,
        "mouse": "" if settings.mouse else "off",
        "signs": settings.signs,
        "large_letters": "" if settings.large_letters else "no",
    }
    lines = {key: field(key, clean(text)) if text else "" for key, text in texts.items()}
    for key, folders in (("linked_folders", settings.linked_folders), ("shared_decks", settings.shared_decks)):
        texts_of = tuple(clean(str(folder)) for folder in folders)
        lines[key] = field(key, texts_of) if texts_of else ""
    return lines


def _folders(fields: Fields, key: str, path: Path, problems: list[FileProblem]) -> tuple[Path, ...]:
    """Return the absolute paths in a list; nobody could tell where a relative one begins."""
    found = []
    for text in fields.texts(key):
        folder = links.expanded(text.strip())
        if folder.is_absolute():
            found.append(folder)
        elif text.strip():
            words = _NO_PATH[key]
            values = (("text", text.strip()), ("begins", "C:\\" if os.name == "nt" else "/"))
            problems.append(FileProblem(path, words, fields.line_of(key), values=values))
    return tuple(found)


def _keymap(fields: Fields, path: Path, problems: list[FileProblem]) -> tuple[tuple[str, str], ...]:
    """Return the lines below `keymap:`, which the app only reads and never writes."""
    node = fields.node("keymap")
    if node is None or (isinstance(node, Text) and not node.value.strip()):
        return ()
    if not isinstance(node, Fields):
        words = N_("Write the keys below “keymap:”, one per line, such as “  table.undo: z”.")
        problems.append(FileProblem(path, words, fields.line_of("keymap")))
        return ()
    found = []
    for name in node.fields:
        if isinstance(node.node(name), Text):
            found.append((name.strip(), node.text(name).strip()))
        else:
            problems.append(FileProblem(path, N_("This must be a single value, not a list."), node.line_of(name)))
    return tuple(found)


def _text(fields: Fields, key: str, path: Path, problems: list[FileProblem]) -> str:
    node = fields.node(key)
    if node is None or isinstance(node, Text):
        return node.value.strip() if node else ""
    problems.append(FileProblem(path, N_("This must be a single value, not a list."), fields.line_of(key)))
    return ""
