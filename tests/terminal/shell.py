"""A shell with job control in a pseudo-terminal, where the program is a job that can be stopped and continued."""

import re
import shlex
import shutil
import time
from pathlib import Path

from tests.terminal.places import Places
from tests.terminal.terminal import PATIENCE, InVain, Terminal

BASH = shutil.which("bash")
PROMPT = "skal:"


class Shell(Terminal):
    """Bash as people use it."""

    def __init__(self, places: Places) -> None:
        assert BASH
        environ = {**places.environment(), "PS1": f"{PROMPT} ", "HISTFILE": "/dev/null", "INPUTRC": "/dev/null"}
        super().__init__([BASH, "--norc", "--noprofile", "-i"], environ)
        self._places = places
        self.wait_for(PROMPT)

    def run(self, *arguments: str) -> None:
        """Type a command line."""
        self.type(shlex.join(arguments) + "\r")

    def start(self, *arguments: str) -> None:
        """Start the program as a job in the foreground."""
        self.run(*self._places.program, *arguments)

    def told(self, *arguments: str) -> str:
        """Return the output of a command, through a file: the screen would break its lines."""
        answer = self._places.root / "svar"
        self.type(f"{shlex.join(arguments)} > {answer}.ny; mv {answer}.ny {answer}\r")
        self.wait_until(answer.exists, f"the answer of {arguments}")
        told = answer.read_text(encoding="utf-8")
        answer.unlink()
        self.settle()
        return told

    def line(self) -> str:
        """Return the settings of the terminal line, as every program that the shell starts finds them."""
        return self.told("stty", "-g")

    def modes(self) -> set[str]:
        """Return the screen modes that are on: what a program must turn off again."""
        found = re.findall(rb"\x1b\[\?(1049|1000|1002|1004|2004|25)([hl])", self.raw)
        last = {number.decode(): setting.decode() for number, setting in found}
        last["25"] = {"h": "l", "l": "h"}[last.get("25", "h")]  # only a hidden cursor counts
        return {number for number, setting in last.items() if setting == "h"} - {"2004"}  # which bash uses too

    def job(self) -> int:
        """Return the process of the job."""
        return int(self.told("jobs", "-p").split()[0])


def state_of(process: int) -> str:
    """Return the state of a process as Linux reports it: R, S, T for stopped, Z, or nothing when it is gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def wait_gone(process: int) -> None:
    """Wait until a process that is not our child has ended."""
    end = time.monotonic() + PATIENCE
    while state_of(process) not in {"", "Z"}:
        if time.monotonic() > end:
            raise InVain(f"Process {process} still runs: {state_of(process)}")
        time.sleep(0.02)
