"""Build the source distribution and unpack it into a folder, which is made again."""

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def unpack_sdist(folder: Path) -> None:
    """Lay what the source distribution holds in `folder`, without the folder that it is packed in."""
    with tempfile.TemporaryDirectory() as built:
        command = [sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", built, str(ROOT)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        [archive] = Path(built).glob("*.tar.gz")
        with tarfile.open(archive) as packed:
            packed.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.4 and later have it
            packed.extractall(built)
        [inner] = (path for path in Path(built).iterdir() if path.is_dir())
        shutil.copytree(inner, folder)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    shutil.rmtree(target, ignore_errors=True)
    unpack_sdist(target)
