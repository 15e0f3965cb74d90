"""Which games wait: their journals, without a look inside. The home screen asks before anything else is loaded."""

import contextlib
import stat
from datetime import date
from pathlib import Path

from dialogkort.files import atomic

SUFFIX = ".journal"
FRESH = 1
"""Days for which a game that was left is taken to go on: today's, and last night's."""


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Return the journals in `folder`, the latest first. One that vanishes meanwhile does not wait."""
    found = []
    with contextlib.suppress(OSError):
        for name in atomic.names(folder):
            with contextlib.suppress(OSError):
                facts = atomic.facts(folder / name) if name.endswith(SUFFIX) else None
                if facts and stat.S_ISREG(facts.st_mode):
                    found.append((facts.st_mtime_ns, folder / name))
    return tuple(path for _time, path in sorted(found, reverse=True))


def is_fresh(path: Path, today: date) -> bool:
    """Tell whether the game in `path` was left so lately that it is most likely to go on."""
    facts = atomic.facts(path)
    return facts is not None and (today - date.fromtimestamp(facts.st_mtime)).days <= FRESH  # noqa: DTZ012 - local
