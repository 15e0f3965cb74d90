"""Run the tests against the built wheel on each Python that the classifiers name and that is on this machine.

Pythons are looked for on the PATH as python3.11 and so on; PYTHONS, in the environment, names others. What further
arguments there are go to pytest. `make test-pythons` runs it.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LANGUAGE = "Programming Language :: Python :: "


def versions() -> list[str]:
    """Return the versions that the classifiers name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = (one.removeprefix(LANGUAGE) for one in project["classifiers"] if one.startswith(LANGUAGE))
    return [one for one in named if re.fullmatch(r"3\.\d+", one)]


def pythons() -> dict[str, str]:
    """Return the Pythons that are here, by their version."""
    wanted = os.environ.get("PYTHONS", "").split() or [f"python{version}" for version in versions()]
    found = {}
    for name in wanted:
        path = shutil.which(name)
        if path is None:
            continue
        asked = [path, "-c", "import sys, venv; print('{}.{}'.format(*sys.version_info))"]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            found[done.stdout.strip()] = path
    return found


def passes(python: str, wheel: Path, folder: Path) -> bool:
    """Run the tests with `wheel` in an environment of its own; the source is not on the path."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    own = folder / "bin" / "python"
    install = [own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--require-hashes", "-r", ROOT / "requirements" / "dev.txt"], check=True)
    subprocess.run([*install, "--no-deps", "--no-index", wheel], check=True)
    tests = [own, "-m", "pytest", "-n", "2", "--dist", "loadgroup", "-p", "no:cacheprovider", *sys.argv[1:]]
    return subprocess.run(tests, cwd=ROOT, check=False).returncode == 0


def main() -> int:
    here = pythons()
    results = {version: "not on this machine" for version in versions() if version not in here}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        [wheel] = folder.glob("*.whl")
        for version, python in here.items():
            print(f"Python {version}: {python}", flush=True)
            results[version] = "passed" if passes(python, wheel, folder / version) else "FAILED"
    for version in sorted(results, key=lambda one: int(one.split(".")[1])):
        print(f"Python {version}: {results[version]}")
    return 1 if "FAILED" in results.values() or not here else 0


if __name__ == "__main__":
    sys.exit(main())
