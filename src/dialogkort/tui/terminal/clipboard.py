"""The clipboard: through a program of this machine if there is one, else through the terminal, which may refuse it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

_PATIENCE = 2.0
"""Seconds that a program may take."""


def _program(environ: Mapping[str, str], platform: str) -> tuple[str, ...]:
    """Return the program that can take text, or nothing. Over ssh, the clipboard belongs to another machine."""
    if environ.get("TMUX"):
        return ("tmux", "load-buffer", "-w", "-")  # it passes it on to the outer terminal
    if environ.get("SSH_CONNECTION"):
        return ()
    if platform == "darwin":
        return ("pbcopy",)
    if environ.get("WAYLAND_DISPLAY"):
        return ("wl-copy",)
    return ("xclip", "-selection", "clipboard") if environ.get("DISPLAY") else ()


def copy_by_program(text: str) -> bool:
    """Hand `text` to a program of this machine; False if there is none, or it does not accept the text."""
    program, *arguments = _program(os.environ, sys.platform) or ("",)
    found = shutil.which(program) if program else None
    if not found:
        return False
    try:
        done = subprocess.run(  # noqa: S603 - a system program, by its own name
            [found, *arguments],
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
            start_new_session=True,  # some keep running, to provide the text when it is pasted
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
