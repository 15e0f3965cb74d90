"""Which games are waiting: their journals, without reading them. The home screen asks before loading anything else."""

import contextlib
import stat
from datetime import date
from pathlib import Path

from dialogkort.files import atomic
from dialogkort.files.failures import CannotRead
from dialogkort.files.problems import FileProblem, unreadable

SUFFIX = ".journal"
FRESH = 1
"""How many days after it was left a game is expected to continue: today's, and last night's."""


def unfinished(folder: Path, problems: list[FileProblem] | None = None) -> tuple[Path, ...]:
    """Return the journals in `folder`, the latest first. One that disappears in the meantime does not count.

    A folder that cannot be read is added to `problems`; a journal that cannot be examined counts as waiting, and
    opening it reports the problem.
    """
    found = []
    try:
        names = atomic.names(folder)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        if problems is not None:
            problems.append(unreadable(CannotRead(folder, error)))
        return ()
    for name in names:
        if not name.endswith(SUFFIX):
            continue
        try:
            facts = atomic.facts(folder / name)
        except OSError:
            found.append((0, folder / name))
            continue
        if facts and stat.S_ISREG(facts.st_mode):
            found.append((facts.st_mtime_ns, folder / name))
    return tuple(path for _time, path in sorted(found, reverse=True))


def is_fresh(path: Path, today: date) -> bool:
    """Tell whether the game in `path` was left so recently that it will most likely continue."""
    facts = None
    with contextlib.suppress(OSError):
        facts = atomic.facts(path)
    return facts is not None and (today - date.fromtimestamp(facts.st_mtime)).days <= FRESH  # noqa: DTZ012 - local
