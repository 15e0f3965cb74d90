"""Make all files of a release, in `dist`: the wheel, the source distribution, and one file that runs without Python.

The one file is for this system; one for Windows is made under wine, where that is here (see `windows.py`). LICENCES.txt
has the licences of all that is in them, SHA256SUMS the checksum of each file. `make release` runs this, and
`make test-release` plays with what came of it.
"""

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from windows import ROOT, Windows

REQUIRED = ROOT / "requirements" / "release.txt"
PROGRAM = ROOT / "requirements" / "play.txt"
DIST = ROOT / "dist"
FOR_RELEASE = Windows(ROOT / ".venv-windows-release", REQUIRED)
LICENCES = DIST / "LICENCES.txt"

READ_LICENCES = """
import json, sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
found = {}
for name in sys.argv[1:]:
    try:
        package = distribution(name)
    except PackageNotFoundError:  # it is for another system
        continue
    files = [file for file in package.files or () if "LICEN" in file.name.upper() or "COPYING" in file.name.upper()]
    texts = [file.read_text(encoding="utf-8") for file in files if not file.name.endswith((".py", ".pyc"))]
    said = package.metadata.get("License-Expression") or package.metadata.get("License") or ""
    found[f"{package.metadata['Name']} {package.version}"] = [said, texts]
base = Path(sys.base_prefix)
python = [path for path in (base / "LICENSE.txt", Path(json.__file__).parents[1] / "LICENSE.txt") if path.is_file()]
print(json.dumps([found, python[0].read_text("utf-8") if python else ""]))
"""
MADE_WITH = ("editables", "hatchling", "pathspec", "pluggy", "tomlkit", "trove-classifiers", "packaging")
"""What is locked for an editable installation, and is in no file of a release."""


def version() -> str:
    names: dict[str, object] = {}
    exec((ROOT / "src" / "dialogkort" / "__init__.py").read_text("utf-8"), names)
    return str(names["__version__"])


def environment_here() -> Path:
    """Make an environment with what is locked and nothing else; return its Python."""
    folder = ROOT / ".venv-release"
    subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    python = folder / "bin" / "python"
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "--requirement", REQUIRED], check=True)
    return python


def write_licences(python: Path) -> None:
    """Write the licences of the program, its decks, Python, and each package that is in the one file."""
    asked = re.findall(r"^([\w.-]+)==", PROGRAM.read_text("utf-8"), re.MULTILINE)
    names = [name for name in asked if name not in MADE_WITH] + ["pyinstaller"]
    done = subprocess.run([python, "-c", READ_LICENCES, *names], capture_output=True, text=True, check=True)
    packages, of_python = json.loads(done.stdout)
    parts = {"dialogkort": (ROOT / "LICENSE").read_text("utf-8")}
    parts["The decks of dialogkort"] = (ROOT / "LICENSE-decks").read_text("utf-8")
    parts["Python (in the files that run without it)"] = of_python or "PSF-2.0: https://docs.python.org/3/license.html"
    for name, (said, texts) in packages.items():
        parts[name] = "\n\n".join(texts) or said
    line = "=" * 80
    whole = "\n".join(f"{line}\n{name}\n{line}\n\n{text.strip()}\n" for name, text in parts.items())
    LICENCES.write_text(whole, "utf-8")


def built_here(python: Path, work: Path) -> Path:
    """Make the one file for this system."""
    folders = ["--distpath", work / "dist", "--workpath", work / "build"]
    spec = ROOT / "scripts" / "dialogkort.spec"
    command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *folders, spec]
    told = {"DIALOGKORT_LICENCES": str(LICENCES), "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(command, env={**os.environ, **told}, check=True)
    system = {"Darwin": "macos"}.get(platform.system(), platform.system().lower())
    return shutil.copy2(work / "dist" / "dialogkort", DIST / f"dialogkort-{version()}-{system}-{platform.machine()}")


def built_for_windows(work: Path) -> Path:
    """Make the one file for Windows."""
    FOR_RELEASE.set_up()
    os.environ["DIALOGKORT_LICENCES"] = f"Z:{LICENCES}"
    folders = ("--distpath", f"Z:{work}/dist", "--workpath", f"Z:{work}/build")
    spec = f"Z:{ROOT}/scripts/dialogkort.spec"
    pyinstaller = ("-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *folders, spec)
    code, _last = FOR_RELEASE.run(FOR_RELEASE.python, *pyinstaller)
    if code:
        sys.exit("The file for Windows could not be made.")
    return shutil.copy2(work / "dist" / "dialogkort.exe", DIST / f"dialogkort-{version()}-windows-x86_64.exe")


def main() -> None:
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    for kind in ("--wheel", "--sdist"):
        build = [sys.executable, "-m", "build", kind, "--no-isolation", "--outdir", DIST, ROOT]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    python = environment_here()
    write_licences(python)
    with tempfile.TemporaryDirectory() as work:
        built_here(python, Path(work) / "here")
        if shutil.which("wine") or shutil.which("wine64"):
            built_for_windows(Path(work) / "windows")
        else:
            print("No wine is here: no file for Windows is made.")
    files = sorted(path for path in DIST.iterdir() if path.is_file() and path.name[0] != ".")
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (DIST / "SHA256SUMS").write_text("".join(sums), "utf-8")
    for path in files:
        print(f"{path.stat().st_size / 1_000_000:6.1f} MB  {path.name}")


if __name__ == "__main__":
    main()
