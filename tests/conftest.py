"""For all tests: properties are tried with the same examples each time, so that a red run is about the change.

With `SOAK=1` in the environment (`make soak`) they are others each time.
"""

import os

from hypothesis import settings

settings.register_profile("same-each-time", derandomize=True)
if not os.environ.get("SOAK"):
    settings.load_profile("same-each-time")
