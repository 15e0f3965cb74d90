"""What takes time to import is imported when it is needed."""

import subprocess
import sys

PROGRAM = """
import sys
from dialogkort.language import dates, names
from dialogkort.storage import locations, settings
from dialogkort.storage.agreements import files as agreement_files
from dialogkort.storage.games import minutes as game_files
from dialogkort.storage.agreements import poster
from dialogkort.storage import teams as team_files
print(*(name for name in ("yaml", "platformdirs", "textual", "babel") if name in sys.modules))
"""


def test_nothing_heavy_is_imported_with_the_files() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
