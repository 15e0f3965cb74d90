"""What costs time is imported when it is needed."""

import subprocess
import sys

PROGRAM = """
import sys
from dialogkort.language import dates, names
from dialogkort.storage import agreement_files, game_files, locations, poster, settings, team_files
print(*(name for name in ("yaml", "platformdirs", "textual", "babel") if name in sys.modules))
"""


def test_nothing_heavy_is_imported_with_the_files() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
