"""Which games wait: their journals, without a look inside. The home screen asks before anything else is loaded."""

import contextlib
import stat
from datetime import date
from pathlib import Path

from dialogkort.files import atomic
from dialogkort.files.failures import CannotRead
from dialogkort.files.problems import FileProblem, unreadable

SUFFIX = ".journal"
FRESH = 1
"""Days for which a game that was left is taken to go on: today's, and last night's."""


def unfinished(folder: Path, problems: list[FileProblem] | None = None) -> tuple[Path, ...]:
    """Return the journals in `folder`, the latest first. One that vanishes meanwhile does not wait.

    A folder that cannot be read is added to `problems`; a journal that cannot be looked at waits, and says so when
    it is opened.
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
    """Tell whether the game in `path` was left so lately that it is most likely to go on."""
    facts = None
    with contextlib.suppress(OSError):
        facts = atomic.facts(path)
    return facts is not None and (today - date.fromtimestamp(facts.st_mtime)).days <= FRESH  # noqa: DTZ012 - local
