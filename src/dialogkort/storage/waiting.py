"""Which games wait: their journals, without a look inside. The home screen asks before anything else is loaded."""

from pathlib import Path

SUFFIX = ".journal"


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Return the journals in `folder`, the latest first."""
    try:
        found = [(path.stat().st_mtime_ns, path) for path in folder.glob(f"*{SUFFIX}")]
    except OSError:
        return ()
    return tuple(path for _time, path in sorted(found, reverse=True))
