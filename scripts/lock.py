"""Lock what is installed: uv.lock, and from it the files that pip installs from. `make lock` runs it.

Nothing of the machine that makes the lock gets into it: no settings of uv are read, and the index is the public one.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = Path(sys.executable).with_name("uv")
INDEX = "https://pypi.org/simple"
BARE = ("--no-header", "--no-annotate", "--quiet")


def uv(*arguments: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_"))}
    subprocess.run([UV, "--no-config", *arguments], cwd=ROOT, env=environment, check=True)


def export(file: str, *groups: str) -> None:
    """Write what `groups` need, at the versions in uv.lock and with hashes."""
    wanted = [part for group in groups for part in ("--group", group)]
    uv("export", "--frozen", "--no-default-groups", *wanted, "--no-emit-project", *BARE, "-o", f"requirements/{file}")


def main() -> None:
    uv("lock", "--default-index", INDEX, *sys.argv[1:])
    export("play.txt", "backend")
    export("dev.txt", "dev")
    export("release.txt", "release")
    oldest = ("--resolution", "lowest-direct", "--universal", "--python-version", "3.11", "--group", "test")
    compiled = ("pyproject.toml", "-o", "requirements/oldest.txt", "--default-index", INDEX, "--upgrade")
    uv("pip", "compile", *oldest, *compiled, *BARE)


if __name__ == "__main__":
    main()
