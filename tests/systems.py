"""What a system has, for tests of what only some have. Each says what is not to be had, and on which system."""

import os
import re
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

WINDOWS = sys.platform == "win32"

modes = pytest.mark.skipif(WINDOWS, reason="Windows has no modes: a file is private as its folder is")
pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
folders_are_synced = pytest.mark.skipif(WINDOWS, reason="Windows syncs no folders")


@cache
def shows_links() -> bool:
    """Tell whether a link is shown as one: Windows lets not everybody make them, and wine shows what they lead to."""
    with TemporaryDirectory() as folder:
        link = Path(folder) / "link"
        try:
            link.symlink_to("nowhere")
        except OSError:
            return False
        return link.is_symlink()


symlinks = pytest.mark.skipif(not shows_links(), reason="no link can be made here that is shown as one")


def as_nasty_as_can_be(name: str) -> str:
    """Return a name for a file with control characters in it, as far as the system takes such: Windows takes none."""
    return re.sub(r'[\x00-\x1f<>:"|?*]', "", name) if WINDOWS else name
