"""What a system has, for tests of things that only some systems have. Each marker says what is missing where."""

import ctypes
import os
import re
import stat
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

WINDOWS = sys.platform == "win32"


def _is_wine() -> bool:
    if sys.platform == "win32":
        return hasattr(ctypes.windll.ntdll, "wine_get_version")
    return False


WINE = _is_wine()

modes = pytest.mark.skipif(WINDOWS, reason="Windows has no modes: a file is private as its folder is")
pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
shells = pytest.mark.skipif(WINDOWS, reason="Windows has no such shell")
lost_folders = pytest.mark.skipif(WINDOWS, reason="Windows removes no folder that a program is in")
open_files_are_replaced = pytest.mark.skipif(WINDOWS, reason="Windows replaces no file that a program has open")
names_of_bytes = pytest.mark.skipif(WINDOWS, reason="Windows has names of letters only")
folders_are_synced = pytest.mark.skipif(WINDOWS, reason="Windows syncs no folders")
long_locks = pytest.mark.skipif(WINE, reason="wine runs out of handles: it keeps each one of a file that is locked")


def has_mode(path: Path, mode: int) -> bool:
    """Tell whether the file in `path` has `mode`. On Windows it is as private as its folder is."""
    return WINDOWS or stat.S_IMODE(path.stat().st_mode) == mode


@cache
def shows_links() -> bool:
    """Tell whether a link is shown as one: on Windows not everybody can create them, and wine shows their target."""
    with TemporaryDirectory() as folder:
        link = Path(folder) / "link"
        try:
            link.symlink_to("nowhere")
        except OSError:
            return False
        return link.is_symlink()


symlinks = pytest.mark.skipif(not shows_links(), reason="no link can be made here that is shown as one")


def as_nasty_as_possible(name: str) -> str:
    """Return a file name with control characters in it, as far as the system allows them: Windows allows none."""
    return re.sub(r'[\x00-\x1f<>:"|?*]', "", name) if WINDOWS else name
