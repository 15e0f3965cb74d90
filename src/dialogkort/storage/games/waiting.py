"""Which games wait: their journals, without a look inside. The home screen asks before anything else is loaded."""

import contextlib
import stat
from pathlib import Path

from dialogkort.files import atomic

SUFFIX = ".journal"


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
